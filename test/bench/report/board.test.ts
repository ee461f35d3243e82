import { expect, setDefaultTimeout, test } from "bun:test";
import { toJsonLine } from "../../../src/lib/jsonl.ts";
import { localcode } from "../../support/localcode.ts";
import { tempFolder } from "../../support/temp.ts";
import { card } from "../cards.ts";
import { row } from "../rows.ts";

// On a busy machine every process may take a while.
setDefaultTimeout(60_000);

/** A run's two files, whose trials went so: "o" passed at once, "x" failed, "xo" passed at the second try. */
function runFiles(folder: string, trials: readonly string[], hash: string, agent: string) {
  const rows = trials.map((tries, index) => row(`python/t${index + 1}`, tries, { agent }));
  const own = { ...card, dataset: { ...card.dataset, name: "polyglot", hash } };
  return {
    [`${folder}/results.jsonl`]: rows.map(toJsonLine).join(""),
    [`${folder}/run.json`]: JSON.stringify(own),
  };
}

const one = "1".repeat(64);
const other = "2".repeat(64);

test("a board has every run below a folder, the best of each set first", async () => {
  using place = await tempFolder({
    ...runFiles("runs/poor", ["xx", "xx", "xo", "o"], one, "small"),
    ...runFiles("runs/study/good", ["o", "o", "xo", "xx"], one, "large"),
    ...runFiles("runs/elsewhere", ["o", "o"], other, "small"),
    "runs/notes.txt": "No run.",
  });
  const { code, out } = await localcode(["bench", "board", "--md"], { cwd: place.path });
  expect(code).toBe(0);
  const rows = out
    .split("\n")
    .filter((line) => line.startsWith("| polyglot"))
    .map((line) => line.replaceAll("\\", "").split(" | "))
    .map(([set = "", who, solved, , first, , , , , run]) => [
      set.slice(2),
      who,
      solved,
      first,
      run,
    ]);
  expect(rows).toEqual([
    [
      "polyglot 11111111, 4 trials, 2 tries",
      "self · large · tiny.gguf",
      "3/4 (75.0%)",
      "2/4 (50.0%)",
      "runs/study/good |",
    ],
    [
      "polyglot 11111111, 4 trials, 2 tries",
      "self · small · tiny.gguf",
      "2/4 (50.0%)",
      "1/4 (25.0%)",
      "runs/poor |",
    ],
    [
      "polyglot 22222222, 2 trials, 2 tries",
      "self · small · tiny.gguf",
      "2/2 (100.0%)",
      "2/2 (100.0%)",
      "runs/elsewhere |",
    ],
  ]);
});

test("where no run lies a board says so", async () => {
  using place = await tempFolder();
  const { code, err } = await localcode(["bench", "board"], { cwd: place.path });
  expect([code, err]).toEqual([
    2,
    `There is no run with results below ${place.path}/runs. Name a folder of runs, or begin one: localcode bench run AGENT.\n`,
  ]);
});
