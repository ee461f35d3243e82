import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { simulateAblation, testOf } from "../../src/bench/simulate-ablation.ts";
import { seededRandom, signFlipTest } from "../../src/bench/statistics-resample.ts";
import { localcode } from "../support/localcode.ts";
import { tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";

setDefaultTimeout(30_000);

const page = readFileSync(join(import.meta.dir, "../../docs/bench-statistics.md"), "utf8");
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const runs = 500;
const seed = 1;
const worthless = Array.from({ length: 11 }, () => 0);

const documented = [
  [24, 1, 0.2],
  [24, 1, 0.4],
  [24, 3, 0.2],
  [49, 1, 0.2],
  [49, 1, 0.3],
  [49, 3, 0.2],
  [225, 1, 0.05],
  [225, 1, 0.1],
  [225, 1, 0.2],
] as const;

test("the documented table of ablations is what the simulation gives, and its errors hold", () => {
  const lines = documented.map(([tasks, repeats, worth]) => {
    const scenario = { tasks, repeats, rate: 0.5, spread: 0.6, worths: [worth, ...worthless] };
    const { each, falseAlarm } = simulateAblation(scenario, runs, seed);
    const [found] = each;
    expect([found?.wrong, falseAlarm < 0.05]).toEqual([0, true]);
    const outcome = [found?.shown ?? 0, found?.sign ?? 0, falseAlarm].map(percent).join(" | ");
    return `| ${tasks} | ${repeats} | ${(worth * 100).toFixed(0)} points | ${outcome} |`;
  });
  expect(page).toContain(`${lines.join("\n")}\n`);
});

test("over the public set ten points have the right sign, and what is worthless is left alone", () => {
  const worths = [0.1, 0.2, 0.3, -0.1, 0, 0, 0, 0];
  const scenario = { tasks: 225, repeats: 1, rate: 0.45, spread: 0.6, worths };
  const { each, falseAlarm } = simulateAblation(scenario, 200, seed);
  const real = each.filter((_, index) => worths[index] !== 0);
  expect(real.every(({ sign }) => sign >= 0.95)).toBe(true);
  expect(real.every(({ wrong }) => wrong === 0)).toBe(true);
  expect(falseAlarm).toBeLessThanOrEqual(0.05);
});

test("the test of the simulation is the randomisation test, as near as it matters", () => {
  const random = seededRandom(3);
  for (const tasks of [10, 24, 49, 225]) {
    const differences = Array.from({ length: tasks }, () => Math.round(random() * 6 - 2.7));
    expect(Math.abs(testOf(differences, 3) - signFlipTest(differences))).toBeLessThan(0.03);
  }
});

test("an ablation tells how sure it would be before it asks any model", async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(3);
  const args = ["bench", "ablate", "default", "--dataset", dataset.path, "--repeat", "2"];
  const own = ["--off", "text_calls,fresh_gate", "--power", "30"];
  const { code, out } = await localcode([...args, ...own], { cwd: place.path });
  expect(code).toBe(0);
  expect(out).toStartWith(
    "How sure an ablation of this size is\n  3 tasks, 2 times each; 2 mechanisms, of which one is worth so much and the others nothing; the agent solves 30.0%.",
  );
  expect(out).toMatch(/^40 points +0 +\d/m);
  const wrong = await localcode([...args, "--power", "140"], { cwd: place.path });
  expect([wrong.code, wrong.err]).toEqual([
    2,
    '--power takes a percentage of tasks up to 100, not "140".\n',
  ]);
});
