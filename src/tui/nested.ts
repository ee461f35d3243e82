import { subjectOf } from "../app/subject.ts";
import type { AgentEvent } from "../core/event.ts";
import { oneLine } from "../lib/text.ts";

const lineChars = 120;

/** One line of what a sub-agent does; undefined for what nobody needs to see. */
export function nestedLine(event: AgentEvent): string | undefined {
  if (event.type === "call") {
    return oneLine(`${event.call.name} ${subjectOf(event.call)}`, lineChars);
  }
  if (event.type === "notice") return oneLine(event.text, lineChars);
  if (event.type !== "reply" || event.message.text.trim() === "") return undefined;
  return oneLine(event.message.text, lineChars);
}
