import type { AgentEvent } from "../core/event.ts";

/** What a run came to in numbers, counted from its events; the faces print it, the bench adds it up. */
export type Tally = {
  readonly turns: number;
  readonly calls: number;
  readonly toolErrors: number;
  readonly salvaged: number;
  readonly nudges: number;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly prefillTokens: number;
  readonly prefillMs: number;
  readonly decodeTokens: number;
  readonly decodeMs: number;
  readonly filesChanged: readonly string[];
  readonly lastText: string;
};

export const emptyTally: Tally = {
  turns: 0,
  calls: 0,
  toolErrors: 0,
  salvaged: 0,
  nudges: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  prefillTokens: 0,
  prefillMs: 0,
  decodeTokens: 0,
  decodeMs: 0,
  filesChanged: [],
  lastText: "",
};

export function count(tally: Tally, event: AgentEvent): Tally {
  switch (event.type) {
    case "reply":
      return withReply(tally, event);
    case "nudge":
      return { ...tally, nudges: tally.nudges + 1 };
    case "result":
      return {
        ...tally,
        calls: tally.calls + 1,
        toolErrors: tally.toolErrors + (event.result.failed ? 1 : 0),
        filesChanged: [...new Set([...tally.filesChanged, ...(event.result.changed ?? [])])],
      };
    default:
      return tally;
  }
}

function withReply(
  tally: Tally,
  { message, usage }: Extract<AgentEvent, { type: "reply" }>,
): Tally {
  const input = usage.inputTokens ?? 0;
  const cached = usage.cachedTokens ?? 0;
  const output = usage.outputTokens ?? 0;
  const salvaged = message.calls.filter((call) => call.salvaged !== undefined).length;
  return {
    ...tally,
    turns: tally.turns + 1,
    salvaged: tally.salvaged + salvaged,
    inputTokens: tally.inputTokens + input,
    cachedTokens: tally.cachedTokens + cached,
    outputTokens: tally.outputTokens + output,
    prefillTokens: tally.prefillTokens + (usage.prefillMs === undefined ? 0 : input - cached),
    prefillMs: tally.prefillMs + (usage.prefillMs ?? 0),
    decodeTokens: tally.decodeTokens + (usage.decodeMs === undefined ? 0 : output),
    decodeMs: tally.decodeMs + (usage.decodeMs ?? 0),
    lastText: message.text === "" ? tally.lastText : message.text,
  };
}

/** Tokens per second; null where the time is not known. */
export function rate(tokens: number, ms: number): number | null {
  return ms > 0 ? Math.round((tokens / ms) * 10_000) / 10 : null;
}
