import { expect, test } from "bun:test";
import { foldersFor } from "../../src/app/folders.ts";
import { openDataset } from "../../src/bench/dataset.ts";
import {
  type ExerciseWish,
  harnessFor,
  modelUnder,
  settingsFrom,
  splitWords,
  wantedExercises,
} from "../../src/bench/wish.ts";

const folders = foldersFor("/", { HOME: "/nowhere" });
const starter = await openDataset("starter", folders);

const plain: ExerciseWish = {
  names: [],
  exclude: [],
  languages: [],
  all: false,
  full: false,
  most: undefined,
  allowMissing: false,
};

function wanted(wish: Partial<ExerciseWish>, name = "starter") {
  const { exercises } = wantedExercises({ ...starter, name }, { ...plain, ...wish });
  return exercises.map(({ key }) => key);
}

test("of a small set all tasks are meant, of the large one something must be said", () => {
  expect(wanted({}).length).toBe(24);
  expect(() => wanted({}, "polyglot")).toThrow("Which of the 24 tasks? Say -k NAMES,");
  expect(wanted({ full: true }, "polyglot").length).toBe(24);
});

test("--all means JavaScript, -n the first of them, names their parts", () => {
  expect(wanted({ all: true }).every((key) => key.startsWith("javascript/"))).toBe(true);
  expect(wanted({ most: 2 })).toEqual(["python/bus-stop", "python/change-report"]);
  expect(wanted({ names: ["bus", "leaf"], exclude: ["leaf"] })).toEqual(["python/bus-stop"]);
  expect(wanted({ languages: ["javascript"], names: ["leaf"] })).toEqual(["javascript/leaf-paths"]);
});

test("tasks whose stubs pass as they are are left out by name", () => {
  const ledger = starter.exercises.slice(0, 1).map((one) => ({ ...one, key: "javascript/ledger" }));
  const dataset = { ...starter, exercises: [...ledger, ...starter.exercises] };
  expect(wantedExercises(dataset, plain).left).toEqual(["javascript/ledger"]);
  expect(() => wantedExercises({ ...starter, exercises: ledger }, plain)).toThrow(
    "No task of starter is left to run. The stub of javascript/ledger passes as it is, so that it would tell nothing.",
  );
});

test("a harness's name is itself, any other name an agent of ours", () => {
  expect(harnessFor("oracle", undefined, folders)).toBe("oracle");
  expect(harnessFor("aider", undefined, folders)).toBe("aider");
  expect(harnessFor("default", undefined, folders)).toBe("self");
  expect(harnessFor("aider", "native", folders)).toBe("self");
});

test("a runtime takes the place of the one in the model's name", () => {
  expect(modelUnder("llamacpp", "ollama/qwen3:8b")).toBe("llamacpp/qwen3:8b");
  expect(modelUnder("vllm", "org/name")).toBe("vllm/org/name");
  expect(modelUnder("llamacpp", undefined)).toBe("llamacpp/any");
  expect(settingsFrom({ agent: "default", runtime: "ollama", model: "x" })).toEqual({
    agent: "default",
    model: "ollama/x",
  });
});

test("words are split as a shell splits them", () => {
  expect(splitWords(`--set a="b c" -m 'x y' plain`)).toEqual([
    "--set",
    "a=b c",
    "-m",
    "x y",
    "plain",
  ]);
});
