import { upperTail } from "./sequential.ts";
import { holm, mcnemar, sumOf } from "./statistics.ts";
import { seededRandom } from "./statistics-resample.ts";
import { significant } from "./study.ts";

/** An agent that does not exist and whose mechanisms are worth something known. */
export type AblationScenario = {
  readonly tasks: number;
  readonly repeats: number;
  /** The share that it solves with all mechanisms. */
  readonly rate: number;
  /** 0: every task is as hard as any other. 1: a task is easy or hard for all runs. */
  readonly spread: number;
  /** By how much each mechanism's absence makes that share smaller. */
  readonly worths: readonly number[];
};

/** Shares of the simulated ablations. */
export type Found = {
  /** The table says what is true: helps, or is better left out. */
  readonly shown: number;
  /** It says that there is a difference where there is none, or the wrong one. */
  readonly wrong: number;
  /** The difference has the right sign, whether or not it was shown. */
  readonly sign: number;
};

export type SimulatedAblation = {
  /** One for each mechanism, in their order. */
  readonly each: readonly Found[];
  /** Of those that are worth nothing at least one is said to be worth something. */
  readonly falseAlarm: number;
};

type Said = { readonly difference: number; readonly isShown: boolean };

/** How an ablation fares over many agents whose truth is known; the same for the same seed. */
export function simulateAblation(
  scenario: AblationScenario,
  runs: number,
  seed: number,
): SimulatedAblation {
  const random = seededRandom(seed);
  const { worths } = scenario;
  const all = Array.from({ length: runs }, () => oneAblation(scenario, random));
  const share = (fits: (said: readonly Said[]) => boolean) => all.filter(fits).length / runs;
  const isRight = (said: Said | undefined, worth: number) =>
    said !== undefined && worth !== 0 && Math.sign(said.difference) === Math.sign(worth);
  return {
    each: worths.map((worth, index) => ({
      shown: share((said) => said[index]?.isShown === true && isRight(said[index], worth)),
      wrong: share((said) => said[index]?.isShown === true && !isRight(said[index], worth)),
      sign: share((said) => isRight(said[index], worth)),
    })),
    falseAlarm: share((said) => said.some((one, index) => one.isShown && worths[index] === 0)),
  };
}

/** One run with all mechanisms, one without each, and what the table of `studyOf` says of them. */
function oneAblation(scenario: AblationScenario, random: () => number): readonly Said[] {
  const differences = taskDifferences(scenario, random);
  const tests = differences.map((own) => testOf(own, scenario.repeats));
  const adjusted = holm(tests);
  return differences.map((own, index) => ({
    difference: sumOf(own),
    isShown: (adjusted[index] ?? 1) < significant,
  }));
}

/** For each mechanism and task: trials that only the whole agent solved, less those that only the other did. */
function taskDifferences(
  { tasks, repeats, rate, spread, worths }: AblationScenario,
  random: () => number,
): readonly (readonly number[])[] {
  const all = worths.map((): number[] => []);
  for (let task = 0; task < tasks; task++) {
    const shared = random();
    const solved = (chance: number): number => {
      let passed = 0;
      for (let repeat = 0; repeat < repeats; repeat++)
        if ((random() < spread ? shared : random()) < chance) passed++;
      return passed;
    };
    const whole = solved(rate);
    for (const [index, worth] of worths.entries()) all[index]?.push(whole - solved(rate - worth));
  }
  return all;
}

/**
 * Over repeats the randomisation test by its normal limit, corrected for continuity (a sign that flips
 * moves the sum by two at least): the test itself would take hours here.
 */
export function testOf(differences: readonly number[], repeats: number): number {
  if (repeats === 1) {
    const count = (value: number) => differences.filter((one) => one === value).length;
    return mcnemar({ onlyA: count(1), onlyB: count(-1) }).p;
  }
  const size = Math.sqrt(sumOf(differences.map((one) => one * one)));
  return size === 0 ? 1 : Math.min(1, 2 * upperTail((Math.abs(sumOf(differences)) - 1) / size));
}
