import { type Interval, meanOf, quantile } from "./statistics.ts";

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const resamples = 2_000;
const reportSeed = 20_260_101;

/**
 * The mean of what was measured and where the true one may lie: the percentile bootstrap (Efron 1979)
 * with a fixed seed, so that a report says the same whenever it is made.
 */
export function bootstrapMean(values: readonly number[]): Interval & { readonly mean: number } {
  const mean = meanOf(values);
  if (values.length < 2) return { mean, low: mean, high: mean };
  const random = seededRandom(reportSeed);
  const means = Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let index = 0; index < values.length; index++) {
      sum += values[Math.floor(random() * values.length)] ?? 0;
    }
    return sum / values.length;
  });
  return { mean, low: quantile(means, 0.025), high: quantile(means, 0.975) };
}

/** All sign patterns are tried up to this many tasks; beyond it a sample of them. */
const exactTasks = 14;

/**
 * How often tasks that make no difference would differ as much as these did: each task's difference,
 * summed over its repeats, might as well have gone the other way (Fisher's randomisation test). It
 * holds where a task was run several times, when single trials are no longer independent.
 */
export function signFlipTest(differences: readonly number[]): number {
  const moving = differences.filter((difference) => difference !== 0);
  if (moving.length === 0) return 1;
  const seen = Math.abs(moving.reduce((sum, difference) => sum + difference, 0)) - 1e-9;
  if (moving.length <= exactTasks) return exactFlips(moving, seen);
  const random = seededRandom(reportSeed);
  const runs = 10_000;
  let extreme = 0;
  for (let run = 0; run < runs; run++) {
    let sum = 0;
    for (const difference of moving) sum += random() < 0.5 ? difference : -difference;
    if (Math.abs(sum) >= seen) extreme++;
  }
  return (extreme + 1) / (runs + 1);
}

function exactFlips(moving: readonly number[], seen: number): number {
  const patterns = 2 ** moving.length;
  let extreme = 0;
  for (let pattern = 0; pattern < patterns; pattern++) {
    const sum = moving.reduce(
      (total, difference, index) => total + (pattern & (1 << index) ? difference : -difference),
      0,
    );
    if (Math.abs(sum) >= seen) extreme++;
  }
  return extreme / patterns;
}
