import { languageOf, type Row, resultOf } from "../results.ts";
import type { Report } from "./report.ts";

/** Column → value; one line a trial, so that a spreadsheet can do what the report does not. */
const columns: Readonly<Record<string, (row: Row) => string | number>> = {
  task: ({ key }) => key,
  language: languageOf,
  repeat: ({ repeat }) => repeat,
  harness: ({ harness }) => harness,
  agent: ({ agent }) => agent,
  model: ({ model }) => model,
  seed: ({ seed }) => seed ?? "",
  result: resultOf,
  passed_at: ({ passedAt }) => passedAt,
  tries: ({ tries }) => tries.length,
  score: ({ score }) => score,
  reached: ({ reached }) => reached,
  tests: (row) => row.tries.at(-1)?.tested.total ?? "",
  tests_failed: (row) => row.tries.at(-1)?.tested.failed ?? "",
  seconds: ({ seconds }) => rounded(seconds),
  cpu_seconds: ({ cpuSeconds }) => (cpuSeconds === undefined ? "" : rounded(cpuSeconds)),
  prompt_tokens: ({ tokens }) => tokens.in,
  cached_tokens: ({ tokens }) => tokens.cached,
  output_tokens: ({ tokens }) => tokens.out,
  prefill_tps: ({ speed }) => rateOf(speed.prefillTokens, speed.prefillMs),
  decode_tps: ({ speed }) => rateOf(speed.decodeTokens, speed.decodeMs),
  tps_estimated: ({ speed }) => (speed.estimated ? 1 : 0),
  turns: ({ turns }) => turns,
  calls: ({ calls }) => calls,
  errors: ({ errors }) => Object.values(errors).reduce((sum, count) => sum + count, 0),
  salvages: ({ salvages }) => salvages,
  nudges: ({ nudges }) => nudges,
  mechanisms: ({ mechanisms = {} }) =>
    Object.entries(mechanisms)
      .map(([name, times]) => `${name} ${times}`)
      .join("; "),
  end: ({ end }) => end,
  why: ({ skipped, infrastructure, detail }) => skipped?.why ?? infrastructure?.detail ?? detail,
  flow: ({ flow }) => flow,
  started: ({ started }) => started,
  ended: ({ ended }) => ended,
};

export function reportCsv({ summary }: Report): string {
  const names = Object.keys(columns);
  const lines = summary.rows.map((row) => Object.values(columns).map((of) => field(of(row))));
  return [names, ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

/** As RFC 4180 has it; a text that a spreadsheet would take for a formula is made a text. */
function field(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

function rateOf(tokens: number, ms: number): number | string {
  return ms > 0 ? rounded((tokens / ms) * 1_000) : "";
}
