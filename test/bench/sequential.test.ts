import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evidence, falseWinners, isPrecise, pairedStop } from "../../src/bench/sequential.ts";
import { simulatePaired, simulatePrecision } from "../../src/bench/simulate.ts";

// They enumerate and simulate: on a busy machine that takes a while.
setDefaultTimeout(60_000);

const page = readFileSync(join(import.meta.dir, "../../docs/bench-statistics.md"), "utf8");
const runs = 2_000;
const seed = 1;

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

test("of two equal subjects one is called better in at most 5 % of all courses, by enumeration", () => {
  for (const tasks of [24, 49, 225]) {
    const { falseWinners } = pairedStop(tasks);
    expect(falseWinners).toBeLessThanOrEqual(0.05);
    expect(falseWinners).toBeGreaterThan(0.03);
  }
  expect(pairedStop(100, 0.01).falseWinners).toBeLessThanOrEqual(0.01);
});

test("the chance of crossing is that of a fair walk", () => {
  // A lead of 2 within 2 steps: both steps the same way. Within 4: 1/2, then 1/2 of the rest.
  expect(falseWinners([9, 9, 2])).toBe(0.5);
  expect(falseWinners([9, 9, 2, 9, 2])).toBe(0.75);
  expect(falseWinners([9, 1])).toBe(1);
  expect(falseWinners([9, 9, 9])).toBe(0);
});

test("evidence is the logarithm of a mixture: over all courses of n tasks it sums to one", () => {
  for (const differing of [1, 2, 5, 12, 40]) {
    let sum = 0;
    let choose = 1;
    for (let wins = 0; wins <= differing; wins++) {
      sum += choose * Math.exp(evidence(wins, differing - wins)) * 0.5 ** differing;
      choose = (choose * (differing - wins)) / (wins + 1);
    }
    expect(sum).toBeCloseTo(1, 9);
  }
});

test("a rule decides by what the two differ on, either way alike, and gives up what is hopeless", () => {
  const rule = pairedStop(225);
  const at = (done: number, onlyA: number, onlyB: number) =>
    rule.decide({ done, tasks: 225, onlyA, onlyB });
  expect(at(30, 12, 0)).toEqual({ type: "better", who: "A" });
  expect(at(30, 0, 12)).toEqual({ type: "better", who: "B" });
  expect(at(30, 6, 3)).toEqual({ type: "go-on" });
  expect(at(0, 0, 0)).toEqual({ type: "go-on" });
  expect(at(220, 9, 8)).toEqual({ type: "hopeless" });
});

const paired = [
  [0.45, 0.45, 0, 225],
  [0.45, 0.45, 0.6, 225],
  [0.1, 0.1, 0, 225],
  [0.45, 0.45, 0, 49],
  [0.45, 0.3, 0, 225],
  [0.45, 0.3, 0.6, 225],
  [0.6, 0.3, 0, 225],
  [0.6, 0.3, 0, 49],
  [0.5, 0.45, 0, 225],
] as const;

test("the documented table of the paired rule is what the simulation gives, and its errors hold", () => {
  const lines = paired.map(([a, b, spread, tasks]) => {
    const done = simulatePaired({ a, b, spread, tasks }, runs, seed);
    expect(done.wrongWinner).toBeLessThan(a === b ? 0.06 : 0.02);
    const truth = `${percent(a)} | ${percent(b)} | ${spread} | ${tasks}`;
    const outcome = [done.rightWinner, done.wrongWinner, done.undecided].map(percent).join(" | ");
    return `| ${truth} | ${outcome} | ${done.meanTasks.toFixed(0)} |`;
  });
  expect(page).toContain(`${lines.join("\n")}\n`);
});

const single = [
  [0.1, 0.1],
  [0.3, 0.1],
  [0.5, 0.1],
  [0.5, 0.05],
] as const;

test("the documented table of the precision rule is what the simulation gives", () => {
  const lines = single.map(([rate, reach]) => {
    const { held, meanTasks } = simulatePrecision({ rate, reach, tasks: 1_000 }, runs, seed);
    expect(held).toBeGreaterThan(0.925);
    return `| ${percent(rate)} | ± ${percent(reach)} | ${percent(held)} | ${meanTasks.toFixed(0)} |`;
  });
  expect(page).toContain(`${lines.join("\n")}\n`);
});

test("a rate is precise only after enough tasks", () => {
  expect(isPrecise(0, 5, 0.9)).toBe(false);
  expect(isPrecise(0, 40, 0.05)).toBe(true);
  expect(isPrecise(20, 40, 0.1)).toBe(false);
  expect(isPrecise(50, 100, 0.1)).toBe(true);
});
