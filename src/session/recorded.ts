import { type AgentEvent, isEntry } from "../core/event.ts";
import type { SessionLog } from "./log.ts";

/** Passes events on, each entry only after it is in the log. */
export async function* recorded<Result>(
  events: AsyncGenerator<AgentEvent, Result>,
  log: Pick<SessionLog, "append">,
): AsyncGenerator<AgentEvent, Result> {
  let finished = false;
  try {
    while (true) {
      const step = await events.next();
      finished = step.done === true;
      if (step.done) return step.value;
      if (isEntry(step.value)) log.append(step.value);
      yield step.value;
    }
  } finally {
    // A log that cannot be written, or a reader that leaves, ends the run too; nobody reads the value.
    if (!finished) await events.return(undefined as Result);
  }
}
