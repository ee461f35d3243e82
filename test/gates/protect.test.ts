import { expect, test } from "bun:test";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import gateWords from "../../prompts/gates.json";
import { throughGates } from "../../src/core/gate.ts";
import type { Effect, Tool } from "../../src/core/tool.ts";
import { answerPatterns, protectedBy, protectGate, testPatterns } from "../../src/gates/protect.ts";
import { fill } from "../../src/lib/template.ts";
import { writePart } from "../../src/tools/write.ts";
import { tempFolder } from "../support/temp.ts";
import { contextIn, toolOf } from "../support/tools.ts";

const files = {
  "src/a.ts": "a",
  "src/a.test.ts": "t",
  "tests/b.py": "t",
  ".meta/example.py": "m",
  ".git/config": "c",
  "src/deep/FooTest.java": "t",
};

/** Runs one call through the gate; "through" where nothing is refused. */
async function verdict(root: string, input: object, effect: Effect = "write"): Promise<string> {
  const gate = protectGate({
    patterns: [...testPatterns, ...answerPatterns, "config/*.json"],
    root,
    say: (key, values) => fill(gateWords[key], values ?? {}),
  });
  const tool: Tool = { ...toolOf(writePart), effect };
  const run = throughGates([gate], async () => ({ text: "through" }));
  const call = { id: "1", name: "write", input };
  return (await run({ call, tool, input, context: contextIn(root) })).text;
}

test("tests, answers, .git and configured files are refused to every tool that writes", async () => {
  using folder = await tempFolder(files);
  const refused: Readonly<Record<string, string>> = {
    "src/a.test.ts": "src/a.test.ts",
    "./src//a.test.ts": "src/a.test.ts",
    "a.test.ts": "src/a.test.ts",
    "/workspace-x/src/a.test.ts": "src/a.test.ts",
    "tests/b.py": "tests/b.py",
    "tests/new.py": "tests/new.py",
    ".meta/example.py": ".meta/example.py",
    ".git/hooks/pre-commit": ".git/hooks/pre-commit",
    "config/app.json": "config/app.json",
    "FooTest.java": "src/deep/FooTest.java",
  };
  for (const [path, shown] of Object.entries(refused)) {
    expect([path, await verdict(folder.path, { path, content: "x" })]).toEqual([
      path,
      `${shown} is protected and was not changed. Leave it as it is and change other files instead.`,
    ]);
  }
  for (const path of ["src/a.ts", "src/latest.ts", "config/deep/app.json", ".gitignore"]) {
    expect([path, await verdict(folder.path, { path, content: "x" })]).toEqual([path, "through"]);
  }
});

test("a list of paths is refused for one protected file in it", async () => {
  using folder = await tempFolder(files);
  const text = await verdict(folder.path, { paths: ["src/a.ts", "tests/b.py"] });
  expect(text).toStartWith("tests/b.py is protected");
  expect(await verdict(folder.path, { paths: ["src/a.ts"] })).toBe("through");
});

test("reading is never refused", async () => {
  using folder = await tempFolder(files);
  expect(await verdict(folder.path, { path: "src/a.test.ts" }, "read")).toBe("through");
});

test("a patch is refused for any protected file it adds, changes, moves or deletes", async () => {
  using folder = await tempFolder(files);
  const patches: Readonly<Record<string, string>> = {
    "*** Update File: src/a.ts\n*** Update File: src/a.test.ts": "src/a.test.ts",
    "*** Delete File: tests/b.py": "tests/b.py",
    "*** Add File: tests/c.py": "tests/c.py",
    "*** Update File: src/a.ts\n*** Move to: tests/a.ts": "tests/a.ts",
    "--- a/src/a.test.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-t": "src/a.test.ts",
    "--- /dev/null\n+++ b/tests/c.py\t2026-01-01\n@@ -0,0 +1 @@\n+t": "tests/c.py",
    "rename from src/a.ts\nrename to tests/a.ts": "tests/a.ts",
    "*** Create File: tests/c.py": "tests/c.py",
    "*** Remove File tests/b.py ***": "tests/b.py",
    "*** Rename File: src/a.ts -> tests/a.ts": "tests/a.ts",
    "*** Begin Patch\\n*** Update File: tests/b.py\\n+x": "tests/b.py",
    "diff --git a/tests/b.py b/tests/b.py\ndeleted file mode 100644": "tests/b.py",
    "--- a/tests/my file.py\t2026-01-01\n+++ b/tests/my file.py": "tests/my",
    "+++ b/config/new.json\n@@ -0,0 +1 @@\n+t": "config/new.json",
    "*** Update File: src/a.ts\n-- tests are in tests/b.py\n+x": "through",
    "--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-a\n+see tests/b.py": "through",
  };
  for (const [patch, shown] of Object.entries(patches)) {
    const text = await verdict(folder.path, { patch });
    expect([patch, text.split(" ")[0]]).toEqual([patch, shown]);
  }
});

test("a link to a protected file is protected too", async () => {
  using folder = await tempFolder(files);
  symlinkSync("tests", join(folder.path, "alias"));
  const text = await verdict(folder.path, { path: "alias/b.py", content: "x" });
  expect(text).toStartWith("tests/b.py is protected");
});

test("folders above the project folder do not count", async () => {
  using outer = await tempFolder();
  const root = join(outer.path, "tests", "spec", "project");
  mkdirSync(root, { recursive: true });
  expect(await verdict(root, { path: "src/a.ts", content: "x" })).toBe("through");
  expect(await verdict(root, { path: `${root}/src/a.ts`, content: "x" })).toBe("through");
});

test("test files are known by the names that test runners give them", () => {
  const isTest = protectedBy(testPatterns);
  const tests = [
    ...["a.test.js", "a.spec.ts", "test_a.py", "a_test.go", "spec.js", "test-utils.js"],
    ...["src/test/java/A.java", "__tests__/a.js", "ATest.java", "x/Spec/y.rb", "TEST_A.PY"],
  ];
  const others = ["latest.js", "contest.py", "src/attestation.go", "inspector.ts", "testing.md"];
  expect(tests.filter((path) => !isTest(path))).toEqual([]);
  expect(others.filter(isTest)).toEqual([]);
});
