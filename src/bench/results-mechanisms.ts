import gateWords from "../../prompts/gates.json";
import patchWords from "../../tools/apply_patch.json";
import editWords from "../../tools/edit.json";
import type { AgentEvent, Entry } from "../core/event.ts";
import { errorCategory, nameOf, wordsForm } from "./results-errors.ts";

/**
 * The mechanisms of the harness that acted in an event, one name for each time, under the names by which
 * `bench ablate` leaves them out where it can. What a gate or a tool did is told by the sentence it said.
 */
export function actsOf(event: AgentEvent): readonly string[] {
  switch (event.type) {
    case "reply":
      return [
        ...event.message.calls.flatMap(({ salvaged }) => (salvaged ? ["text_calls"] : [])),
        ...(event.brokenOff === "repetition" ? ["repetition_stop"] : []),
      ];
    case "nudge":
      return [nudges[event.name] ?? `nudge_${event.name.replaceAll("-", "_")}`];
    case "result":
      return actsOfResult(event);
    case "phase":
      return event.from !== "" && event.from !== event.to ? ["phases"] : [];
    case "summary":
      return [event.notes === undefined ? "summary_record" : "summary_notes"];
    case "end":
      return isMissingChange(event) ? ["change_expected"] : [];
    case "nested":
      return actsOf(event.event);
    default:
      return [];
  }
}

const nudges: Readonly<Record<string, string>> = {
  "require-change": "nudge_unchanged",
  cut: "cut_reply",
};

/** A run that ends as failed without a failed edit lacks a change. */
function isMissingChange({ reason, detail }: Extract<Entry, { type: "end" }>): boolean {
  return reason === "failed" && detail === "The task asked for a change and no file was changed.";
}

type ResultEntry = Extract<Entry, { type: "result" }>;

function actsOfResult(entry: ResultEntry): readonly string[] {
  const { call, result } = entry;
  const tool = nameOf(call.name);
  const category = result.failed ? errorCategory(entry) : "";
  return [
    ...(refusals[category] ?? []),
    ...(result.held === undefined ? [] : ["bounds_gate"]),
    ...(result.denied ? ["permission_gate"] : []),
    ...marks
      .filter((mark) => mark.tool === undefined || mark.tool === tool)
      .filter(({ forms }) => forms.some((form) => form.test(result.text)))
      .map(({ mechanism }) => mechanism),
  ];
}

/** Sentences of refusals, by their category. */
const refusals: Readonly<Record<string, readonly string[]>> = {
  unread: ["fresh_gate"],
  changed_since_read: ["fresh_gate"],
  protected: ["protect_gate"],
  "edit.syntax": ["syntax_gate"],
  "apply_patch.syntax": ["syntax_gate"],
  "write.syntax": ["syntax_gate"],
};

type Mark = {
  readonly mechanism: string;
  /** Only of this tool's results. */
  readonly tool?: string;
  readonly forms: readonly RegExp[];
};

const { repeat_note, repeat_correct, repeat_cycle, repeat_unknown, repeat_stop } = gateWords;
const { held_note, held_stop, clip_marker } = gateWords;
const { feedback: editSays } = editWords;
const { feedback: patchSays } = patchWords;

const marks: readonly Mark[] = [
  {
    mechanism: "repeat_gate",
    forms: [
      ...[repeat_correct, repeat_cycle, repeat_unknown, repeat_stop, held_stop].map((text) =>
        wordsForm(text, "start"),
      ),
      ...[repeat_note, held_note].map((text) => wordsForm(text, "line")),
    ],
  },
  { mechanism: "clip_gate", forms: [wordsForm(clip_marker, "line")] },
  { mechanism: "edit_leniency", tool: "edit", forms: rungsOf(editSays) },
  { mechanism: "patch_leniency", tool: "apply_patch", forms: rungsOf(patchSays) },
];

/** What is said of a change that was found although its old text is not quite the file's. */
function rungsOf(feedback: Readonly<Record<string, string>>): readonly RegExp[] {
  return Object.entries(feedback)
    .filter(([key]) => key.startsWith("rung_") || key === "echoed")
    .map(([, text]) => wordsForm(text, "line"));
}
