import { isObject } from "../core/coerce.ts";
import type { ModelNotice, Progress } from "../core/model.ts";
import { askJson } from "../lib/http-json.ts";
import { pause } from "../lib/pause.ts";
import { serverRoot } from "../lib/server-url.ts";

const pollMs = 200;
const patienceMs = 5_000;
const answerLimitMs = 2_000;

/** After a cancel: waits until a llama.cpp server has a free slot, and says so if it stays busy. */
export async function* freeSlot(
  url: string,
  apiKey: string | undefined,
  signal: AbortSignal,
  limitMs = patienceMs,
): AsyncGenerator<Progress | ModelNotice, void> {
  const started = performance.now();
  const question = { url: `${serverRoot(url)}/slots`, apiKey, limitMs: answerLimitMs };
  while (true) {
    const answer = await askJson(question, signal);
    const slots = answer.type === "said" && answer.status === 200 ? answer.body : undefined;
    if (!Array.isArray(slots) || !slots.every(isBusy)) return;
    const done = Math.round(performance.now() - started);
    if (done > limitMs) {
      yield {
        type: "notice",
        text: `The server at ${url} still works on the request that was cancelled.`,
      };
      return;
    }
    yield { type: "progress", doing: "waiting", done, total: limitMs };
    await pause(pollMs, signal);
  }
}

function isBusy(slot: unknown): boolean {
  return isObject(slot) && slot.is_processing === true;
}
