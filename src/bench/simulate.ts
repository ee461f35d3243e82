import { isPrecise, pairedStop, type Standing, type StopRule } from "./sequential.ts";
import { wilson } from "./statistics.ts";
import { seededRandom } from "./statistics-resample.ts";

/** Two subjects that do not exist, to learn how often a stopping rule errs. */
export type Scenario = {
  /** The rates that they truly have. */
  readonly a: number;
  readonly b: number;
  /** 0: every task is as hard as any other. 1: most tasks are easy or hard for both. */
  readonly spread: number;
  readonly tasks: number;
};

export type Simulated = {
  /** Shares of the runs. */
  readonly rightWinner: number;
  readonly wrongWinner: number;
  readonly undecided: number;
  readonly meanTasks: number;
};

/** How a rule fares over many benches whose truth is known; the same for the same seed. */
export function simulatePaired(scenario: Scenario, runs: number, seed: number): Simulated {
  const random = seededRandom(seed);
  const rule = pairedStop(scenario.tasks);
  const ended = Array.from({ length: runs }, () => onePaired(scenario, rule, random));
  const share = (fits: (who: string) => boolean) =>
    ended.filter(({ who }) => fits(who)).length / runs;
  const better = betterOf(scenario);
  return {
    rightWinner: share((who) => who !== "" && who === better),
    wrongWinner: share((who) => who !== "" && who !== better),
    undecided: share((who) => who === ""),
    meanTasks: ended.reduce((sum, one) => sum + one.tasks, 0) / runs,
  };
}

/** Of equal subjects none is better. */
function betterOf({ a, b }: Scenario): string {
  if (a === b) return "";
  return a > b ? "A" : "B";
}

function onePaired(scenario: Scenario, rule: StopRule, random: () => number) {
  let standing: Standing = { done: 0, tasks: scenario.tasks, onlyA: 0, onlyB: 0 };
  while (standing.done < scenario.tasks) {
    standing = afterTask(standing, scenario, random);
    const decision = rule.decide(standing);
    if (decision.type === "better") return { who: decision.who, tasks: standing.done };
    if (decision.type === "hopeless") break;
  }
  return { who: "", tasks: standing.done };
}

/** The task's luck is shared by both to the extent of `spread`, so each keeps its own rate. */
function afterTask(before: Standing, { a, b, spread }: Scenario, random: () => number): Standing {
  const shared = random();
  const luck = () => (random() < spread ? shared : random());
  const passedA = luck() < a;
  const passedB = luck() < b;
  return {
    ...before,
    done: before.done + 1,
    onlyA: before.onlyA + (passedA && !passedB ? 1 : 0),
    onlyB: before.onlyB + (passedB && !passedA ? 1 : 0),
  };
}

/** How often Wilson's interval holds the rate where one stops as soon as it is narrow enough. */
export function simulatePrecision(
  { rate, reach, tasks }: { readonly rate: number; readonly reach: number; readonly tasks: number },
  runs: number,
  seed: number,
): { readonly held: number; readonly meanTasks: number } {
  const random = seededRandom(seed);
  let held = 0;
  let used = 0;
  for (let run = 0; run < runs; run++) {
    let passed = 0;
    let done = 0;
    while (done < tasks && !isPrecise(passed, done, reach)) {
      if (random() < rate) passed++;
      done++;
    }
    const { low, high } = wilson(passed, done);
    if (low <= rate && rate <= high) held++;
    used += done;
  }
  return { held: held / runs, meanTasks: used / runs };
}
