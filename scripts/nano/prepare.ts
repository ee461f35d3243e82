import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { foldersFor } from "../../src/app/folders.ts";
import { loadBenchWords } from "../../src/bench/prompt.ts";
import { solved, tellEpisode } from "./episodes.ts";
import { examTasks } from "./exam.ts";
import { filesOf } from "./exam-tests.ts";
import { families } from "./families/index.ts";
import { collectOutputs } from "./outputs.ts";
import { randomOf } from "./random.ts";
import { renderedByLibrary, systemOfNano, template } from "./reference.ts";
import { rendered, systemSegments } from "./render.ts";
import type { Family, Task } from "./task.ts";
import { workshop } from "./workshop.ts";

/**
 * Makes what all episodes share: the system text, the chat template, what tests say, and the
 * episodes of the examination: held-out variants, and the starter exercises themselves.
 * `bun scripts/nano/prepare.ts FOLDER [--per-family N] [--seed N]`
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "per-family": { type: "string", default: "12" },
    seed: { type: "string", default: "7" },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name the folder for the episodes.");
await mkdir(folder, { recursive: true });
const { prompt, tools } = await systemOfNano();
const system = systemSegments(prompt, tools);
const outputs = await collectOutputs(1);
const words = loadBenchWords(foldersFor(process.cwd(), process.env));
using shop = await workshop();
await checkRendering();
const exam = await Promise.all([...(await heldOut()), ...(await starters())]);
await writeFile(join(folder, "system.json"), JSON.stringify(system.map(packed)));
await writeFile(join(folder, "template.jinja"), template);
await writeFile(join(folder, "outputs.json"), JSON.stringify(outputs));
await writeFile(
  join(folder, "exam.jsonl"),
  `${exam.map((one) => JSON.stringify(one)).join("\n")}\n`,
);
console.log(`${exam.length} episodes of the examination, ${families.length} families`);

function packed({ text, special, learnt }: (typeof system)[number]) {
  return [text, special ? 1 : 0, learnt ? 1 : 0];
}

async function heldOut() {
  const perFamily = Number(values["per-family"]);
  const tasks = examTasks(perFamily, Number(values.seed), "held-out");
  const lines: unknown[] = [];
  for (const [at, task] of tasks.entries()) {
    const name = families[Math.floor(at / perFamily)]?.name ?? "";
    lines.push([name, await episodeOf(task, at)]);
  }
  return lines;
}

/** Each starter exercise with the answer that its family would give, which passes its tests. */
async function starters() {
  const lines: unknown[] = [];
  for (const [at, family] of families.entries()) {
    const task = await starterTask(family);
    if (task !== undefined) lines.push([`starter ${task.slug}`, await episodeOf(task, at)]);
  }
  return lines;
}

async function episodeOf(task: Task, seed: number) {
  const random = randomOf(seed, "held-out");
  const episode = await solved(task, { shop, outputs, words, random });
  return rendered(episode, [], "in-parts").map(packed);
}

async function starterTask({ starter, make }: Family): Promise<Task | undefined> {
  if (starter === undefined) return undefined;
  const task = make(randomOf(1, "train"));
  const place = join(import.meta.dir, "..", "..", "exercises", task.language, starter.name);
  const { solution } = filesOf({ language: task.language, slug: starter.name });
  return {
    ...task,
    slug: starter.name,
    instructions: await readFile(join(place, ".docs", "instructions.md"), "utf8"),
    stub: await readFile(join(place, solution), "utf8"),
    solution: starter.solution,
  };
}

/** Training on other text than the product sends would teach the wrong thing. */
async function checkRendering(): Promise<void> {
  for (let seed = 0; seed < 40; seed += 1) {
    const random = randomOf(seed, "train");
    const task = random.option(families).make(random);
    const episode = await tellEpisode(task, { shop, outputs, words, random });
    const ours = rendered(episode, system, "whole")
      .map(({ text }) => text)
      .join("");
    const theirs = await renderedByLibrary(episode);
    if (ours !== theirs) {
      const at = [...ours].findIndex((letter, place) => letter !== theirs[place]);
      throw new Error(
        `The library renders otherwise: ${JSON.stringify([ours.slice(at - 60, at + 60), theirs.slice(at - 60, at + 60)])}`,
      );
    }
  }
}
