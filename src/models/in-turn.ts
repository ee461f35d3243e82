import type { ChatModel, Progress } from "../core/model.ts";
import { pause } from "../lib/pause.ts";
import type { Place, Queue } from "../lib/queue.ts";
import { wrapped } from "./wrapped.ts";

const tellMs = 1_000;

/**
 * Sends a request when it is its turn: sub-agents, side questions and compaction share one server, and
 * a second request on its only slot would push the first one's prompt out of the cache.
 */
export function inTurn(model: ChatModel, queue: Queue): ChatModel {
  return wrapped(model, async function* (request, signal) {
    const place = queue.enter();
    try {
      yield* waiting(place, signal);
      yield* model.stream(request, signal);
    } finally {
      place.leave();
    }
  });
}

async function* waiting(place: Place, signal: AbortSignal): AsyncGenerator<Progress> {
  const started = performance.now();
  while (!place.isIn()) {
    const done = Math.round(performance.now() - started);
    yield { type: "progress", doing: "waiting", done, total: 0 };
    const told = new AbortController();
    try {
      await Promise.race([place.turn, pause(tellMs, AbortSignal.any([signal, told.signal]))]);
    } finally {
      told.abort();
    }
  }
}
