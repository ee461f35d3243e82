import type { Rung, TestedRow } from "./results.ts";
import type { Tested } from "./types.ts";

/** What is known of a try when it ends. */
export type TryFacts = {
  /** Calls of tools, whatever came of them. */
  readonly calls: number;
  /** A solution file is not as its stub was. */
  readonly edited: boolean;
  readonly tested: TestedRow & { readonly passed: boolean };
};

/** Points of a rung; between "partly" and "passed" the share of tests that pass decides. */
const points: Readonly<Record<Rung, number>> = {
  nothing: 0,
  called: 0.1,
  edited: 0.2,
  compiled: 0.4,
  partly: 0.4,
  passed: 1,
};

/** No try that did not pass looks as if it had, however many of its tests do. */
const mostUnsolved = 0.99;

/**
 * How far a try got, from 0 to 1: called a tool 0.1, edited a solution file 0.2, compiles 0.4, then
 * 0.4 + 0.6 · k/n for k of n tests, and 1 only where all is well. An untouched stub that compiles
 * has earned nothing, so a rung counts only above the ones below it.
 */
export function scoreOf(facts: TryFacts): { readonly score: number; readonly reached: Rung } {
  const reached = rungOf(facts);
  if (reached !== "partly") return { score: points[reached], reached };
  const score = points.partly + (points.passed - points.partly) * passedShare(facts.tested);
  return { score: Math.min(mostUnsolved, rounded(score)), reached };
}

function rungOf({ calls, edited, tested }: TryFacts): Rung {
  if (tested.passed) return "passed";
  if (!edited) return calls > 0 ? "called" : "nothing";
  if (!tested.compiled) return "edited";
  return passedShare(tested) > 0 ? "partly" : "compiled";
}

function passedShare({ total = 0, failed = 0 }: TestedRow): number {
  return total > 0 ? Math.max(0, total - failed) / total : 0;
}

function rounded(score: number): number {
  return Math.round(score * 10_000) / 10_000;
}

/** The part of a test run that a row keeps; a skipped one has none. */
export function testedRow(tested: Extract<Tested, { type: "tested" }>): TestedRow {
  const { compiled, timedOut, total, failed } = tested;
  return {
    compiled,
    timedOut,
    ...(total === undefined ? {} : { total }),
    ...(failed === undefined ? {} : { failed }),
  };
}
