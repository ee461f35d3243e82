import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readExercise } from "../../src/bench/exercism.ts";
import { type GradeOptions, grade } from "../../src/bench/grade.ts";
import type { Exercise, Tested } from "../../src/bench/types.ts";
import { makeWorkspace } from "../../src/bench/workspace.ts";
import { opens } from "../support/sandbox.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

// Each starts several processes: on a busy machine that may take a while.
setDefaultTimeout(60_000);

const sandbox = (await opens("bwrap")) ? "bwrap" : "none";

const python = {
  "sum/.meta/config.json": JSON.stringify({
    files: { solution: ["sum.py"], test: ["sum_test.py"], example: [".meta/example.py"] },
  }),
  "sum/.meta/example.py": "def add(one, other):\n    return one + other\n",
  "sum/sum.py": "def add(one, other):\n    pass\n",
  "sum/sum_test.py": `import unittest
from sum import add

class SumTest(unittest.TestCase):
    def test_small(self):
        self.assertEqual(add(1, 2), 3)

    @unittest.skip("Remove to run.")
    def test_large(self):
        self.assertEqual(add(100, 200), 300)
`,
};

const javascript = {
  "sum/.meta/config.json": JSON.stringify({
    files: { solution: ["sum.js"], test: ["sum.spec.js"], example: [".meta/proof.ci.js"] },
  }),
  "sum/.meta/proof.ci.js": "export const add = (one, other) => one + other;\n",
  "sum/sum.js": "export const add = () => undefined;\n",
  "sum/sum.spec.js": `import { add } from './sum';
describe('add', () => {
  test('small', () => {
    expect(add(1, 2)).toBe(3);
  });
  xtest('large', () => {
    expect(add(100, 200)).toBe(300);
  });
});
`,
};

type Files = Readonly<Record<string, string>>;

/** Judges what `solution` makes of the stubs; a file that is "" there is removed. */
async function judged(
  files: Files,
  solution: Files,
  parts: Partial<GradeOptions> = {},
): Promise<Tested> {
  using folder = await tempFolder(files);
  const exercise = await readExercise(join(folder.path, "sum"));
  return await judgedIn(folder, exercise, solution, parts);
}

async function judgedIn(
  folder: TempFolder,
  exercise: Exercise,
  solution: Files,
  parts: Partial<GradeOptions> = {},
): Promise<Tested> {
  const workspace = join(folder.path, "w");
  await makeWorkspace(exercise, workspace);
  for (const [file, text] of Object.entries(solution)) {
    mkdirSync(dirname(join(workspace, file)), { recursive: true });
    if (text === "") rmSync(join(workspace, file), { force: true });
    else writeFileSync(join(workspace, file), text);
  }
  return await grade(exercise, workspace, {
    limitMs: 30_000,
    sandbox,
    cache: join(folder.path, "cache"),
    signal: new AbortController().signal,
    ...parts,
  });
}

/** Whether it passed, compiled and timed out, with its counts. */
function outcome(tested: Tested): readonly unknown[] {
  if (tested.type === "skipped") return [tested.why];
  const { passed, compiled, timedOut, total, failed } = tested;
  return [passed, compiled, timedOut, total, failed];
}

const right = {
  python: { "sum.py": "def add(one, other):\n    return one + other\n" },
  javascript: { "sum.js": "export const add = (one, other) => one + other;\n" },
};

test("a right solution passes, with tests that were left out", async () => {
  expect(outcome(await judged(python, right.python))).toEqual([true, true, false, 2, 0]);
  expect(outcome(await judged(javascript, right.javascript))).toEqual([true, true, false, 2, 0]);
});

test("a stub fails, and what failed is told without paths of this machine", async () => {
  for (const files of [python, javascript]) {
    const tested = await judged(files, {});
    expect(outcome(tested)).toEqual([false, true, false, 2, 2]);
    const output = tested.type === "tested" ? tested.output : "";
    expect(output).toContain(files === python ? "AssertionError: None != 3" : "Expected: 3");
    expect(output).not.toContain("/tmp/");
  }
});

test("a solution that cannot be loaded does not compile", async () => {
  const broken = { python: { "sum.py": "def add(:\n" }, javascript: { "sum.js": "export {\n" } };
  expect(outcome(await judged(python, broken.python)).slice(0, 2)).toEqual([false, false]);
  expect(outcome(await judged(javascript, broken.javascript)).slice(0, 2)).toEqual([false, false]);
  expect(outcome(await judged(python, { "sum.py": "" })).slice(0, 2)).toEqual([false, false]);
});

test("tests and build files are the pristine ones", async () => {
  const weak = {
    "sum_test.py": "import unittest\n",
    "conftest.py": "raise SystemExit(0)\n",
    "sum.spec.js": "test('none', () => {});\n",
    "bunfig.toml": '[test]\npreload = ["./gone.js"]\n',
  };
  expect(outcome(await judged(python, weak))).toEqual([false, true, false, 2, 2]);
  expect(outcome(await judged(javascript, weak))).toEqual([false, true, false, 2, 2]);
});

test("a file beside the solution is taken along", async () => {
  const parts = {
    "sum.py": "from parts import plus\n\ndef add(one, other):\n    return plus(one, other)\n",
    "parts.py": "def plus(one, other):\n    return one + other\n",
  };
  expect(outcome(await judged(python, parts))).toEqual([true, true, false, 2, 0]);
});

test("a solution that ends the process, whatever it prints, fails", async () => {
  const said = "2 passed";
  const solutions = [
    [python, { "sum.py": `import os\nprint("${said}")\nos._exit(0)\n` }],
    [
      python,
      {
        "sum.py": `import os\ndef add(a, b):\n    print("${said}", flush=True)\n    os._exit(0)\n`,
      },
    ],
    [javascript, { "sum.js": `console.log("${said}"); process.exit(0); export const add = 1;\n` }],
    [javascript, { "sum.js": "export const add = () => process.exit(0);\n" }],
  ] as const;
  for (const [files, solution] of solutions) {
    const tested = await judged(files, solution);
    expect(outcome(tested)).toEqual([false, true, false, undefined, undefined]);
    expect(tested.type === "tested" && tested.output).toStartWith(
      "The tests did not come to their end: something ended their process.",
    );
  }
});

test("a solution that makes assertions say yes fails", async () => {
  const cheats = [
    [
      python,
      {
        "sum.py":
          "import unittest\nunittest.TestCase.assertEqual = lambda *a: None\ndef add(a, b): pass\n",
      },
    ],
    [python, { "sum.py": "import builtins\nbuiltins.repr = str\ndef add(a, b): return a + b\n" }],
    [
      javascript,
      {
        "sum.js":
          "Object.getPrototypeOf(expect(1)).toBe = () => {};\nexport const add = () => 0;\n",
      },
    ],
    [
      javascript,
      { "sum.js": "globalThis.expect = () => ({ toBe() {} });\nexport const add = () => 0;\n" },
    ],
  ] as const;
  for (const [files, solution] of cheats) {
    const tested = await judged(files, solution);
    expect(outcome(tested)[0]).toBe(false);
    expect(tested.type === "tested" && tested.output).toStartWith(
      "The solution changed how tests judge.",
    );
  }
});

test("a solution that speaks of the runner is not run", async () => {
  const tested = await judged(javascript, { "sum.js": 'import { expect } from "bun:test";\n' });
  expect({ ...tested, ms: 0 }).toEqual({
    type: "tested",
    passed: false,
    compiled: false,
    timedOut: false,
    output: "sum.js would change how it is judged, so that no test was run.",
    ms: 0,
  });
});

test("a solution that does not end is ended, with all that it has started", async () => {
  using folder = await tempFolder(python);
  const exercise = await readExercise(join(folder.path, "sum"));
  const mark = crypto.randomUUID();
  const solution = {
    "sum.py": `import subprocess, time\nsubprocess.Popen(["sleep", "77", "${mark}"])\ntime.sleep(77)\n`,
  };
  const started = performance.now();
  const tested = await judgedIn(folder, exercise, solution, { limitMs: 1_000 });
  expect(outcome(tested).slice(0, 3)).toEqual([false, true, true]);
  expect(performance.now() - started).toBeLessThan(30_000);
  const { stdout } = Bun.spawnSync(["ps", "axww", "-o", "command="]);
  expect(stdout.toString()).not.toContain(`sleep 77 ${mark}`);
});

test("links out of the workspace and huge files are no solution", async () => {
  using folder = await tempFolder({ ...python, "outside.py": right.python["sum.py"] });
  const exercise = await readExercise(join(folder.path, "sum"));
  const workspace = join(folder.path, "w");
  mkdirSync(workspace);
  symlinkSync(join(folder.path, "outside.py"), join(workspace, "sum.py"));
  const options = {
    limitMs: 30_000,
    sandbox,
    cache: "",
    signal: new AbortController().signal,
  } as const;
  expect(outcome(await grade(exercise, workspace, options)).slice(0, 2)).toEqual([false, false]);
  rmSync(join(workspace, "sum.py"));
  writeFileSync(join(workspace, "sum.py"), `${right.python["sum.py"]}${"#".repeat(1_000_001)}`);
  expect(outcome(await grade(exercise, workspace, options)).slice(0, 2)).toEqual([false, false]);
});

test("the workspace and the dataset stay as they were", async () => {
  using folder = await tempFolder(python);
  const exercise = await readExercise(join(folder.path, "sum"));
  const solution = {
    "sum.py": 'open("made.txt", "w")\nopen("sum_test.py", "w")\n',
  };
  await judgedIn(folder, exercise, solution);
  expect(existsSync(join(folder.path, "w/made.txt"))).toBe(false);
  expect(readFileSync(join(folder.path, "sum/sum_test.py"), "utf8")).toBe(
    python["sum/sum_test.py"],
  );
});

test.skipIf(sandbox !== "bwrap")(
  "a solution sees neither the reference nor a network",
  async () => {
    using folder = await tempFolder(python);
    using secret = await tempFolder({ "row.txt": "x" });
    const exercise = await readExercise(join(folder.path, "sum"));
    using server = Bun.serve({ port: 0, hostname: "127.0.0.1", fetch: () => new Response("hi") });
    const peek = `import os, socket
seen = [os.path.exists(${JSON.stringify(join(exercise.folder, ".meta"))}), os.path.exists(${JSON.stringify(`${secret.path}/row.txt`)})]
try:
    socket.create_connection(("127.0.0.1", ${server.port}), 2)
    seen.append(True)
except OSError:
    seen.append(False)
def add(one, other):
    return seen
`;
    const tested = await judgedIn(folder, exercise, { "sum.py": peek }, { hidden: [secret.path] });
    expect(tested.type === "tested" && tested.output).toContain("[False, False, False] != 3");
  },
);

test("a language without its program is skipped, and so is one that is unknown", async () => {
  using folder = await tempFolder({ ...python, "bin/none": "" });
  const exercise = await readExercise(join(folder.path, "sum"));
  const path = process.env.PATH;
  process.env.PATH = join(folder.path, "bin");
  try {
    expect(outcome(await judgedIn(folder, exercise, {}))).toEqual(["no python3"]);
  } finally {
    process.env.PATH = path;
  }
  const odd = { ...exercise, language: "cobol" };
  expect(outcome(await judgedIn(folder, odd, {}))).toEqual(["no runner for cobol"]);
});

test("a cancelled judging throws what it was cancelled with", async () => {
  const signal = AbortSignal.abort(new Error("No more."));
  expect(judged(python, {}, { signal })).rejects.toThrow("No more.");
});

test("of a long output the first failure and the end are kept", async () => {
  const loud = { "sum.py": 'print("noise\\n" * 100000)\ndef add(one, other):\n    return 4\n' };
  const tested = await judged(python, loud, { maxOutputChars: 1_000 });
  const output = tested.type === "tested" ? tested.output : "";
  expect(output.length).toBeLessThan(1_200);
  expect(output).toContain("AssertionError: 4 != 3");
  expect(output).toEndWith("FAILED (failures=2)");
});
