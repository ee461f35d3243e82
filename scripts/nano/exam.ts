import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { filesOf, testsOf } from "./exam-tests.ts";
import { answersOf } from "./ground.ts";
import { hash, randomOf, type Split } from "./random.ts";
import { trainedFamilies as families } from "./recipe.ts";
import type { Language, Task } from "./task.ts";

/**
 * Writes tasks nobody was trained on as a dataset for `localcode bench run nano --dataset FOLDER`.
 * `bun scripts/nano/exam.ts FOLDER [--per-family N] [--seed N] [--split held-out|train]`
 */
export async function writeExam(folder: string, tasks: readonly Task[]): Promise<void> {
  for (const language of ["python", "javascript"] satisfies Language[]) {
    const own = tasks.filter((task) => task.language === language);
    const questions = own.map(({ solution, probes }) => ({ code: solution, probes }));
    const answers = await answersOf(language, questions);
    for (const [at, task] of own.entries()) {
      await writeExercise(join(folder, language, task.slug), task, answers[at] ?? []);
    }
  }
}

async function writeExercise(folder: string, task: Task, answers: readonly string[]) {
  const files = filesOf(task);
  const texts: Readonly<Record<string, string>> = {
    ".docs/instructions.md": task.instructions,
    ".meta/config.json": JSON.stringify({
      authors: [],
      files: { solution: [files.solution], test: [files.test], example: [files.example] },
      blurb: "An exercise of the examination of nano.",
    }),
    [files.example]: task.solution,
    [files.solution]: task.stub,
    [files.test]: testsOf(task, answers),
  };
  for (const [name, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** So many tasks of every family; a slug is taken once, as it names a folder. */
export function examTasks(perFamily: number, seed: number, split: Split): Task[] {
  const taken = new Set<string>();
  return families.flatMap((family) =>
    Array.from({ length: perFamily }, (_, at) => {
      const name = `${family.name} ${seed} ${at}`;
      let task = family.make(randomOf(hash(name), split));
      for (let more = 1; taken.has(task.language + task.slug); more += 1)
        task = family.make(randomOf(hash(`${name} ${more}`), split));
      taken.add(task.language + task.slug);
      return task;
    }),
  );
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      "per-family": { type: "string", default: "8" },
      seed: { type: "string", default: "7" },
      split: { type: "string", default: "held-out" },
    },
  });
  const [folder] = positionals;
  const split = values.split === "train" ? "train" : "held-out";
  if (folder === undefined) throw new Error("Name the folder that is to hold the exam.");
  await rm(folder, { recursive: true, force: true });
  const tasks = examTasks(Number(values["per-family"]), Number(values.seed), split);
  await writeExam(folder, tasks);
  console.log(`${tasks.length} tasks of ${families.length} families in ${folder}`);
}
