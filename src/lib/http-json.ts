import { isLocalUrl } from "./server-url.ts";

/** What a server said, or why it said nothing. */
export type Answer = Said | Silence;

export type Said = {
  readonly type: "said";
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON; undefined where it is not JSON. */
  readonly body: unknown;
  readonly text: string;
};

export type Silence = {
  readonly type: "silent";
  /** `refused`: nothing listens there. `late`: no whole answer in time. `broken`: no such host, a cut line. */
  readonly why: "refused" | "late" | "broken";
  readonly detail: string;
};

export type Question = {
  readonly url: string;
  /** Sent as JSON by POST; without it the question is a GET. */
  readonly body?: unknown;
  readonly apiKey?: string | undefined;
  readonly limitMs: number;
};

/** Asks a server one short question; an abort throws, everything else is an answer. */
export async function askJson(question: Question, signal: AbortSignal): Promise<Answer> {
  const { url, body, limitMs } = question;
  const limit = AbortSignal.timeout(limitMs);
  try {
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers: headersOf(question),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.any([signal, limit]),
      // A proxy of the environment has no way to this machine or network.
      ...(isLocalUrl(url) ? { proxy: false } : {}),
    });
    const text = await response.text();
    const { status, headers } = response;
    return { type: "said", status, headers, body: parsed(text), text };
  } catch (error) {
    signal.throwIfAborted();
    if (limit.aborted)
      return { type: "silent", why: "late", detail: `no answer in ${limitMs / 1000} s` };
    const refused = isRefused(error);
    const detail = refused ? "nothing listens there" : messageOf(error);
    return { type: "silent", why: refused ? "refused" : "broken", detail };
  }
}

function headersOf({ apiKey, body }: Question): Record<string, string> {
  return {
    accept: "application/json",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True where nothing listens at the address; Node and Bun word it differently. */
export function isRefused(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code === "ECONNREFUSED" || code === "ConnectionRefused";
}

/** The first line of an error: what a person reads. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0] ?? message;
}
