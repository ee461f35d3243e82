import { subjectOf } from "../app/subject.ts";
import type { Entry } from "../core/event.ts";
import type { ToolCall } from "../core/message.ts";
import { phaseText } from "../core/phase-text.ts";
import { stageTitle } from "../core/stage-title.ts";

const subjectChars = 60;

/** One line on stderr for what a person wants to know of an entry; undefined where that is nothing. */
export function progressLine(entry: Entry): string | undefined {
  switch (entry.type) {
    case "result": {
      const outcome = entry.result.failed ? ` failed: ${firstLine(entry.result.text)}` : "";
      return `${entry.call.name} ${shortSubject(entry.call)}(${entry.ms} ms)${outcome}`;
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
    case "snapshot":
      return undefined;
    case "stage":
      return stageTitle(entry);
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

/** A long one is cut: it is read in passing. */
function shortSubject(call: ToolCall): string {
  const subject = subjectOf(call);
  if (subject === "") return "";
  return `${subject.length > subjectChars ? `${subject.slice(0, subjectChars)}…` : subject} `;
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
