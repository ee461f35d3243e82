import stringWidth from "string-width";
import { estimateReading, measureReading, type Rates, type Reading } from "../app/reading-rate.ts";
import type { Progress, Usage } from "../core/model.ts";
import type { PermissionMode } from "../gates/decide.ts";
import { fit, seconds, tokens } from "./draw/text.ts";
import type { Pen, Role } from "./paint.ts";
import { spinnerAt } from "./spinner.ts";
import type { Stage } from "./stage.ts";

/** What the status line tells of; all of it is always visible where there is room. */
export type Status = {
  readonly model: string;
  readonly runtime: string;
  readonly agent: string;
  readonly phase: string | undefined;
  readonly stage: Stage;
  /** Tokens the conversation has, of the window that is served; 0 where nothing is known. */
  readonly used: number;
  readonly window: number;
  readonly usage: Usage;
  readonly branch: string;
  readonly sandbox: string;
  readonly mode: PermissionMode;
  /** Tokens that the server most likely has in its cache. */
  readonly cachedGuess: number;
  /** What was learned of how fast this model reads and writes here. */
  readonly rates: Rates;
  /** Something that goes on beside the conversation; "" for nothing. */
  readonly badge: string;
  /** Something to say for a moment, instead of the rest. */
  readonly hint: string | undefined;
};

export type Clock = { readonly nowMs: number; readonly frame: number };

type Segment = { readonly text: string; readonly role: Role; readonly weight: number };

const separator = " · ";
const charsPerToken = 3.6;
const leastModelColumns = 12;

/** One line that never wraps: what weighs least is left out first. */
export function statusLine(status: Status, clock: Clock, { paint, width }: Pen): string {
  if (status.hint !== undefined) return paint("warning", fit(` ${status.hint}`, width));
  const segments = segmentsOf(status, clock).filter(({ text }) => text !== "");
  const shown = fitting(segments, width - 2);
  const line = shown.map(({ text, role }) => paint(role, text)).join(paint("dim", separator));
  return fit(` ${line}`, width);
}

function fitting(segments: readonly Segment[], width: number): readonly Segment[] {
  const wide = segments.reduce((sum, { text }) => sum + stringWidth(text) + separator.length, 0);
  if (wide - separator.length <= width || segments.length === 1) return segments;
  const least = Math.min(...segments.map(({ weight }) => weight));
  const [model] = segments.filter(({ weight }) => weight === modelWeight);
  // A long name is cut before it pushes out what changes.
  if (
    model !== undefined &&
    least >= modelWeight - 2 &&
    stringWidth(model.text) > leastModelColumns
  ) {
    const text = fit(model.text, leastModelColumns);
    return fitting(
      segments.map((one) => (one === model ? { ...model, text } : one)),
      width,
    );
  }
  return fitting(
    segments.filter(({ weight }) => weight !== least),
    width,
  );
}

const modelWeight = 8;

function segmentsOf(status: Status, clock: Clock): readonly Segment[] {
  const { usage, mode } = status;
  const stage = stageText(status, clock);
  const reading = readingOf(status, clock);
  return [
    { text: stage, role: "accent", weight: 10 },
    { text: speedText(reading), role: "accent", weight: 5.5 },
    { text: leftText(reading), role: "accent", weight: 9.5 },
    { text: status.model, role: "text", weight: modelWeight },
    { text: status.runtime, role: "dim", weight: 2 },
    { text: status.phase ?? "", role: "accent", weight: 7 },
    { text: contextText(status), role: contextRole(status), weight: 9 },
    { text: cachedText(usage), role: "dim", weight: 5 },
    { text: ratesText(usage), role: "dim", weight: 4 },
    { text: status.branch, role: "dim", weight: 3 },
    { text: status.sandbox === "none" ? "no sandbox" : status.sandbox, role: "dim", weight: 1 },
    { text: status.badge, role: "accent", weight: 7 },
    { text: mode, role: mode === "yolo" ? "warning" : "dim", weight: 6 },
  ];
}

function contextText({ used, window }: Status): string {
  if (window === 0) return "";
  return `ctx ${Math.round((100 * used) / window)}% of ${tokens(window)}`;
}

function contextRole({ used, window }: Status): Role {
  if (window === 0 || used / window < 0.7) return "dim";
  return used / window < 0.9 ? "warning" : "error";
}

function cachedText({ inputTokens, cachedTokens }: Usage): string {
  if (!inputTokens || cachedTokens === undefined) return "";
  return `cached ${Math.round((100 * cachedTokens) / inputTokens)}%`;
}

/** Tokens a second, read and written. */
function ratesText({
  inputTokens,
  cachedTokens,
  outputTokens,
  prefillMs,
  decodeMs,
}: Usage): string {
  const read = (inputTokens ?? 0) - (cachedTokens ?? 0);
  const up = prefillMs && read > 0 ? `${perSecond((1_000 * read) / prefillMs)}↑` : "";
  const down = decodeMs && outputTokens ? `${perSecond((1_000 * outputTokens) / decodeMs)}↓` : "";
  return up || down ? `${[up, down].filter(Boolean).join(" ")} t/s` : "";
}

function perSecond(rate: number): string {
  return rate < 100 ? rate.toFixed(1) : String(Math.round(rate));
}

/** What is waited for, how far it is, and how long it will take where that is known. */
function stageText(status: Status, { nowMs, frame }: Clock): string {
  const { stage } = status;
  if (stage.type === "idle") return "";
  const ms = Math.max(0, nowMs - stage.sinceMs);
  return `${spinnerAt(frame)} ${doing(status, ms)}`;
}

function doing(status: Status, ms: number): string {
  const { stage } = status;
  switch (stage.type) {
    case "idle":
      return "";
    case "opening":
      return `opening ${seconds(ms)}`;
    case "queued":
      return `queued ${seconds(ms)}`;
    case "loading": {
      const share = stage.share === undefined ? "" : ` ${percent(stage.share)}`;
      return `loading the model${share} ${seconds(ms)}`;
    }
    case "sent":
    case "reading":
      return readingText(readingAfter(status, ms), ms);
    case "thinking":
      return `thinking ~${tokens(stage.chars / charsPerToken)} tokens ${seconds(ms)}`;
    case "writing":
      return `writing ~${tokens(stage.chars / charsPerToken)} tokens ${seconds(ms)}`;
    case "calling":
      return `writing a call of ${stage.name} ~${tokens(stage.chars / charsPerToken)} tokens`;
    case "tool":
      return `running ${stage.name} ${seconds(ms)}`;
    case "asking":
      return "waiting for your answer";
  }
}

function readingOf(status: Status, { nowMs }: Clock): Reading | undefined {
  const { stage } = status;
  return stage.type === "idle"
    ? undefined
    : readingAfter(status, Math.max(0, nowMs - stage.sinceMs));
}

/** Where the server is silent, what was learned of this model says how far it should be. */
function readingAfter(
  { stage, used, cachedGuess, rates }: Status,
  ms: number,
): Reading | undefined {
  if (stage.type === "reading") return measureReading(progressOf(stage), ms, rates);
  if (stage.type !== "sent") return undefined;
  return estimateReading({ promptTokens: used, cachedGuess, elapsedMs: ms, rates });
}

/** "reading 34% of 18.2k", "410/s", "29 s left"; what is only learned has a "~". */
function readingText(reading: Reading | undefined, ms: number): string {
  if (reading === undefined) return `reading ${seconds(ms)}`;
  const { share, total } = reading;
  return `reading ${about(reading)}${percent(share)} of ${about(reading)}${tokens(total)}`;
}

function speedText(reading: Reading | undefined): string {
  if (reading === undefined || reading.rate <= 0) return "";
  return `${about(reading)}${perSecond(reading.rate)}/s`;
}

function leftText(reading: Reading | undefined): string {
  // What is at its end takes as long as it takes.
  if (reading === undefined || !reading.secondsLeft) return "";
  return `${about(reading)}${seconds(reading.secondsLeft * 1_000)} left`;
}

function about({ isEstimate }: Reading): string {
  return isEstimate ? "~" : "";
}

function progressOf({ done, total, from }: Extract<Stage, { type: "reading" }>): Progress {
  return { type: "progress", doing: "reading", done, total, cached: from };
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
