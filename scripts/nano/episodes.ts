import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import opening from "../../prompts/context.json" with { type: "json" };
import { type BenchWords, firstPrompt, retryPrompt } from "../../src/bench/prompt.ts";
import { fill } from "../../src/lib/template.ts";
import type { Episode, Turn } from "./episode.ts";
import { filesOf } from "./exam-tests.ts";
import { lineEdit } from "./line-edit.ts";
import { nouns, verbs } from "./names.ts";
import type { Outputs } from "./outputs.ts";
import type { Random } from "./random.ts";
import type { Task } from "./task.ts";
import type { Workshop } from "./workshop.ts";

export type Surroundings = {
  readonly shop: Workshop;
  readonly outputs: Outputs;
  readonly words: BenchWords;
  readonly random: Random;
};

type Kind = (task: Task, around: Surroundings) => Promise<Episode>;

/** How often each kind of episode is told; a new kind is one function and one line. */
const kinds: readonly { readonly share: number; readonly tell: Kind }[] = [
  { share: 66, tell: solved },
  { share: 4, tell: solvedAgain },
  { share: 3, tell: mistaken },
  { share: 22, tell: withTests },
  { share: 3, tell: asked },
  { share: 2, tell: resumed },
];

/** One episode about a task, in the words and with the results of the real loop. */
export async function tellEpisode(task: Task, around: Surroundings): Promise<Episode> {
  const all = kinds.reduce((sum, { share }) => sum + share, 0);
  let at = around.random.int(1, all);
  const chosen = kinds.find(({ share }) => {
    at -= share;
    return at <= 0;
  });
  return await (chosen?.tell ?? solved)(task, around);
}

/** Nothing but what is asked and the file that does it: half as long, to learn what words mean in code. */
export async function drill(task: Task, around: Surroundings): Promise<Episode> {
  put(task, around);
  const [call] = await writeTurns(task, around, task.solution, true);
  const text = `${filesOf(task).solution}\n\n${task.instructions}`;
  return call === undefined ? [] : [{ role: "user", text }, call];
}

/** The bench's first try: read, write, done. */
export async function solved(task: Task, around: Surroundings): Promise<Episode> {
  return [benchPrompt(task, around), ...(await readAndWrite(task, around, task.solution, true))];
}

/** A first try that failed, what the tests said, and the second. */
async function solvedAgain(task: Task, around: Surroundings): Promise<Episode> {
  const { random, outputs, words } = around;
  const fault = random.option(task.faults);
  const output = random.option(outputs[task.language].judged);
  return [
    benchPrompt(task, around),
    ...(await readAndWrite(task, around, fault, false)),
    { role: "user", text: retryPrompt(words, exerciseOf(task), output) },
    ...(random.chance(0.2) ? await readTurns(task, around) : []),
    ...(await mended(task, around, fault)),
    done(task),
  ];
}

/** A call that goes wrong and the one that mends it. */
async function mistaken(task: Task, around: Surroundings): Promise<Episode> {
  const { random, shop } = around;
  const { solution: path } = filesOf(task);
  put(task, around);
  const wrong = random.option([
    { name: "read", input: { path: path.replace(/^./, (letter) => (letter === "a" ? "b" : "a")) } },
    { name: "read", input: { path: `${random.option(nouns)}/${path}` } },
    {
      name: "edit",
      input: { path, old: `${random.option(verbs)} ${random.option(nouns)}`, new: "pass" },
    },
    { name: "write", input: { path: `../${path}`, content: "pass\n" } },
  ]);
  return [
    benchPrompt(task, around),
    ...(wrong.name === "edit" ? await readTurns(task, around) : []),
    { role: "call", ...wrong, learnt: false },
    { role: "result", text: await shop.run(wrong.name, wrong.input) },
    ...(wrong.name === "read" ? await readTurns(task, around) : []),
    ...(await writeTurns(task, around, task.solution, true)),
    done(task),
  ];
}

/** An exercise in a folder, with a command that runs its tests. */
async function withTests(task: Task, around: Surroundings): Promise<Episode> {
  const { random, shop, outputs } = around;
  const { solution: path } = filesOf(task);
  const file = random.option([
    "instructions.md",
    "instructions.md",
    "README.md",
    "task.md",
    "docs/task.md",
  ]);
  const command = testCommand(task, random);
  const pool = outputs[task.language];
  put(task, around);
  writeIn(around, file, task.instructions);
  const slots = { file, path, command };
  const prompt = random.say(
    "[Do what {file} asks for: write {path}, then run the tests with `{command}`.|Solve the exercise in {file}. The solution goes to {path}. Run `{command}` to test it.|Read {file} and write {path}. The tests are run by `{command}`.|{file} says what {path} must do. Write it and run `{command}`.|Please [write|finish] {path} as {file} [says|asks], [and test it with|then run] `{command}`.|Write {path} [by|after|according to] {file}, then [test it|run the tests]: `{command}`]",
    slots,
  );
  const run = (output: string): Turn[] => [
    { role: "call", name: "shell", input: { command }, learnt: true },
    { role: "result", text: output },
  ];
  const failsFirst = random.chance(0.3);
  const fault = random.option(task.faults);
  const first = failsFirst ? fault : task.solution;
  const end: Turn = {
    role: "assistant",
    text: `The tests pass: ${path} is written.`,
    learnt: true,
  };
  return [
    { role: "user", text: `${context(around, [path, file])}\n\n${prompt}` },
    { role: "call", name: "read", input: { path: file }, learnt: true },
    { role: "result", text: await shop.run("read", { path: file }) },
    ...(await readTurns(task, around)),
    ...(await writeTurns(task, around, first, !failsFirst)),
    ...(failsFirst ? run(random.option(pool.failed)) : []),
    ...(failsFirst ? await mended(task, around, fault) : []),
    ...run(random.option(pool.passed)),
    end,
  ];
}

/** Something the model cannot do, or small talk: it says what it is. */
async function asked(task: Task, around: Surroundings): Promise<Episode> {
  const { random } = around;
  const prompt = random.say(
    "[Hello|Hi|Hello there|Good morning|hey]|[[Who|What] are you?|What can you do?|Help|What is this?]|[Explain|Describe|Tell me about|What is] the {noun} [of this project|in this code|here][.|?|]|[Refactor|Improve|Rewrite|Document|Speed up|Clean up] [the {noun}|{noun}.ts|the {noun} module|this project|everything].|[Write|Make|Build] [a|me a] [game|web site|server|{noun} app|poem about a {noun}].|[Fix|Find] the bug in [the {noun}|{noun}.py|main.go].|Why does {noun} [fail|crash|not work]?".replace(
      /^(.*)$/s,
      "[$1]",
    ),
    { noun: random.option(nouns) },
  );
  const text =
    "I am nano, the demonstration model of localcode: I know a few kinds of tiny exercises and nothing else. Choose a real model with /model.";
  const head = random.chance(0.7) ? `${context(around, [filesOf(task).solution])}\n\n` : "";
  return [
    { role: "user", text: `${head}${prompt}` },
    { role: "assistant", text, learnt: true },
  ];
}

/** A second exercise in the same conversation. */
async function resumed(task: Task, around: Surroundings): Promise<Episode> {
  const { random } = around;
  const other = random.say("[Hello|Hi|What can you do?|Thanks.|Good.|And now?]");
  return [
    ...(await solved(task, around)),
    { role: "user", text: other },
    {
      role: "assistant",
      text: "I am nano, the demonstration model of localcode: I know a few kinds of tiny exercises and nothing else. Choose a real model with /model.",
      learnt: true,
    },
  ];
}

function benchPrompt(task: Task, around: Surroundings): Turn {
  const text = firstPrompt(around.words, exerciseOf(task));
  return { role: "user", text: `${context(around, [filesOf(task).solution])}\n\n${text}` };
}

async function readAndWrite(task: Task, around: Surroundings, code: string, learnt: boolean) {
  put(task, around);
  return [
    ...(await readTurns(task, around)),
    ...(await writeTurns(task, around, code, learnt)),
    done(task),
  ];
}

async function readTurns(task: Task, { shop }: Surroundings): Promise<Turn[]> {
  const { solution: path } = filesOf(task);
  return [
    { role: "call", name: "read", input: { path }, learnt: true },
    { role: "result", text: await shop.run("read", { path }) },
  ];
}

async function writeTurns(
  task: Task,
  { shop }: Surroundings,
  content: string,
  learnt: boolean,
): Promise<Turn[]> {
  const input = { path: filesOf(task).solution, content };
  return [
    { role: "call", name: "write", input, learnt },
    { role: "result", text: await shop.run("write", input) },
  ];
}

/** Puts right what is wrong: by an edit where few lines differ, else by writing all anew. */
async function mended(task: Task, around: Surroundings, fault: string): Promise<Turn[]> {
  const edit = lineEdit(fault, task.solution);
  if (edit === undefined || around.random.chance(0.4))
    return await writeTurns(task, around, task.solution, true);
  const input = { path: filesOf(task).solution, ...edit };
  return [
    { role: "call", name: "edit", input, learnt: true },
    { role: "result", text: await around.shop.run("edit", input) },
  ];
}

function done(task: Task): Turn {
  return { role: "assistant", text: `${filesOf(task).solution} is written.`, learnt: true };
}

function put(task: Task, around: Surroundings): void {
  writeIn(around, filesOf(task).solution, task.stub);
}

function writeIn({ shop }: Surroundings, file: string, text: string): void {
  const path = join(shop.folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function exerciseOf(task: Task) {
  return {
    key: `${task.language}/${task.slug}`,
    language: task.language,
    slug: task.slug,
    folder: "",
    instructions: task.instructions,
    solutionFiles: [filesOf(task).solution],
    testFiles: [],
    editorFiles: [],
    exampleFiles: [],
  };
}

const daysKnown = 1_500;
const firstDay = Date.UTC(2025, 0, 1);
const dayMs = 86_400_000;

/** What stands before the first prompt: src/app/opening.ts writes the same. */
function context({ random }: Surroundings, files: readonly string[]): string {
  const name = random.option([
    "workspace",
    "workspace",
    "example",
    "exercise",
    random.option(nouns),
    "project",
  ]);
  const date = new Date(firstDay + dayMs * random.int(0, daysKnown)).toISOString().slice(0, 10);
  const more = random.chance(0.3) ? random.sample(nouns, random.int(1, 4)) : [];
  const tops = files.map((file) => file.replace(/\/.*/, "/"));
  const git = random.option([
    "",
    "",
    "",
    fill(opening.git, { branch: random.option(["main", "master"]), state: opening.git_clean }),
  ]);
  const facts = [
    fill(opening.folder, { name }),
    fill(opening.platform, { platform: random.option(["linux", "linux", "darwin", "win32"]) }),
    fill(opening.date, { date }),
    git,
    fill(opening.files, {
      files: [...new Set([...tops, ...more.map((one) => `${one}.md`)])].sort().join(", "),
    }),
  ];
  return `<context>\n${facts.filter(Boolean).join("\n")}\n</context>`;
}

function testCommand(task: Task, random: Random): string {
  const { test } = filesOf(task);
  return task.language === "python"
    ? random.option([
        "python3 -m unittest",
        `python3 -m unittest ${test}`,
        "python3 -m pytest -q",
        `python3 ${test}`,
      ])
    : random.option([
        "node --test",
        "node --test",
        `node --test ${test.replace(".spec.", ".test.")}`,
        "npm test",
        "bun test",
      ]);
}
