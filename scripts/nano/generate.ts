import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { foldersFor } from "../../src/app/folders.ts";
import { loadBenchWords } from "../../src/bench/prompt.ts";
import { drill, tellEpisode } from "./episodes.ts";
import type { Outputs } from "./outputs.ts";
import { hash, randomOf } from "./random.ts";
import { trainedFamilies as families, longestEpisodeChars } from "./recipe.ts";
import { rendered } from "./render.ts";
import { runsOf, starterNames, starterRuns } from "./starters.ts";
import { workshop } from "./workshop.ts";

/**
 * Writes the episodes to train on, one a line: `[[text, special, learnt], …]`, without the system
 * text, which is the same in all. Never a held-out variant, never words of the starter set.
 * prepare.ts comes first.
 * `bun scripts/nano/generate.ts FOLDER [--count N] [--seed N] [--part I --of N] [--drills]`
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    part: { type: "string", default: "0" },
    of: { type: "string", default: "1" },
    drills: { type: "boolean" },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error("Name the folder for the episodes.");
const [count, seed, part, of] = [values.count, values.seed, values.part, values.of].map(Number) as [
  number,
  number,
  number,
  number,
];
const outputs: Outputs = JSON.parse(await readFile(join(folder, "outputs.json"), "utf8"));
const words = loadBenchWords(foldersFor(process.cwd(), process.env));
const runs = starterRuns();
const names = starterNames();
using shop = await workshop();
const out = createWriteStream(join(folder, `episodes-${part}.jsonl`));
let refused = 0;
let long = 0;
for (let at = part; at < count; at += of) {
  const random = randomOf(hash(`${seed} ${at}`), "train");
  const family = families[at % families.length];
  if (family === undefined) break;
  const task = family.make(randomOf(hash(`${seed} ${at} task`), "train"));
  if (names.has(task.slug) || runsOf(task.instructions).some((run) => runs.has(run))) {
    refused += 1;
    continue;
  }
  const around = { shop, outputs, words, random };
  const episode = await (values.drills ? drill(task, around) : tellEpisode(task, around));
  const segments = rendered(episode, [], random.chance(0.75) ? "in-parts" : "whole");
  if (segments.reduce((sum, { text }) => sum + text.length, 0) > longestEpisodeChars) {
    long += 1;
    continue;
  }
  const line = segments.map(({ text, special, learnt }) => [text, special ? 1 : 0, learnt ? 1 : 0]);
  if (!out.write(`${JSON.stringify(line)}\n`)) await new Promise((go) => out.once("drain", go));
}
await new Promise((go) => out.end(go));
console.log(
  `${count / of} episodes of ${families.length} families, ${refused} too near the starter set, ${long} too long`,
);
