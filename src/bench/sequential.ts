import { logChoose, wilson } from "./statistics.ts";

/** What is known after some tasks on which both subjects were run. */
export type Standing = {
  /** Tasks done by both. */
  readonly done: number;
  /** Tasks that there are, the done ones among them. */
  readonly tasks: number;
  readonly onlyA: number;
  readonly onlyB: number;
};

export type Decision =
  | { readonly type: "go-on" }
  | { readonly type: "better"; readonly who: "A" | "B" }
  /** No winner is in sight: the tasks that are left would hardly show one. */
  | { readonly type: "hopeless" };

/** A stopping rule for at most so many tasks: make it once, then ask after every task. */
export type StopRule = {
  readonly tasks: number;
  /** Of two equal subjects one is called better at most this often, however often one looks. */
  readonly falseWinners: number;
  decide(standing: Standing): Decision;
};

const usualError = 0.05;

/** Before this many tasks no run is given up. */
const leastTasks = 20;

/** A run is given up where the chance of a winner among the tasks left is below this. */
const leastChance = 0.01;

/**
 * When a comparison may stop (`--until-decided`). Only tasks on which the two differ say anything; of
 * equal subjects each would win half of them. Evidence is the beta-binomial mixture of the likelihood
 * ratio (Robbins 1970, Annals of Mathematical Statistics 41:1397), for which looking after every task
 * is allowed. Its bar of 1/error holds for ever; a bench ends, so the bar is lowered to where the
 * chance of a false winner within `tasks` is the error itself, by enumerating all courses (not by
 * simulation). Giving up when no winner is in sight can only make false winners rarer.
 */
export function pairedStop(tasks: number, error = usualError): StopRule {
  const lead = leadsFor(tasks, error);
  return {
    tasks,
    falseWinners: falseWinners(lead),
    decide(standing) {
      const { onlyA, onlyB, done } = standing;
      const needed = lead[onlyA + onlyB] ?? Number.POSITIVE_INFINITY;
      if (Math.abs(onlyA - onlyB) >= needed) {
        return { type: "better", who: onlyA > onlyB ? "A" : "B" };
      }
      const given = done >= leastTasks && chanceLeft(standing, lead) < leastChance;
      return given ? { type: "hopeless" } : { type: "go-on" };
    },
  };
}

/** How far the mixture is drawn to equal subjects; a wide one (1) sees only great differences early. */
const mixture = 4;

/** The lead needed after each number of tasks that differ. */
function leadsFor(tasks: number, error: number): readonly number[] {
  let low = 0;
  let high = -Math.log(error);
  const steps = 30;
  for (let step = 0; step < steps; step++) {
    const bar = (low + high) / 2;
    if (falseWinners(leadsAt(tasks, bar)) > error) low = bar;
    else high = bar;
  }
  return leadsAt(tasks, high);
}

function leadsAt(tasks: number, bar: number): readonly number[] {
  return Array.from({ length: tasks + 1 }, (_, differing) => {
    for (let wins = Math.ceil(differing / 2); wins <= differing; wins++) {
      if (evidence(wins, differing - wins) >= bar) return 2 * wins - differing;
    }
    return Number.POSITIVE_INFINITY;
  });
}

/** The logarithm of how much better "one wins more often" explains what was seen than "they are equal". */
export function evidence(wins: number, losses: number): number {
  const differing = wins + losses;
  return (
    logBeta(mixture + wins, mixture + losses) - logBeta(mixture, mixture) + differing * Math.LN2
  );
}

/** Of whole numbers. */
function logBeta(one: number, other: number): number {
  return -Math.log(one + other - 1) - logChoose(one + other - 2, one - 1);
}

/** The chance that equal subjects ever have such a lead, over all courses that the tasks can take. */
export function falseWinners(lead: readonly number[]): number {
  let going = new Map([[0, 1]]);
  let crossed = 0;
  for (const needed of lead.slice(1)) {
    const next = new Map<number, number>();
    for (const [ahead, chance] of going) {
      for (const now of [ahead - 1, ahead + 1]) {
        if (Math.abs(now) >= needed) crossed += chance / 2;
        else next.set(now, (next.get(now) ?? 0) + chance / 2);
      }
    }
    going = next;
  }
  return crossed;
}

/** The chance of a winner by the last task if things go on as they went; a normal approximation. */
function chanceLeft({ done, tasks, onlyA, onlyB }: Standing, lead: readonly number[]): number {
  const left = tasks - done;
  const rate = (onlyA + onlyB + 1) / (done + 2);
  const drift = (onlyA - onlyB) / (done + 2);
  const last = Math.min(tasks, Math.round(onlyA + onlyB + left * rate));
  const needed = lead[last] ?? Number.POSITIVE_INFINITY;
  const expected = Math.abs(onlyA - onlyB + left * drift);
  // What the trend itself may be wrong by counts too, or runs would be given up on a short streak.
  const spread = Math.sqrt(rate * left * (1 + left / (done + 2))) + 1e-9;
  return upperTail((needed - expected) / spread) + upperTail((needed + expected) / spread);
}

/** The share of a normal distribution above `z` (Zelen and Severo 1964, 26.2.17; error below 1e-7). */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = terms.reduceRight((total, term) => (total + term) * t, 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

/** Whether a single subject's rate is known to within `reach` on both sides (`--until-decided 0.1`). */
export function isPrecise(passed: number, done: number, reach: number): boolean {
  if (done < leastTasks) return false;
  const { low, high } = wilson(passed, done);
  return (high - low) / 2 <= reach;
}
