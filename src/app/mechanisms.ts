import type { AgentFile } from "./agent-file.ts";

/** What of the harness can be left out with the field `without`; each can stand alone. */
export const mechanisms = [
  "nudge_empty",
  "nudge_announced",
  "nudge_unchanged",
  "text_calls",
  "repetition_stop",
  "repeat_gate",
  "fresh_gate",
  "edit_leniency",
  "summary_notes",
] as const;

export type Mechanism = (typeof mechanisms)[number];

/** Whether an agent has this mechanism. */
export function isOn({ without = [] }: Pick<AgentFile, "without">, name: Mechanism): boolean {
  return !without.includes(name);
}

const nudgesOf: Readonly<Record<string, Mechanism>> = {
  empty: "nudge_empty",
  announced: "nudge_announced",
  unchanged: "nudge_unchanged",
  "require-change": "nudge_unchanged",
};

/** Whether a nudge of this name may speak. */
export function mayNudge(fields: Pick<AgentFile, "without">, name: string): boolean {
  const mechanism = nudgesOf[name];
  return mechanism === undefined || isOn(fields, mechanism);
}
