import { expect, test } from "bun:test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readExercise } from "../../src/bench/exercism.ts";
import { makeWorkspace } from "../../src/bench/workspace.ts";
import { tempFolder } from "../support/temp.ts";

const files = {
  "a/.meta/config.json": JSON.stringify({
    files: {
      solution: ["src/main/java/A.java"],
      test: ["src/test/java/ATest.java"],
      example: [".meta/A.java"],
      editor: ["src/main/java/B.java"],
      invalidator: ["build.gradle"],
    },
  }),
  "a/.meta/A.java": "the solution",
  "a/.docs/instructions.md": "Do it.\n",
  "a/.git/HEAD": "",
  "a/src/main/java/A.java": "stub",
  "a/src/main/java/B.java": "given",
  "a/src/test/java/ATest.java": "test",
  "a/build.gradle": "build",
  "a/gradlew": "#!/bin/sh",
  "a/notes.txt": "",
};

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

test("a workspace holds stubs and what goes with them, and nothing else", async () => {
  using folder = await tempFolder(files);
  const exercise = await readExercise(join(folder.path, "a"));
  await makeWorkspace(exercise, join(folder.path, "w"));
  expect(filesBelow(join(folder.path, "w"))).toEqual([
    "build.gradle",
    "src/main/java/A.java",
    "src/main/java/B.java",
  ]);
});

test("instructions and tests are there when they are asked for, the tests to be read only", async () => {
  using folder = await tempFolder(files);
  const exercise = await readExercise(join(folder.path, "a"));
  const path = join(folder.path, "w");
  await makeWorkspace(exercise, path, { instructions: true, tests: "read-only" });
  expect(filesBelow(path)).toEqual([
    "INSTRUCTIONS.md",
    "build.gradle",
    "src/main/java/A.java",
    "src/main/java/B.java",
    "src/test/java/ATest.java",
  ]);
  expect(readFileSync(join(path, "INSTRUCTIONS.md"), "utf8")).toBe("Do it.\n");
  expect(statSync(join(path, "src/test/java/ATest.java")).mode & 0o777).toBe(0o444);
});
