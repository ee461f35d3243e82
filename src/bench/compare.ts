import { byKey, isSolved, type RunData, summarize } from "./report/summary.ts";
import { type Row, subjectOf, trialOf } from "./results.ts";
import { comparable, type Factor, remarksOn } from "./run-card-compare.ts";
import { mcnemar, meanOf, type Pairs, pairedDifference, sumOf } from "./statistics.ts";
import { bootstrapMean, signFlipTest } from "./statistics-resample.ts";

/** Two runs that must not be compared; its message names each reason. */
export class NotComparable extends Error {
  override readonly name = "NotComparable";
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    const fix = "Give --force to compare them all the same, or name with --vary what is compared.";
    super(`These runs may not be compared. ${reasons.join(" ")} ${fix}`);
    this.reasons = reasons;
  }
}

export type CompareOptions = {
  /** Compares what may not be compared; the reasons are then part of the comparison. */
  readonly force?: boolean;
  /** What is meant to differ, beside what differs by name. */
  readonly vary?: readonly Factor[];
};

type Pair = { readonly a: Row; readonly b: Row };

/** A less B, on the same trials. */
export type Difference = {
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  readonly low: number;
  readonly high: number;
};

/** How the two did within so many tries. */
export type Within = Difference & {
  readonly tries: number;
  readonly pairs: Pairs;
  /** McNemar's exact test; with repeats the randomisation test over tasks, as repeats are alike. */
  readonly p: number;
  readonly test: "mcnemar" | "randomisation";
  readonly midP: number;
};

/** A trial on which the two differ. */
export type Flip = {
  readonly key: string;
  readonly repeat: number;
  /** The try that passed; 0: none. */
  readonly a: number;
  readonly b: number;
};

export type Comparison = {
  readonly a: { readonly name: string; readonly subject: string };
  readonly b: { readonly name: string; readonly subject: string };
  /** Trials that both have, and that only one has. */
  readonly trials: { readonly both: number; readonly onlyA: number; readonly onlyB: number };
  readonly within: readonly Within[];
  readonly score: Difference;
  readonly seconds: Difference;
  readonly tokensIn: Difference;
  readonly tokensOut: Difference;
  /** Tokens written per second, the mean over trials whose times are known. */
  readonly decodeRate: Difference;
  readonly flips: readonly Flip[];
  /** Why the two should not be compared; only where it was forced. */
  readonly reasons: readonly string[];
  readonly remarks: readonly string[];
};

/** Compares two runs trial by trial. Throws NotComparable unless it is forced. */
export function compareRuns(a: RunData, b: RunData, options: CompareOptions = {}): Comparison {
  const reasons = reasonsAgainst(a, b, options.vary ?? []);
  if (reasons.length > 0 && options.force !== true) throw new NotComparable(reasons);
  const [one, other] = [summarize(a), summarize(b)];
  const pairs = pairsOf(one.counted, other.counted);
  const tries = Math.max(one.tries, other.tries);
  const cards =
    a.card !== undefined && b.card !== undefined ? ([a.card, b.card] as const) : undefined;
  return {
    a: { name: a.name, subject: one.subjects.join("; ") },
    b: { name: b.name, subject: other.subjects.join("; ") },
    trials: {
      both: pairs.length,
      onlyA: one.counted.length - pairs.length,
      onlyB: other.counted.length - pairs.length,
    },
    within: Array.from({ length: tries }, (_, index) => withinTries(pairs, index + 1)),
    score: meanDifference(pairs, (row) => row.score),
    seconds: meanDifference(pairs, (row) => row.seconds),
    tokensIn: meanDifference(pairs, ({ tokens }) => tokens.in),
    tokensOut: meanDifference(pairs, ({ tokens }) => tokens.out),
    decodeRate: meanDifference(pairs.filter(isTimed), decodeRateOf),
    flips: flipsOf(pairs),
    reasons,
    remarks: cards === undefined ? [] : remarksOn(...cards),
  };
}

function reasonsAgainst(a: RunData, b: RunData, vary: readonly Factor[]): readonly string[] {
  const mixed = [a, b].flatMap(({ name, rows }) => {
    const subjects = new Set(rows.map(subjectOf));
    return subjects.size > 1
      ? [`${name} holds several subjects: ${[...subjects].join("; ")}.`]
      : [];
  });
  const bare = [a, b].flatMap(({ name, card }) =>
    card === undefined ? [`${name} has no run card (run.json).`] : [],
  );
  if (a.card === undefined || b.card === undefined) return [...mixed, ...bare];
  return [...mixed, ...comparable(a.card, b.card, vary)];
}

/** The trials that both have; what names them is the task and its repeat. */
function pairsOf(a: readonly Row[], b: readonly Row[]): readonly Pair[] {
  const name = ({ key, repeat }: Row) =>
    trialOf({ key, repeat, harness: "", agent: "", model: "" });
  const others = new Map(b.map((row) => [name(row), row]));
  return a.flatMap((row) => {
    const other = others.get(name(row));
    return other === undefined ? [] : [{ a: row, b: other }];
  });
}

function withinTries(all: readonly Pair[], tries: number): Within {
  const count = (inA: boolean, inB: boolean) =>
    all.filter(({ a, b }) => isSolved(a, tries) === inA && isSolved(b, tries) === inB).length;
  const pairs = {
    both: count(true, true),
    onlyA: count(true, false),
    onlyB: count(false, true),
    neither: count(false, false),
  };
  const solved = (row: Row) => (isSolved(row, tries) ? 1 : 0);
  const tasks = taskDifferences(all, solved);
  const repeated = tasks.length < all.length;
  const single = pairedDifference(pairs);
  const { p, midP } = mcnemar(pairs);
  const total = Math.max(1, all.length);
  return {
    tries,
    pairs,
    a: (pairs.both + pairs.onlyA) / total,
    b: (pairs.both + pairs.onlyB) / total,
    ...(repeated ? bootstrapped(tasks) : single),
    p: repeated ? signFlipTest(tasks) : p,
    test: repeated ? "randomisation" : "mcnemar",
    midP: repeated ? signFlipTest(tasks) : midP,
  };
}

/** A less B for each task, the mean over its repeats. */
function taskDifferences(all: readonly Pair[], of: (row: Row) => number): readonly number[] {
  const others = new Map(all.map(({ a, b }) => [a, b]));
  return [...byKey(all.map(({ a }) => a)).values()].map((own) =>
    meanOf(own.map((a) => of(a) - of(others.get(a) ?? a))),
  );
}

function bootstrapped(differences: readonly number[]) {
  const { mean, low, high } = bootstrapMean(differences);
  return { difference: mean, low, high };
}

function isTimed({ a, b }: Pair): boolean {
  return decodeRateOf(a) > 0 && decodeRateOf(b) > 0;
}

/** 0 where the time is not known. */
function decodeRateOf({ speed: { decodeTokens, decodeMs } }: Row): number {
  return decodeMs > 0 ? (decodeTokens / decodeMs) * 1_000 : 0;
}

function meanDifference(all: readonly Pair[], of: (row: Row) => number): Difference {
  const total = Math.max(1, all.length);
  return {
    a: sumOf(all.map(({ a }) => of(a))) / total,
    b: sumOf(all.map(({ b }) => of(b))) / total,
    ...bootstrapped(taskDifferences(all, of)),
  };
}

/** First what only A solved, then what only B did, then what one solved sooner. */
function flipsOf(all: readonly Pair[]): readonly Flip[] {
  const rank = ({ a, b }: Flip) => (b === 0 ? 0 : a === 0 ? 1 : 2);
  return all
    .filter(({ a, b }) => a.passedAt !== b.passedAt)
    .map(({ a, b }) => ({ key: a.key, repeat: a.repeat, a: a.passedAt, b: b.passedAt }))
    .sort((one, other) => rank(one) - rank(other) || (one.key < other.key ? -1 : 1));
}
