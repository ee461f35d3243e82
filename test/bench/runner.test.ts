import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type HarnessKind, simpleHarness } from "../../src/bench/harnesses/harness.ts";
import { nothing, oracle } from "../../src/bench/harnesses/oracle.ts";
import { writeReference } from "../../src/bench/reference.ts";
import { openRunFolder } from "../../src/bench/run-folder.ts";
import { type RunEvent, RunStopped, runTrials } from "../../src/bench/runner.ts";
import type { Trial } from "../../src/bench/trial-parts.ts";
import { ModelError } from "../../src/core/model.ts";
import { pause } from "../../src/lib/pause.ts";
import { tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";
import { partsFor } from "./parts.ts";

const never = new AbortController().signal;

async function runAll(harness: HarnessKind, trials: readonly Trial[], path: string) {
  const parts = partsFor(harness, path);
  const events: RunEvent[] = [];
  using folder = openRunFolder(path, parts.subject);
  const onEvent = (event: RunEvent) => void events.push(event);
  const options = { jobs: 2, onEvent, waitsMs: [1, 1] };
  const error = await runTrials(trials, parts, folder, options, never).catch((one) => one);
  const rows = [...folder.rows()].sort((one, other) => one.key.localeCompare(other.key));
  return { rows, events, error };
}

test("the oracle passes at the first try and null never", async () => {
  using dataset = await tempDataset(2);
  using run = await tempFolder();
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  const solved = await runAll(oracle, trials, join(run.path, "oracle"));
  expect(solved.rows.map(({ key, passedAt, score }) => [key, passedAt, score])).toEqual([
    ["javascript/double-1", 1, 1],
    ["javascript/double-2", 1, 1],
  ]);
  const idle = await runAll(nothing, trials, join(run.path, "null"));
  expect(idle.rows.map(({ passedAt, tries, end }) => [passedAt, tries.length, end])).toEqual([
    [0, 2, "done"],
    [0, 2, "done"],
  ]);
});

test("a trial's folder has its workspace, what the tests said, the diff and aider's results", async () => {
  using dataset = await tempDataset(1);
  using run = await tempFolder();
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  await runAll(oracle, trials, run.path);
  const folder = join(run.path, "trials/javascript/double-1");
  expect(readdirSync(folder).sort()).toEqual([
    ".aider.results.json",
    "logs",
    "prompt-1.md",
    "row.json",
    "tests-1.txt",
    "workspace",
    "workspace.diff",
  ]);
  expect(readdirSync(join(folder, "workspace"))).toEqual(["double.js"]);
  expect(readFileSync(join(folder, "workspace.diff"), "utf8")).toContain(
    "+export const double = (number) => 2 * number;",
  );
  expect(JSON.parse(readFileSync(join(folder, ".aider.results.json"), "utf8"))).toMatchObject({
    testcase: "double-1",
    tests_outcomes: [true],
    test_timeouts: 0,
  });
});

test("the first prompt names the files, the second says what the tests said", async () => {
  using dataset = await tempDataset(1);
  using run = await tempFolder();
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  await runAll(nothing, trials, run.path);
  const folder = join(run.path, "trials/javascript/double-1");
  const [first, second] = [1, 2].map((number) =>
    readFileSync(join(folder, `prompt-${number}.md`), "utf8"),
  );
  expect(first).toStartWith("# Instructions\n\nDouble a number.\n");
  expect(first).toContain("supplied files: double.js\n");
  expect(second).toContain("Not done yet.");
  expect(second).toContain("Fix the code in double.js so that they pass.");
});

test("a run that goes on does only what is not done", async () => {
  using dataset = await tempDataset(3);
  using run = await tempFolder();
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  await runAll(oracle, trials.slice(0, 2), run.path);
  const { rows, events } = await runAll(oracle, trials, run.path);
  expect(rows.length).toBe(3);
  expect(
    events.flatMap((event) => (event.type === "begun" ? event.trial.exercise.slug : [])),
  ).toEqual(["double-3"]);
  const lines = readFileSync(join(run.path, "results.jsonl"), "utf8").trim().split("\n");
  expect(lines.length).toBe(3);
});

/** Breaks down so many times, then solves. */
function shaky(failures: number, error: Error): HarnessKind {
  let left = failures;
  return simpleHarness("shaky", async ({ exercise, workspace }) => {
    left -= 1;
    if (left >= 0) throw error;
    await writeReference(exercise, workspace);
  });
}

test("what the server spoiled is done anew and counts as nothing of the model's", async () => {
  using dataset = await tempDataset(1);
  using run = await tempFolder();
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  const gone = new ModelError("unreachable", "Nobody answers.");
  const { rows, events } = await runAll(shaky(2, gone), trials, run.path);
  expect(
    rows.map(({ attempt, passedAt, infrastructure }) => [attempt, passedAt, infrastructure]),
  ).toEqual([[3, 1, undefined]]);
  expect(events.filter(({ type }) => type === "again").length).toBe(2);
});

test("a server that stays away stops the run, and going on repeats what it spoiled", async () => {
  using dataset = await tempDataset(5);
  using run = await tempFolder();
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  const gone = new ModelError("unreachable", "Nobody answers.");
  const first = await runAll(shaky(Number.POSITIVE_INFINITY, gone), trials, run.path);
  expect(first.error).toBeInstanceOf(RunStopped);
  expect(first.error.message).toBe("3 tasks in a row could not be run: Nobody answers.");
  expect(first.rows.every(({ infrastructure }) => infrastructure?.kind === "server")).toBe(true);
  const second = await runAll(shaky(0, gone), trials, run.path);
  expect(second.rows.map(({ passedAt }) => passedAt)).toEqual([1, 1, 1, 1, 1]);
});

test("a crash of ours spoils its trial, with its stack beside the logs", async () => {
  using dataset = await tempDataset(1);
  using run = await tempFolder();
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  const { rows } = await runAll(shaky(9, new TypeError("Oh.")), trials, run.path);
  expect(rows[0]?.infrastructure).toEqual({ kind: "harness", detail: "Oh." });
  const text = readFileSync(join(run.path, "trials/javascript/double-1/error.txt"), "utf8");
  expect(text).toContain("TypeError: Oh.");
});

test("at the time limit a try is judged by what it left", async () => {
  using dataset = await tempDataset(1);
  using run = await tempFolder();
  const slow = simpleHarness("slow", async ({ exercise, workspace }, signal) => {
    await writeReference(exercise, workspace);
    await pause(60_000, signal);
  });
  const parts = partsFor(slow, run.path, { tryLimitMs: 50, tryGraceMs: 0 });
  using folder = openRunFolder(run.path, parts.subject);
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  await runTrials(trials, parts, folder, { jobs: 1, onEvent: () => undefined }, never);
  expect(
    folder.rows().map(({ passedAt, end, infrastructure }) => [passedAt, end, infrastructure]),
  ).toEqual([[1, "time-limit", undefined]]);
});

test("a language that cannot be tried is skipped before anybody works on it", async () => {
  using dataset = await tempDataset(1);
  using run = await tempFolder();
  const parts = partsFor(oracle, run.path, { absent: new Map([["javascript", "no bun"]]) });
  using folder = openRunFolder(run.path, parts.subject);
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  await runTrials(trials, parts, folder, { jobs: 1, onEvent: () => undefined }, never);
  expect(folder.rows().map(({ skipped, tries }) => [skipped?.why, tries])).toEqual([
    ["no bun", []],
  ]);
});

test("a cancelled run keeps what is finished and nothing else", async () => {
  using dataset = await tempDataset(2);
  using run = await tempFolder();
  const control = new AbortController();
  const slow = simpleHarness("slow", async ({ exercise, workspace }, signal) => {
    if (exercise.slug === "double-1") return await writeReference(exercise, workspace);
    control.abort(new Error("Interrupted."));
    signal.throwIfAborted();
  });
  const parts = partsFor(slow, run.path);
  using folder = openRunFolder(run.path, parts.subject);
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  const options = { jobs: 1, onEvent: () => undefined };
  const running = runTrials(trials, parts, folder, options, control.signal);
  expect(running).rejects.toThrow("Interrupted.");
  await running.catch(() => undefined);
  expect(folder.rows().map(({ key }) => key)).toEqual(["javascript/double-1"]);
  expect(readdirSync(join(run.path, "trials/javascript"))).toEqual(["double-1"]);
  expect(existsSync(join(run.path, "open/javascript--double-2--1"))).toBe(false);
});

test("two processes cannot work on one run, and a dead one holds nothing", async () => {
  using run = await tempFolder({ "run.lock": "999999999 1\n" });
  const subject = { harness: "null", agent: "", model: "", flow: "" };
  using _folder = openRunFolder(run.path, subject);
  expect(() => openRunFolder(run.path, subject)).toThrow(
    `This run is going on in process ${process.pid}. Wait for it, or end it first.`,
  );
});
