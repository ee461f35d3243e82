import type { Sample } from "../app/reading-rate.ts";
import type { AgentEvent } from "../core/event.ts";

export type LearnRates = (sample: Sample) => void;

/** Hands a run's events on and learns from each reply how long it took to read and to write. */
export async function* learning(
  events: AsyncIterable<AgentEvent>,
  learn: LearnRates,
): AsyncGenerator<AgentEvent> {
  let sentMs = Date.now();
  let firstMs: number | undefined;
  for await (const event of events) {
    const now = Date.now();
    if (event.type === "text" || event.type === "thinking" || event.type === "calling") {
      firstMs ??= now;
    }
    if (event.type === "reply") {
      const times =
        firstMs === undefined ? {} : { firstDeltaMs: firstMs - sentMs, restMs: now - firstMs };
      learn({ usage: event.usage, ...times });
    }
    if (event.type === "prompt" || event.type === "result" || event.type === "nudge") {
      sentMs = now;
      firstMs = undefined;
    }
    yield event;
  }
}
