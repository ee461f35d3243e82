import type { Conversation } from "../app/conversation.ts";
import { exitCodes } from "../app/exit-code.ts";
import { count, emptyTally, rate, type Tally } from "../app/tally.ts";
import type { AgentEvent, Entry } from "../core/event.ts";
import { isEntry } from "../core/event.ts";
import type { Outcome } from "../core/run.ts";
import { phaseLogLine, progressLine } from "./progress.ts";
import type { RunResult } from "./schemas.ts";

export type OutputFormat = "text" | "json" | "stream-json";

export type PrintOptions = {
  readonly format: OutputFormat;
  /** Absent: the run that the session broke off in goes on. */
  readonly prompt: string | undefined;
  readonly signal: AbortSignal;
  /** Writes to stdout; nothing but the answer or JSON ever goes there. */
  readonly out: (text: string) => void;
  /** Writes progress for people to stderr. */
  readonly progress: (line: string) => void;
  /** Phase events in full, where `phase_log` asks for them; stdout is for the answer alone. */
  readonly showPhases?: boolean;
};

/** Runs one prompt without a terminal and prints it in the wanted format; returns the result. */
export async function printRun(
  conversation: Conversation,
  options: PrintOptions,
): Promise<RunResult> {
  const { format, out, progress } = options;
  const json =
    format === "stream-json" ? (value: object) => out(`${JSON.stringify(value)}\n`) : undefined;
  const { identity } = conversation;
  json?.({ type: "start", version: 1, ...identity, log: undefined, window: conversation.window });
  const watch = { started: performance.now(), firstTokenMs: undefined as number | undefined };
  let tally = emptyTally;
  const events = conversation.send(options.prompt, options.signal);
  let step = await events.next();
  while (!step.done) {
    const event = step.value;
    if (isFirstToken(event)) watch.firstTokenMs ??= performance.now() - watch.started;
    tally = count(tally, event);
    if (event.type !== "end") json?.(event);
    const line = isEntry(event) ? lineOf(event, options) : undefined;
    if (line !== undefined) progress(line);
    step = await events.next();
  }
  const result = resultOf(conversation, step.value, tally, watch);
  if (format === "text") out(result.text === "" ? "" : `${result.text.trimEnd()}\n`);
  if (format === "json") out(`${JSON.stringify(result, null, 2)}\n`);
  json?.({ type: "end", reason: result.status, ...result });
  return result;
}

function lineOf(entry: Entry, { showPhases }: PrintOptions): string | undefined {
  return showPhases && entry.type === "phase" ? phaseLogLine(entry) : progressLine(entry);
}

function isFirstToken(event: AgentEvent): boolean {
  return event.type === "text" || event.type === "thinking" || event.type === "calling";
}

function resultOf(
  { identity }: Conversation,
  outcome: Outcome,
  tally: Tally,
  watch: { readonly started: number; readonly firstTokenMs: number | undefined },
): RunResult {
  return {
    version: 1,
    ...identity,
    status: outcome.reason,
    detail: outcome.detail,
    text: outcome.text,
    turns: tally.turns,
    calls: tally.calls,
    toolErrors: tally.toolErrors,
    usage: {
      inputTokens: tally.inputTokens,
      cachedTokens: tally.cachedTokens,
      outputTokens: tally.outputTokens,
    },
    timings: {
      totalMs: Math.round(performance.now() - watch.started),
      firstTokenMs: watch.firstTokenMs === undefined ? null : Math.round(watch.firstTokenMs),
      prefillTokensPerSecond: rate(tally.prefillTokens, tally.prefillMs),
      decodeTokensPerSecond: rate(tally.decodeTokens, tally.decodeMs),
    },
    filesChanged: [...tally.filesChanged],
    exitCode: exitCodes[outcome.reason],
  };
}
