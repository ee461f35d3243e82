import { expect, test } from "bun:test";
import { join } from "node:path";
import { ConfigError } from "../../src/app/config-error.ts";
import { readExercise } from "../../src/bench/exercism.ts";
import { referenceFiles } from "../../src/bench/reference.ts";
import { tempFolder } from "../support/temp.ts";

function described(files: Record<string, readonly string[]>): string {
  return JSON.stringify({ authors: [], files, blurb: "" });
}

async function problemOf(folder: string): Promise<string> {
  try {
    await readExercise(folder);
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replaceAll(folder, "F");
    throw error;
  }
  return "";
}

test("an exercise is what its description says, with its texts joined", async () => {
  using folder = await tempFolder({
    "two-fer/.meta/config.json": described({
      solution: ["two_fer.go"],
      test: ["two_fer_test.go"],
      example: [".meta/example.go"],
      editor: ["cases_test.go", "common.go"],
      invalidator: ["go.mod"],
    }),
    "two-fer/.meta/example.go": "",
    "two-fer/.docs/introduction.md": "Hello.\n",
    "two-fer/.docs/instructions.md": "Do it.\n",
    "two-fer/.docs/instructions.append.md": "In Go.\n",
    "two-fer/.docs/hints.md": "Look.\n",
    "two-fer/two_fer.go": "",
    "two-fer/two_fer_test.go": "",
    "two-fer/cases_test.go": "",
    "two-fer/common.go": "",
    "two-fer/go.mod": "",
  });
  const path = join(folder.path, "two-fer");
  expect(await readExercise(path)).toEqual({
    key: "go/two-fer",
    language: "go",
    slug: "two-fer",
    folder: path,
    instructions: "Hello.\nDo it.\nIn Go.\n",
    solutionFiles: ["two_fer.go"],
    testFiles: ["two_fer_test.go", "cases_test.go"],
    editorFiles: ["common.go", "go.mod"],
    exampleFiles: [".meta/example.go"],
  });
});

test("a build file that is named as a solution is shown and not to be changed", async () => {
  using folder = await tempFolder({
    "say/.meta/config.json": described({
      solution: ["src/lib.rs", "Cargo.toml"],
      test: ["tests/say.rs"],
      example: [".meta/example.rs"],
    }),
    "say/.meta/example.rs": "",
    "say/.meta/Cargo-example.toml": "",
    "say/src/lib.rs": "",
    "say/Cargo.toml": "",
    "say/tests/say.rs": "",
  });
  const exercise = await readExercise(join(folder.path, "say"), "rust");
  expect(exercise.solutionFiles).toEqual(["src/lib.rs"]);
  expect(exercise.editorFiles).toEqual(["Cargo.toml"]);
  expect(referenceFiles(exercise)).toEqual([
    { from: ".meta/example.rs", to: "src/lib.rs" },
    { from: ".meta/Cargo-example.toml", to: "Cargo.toml" },
  ]);
});

test("a reference of more files than the stub goes where it belongs", async () => {
  const below = ".meta/src/reference/java";
  using folder = await tempFolder({
    "poker/.meta/config.json": described({
      solution: ["src/main/java/Poker.java"],
      test: ["src/test/java/PokerTest.java"],
      example: [`${below}/Card.java`, `${below}/Poker.java`, `${below}/Suit.java`],
      editor: ["src/main/java/Suit.java"],
    }),
    [`poker/${below}/Card.java`]: "",
    [`poker/${below}/Poker.java`]: "",
    [`poker/${below}/Suit.java`]: "",
    "poker/src/main/java/Poker.java": "",
    "poker/src/main/java/Suit.java": "",
    "poker/src/test/java/PokerTest.java": "",
  });
  const exercise = await readExercise(join(folder.path, "poker"));
  expect(referenceFiles(exercise).map(({ to }) => to)).toEqual([
    "src/main/java/Card.java",
    "src/main/java/Poker.java",
    "src/main/java/Suit.java",
  ]);
});

test("a header and a source are told apart by their endings", async () => {
  using folder = await tempFolder({
    "a/.meta/config.json": described({
      solution: ["a.cpp", "a.h"],
      test: ["a_test.cpp"],
      example: [".meta/example.h", ".meta/example.cpp"],
    }),
    "a/.meta/example.h": "",
    "a/.meta/example.cpp": "",
    "a/a.cpp": "",
    "a/a.h": "",
    "a/a_test.cpp": "",
  });
  const exercise = await readExercise(join(folder.path, "a"));
  expect([exercise.key, referenceFiles(exercise)]).toEqual([
    "cpp/a",
    [
      { from: ".meta/example.h", to: "a.h" },
      { from: ".meta/example.cpp", to: "a.cpp" },
    ],
  ]);
});

test("what is broken is said in one sentence", async () => {
  using folder = await tempFolder({
    "text/.meta/config.json": "{",
    "no-files/.meta/config.json": "{}",
    "no-solution/.meta/config.json": described({ solution: [], test: ["t.py"] }),
    "number/.meta/config.json": '{"files":{"solution":[1],"test":["t.py"]}}',
    "outside/.meta/config.json": described({ solution: ["../a.py"], test: ["t.py"] }),
    "absolute/.meta/config.json": described({ solution: ["/etc/passwd"], test: ["t.py"] }),
    "absent/.meta/config.json": described({ solution: ["a.py"], test: ["t.py"] }),
    "absent/t.py": "",
    "nothing/a.txt": "",
  });
  const names = ["no-files", "no-solution", "number", "outside", "absolute", "absent", "nothing"];
  const said = await Promise.all(names.map((name) => problemOf(join(folder.path, name))));
  expect(said).toEqual([
    'F/.meta/config.json: "files" is missing.',
    'F/.meta/config.json: "files.solution" must be 1 or more, not [].',
    'F/.meta/config.json: "files.solution.0" must be text, not 1.',
    'F/.meta/config.json: "files.solution.0" must be something else (a path below the exercise), not "../a.py".',
    'F/.meta/config.json: "files.solution.0" must be something else (a path below the exercise), not "/etc/passwd".',
    "F/.meta/config.json names a.py, and there is no such file.",
    "F is no exercise: it has no .meta/config.json.",
  ]);
  expect(await problemOf(join(folder.path, "text"))).toStartWith(
    "F/.meta/config.json is not valid JSON:",
  );
});
