import type { Ollama } from "ollama";
import { isLocalUrl } from "../../lib/server-url.ts";

/** What Ollama answered instead of a reply. */
export class OllamaRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = "OllamaRefusal";
    this.status = status;
  }
}

/** The official client on a fetch without time limits; `signal` closes its connection. */
export async function openClient(
  { url, apiKey }: { readonly url: string; readonly apiKey?: string | undefined },
  signal: AbortSignal,
): Promise<Ollama> {
  // Loaded here, since most starts need no Ollama.
  const { Ollama } = await import("ollama");
  const headers = apiKey === undefined ? {} : { Authorization: `Bearer ${apiKey}` };
  return new Ollama({ host: url, headers, fetch: patientFetch(signal) });
}

/** The client prints what it cannot read to the console, so it is given nothing of that kind. */
function patientFetch(signal: AbortSignal): typeof fetch {
  const patient = async (
    input: string | URL | Request,
    init: RequestInit = {},
  ): Promise<Response> => {
    const either = init.signal ? AbortSignal.any([init.signal, signal]) : signal;
    // Bun ends a request after 300 idle seconds unless told not to; a load with a prefill can be longer.
    const response = await fetch(input, {
      ...init,
      signal: either,
      timeout: false,
      keepalive: false,
      ...(isLocalUrl(String(input)) ? { proxy: false } : {}),
    });
    if (!response.ok) throw new OllamaRefusal(response.status, errorIn(await response.text()));
    const { status, headers, body } = response;
    return new Response(body?.pipeThrough(readableLines()) ?? null, { status, headers });
  };
  return Object.assign(patient, { preconnect: fetch.preconnect });
}

function errorIn(text: string): string {
  const body = jsonIn(text);
  if (body instanceof Object && "error" in body) return String(body.error);
  return text.trim() || "no reason given";
}

/** Passes the lines that are JSON on, whole; others are left out. */
function readableLines(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = "";
  const pass = (line: string, controller: TransformStreamDefaultController<Uint8Array>) => {
    if (jsonIn(line) instanceof Object) controller.enqueue(encoder.encode(`${line}\n`));
  };
  return new TransformStream({
    transform(bytes, controller) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) pass(line, controller);
    },
    flush: (controller) => pass(rest, controller),
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
