import { isObject } from "../core/coerce.ts";
import type { Entry } from "../core/event.ts";
import type { ToolCall } from "../core/message.ts";
import { phaseText } from "../core/phase-text.ts";

const subjectChars = 60;

/** One line on stderr for what a person wants to know of an entry; undefined where that is nothing. */
export function progressLine(entry: Entry): string | undefined {
  switch (entry.type) {
    case "result": {
      const outcome = entry.result.failed ? ` failed: ${firstLine(entry.result.text)}` : "";
      return `${entry.call.name} ${subjectOf(entry.call)}(${entry.ms} ms)${outcome}`;
    }
    case "nudge":
      return `nudge (${entry.name}): ${firstLine(entry.text)}`;
    case "summary":
      return `compacted: ${entry.kept} messages kept`;
    case "notice":
      return entry.text;
    case "phase":
      return phaseMove(entry);
    case "end":
      return entry.reason === "done" ? undefined : `${entry.reason}: ${firstLine(entry.detail)}`;
    case "prompt":
    case "reply":
    case "call":
    case "stage":
      return undefined;
  }
}

type PhaseEntry = Extract<Entry, { type: "phase" }>;

/** The `[phase]` line of phase_log: of a move, or of a turn after which the phase stayed. */
export function phaseLogLine(entry: PhaseEntry): string {
  return `[phase] ${phaseText(entry)}`;
}

function phaseMove({ from, to, why }: PhaseEntry): string | undefined {
  return from === to ? undefined : `phase ${from || "none"} → ${to || "none"}: ${why}`;
}

/** What a call is about: its path, pattern or command. */
export function subjectOf(call: ToolCall): string {
  if (!isObject(call.input)) return "";
  const { path, paths, command, pattern, pat } = call.input;
  const subject = [path, command, pattern, pat].find((value) => typeof value === "string") ?? paths;
  if (subject === undefined) return "";
  const text = firstLine(String(subject));
  return `${text.length > subjectChars ? `${text.slice(0, subjectChars)}…` : text} `;
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
