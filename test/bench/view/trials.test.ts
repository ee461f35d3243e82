import { expect, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, MissingError } from "../../../src/app/config-error.ts";
import type { Row } from "../../../src/bench/results.ts";
import { lockRun } from "../../../src/bench/run-lock.ts";
import { trialNamed } from "../../../src/bench/view/choose.ts";
import { viewedTrials } from "../../../src/bench/view/trials.ts";
import { outcomeText, reasonText, sharePassed, testedText } from "../../../src/bench/view/words.ts";
import { toJsonLine } from "../../../src/lib/jsonl.ts";
import { type TempFolder, tempFolder } from "../../support/temp.ts";
import { done, row } from "../rows.ts";

async function runWith(...rows: readonly Row[]): Promise<TempFolder> {
  return await tempFolder({ "results.jsonl": rows.map(toJsonLine).join("") });
}

const spoiled = { infrastructure: { kind: "server", detail: "The server is gone." } } as const;

test("a trial that was done again is shown once, as it came out last", async () => {
  const workspace = "trials/python/leap/workspace";
  using run = await runWith(
    row("python/leap", "", spoiled),
    row("javascript/leap", "x"),
    row("python/leap", "xo", { workspace }),
  );
  const trials = viewedTrials(run.path);
  expect(trials.map(({ id, name, folder }) => [id, name, folder])).toEqual([
    ["javascript/leap#1", "javascript/leap", "trials/javascript/leap"],
    ["python/leap#1", "python/leap", "trials/python/leap"],
  ]);
  expect(trials.map(outcomeText)).toEqual(["failed", "passed at try 2"]);
});

test("repeats have numbers, and two solvers of one task are two trials", async () => {
  using run = await runWith(
    row("python/leap", "o", { repeat: 2 }),
    row("python/leap", "x"),
    row("python/leap", "x", { model: "other.gguf" }),
  );
  expect(viewedTrials(run.path).map(({ id, name }) => [id, name])).toEqual([
    ["python/leap#1", "python/leap#1"],
    ["python/leap#1 self · tiny · other.gguf", "python/leap#1"],
    ["python/leap#2", "python/leap#2"],
  ]);
});

test("what is under way is shown as long as its run lives, and takes the place of what is done again", async () => {
  using run = await runWith(row("python/leap", "", spoiled), row("python/done", "o"));
  for (const name of ["python--leap", "python--leap--3", "python--done"])
    mkdirSync(join(run.path, "open", name), { recursive: true });
  const shown = () =>
    viewedTrials(run.path).map((trial) => [trial.name, trial.folder, outcomeText(trial)]);
  const running = [
    ["python/done#1", "trials/python/done", "passed at try 1"],
    ["python/leap#1", "open/python--leap", "under way"],
    ["python/leap#3", "open/python--leap--3", "under way"],
  ];
  {
    using _lock = lockRun(join(run.path, "run.lock"));
    expect(shown()).toEqual(running);
  }
  const broken = running.map(([name = "", folder = "", text = ""]) => [
    name,
    folder,
    text === "under way" ? "broken off" : text,
  ]);
  expect(shown()).toEqual(broken);
});

test("a trial is named by its task, by a repeat of it, or by how it begins", async () => {
  using run = await runWith(
    row("python/leap", "o"),
    row("python/leap", "o", { repeat: 2 }),
    row("python/leapfrog", "o"),
    row("javascript/space-age", "o"),
  );
  const trials = viewedTrials(run.path);
  const named = (text: string) => trialNamed(trials, text).id;
  expect(["leap", "leap#2", "python/leap", "leapf", "python/leapf", "sp", "j"].map(named)).toEqual([
    "python/leap#1",
    "python/leap#2",
    "python/leap#1",
    "python/leapfrog#1",
    "python/leapfrog#1",
    "javascript/space-age#1",
    "javascript/space-age#1",
  ]);
});

test("a name that fits several trials, or none, is told with those that come near", async () => {
  using run = await runWith(
    row("python/leap", "o"),
    row("javascript/leap", "o"),
    row("python/space-age", "o"),
  );
  const trials = viewedTrials(run.path);
  expect(() => trialNamed(trials, "leap")).toThrow(
    new ConfigError('"leap" may be javascript/leap, python/leap. Write more of the name.'),
  );
  expect(() => trialNamed(trials, "space-agr")).toThrow(
    new MissingError('There is no trial "space-agr". Near: python/space-age.'),
  );
  expect(() => trialNamed(trials, "sapce")).toThrow(
    new MissingError('There is no trial "sapce". Near: python/space-age.'),
  );
  expect(() => trialNamed(trials, "zzzzzz#4")).toThrow(
    new MissingError(
      'There is no trial "zzzzzz#4". Trials: javascript/leap, python/leap, python/space-age.',
    ),
  );
  expect(() => trialNamed([], "leap")).toThrow(
    new MissingError('There is no trial "leap". This run has none yet.'),
  );
});

test("how a trial came out is said in words", () => {
  const folder = { id: "", name: "", key: "", repeat: 1, folder: "", isRunning: false };
  const words = (one: Row) => [outcomeText({ ...folder, row: one }), reasonText(one)];
  expect(words({ ...row("python/leap", "x"), end: "time-limit" })).toEqual([
    "failed: time limit",
    "",
  ]);
  expect(words(row("python/leap", "", { skipped: { why: "no cargo" } }))).toEqual([
    "skipped",
    "It was skipped: no cargo.",
  ]);
  expect(words(row("python/leap", "", spoiled))).toEqual([
    "not run: server",
    "This is no failure of the model (server): The server is gone.",
  ]);
  expect(sharePassed(row("python/leap", "x"))).toBe("3/4");
  expect(sharePassed(row("python/leap", ""))).toBe("");
});

test("what the tests said of a try is said in words", () => {
  const said = (tested: object, passed = false) =>
    testedText({
      ...done(passed),
      ...{ score: 0, reached: "nothing", end: "done", calls: 0, errors: 0 },
      passed,
      tested: { compiled: true, timedOut: false, ...tested },
    });
  expect([
    said({ total: 5, failed: 2 }),
    said({ total: 5, failed: 0 }, true),
    said({}),
    said({}, true),
    said({ timedOut: true }),
    said({ compiled: false }),
  ]).toEqual([
    "2 of 5 failed",
    "all 5 passed",
    "failed",
    "passed",
    "the tests took too long",
    "it could not be compiled or loaded",
  ]);
});
