import type { AgentEvent } from "./event.ts";
import type { ModelDelta, ModelEvent } from "./model.ts";

type Event = AgentEvent | ModelEvent;

/** Two neighbouring pieces of one text, of one thought or of the calls of one tool, as one; else nothing. */
export function joined(first: Event, next: Event): ModelDelta | undefined {
  if ((first.type === "text" || first.type === "thinking") && next.type === first.type) {
    return { ...first, delta: first.delta + next.delta };
  }
  if (first.type === "calling" && next.type === "calling" && first.name === next.name) {
    return { ...first, delta: first.delta + next.delta };
  }
  return undefined;
}
