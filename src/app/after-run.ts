import type { AgentEvent } from "../core/event.ts";
import type { Snapshots } from "../session/snapshots/snapshots.ts";

/** Esc must not wait for long; without this snapshot the next one tells what the run changed. */
const afterLimitMs = 5_000;

/**
 * Passes a run's events on. Where it kept the files before it changed them, it keeps them also as it
 * leaves them, before its end. What a sub-agent kept counts as kept by this run.
 */
export async function* snapshotAfter<Result>(
  events: AsyncGenerator<AgentEvent, Result>,
  snapshots: Pick<Snapshots, "take"> | undefined,
): AsyncGenerator<AgentEvent, Result> {
  if (snapshots === undefined) return yield* events;
  let kept = false;
  let finished = false;
  try {
    while (true) {
      const step = await events.next();
      finished = step.done === true;
      if (step.done) return step.value;
      const event = step.value;
      const before = beforeIn(event);
      if (before !== undefined && event.type === "nested" && !kept) {
        yield { type: "snapshot", id: before, when: "before" };
      }
      kept ||= before !== undefined;
      if (event.type === "end" && kept) {
        const taken = await snapshots.take(AbortSignal.timeout(afterLimitMs));
        if (taken.type === "taken") yield { type: "snapshot", id: taken.id, when: "after" };
      }
      yield event;
    }
  } finally {
    if (!finished) await events.return(undefined as Result);
  }
}

/** The snapshot before a change that an event tells of, also from within a sub-agent. */
function beforeIn(event: AgentEvent): string | undefined {
  if (event.type === "nested") return beforeIn(event.event);
  return event.type === "snapshot" && event.when === "before" ? event.id : undefined;
}
