import { ModelError } from "../core/model.ts";
import { type Answer, askJson, type Said } from "../lib/http-json.ts";
import { pause } from "../lib/pause.ts";
import { isLocalUrl } from "../lib/server-url.ts";
import type { Address, Runtime, Wanted } from "./types.ts";

/** A server that is up answers a short question within this time. */
const answerLimitMs = 1_500;
const farAnswerLimitMs = 10_000;

const loadPollMs = 500;
const loadLimitMs = 30 * 60_000;

/** What the messages of a runtime need of it. */
export type Named = Pick<Runtime, "title" | "startHint">;

/** How long a short question may take: little here, more across the internet. */
export function limitFor(url: string): number {
  return isLocalUrl(url) ? answerLimitMs : farAnswerLimitMs;
}

/** A look that costs little and never throws but for an abort: undefined unless the answer is a 200. */
export async function peek(
  { url, apiKey, heard }: Address,
  path: string,
  signal: AbortSignal,
): Promise<Said | undefined> {
  const question = { url: `${url}${path}`, apiKey, limitMs: limitFor(url) };
  const answer = heard?.get(path) ?? (await askJson(question, signal));
  return answer.type === "said" && answer.status === 200 ? answer : undefined;
}

/** One question to a server that must be there; while it loads (503) the question is asked again. */
export async function ask(
  runtime: Named,
  wanted: Wanted,
  {
    path,
    body,
    limitMs = limitFor(wanted.url),
  }: { path: string; body?: unknown; limitMs?: number },
  signal: AbortSignal,
): Promise<Said> {
  const { url, apiKey } = wanted;
  const started = performance.now();
  while (true) {
    const answer = await askJson({ url: `${url}${path}`, apiKey, limitMs, body }, signal);
    const waitedMs = performance.now() - started;
    const said = heard(runtime, wanted, answer);
    if (said.status !== 503 || waitedMs > loadLimitMs) return said;
    wanted.onWait?.(Math.round(waitedMs));
    await pause(loadPollMs, signal);
  }
}

/** A question whose answer may have to wait for a model to load; the waiting is reported. */
export async function askPatiently(
  runtime: Named,
  wanted: Wanted,
  question: { path: string; body?: unknown },
  signal: AbortSignal,
): Promise<Said> {
  const started = performance.now();
  const report = () => wanted.onWait?.(Math.round(performance.now() - started));
  const timer = setInterval(report, loadPollMs);
  try {
    return await ask(runtime, wanted, { ...question, limitMs: loadLimitMs }, signal);
  } finally {
    clearInterval(timer);
  }
}

function heard(runtime: Named, { url, model }: Wanted, answer: Answer): Said {
  if (answer.type === "silent")
    throw new ModelError("unreachable", silence(runtime, url, model, answer));
  if (answer.status === 401 || answer.status === 403) {
    const message = `${runtime.title} at ${url} wants an API key: set LOCALCODE_API_KEY.`;
    throw new ModelError("rejected", message, { status: answer.status });
  }
  return answer;
}

function silence(
  { title, startHint }: Named,
  url: string,
  model: string,
  { why, detail }: Extract<Answer, { type: "silent" }>,
): string {
  switch (why) {
    case "refused":
      return `${title} is not running at ${url} — start it with: ${startHint(url, model)}`;
    case "late":
      return `The server at ${url} takes the connection but does not answer (${detail}) — restart ${title} with: ${startHint(url, model)}`;
    case "broken":
      return `${title} at ${url} cannot be reached: ${detail.replace(/\.$/, "")}. Check the address.`;
  }
}
