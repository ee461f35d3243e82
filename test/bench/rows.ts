import type { Row } from "../../src/bench/results.ts";
import { type RowFacts, rowOf, type TryDone } from "../../src/bench/results-row.ts";
import { emptyTry, type TryTally } from "../../src/bench/results-tally.ts";

const started = "2026-11-21T10:00:00.000Z";
const ended = "2026-11-21T10:01:00.000Z";

export function facts(changes: Partial<RowFacts> = {}): RowFacts {
  return {
    key: "python/leap",
    repeat: 1,
    harness: "self",
    agent: "tiny",
    model: "tiny.gguf",
    attempt: 1,
    flow: "",
    started,
    ended,
    ...changes,
  };
}

export const tried: TryTally = {
  ...emptyTry,
  turns: 3,
  calls: 2,
  toolErrors: 1,
  inputTokens: 1000,
  cachedTokens: 400,
  outputTokens: 200,
  prefillTokens: 600,
  prefillMs: 300,
  decodeTokens: 200,
  decodeMs: 10_000,
  tools: { read: { calls: 1, errors: 0 }, edit: { calls: 1, errors: 1 } },
  errors: { "edit.not_found": 1 },
  steps: ["read[leap.py]", "edit[leap.py]!"],
  end: "done",
  detail: "",
};

export function done(passed: boolean, changes: Partial<TryDone> = {}): TryDone {
  const tested = { passed, compiled: true, timedOut: false, total: 4, failed: passed ? 0 : 1 };
  return { tally: tried, tested, edited: true, seconds: 30, ...changes };
}

/** A row whose tries went so: "x" failed, "o" passed; "xo" passed at the second try. */
export function row(key: string, tries: string, changes: Partial<RowFacts> = {}): Row {
  return rowOf(
    facts({ key, ...changes }),
    [...tries].map((letter) => done(letter === "o")),
  );
}

/** Rows of one language from one word a task: `rows("python", "o xo xx")` is p1, p2, p3. */
export function rows(language: string, words: string, changes: Partial<RowFacts> = {}) {
  return words.split(" ").map((tries, index) => row(`${language}/t${index + 1}`, tries, changes));
}
