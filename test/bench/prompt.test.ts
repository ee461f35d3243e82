import { expect, test } from "bun:test";
import { foldersFor } from "../../src/app/folders.ts";
import { readExercise } from "../../src/bench/exercism.ts";
import { firstPrompt, loadBenchWords, retryPrompt } from "../../src/bench/prompt.ts";
import { tempFolder } from "../support/temp.ts";

type Given = {
  readonly solution: readonly string[];
  readonly test: string;
  readonly docs: Readonly<Record<string, string>>;
};

/** Both prompts of an exercise with these files and texts, by the words that ship. */
async function promptsOf({ solution, test, docs }: Given, output = ""): Promise<readonly string[]> {
  const texts = Object.entries(docs).map(([name, text]) => [`task/.docs/${name}.md`, text]);
  using folder = await tempFolder({
    "task/.meta/config.json": JSON.stringify({ files: { solution, test: [test], example: [] } }),
    ...Object.fromEntries([...solution, test].map((file) => [`task/${file}`, ""])),
    ...Object.fromEntries(texts),
  });
  const exercise = await readExercise(`${folder.path}/task`);
  const words = loadBenchWords(foldersFor(folder.path, { HOME: folder.path }));
  return [firstPrompt(words, exercise), retryPrompt(words, exercise, output)];
}

const rules = `Keep the names of the functions and classes that are there: tests call them by these names.
Use nothing but the standard library; suggest no packages to install.`;

test("the prompt of a task with one file is its instructions and what is asked, to the byte", async () => {
  const docs = { instructions: "# Instructions\n\nSay {files}.\n", hints: "No." };
  const given = { solution: ["say.py"], test: "say_test.py", docs };
  const [first, again] = await promptsOf(given, "1 failed: {files}");
  expect(first).toBe(`# Instructions

Say {files}.

####

Follow the instructions above by changing the supplied files: say.py
${rules}`);
  expect(again).toBe(`1 failed: {files}

####

Above is what the tests said.
The tests are right, so do not try to change them.
Fix the code in say.py so that they pass.`);
});

test("introduction and what is appended stand around the instructions with nothing between", async () => {
  const docs = {
    "instructions.append": "# Appended\n",
    introduction: "# Introduction\n",
    instructions: "# Instructions\n",
  };
  const [first] = await promptsOf({ solution: ["say.js"], test: "say.spec.js", docs });
  expect(first).toBe(`# Introduction
# Instructions
# Appended

####

Follow the instructions above by changing the supplied files: say.js
${rules}`);
});

test("in a small window a second prompt has the part of the output that tells of the failure", async () => {
  using folder = await tempFolder({
    "task/.meta/config.json": JSON.stringify({
      files: { solution: ["say.py"], test: ["say_test.py"], example: [] },
    }),
    "task/say.py": "",
    "task/say_test.py": "",
    "task/.docs/instructions.md": "Say.\n",
  });
  const exercise = await readExercise(`${folder.path}/task`);
  const folders = foldersFor(folder.path, { HOME: folder.path });
  const output = `${"collecting\n".repeat(800)}E   AssertionError: 1 != 2\n${"more\n".repeat(500)}1 failed`;
  const prompt = (window?: number) =>
    retryPrompt(loadBenchWords(folders, window), exercise, output);
  expect(prompt().startsWith(output)).toBe(true);
  expect(prompt(32_768)).toBe(prompt());
  const small = prompt(2_048);
  expect(small.length).toBeLessThan(2_048);
  expect(small).toStartWith("[… 8800 characters left out …]\nE   AssertionError: 1 != 2\nmore\n");
  expect(small).toContain("more\n1 failed\n\n####\n\n");
});

test("files stand with their whole paths, and a build file is none of them", async () => {
  const docs = { instructions: "# Instructions\n" };
  const paths = ["src/main/java/Say.java", "src/main/java/Voice.java"];
  const java = { solution: paths, test: "src/test/java/SayTest.java", docs };
  const [first, again] = await promptsOf(java);
  expect(first).toBe(`# Instructions

####

Follow the instructions above by changing the supplied files: ${paths.join(" ")}
${rules}`);
  expect(again).toContain(`\nFix the code in ${paths.join(" ")} so that they pass.`);
  const rust = { solution: ["src/lib.rs", "Cargo.toml"], test: "tests/say.rs", docs };
  expect((await promptsOf(rust)).map((text) => text.includes("Cargo.toml"))).toEqual([
    false,
    false,
  ]);
});
