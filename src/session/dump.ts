import type { Entry, StageEntry } from "../core/event.ts";
import { promptText } from "../core/fold.ts";
import type { AssistantMessage } from "../core/message.ts";
import type { Usage } from "../core/model.ts";
import { phaseText } from "../core/phase-text.ts";
import { isStageEnd, stageTitle } from "../core/stage-title.ts";
import { grouped } from "../lib/grouped.ts";
import { toJson } from "../lib/jsonl.ts";
import { count } from "../lib/text.ts";
import type { Header } from "./header.ts";

/** What the readable log remembers from entry to entry. */
export type DumpState = {
  /** Blocks shown, so that a reader can point at one. */
  readonly blocks: number;
  readonly phases: readonly string[];
  /** Whether the end lists what happened to phases. */
  readonly listsPhases: boolean;
  readonly turns: number;
  readonly calls: number;
  readonly failures: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
};

export const emptyDump: DumpState = {
  blocks: 0,
  phases: [],
  listsPhases: true,
  turns: 0,
  calls: 0,
  failures: 0,
  inputTokens: 0,
  outputTokens: 0,
};

/** The first lines of the readable log. */
function dumpHeader(header: Header): string {
  const { id, agent, model, runtime, window, cwd, started, version, parent } = header;
  return `localcode ${version}, session ${id}${parent === undefined ? "" : `, after ${parent}`}
agent ${agent}, model ${model} (${runtime}, ${grouped(window)} tokens)
${cwd}, ${started}
`;
}

/** The whole readable log of a session. */
export function dumpAll(header: Header, entries: readonly Entry[], listsPhases = true): string {
  let state: DumpState = { ...emptyDump, listsPhases };
  let text = dumpHeader(header);
  for (const entry of entries) {
    text += dumpEntry(state, entry);
    state = dumpAfter(state, entry);
  }
  return text;
}

/** What one entry adds to the readable log; "" for what is told elsewhere. */
export function dumpEntry(state: DumpState, entry: Entry): string {
  const block = (role: string, body: string): string =>
    `\n[${state.blocks + 1}] ${role}\n${body}\n`;
  switch (entry.type) {
    case "prompt":
      return block("USER", promptText(entry));
    case "reply":
      return block(`ASSISTANT${cost(entry.usage, entry.ms)}`, said(entry.message, entry.truncated));
    case "result":
      return block(
        `TOOL ${entry.call.name}${entry.result.failed ? " FAILED" : ""}`,
        entry.result.text,
      );
    case "nudge":
      return block(`NUDGE ${entry.name}`, entry.text);
    case "summary":
      return block(`SUMMARY (${count(entry.kept, "message")} kept)`, entry.text);
    case "phase":
      return entry.hint === "" ? "" : block(`PHASE ${entry.to}`, entry.hint);
    case "stage":
      return stageLines(entry, block);
    case "notice":
      return `\n--- ${entry.text}\n`;
    case "end":
      return ending(state, entry);
    case "call":
    case "snapshot":
      return "";
  }
}

/** A stage that begins with what it tells the model, or ends with what it came to. */
function stageLines(entry: StageEntry, block: (role: string, body: string) => string): string {
  const title = `\n--- ${stageTitle(entry)}`;
  if (isStageEnd(entry)) return `${title}\n`;
  const line = `${title} (${entry.effects.join(", ")})\n`;
  return entry.text === undefined ? line : `${line}${block(`STAGE ${entry.name}`, entry.text)}`;
}

export function dumpAfter(state: DumpState, entry: Entry): DumpState {
  const shown = /^\n(?:---.*\n\n)?\[/.test(dumpEntry(state, entry)) ? 1 : 0;
  const next = { ...state, blocks: state.blocks + shown };
  if (entry.type === "phase") {
    const line = phaseText(entry);
    return { ...next, phases: [...state.phases, line] };
  }
  if (entry.type === "result") {
    const failures = state.failures + (entry.result.failed ? 1 : 0);
    return { ...next, calls: state.calls + 1, failures };
  }
  if (entry.type !== "reply") return next;
  return {
    ...next,
    turns: state.turns + 1,
    inputTokens: state.inputTokens + (entry.usage.inputTokens ?? 0),
    outputTokens: state.outputTokens + (entry.usage.outputTokens ?? 0),
  };
}

function said({ text, thinking, calls }: AssistantMessage, truncated: boolean): string {
  const parts = [
    thinking === "" ? "" : `THINKING\n${thinking}\n`,
    text,
    ...calls.map(({ name, input, raw, salvaged }) => {
      const origin = salvaged === undefined ? "" : ` (salvaged from ${salvaged})`;
      return `>>> TOOL CALL ${name} ${raw ?? toJson(input)}${origin}`;
    }),
    truncated ? "(cut at the output limit)" : "",
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function cost({ inputTokens, cachedTokens, outputTokens }: Usage, ms: number): string {
  const cached = cachedTokens === undefined ? "" : `, ${cachedTokens} cached`;
  const tokens =
    inputTokens === undefined ? "" : `${inputTokens}${cached} + ${outputTokens ?? "?"} tokens, `;
  return ` (${tokens}${(ms / 1000).toFixed(1)} s)`;
}

function ending(state: DumpState, { reason, detail }: Extract<Entry, { type: "end" }>): string {
  const phases =
    !state.listsPhases || state.phases.length === 0
      ? ""
      : `\nPHASE EVENTS\n${state.phases.join("\n")}\n`;
  const counts = [
    count(state.turns, "turn"),
    `${count(state.calls, "call")} (${state.failures} failed)`,
    `${state.inputTokens} + ${state.outputTokens} tokens`,
  ].join(", ");
  return `${phases}\nEND ${reason}${detail === "" ? "" : `: ${detail}`}\n${counts}\n`;
}
