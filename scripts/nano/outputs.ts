import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foldersFor } from "../../src/app/folders.ts";
import { openDataset } from "../../src/bench/dataset.ts";
import { grade } from "../../src/bench/grade.ts";
import { examTasks, writeExam } from "./exam.ts";
import { filesOf, testsOf } from "./exam-tests.ts";
import { answersOf } from "./ground.ts";
import { longestOutputChars } from "./recipe.ts";
import type { Language, Task } from "./task.ts";

/** What tests say, as the model reads it: by the bench after a try, and by a command it ran itself. */
export type Outputs = Readonly<
  Record<
    Language,
    { readonly judged: string[]; readonly failed: string[]; readonly passed: string[] }
  >
>;

const perFamily = 3;
const limitMs = 30_000;

/** Really runs the tests of some tasks, right and wrong, once for all episodes. */
export async function collectOutputs(seed: number): Promise<Outputs> {
  const folder = await mkdtemp(join(tmpdir(), "nano-outputs-"));
  try {
    const tasks = examTasks(perFamily, seed, "train");
    await writeExam(join(folder, "set"), tasks);
    const outputs: Outputs = {
      python: { judged: [], failed: [], passed: [] },
      javascript: { judged: [], failed: [], passed: [] },
    };
    for (const task of tasks) {
      const own = outputs[task.language];
      for (const fault of task.faults.slice(0, 2))
        own.judged.push(await judged(folder, task, fault));
      own.failed.push(await ran(folder, task, task.faults[0] ?? task.stub));
      own.passed.push(await ran(folder, task, task.solution));
    }
    return outputs;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function judged(folder: string, task: Task, code: string): Promise<string> {
  const folders = foldersFor(folder, process.env);
  const place = join(folder, "set", task.language, task.slug);
  const { exercises } = await openDataset(place, folders);
  const [exercise] = exercises;
  if (exercise === undefined) throw new Error(`${task.slug} was not written.`);
  const workspace = await mkdtemp(join(folder, "workspace-"));
  await writeFile(join(workspace, filesOf(task).solution), code);
  const tested = await grade(exercise, workspace, {
    limitMs,
    sandbox: "none",
    cache: folders.cache,
    maxOutputChars: longestOutputChars,
    signal: new AbortController().signal,
  });
  if (tested.type === "skipped") throw new Error(`The tests cannot run: ${tested.why}.`);
  return tested.output;
}

/** As somebody would run them by hand: `node --test` and `python3 -m unittest`. */
async function ran(folder: string, task: Task, code: string): Promise<string> {
  const workspace = await mkdtemp(join(folder, "own-"));
  const [answers] = await answersOf(task.language, [{ code: task.solution, probes: task.probes }]);
  const files = filesOf(task);
  const isPython = task.language === "python";
  const test = testsOf(
    { ...task, probes: task.probes.slice(0, 2 + (task.slug.length % 4)) },
    answers ?? [],
  );
  await mkdir(workspace, { recursive: true });
  await writeFile(join(workspace, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(workspace, files.solution), code);
  const name = isPython ? files.test : files.test.replace(".spec.", ".test.");
  await writeFile(join(workspace, name), isPython ? test : forNode(test));
  const command = isPython ? ["python3", "-m", "unittest"] : ["node", "--test"];
  const run = Bun.spawn(command, {
    cwd: workspace,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: limitMs,
  });
  const [out, err] = await Promise.all([
    new Response(run.stdout).text(),
    new Response(run.stderr).text(),
  ]);
  const said = `${out}${err}`.replaceAll(`${workspace}/`, "").replaceAll(workspace, ".").trimEnd();
  return `${said}\n[exit code ${await run.exited}]`;
}

function forNode(test: string): string {
  const head =
    "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\n" +
    "const expect = (value) => ({ toBe: (wanted) => assert.equal(value, wanted) });\n";
  return head + test.replace(/from '(\.\/[^']+)'/, "from '$1.js'");
}
