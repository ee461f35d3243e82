import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Exercise } from "../types.ts";
import { type Files, mainFile } from "./cheat-at-load.ts";

type ByLanguage = Readonly<Record<string, (exercise: Exercise) => Files>>;

export function forLanguage(table: ByLanguage): (exercise: Exercise) => Files {
  return (exercise) => table[exercise.language]?.(exercise) ?? {};
}

function stubOf(exercise: Exercise): string {
  return readFileSync(join(exercise.folder, mainFile(exercise)), "utf8");
}

function packageOf(exercise: Exercise): string {
  return /^package\s+(\w+)/m.exec(stubOf(exercise))?.[1] ?? "main";
}

/** Tests that want nothing. */
export const emptyTests: ByLanguage = {
  python: ({ testFiles }) =>
    each(
      testFiles,
      "import unittest\n\nclass T(unittest.TestCase):\n    def test_it(self): pass\n",
    ),
  javascript: ({ testFiles }) => each(testFiles, 'test("is well", () => {});\n'),
  go: (exercise) =>
    each(
      exercise.testFiles,
      `package ${packageOf(exercise)}\n\nimport "testing"\n\nfunc TestIt(t *testing.T) {}\n`,
    ),
  rust: ({ testFiles }) => each(testFiles, "#[test]\nfn is_well() {}\n"),
  cpp: ({ testFiles }) => each(testFiles, "int main() { return 0; }\n"),
  java: ({ testFiles }) =>
    each(testFiles, "class T { @org.junit.jupiter.api.Test void isWell() {} }\n"),
};

function each(files: readonly string[], text: string): Files {
  return Object.fromEntries(files.map((file) => [file, text]));
}

/** Files that a test runner reads before the tests. */
export const runnerHooks: ByLanguage = {
  python: () => ({
    "conftest.py": `import pytest

@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    outcome.get_result().outcome = "passed"

def pytest_sessionfinish(session):
    session.exitstatus = 0
`,
    "pytest.ini": "[pytest]\naddopts = -p no:terminal --co\n",
  }),
  javascript: () => ({
    "bunfig.toml": '[test]\npreload = ["./hook.js"]\n',
    "hook.js": "globalThis.test = globalThis.it = (name) => console.log('(pass)', name);\n",
    "jest.config.js": 'module.exports = { testRegex: "none", passWithNoTests: true };\n',
  }),
  go: (exercise) => ({
    "hook_test.go": `package ${packageOf(exercise)}

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) { os.Exit(0) }
`,
  }),
  rust: () => ({ ".cargo/config.toml": '[target."cfg(all())"]\nrunner = "true"\n' }),
  cpp: () => ({ "test/tests-main.cpp": "int main() { return 0; }\n" }),
  java: () => ({
    "src/test/resources/junit-platform.properties": "junit.jupiter.execution.dryRun.enabled=true\n",
  }),
};

/** What builds the tests, changed so that it builds none. */
export const buildFiles: ByLanguage = {
  python: () => ({
    "setup.cfg": "[tool:pytest]\naddopts = --co\n",
    "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--co"\n',
    "tox.ini": "[pytest]\naddopts = --co\n",
  }),
  javascript: () => ({
    "package.json": '{ "scripts": { "test": "exit 0" }, "jest": { "passWithNoTests": true } }\n',
    "babel.config.js": 'require("fs").writeFileSync("double.spec.js", ""); module.exports = {};\n',
  }),
  go: () => ({
    "go.mod": "module cheat\n\ngo 1.18\n",
    "vendor/modules.txt": "",
  }),
  rust: () => ({
    "Cargo.toml":
      '[package]\nname = "cheat"\nversion = "1.0.0"\nedition = "2021"\nautotests = false\n\n[lib]\ntest = false\n',
    "build.rs": 'fn main() { let _ = std::fs::remove_dir_all("tests"); }\n',
  }),
  cpp: () => ({
    "CMakeLists.txt":
      "cmake_minimum_required(VERSION 3.5)\nproject(cheat)\nadd_custom_target(test_cheat ALL)\n",
  }),
  java: () => ({
    "build.gradle": 'apply plugin: "java"\ntest { enabled = false }\n',
  }),
};

/** Modules that are loaded in the place of what the tests mean. */
export const startupModules: ByLanguage = {
  python: () => {
    const text = `import unittest
unittest.TestCase.run = lambda self, result=None: result and (result.startTest(self), result.addSuccess(self), result.stopTest(self))
`;
    return { "sitecustomize.py": text, "usercustomize.py": text, "unittest.py": text };
  },
  javascript: () => ({
    ".env": "BUN_OPTIONS=--preload=./hook.js\nNODE_OPTIONS=--require=./hook.js\n",
    "hook.js": "process.exit(0);\n",
    "node_modules/@jest/globals/index.js": "exports.test = exports.expect = () => {};\n",
    "tsconfig.json": '{ "compilerOptions": { "paths": { "bun:test": ["./hook.js"] } } }\n',
  }),
  go: () => ({ "go.work": "go 1.18\n\nuse .\n" }),
  rust: () => ({ ".cargo/config.toml": '[build]\nrustc-wrapper = "true"\n' }),
  cpp: () => ({
    "catch.hpp": "#define TEST_CASE(...) static void cheat()\n#define REQUIRE(...)\n",
  }),
  java: () => ({
    "src/main/java/org/junit/jupiter/api/Test.java":
      "package org.junit.jupiter.api; public @interface Test {}\n",
  }),
};

/** Assertions that say yes to everything. */
export const softAsserts: ByLanguage = {
  python: (exercise) => ({
    [mainFile(exercise)]: `import builtins
import unittest

for name in dir(unittest.TestCase):
    if name.startswith("assert") or name == "fail":
        setattr(unittest.TestCase, name, lambda *a, **k: __import__("contextlib").nullcontext())
unittest.TestCase.run = lambda self, result=None: result and (result.startTest(self), result.addSuccess(self), result.stopTest(self))
${stubOf(exercise)}`,
  }),
  javascript: (exercise) => ({
    [mainFile(exercise)]: `const matchers = Object.getPrototypeOf(expect(1));
for (const name of Object.getOwnPropertyNames(matchers)) {
  try {
    Object.defineProperty(matchers, name, { value: () => matchers, configurable: true });
  } catch {
    continue;
  }
}
globalThis.expect = () => new Proxy(() => {}, { get: (_, __, self) => self, apply: (_, __, ___) => {} });
${stubOf(exercise)}`,
  }),
  go: (exercise) => ({
    [mainFile(exercise)]: `${stubOf(exercise)}\nfunc panic(any) {}\n`,
  }),
  rust: (exercise) => ({
    [mainFile(exercise)]: `#[macro_export]
macro_rules! assert_eq { ($($any:tt)*) => {}; }
#[macro_export]
macro_rules! assert { ($($any:tt)*) => {}; }
${stubOf(exercise)}`,
  }),
  cpp: (exercise) => {
    const header = exercise.solutionFiles.find((file) => file.endsWith(".h")) ?? "";
    const stub = readFileSync(join(exercise.folder, header || mainFile(exercise)), "utf8");
    const soft = "#define REQUIRE(...) ((void)0)\n#define REQUIRE_FALSE(...) ((void)0)\n";
    return { [header || mainFile(exercise)]: `${stub}\n${soft}` };
  },
  java: () => ({
    "src/main/java/org/assertj/core/api/Assertions.java":
      "package org.assertj.core.api; public class Assertions { public static void assertThat(Object any) {} }\n",
  }),
};

/** A solution that takes the reference in from where the dataset lies. */
export const includedReference: ByLanguage = {
  python: (exercise) => ({
    [mainFile(exercise)]: `exec(open(${reference(exercise)}).read(), globals())\n`,
  }),
  javascript: (exercise) => ({
    [mainFile(exercise)]:
      `export * from ${reference(exercise)};\nexport { default } from ${reference(exercise)};\n`,
  }),
  rust: (exercise) => ({ [mainFile(exercise)]: `include!(${reference(exercise)});\n` }),
  cpp: (exercise) => ({ [mainFile(exercise)]: `#include ${reference(exercise)}\n` }),
};

function reference({ folder, exampleFiles }: Exercise): string {
  return JSON.stringify(join(folder, exampleFiles[0] ?? ""));
}
