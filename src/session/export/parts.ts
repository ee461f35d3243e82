import type { Entry } from "../../core/event.ts";
import type { ToolCall } from "../../core/message.ts";
import { phaseText } from "../../core/phase-text.ts";
import { toJson } from "../../lib/jsonl.ts";
import { oneLine } from "../../lib/text.ts";
import type { Session } from "../read.ts";

/** One piece of a session as people read it, whatever it is written in. */
export type Part =
  | { readonly type: "prompt"; readonly text: string; readonly at: string }
  | { readonly type: "reply"; readonly text: string; readonly thinking: string }
  | {
      readonly type: "call";
      readonly title: string;
      readonly input: string;
      readonly output: string;
      readonly diff: string;
      readonly failed: boolean;
    }
  | { readonly type: "note"; readonly text: string };

const titleChars = 100;

export function partsOf({ entries, times }: Session): readonly Part[] {
  return entries.flatMap((entry, index) => partOf(entry, times[index] ?? ""));
}

function partOf(entry: Entry, at: string): readonly Part[] {
  switch (entry.type) {
    case "prompt":
      return [{ type: "prompt", text: entry.text, at }];
    case "reply": {
      const { text, thinking } = entry.message;
      return text.trim() === "" && thinking.trim() === ""
        ? []
        : [{ type: "reply", text, thinking }];
    }
    case "result": {
      const { text, diff = "", failed = false } = entry.result;
      return [{ type: "call", ...titleOf(entry.call), output: text, diff, failed }];
    }
    case "nudge":
      return [note(`Told the model: ${entry.text}`)];
    case "phase":
      // That a phase stayed is for the log alone.
      return entry.from === entry.to ? [] : [note(phaseText(entry))];
    case "stage":
      return [note(`Stage ${entry.name}`)];
    case "summary":
      return [note(`The conversation was shortened. ${entry.text}`)];
    case "notice":
      return [note(entry.text)];
    case "end":
      return entry.reason === "done"
        ? []
        : [note(`Ended: ${entry.reason}. ${entry.detail}`.trim())];
    case "call":
    case "snapshot":
      return [];
  }
}

function note(text: string): Part {
  return { type: "note", text };
}

/** A call by its name and the first word of what it is about. */
function titleOf({ name, input }: ToolCall): { readonly title: string; readonly input: string } {
  const first =
    typeof input === "object" && input !== null
      ? Object.values(input).find((value) => typeof value === "string")
      : undefined;
  const subject = first === undefined ? "" : ` ${oneLine(first, titleChars)}`;
  return { title: `${name}${subject}`, input: toJson(input, 2) };
}

/** "glm-4.7-flash in /app, 2026-11-21 06:10". */
export function headline({ header }: Session): string {
  return `${header.model} in ${header.cwd}, ${header.started.slice(0, 16).replace("T", " ")}`;
}
