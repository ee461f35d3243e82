import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { openDataset } from "../../src/bench/dataset.ts";
import { grade } from "../../src/bench/grade.ts";
import { writeReference } from "../../src/bench/reference.ts";
import type { Exercise } from "../../src/bench/types.ts";
import { makeWorkspace } from "../../src/bench/workspace.ts";
import { opens } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";

// Two processes for each of 24 exercises.
setDefaultTimeout(120_000);

const folders = { package: join(import.meta.dir, "../.."), cache: "/none" };
const { exercises, broken } = await openDataset("starter", folders);
const sandbox = (await opens("bwrap")) ? "bwrap" : "none";
const atOnce = 2;

async function isPassed(exercise: Exercise, solved: boolean): Promise<boolean> {
  using folder = await tempFolder();
  const workspace = join(folder.path, "w");
  await makeWorkspace(exercise, workspace);
  if (solved) await writeReference(exercise, workspace);
  const { signal } = new AbortController();
  const options = { limitMs: 60_000, sandbox, cache: folder.path, signal } as const;
  const tested = await grade(exercise, workspace, options);
  if (tested.type === "skipped") throw new Error(tested.why);
  return tested.passed;
}

async function passedOf(solved: boolean): Promise<readonly string[]> {
  const passed: string[] = [];
  const left = [...exercises];
  const lane = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift())
      if (await isPassed(one, solved)) passed.push(one.key);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return passed.sort();
}

test("the starter set has twelve exercises in Python and twelve in JavaScript, all whole", () => {
  const counts = Map.groupBy(exercises, ({ language }) => language);
  expect([...counts].map(([language, all]) => [language, all.length])).toEqual([
    ["python", 12],
    ["javascript", 12],
  ]);
  expect(broken).toEqual([]);
  expect(
    exercises.filter(({ instructions }) => !instructions.startsWith("# Instructions\n")),
  ).toEqual([]);
});

const lacks = Bun.which("python3") === null;

test.skipIf(lacks)("every reference solution passes", async () => {
  expect(await passedOf(true)).toEqual(exercises.map(({ key }) => key).sort());
});

test.skipIf(lacks)("no stub passes as it is", async () => {
  expect(await passedOf(false)).toEqual([]);
});
