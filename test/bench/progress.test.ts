import { expect, test } from "bun:test";
import {
  progressAfter,
  type RunProgress,
  secondsLeft,
  startProgress,
  withJobs,
} from "../../src/bench/progress.ts";
import { barLine, duration, eventLines, resultText } from "../../src/bench/progress-lines.ts";
import type { Row } from "../../src/bench/results.ts";
import { rowOf } from "../../src/bench/results-row.ts";
import type { RunEvent } from "../../src/bench/runner.ts";
import type { Trial, TrialStep } from "../../src/bench/trial-parts.ts";
import type { Exercise } from "../../src/bench/types.ts";

function trialOf(key: string): Trial {
  const [language = "", slug = ""] = key.split("/");
  const files = { instructions: "", solutionFiles: [], testFiles: [] };
  const exercise: Exercise = {
    ...{ key, language, slug, folder: "/", ...files },
    ...{ editorFiles: [], exampleFiles: [] },
  };
  return { exercise, repeat: 1 };
}

function rowFor(key: string, seconds: number, more: Partial<Row> = {}): Row {
  const names = { key, repeat: 1, harness: "self", agent: "default", model: "m", flow: "" };
  const started = "2026-11-21T06:00:00.000Z";
  const ended = new Date(Date.parse(started) + seconds * 1_000).toISOString();
  return { ...rowOf({ ...names, attempt: 1, started, ended }, []), seconds, ...more };
}

const call = (name: string, path: string): TrialStep => ({
  type: "event",
  attempt: 1,
  event: {
    type: "result",
    call: { id: "1", name, input: { path } },
    result: { text: "" },
    ms: 1,
  },
});

const reply: TrialStep = {
  type: "event",
  attempt: 1,
  event: {
    type: "reply",
    message: { role: "assistant", text: "", thinking: "", calls: [] },
    truncated: false,
    usage: {},
    ms: 1,
  },
};

const react = trialOf("javascript/react");
const bowling = trialOf("python/bowling");

function after(state: RunProgress, events: readonly RunEvent[]): RunProgress {
  return events.reduce(progressAfter, state);
}

function ended(trial: Trial, row: Row): RunEvent {
  return { type: "ended", trial, row };
}

const begun: readonly RunEvent[] = [
  { type: "begun", trial: react },
  { type: "step", trial: react, step: { type: "try", attempt: 1 } },
  { type: "step", trial: react, step: reply },
  { type: "step", trial: react, step: call("read", "react.js") },
  { type: "step", trial: react, step: call("edit", "react.js") },
];

test("the bar shows what is done, each language, what is under way and how long it may take", () => {
  const state = after(startProgress(4, 1, 0), [
    { type: "begun", trial: bowling },
    ended(bowling, rowFor("python/bowling", 30, { passedAt: 1 })),
    ...begun,
  ]);
  expect(barLine(state, 120)).toBe(
    "[█████░░░░░░░░░░░░░░░] 1/4  python 1/1  ETA 1m 15s  react try 1 turn 1",
  );
  expect(barLine(state, 30)).toBe("[█████░░░░░░░░░░░░░░░] 1/4  p…");
  expect(secondsLeft(startProgress(4, 1, 0))).toBeUndefined();
});

test("the time that is left follows the workers that are there", () => {
  const one = after(startProgress(5, 0, 0), [
    { type: "begun", trial: bowling },
    ended(bowling, rowFor("python/bowling", 30, { passedAt: 1 })),
  ]);
  const bars = [0, 1, 3].map((jobs) => barLine(withJobs(one, jobs), 120));
  expect(bars).toEqual([
    "[████░░░░░░░░░░░░░░░░] 1/5  no worker  python 1/1",
    "[████░░░░░░░░░░░░░░░░] 1/5  python 1/1  ETA 2m 0s",
    "[████░░░░░░░░░░░░░░░░] 1/5  python 1/1  ETA 40s",
  ]);
  expect(barLine(startProgress(2, 0, 2), 120)).toBe("[████████████████████] 2/2");
});

test("without a terminal a task's begin, its turns and its end are lines", () => {
  const state = after(startProgress(49, 1, 2), begun);
  const before = after(startProgress(49, 1, 2), begun.slice(0, 1));
  const [, second] = begun;
  expect(second && eventLines(before, second)).toEqual([
    "TASK 3/49: react | TRY1 | javascript/react",
  ]);
  expect(eventLines(state, { type: "step", trial: react, step: reply })).toEqual([
    "TURN 1 read[react.js] -> edit[react.js]",
  ]);
  const row = rowFor("javascript/react", 12.34, { passedAt: 2 });
  expect(eventLines(state, ended(react, row))).toEqual(["react: passed at try 2 (12.3s)"]);
});

test("what the server or a missing program did is said as such", () => {
  const infrastructure = { kind: "server" as const, detail: "Nobody answers." };
  const gone = rowFor("javascript/react", 1, { infrastructure });
  expect(resultText(gone)).toBe("not run: Nobody answers.");
  const again = { type: "again", trial: react, row: gone, waitMs: 10_000 } as const;
  expect(eventLines(startProgress(1, 1, 0), again)).toEqual([
    "react: not the model's failure, again in 10 s: Nobody answers.",
  ]);
  const skipped = rowFor("rust/x", 0, { skipped: { why: "no cargo" } });
  expect(resultText(skipped)).toBe("skipped: no cargo");
});

test("a time is as long as it must be", () => {
  expect([0, 59.6, 250, 7_500].map(duration)).toEqual(["0s", "1m 0s", "4m 10s", "2h 5m"]);
});
