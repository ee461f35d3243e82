/** The two-sided 95 % point of the normal distribution; every interval here is one of 95 %. */
const z95 = 1.959963984540054;

export type Interval = { readonly low: number; readonly high: number };

/**
 * The score interval of a proportion (Wilson 1927; method 3 of Newcombe 1998, Statistics in Medicine
 * 17:857). It stays within 0 and 1 and holds its level for few trials, where "± 2 errors" does not.
 */
export function wilson(passed: number, total: number): Interval {
  if (total <= 0) return { low: 0, high: 1 };
  const share = passed / total;
  const square = z95 * z95;
  const middle = share + square / (2 * total);
  const reach = z95 * Math.sqrt((share * (1 - share)) / total + square / (4 * total * total));
  const scale = 1 + square / total;
  return {
    low: passed <= 0 ? 0 : (middle - reach) / scale,
    high: passed >= total ? 1 : (middle + reach) / scale,
  };
}

export type Group = { readonly passed: number; readonly total: number };

/**
 * The score interval where one task was run several times: repeats of a task are alike, so the trials
 * count for as many as they are worth (their number by the design effect, Kish 1965).
 */
export function wilsonOfGroups(groups: readonly Group[]): Interval {
  const total = sumOf(groups.map((group) => group.total));
  const passed = sumOf(groups.map((group) => group.passed));
  if (groups.every((group) => group.total <= 1)) return wilson(passed, total);
  const effect = Math.max(1, designEffect(groups, passed / total, total));
  return wilson(passed / effect, total / effect);
}

function designEffect(groups: readonly Group[], share: number, total: number): number {
  const alone = (share * (1 - share)) / total;
  const count = groups.length;
  // Where all went alike there is no spread to measure: then every task is taken to count once.
  if (alone === 0 || count < 2) return total / Math.max(1, count);
  const squares = groups.map((group) => (group.passed - share * group.total) ** 2);
  const grouped = ((count / (count - 1)) * sumOf(squares)) / (total * total);
  return grouped / alone;
}

/** How two subjects did on the same trials. */
export type Pairs = {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
};

/**
 * McNemar's exact conditional test, two-sided: of the trials on which the two differ, each would win
 * half if they were equal. `p` never errs more often than it says; `midP` (Fagerland, Lydersen and
 * Laake 2013, BMC Medical Research Methodology 13:91) is less cautious and shown beside it.
 */
export function mcnemar({ onlyA, onlyB }: Pick<Pairs, "onlyA" | "onlyB">): {
  readonly p: number;
  readonly midP: number;
} {
  const trials = onlyA + onlyB;
  const fewer = Math.min(onlyA, onlyB);
  if (trials === 0) return { p: 1, midP: 1 };
  const tail = sumOf(upTo(fewer).map((wins) => halfBinomial(trials, wins)));
  const here = halfBinomial(trials, fewer);
  const p = Math.min(1, 2 * tail);
  return { p, midP: onlyA === onlyB ? 1 - here / 2 : 2 * tail - here };
}

function upTo(last: number): readonly number[] {
  return Array.from({ length: last + 1 }, (_, index) => index);
}

function halfBinomial(trials: number, wins: number): number {
  return Math.exp(logChoose(trials, wins) - trials * Math.LN2);
}

/**
 * A's rate less B's on the same trials, by method 10 of Newcombe 1998 (Statistics in Medicine 17:2635):
 * the score intervals of both rates put together, with what they have in common taken into account.
 */
export function pairedDifference(pairs: Pairs): Interval & { readonly difference: number } {
  const { both, onlyA, onlyB, neither } = pairs;
  const total = both + onlyA + onlyB + neither;
  if (total === 0) return { difference: 0, low: -1, high: 1 };
  const a = (both + onlyA) / total;
  const b = (both + onlyB) / total;
  const forA = wilson(both + onlyA, total);
  const forB = wilson(both + onlyB, total);
  const phi = correlation(pairs, total);
  const reach = (one: number, other: number) =>
    Math.sqrt(Math.max(0, one * one - 2 * phi * one * other + other * other));
  return {
    difference: a - b,
    low: Math.max(-1, a - b - reach(a - forA.low, forB.high - b)),
    high: Math.min(1, a - b + reach(b - forB.low, forA.high - a)),
  };
}

/** A positive one is made smaller for continuity, as Newcombe does. */
function correlation({ both, onlyA, onlyB, neither }: Pairs, total: number): number {
  const sides = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
  if (sides === 0) return 0;
  const cross = both * neither - onlyA * onlyB;
  const corrected = cross > 0 ? Math.max(cross - total / 2, 0) : cross;
  return corrected / Math.sqrt(sides);
}

/**
 * The chance that at least one of k tries passes, from c of n that did, without bias (Chen et al. 2021,
 * arXiv 2107.03374, section 2.1). Undefined where there are fewer than k.
 */
export function passAtK(total: number, passed: number, k: number): number | undefined {
  if (k < 1 || k > total) return undefined;
  return total - passed < k ? 1 : 1 - chooseRatio(total - passed, total, k);
}

/** The chance that all of k tries pass; how far one may rely on it. */
export function passAllK(total: number, passed: number, k: number): number | undefined {
  if (k < 1 || k > total) return undefined;
  return passed < k ? 0 : chooseRatio(passed, total, k);
}

/** Ways to choose k of `some`, by the ways to choose k of `all`. */
function chooseRatio(some: number, all: number, k: number): number {
  let ratio = 1;
  for (let index = 0; index < k; index++) ratio *= (some - index) / (all - index);
  return ratio;
}

/** Its logarithm, by a sum that is exact enough for any number of trials. */
export function logChoose(all: number, some: number): number {
  let sum = 0;
  for (let index = 1; index <= some; index++) sum += Math.log((all - some + index) / index);
  return sum;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}

/** The value below which this share lies; between two values it is on the line between them. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * P-values of several tests that are looked at together (Holm 1979, Scandinavian Journal of Statistics
 * 6:65): a wrong finding anywhere among them is then as rare as with one test.
 */
export function holm(values: readonly number[]): readonly number[] {
  const ranked = values.map((value, index) => ({ value, index }));
  ranked.sort((one, other) => one.value - other.value);
  const adjusted = [...values];
  let least = 0;
  for (const [rank, { value, index }] of ranked.entries()) {
    least = Math.max(least, Math.min(1, value * (values.length - rank)));
    adjusted[index] = least;
  }
  return adjusted;
}
