import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { foldersFor } from "../../src/app/folders.ts";
import { loadBenchWords } from "../../src/bench/prompt.ts";
import { solved, tellEpisode } from "./episodes.ts";
import { examTasks } from "./exam.ts";
import { filesOf } from "./exam-tests.ts";
import { collectOutputs, type Outputs } from "./outputs.ts";
import { randomOf } from "./random.ts";
import { trainedFamilies as families } from "./recipe.ts";
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
const outputs = await savedOutputs(join(folder, "outputs.json"));
const words = loadBenchWords(foldersFor(process.cwd(), process.env));
using shop = await workshop();
await checkRendering();
const exam = await Promise.all([...(await heldOut()), ...(await starters())]);
await writeFile(join(folder, "system.json"), JSON.stringify(system.map(packed)));
await writeFile(join(folder, "template.jinja"), template);
await writeFile(
  join(folder, "exam.jsonl"),
  `${exam.map((one) => JSON.stringify(one)).join("\n")}\n`,
);
console.log(`${exam.length} episodes of the examination, ${families.length} families`);

function packed({ text, special, learnt }: (typeof system)[number]) {
  return [text, special ? 1 : 0, learnt ? 1 : 0];
}

/** They take a minute, and stay as they are until the file is removed. */
async function savedOutputs(file: string): Promise<Outputs> {
  const saved = await readFile(file, "utf8").catch(() => undefined);
  if (saved !== undefined) return JSON.parse(saved);
  const collected = await collectOutputs(1);
  await writeFile(file, JSON.stringify(collected));
  return collected;
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
    // The library leaves the end of the newest reply to the model.
    const theirs = `${await renderedByLibrary(episode)}<|im_end|>\n`;
    if (ours !== theirs) {
      const at = [...ours].findIndex((letter, place) => letter !== theirs[place]);
      throw new Error(
        `The library renders otherwise: ${JSON.stringify([ours.slice(at - 60, at + 60), theirs.slice(at - 60, at + 60)])}`,
      );
    }
  }
}
