import type { Row } from "../results.ts";
import { quantile, sumOf } from "../statistics.ts";
import { bootstrapMean } from "../statistics-resample.ts";
import type { Rate, Summary } from "./summary.ts";
import { percent } from "./table.ts";

/** The lines that a person looks for first, and below each what it is worth. */
export function headline(summary: Summary): readonly string[] {
  const { passAt, counted } = summary;
  const last = passAt.at(-1)?.passed ?? 0;
  return [
    ...passAt.flatMap((rate, index) => [
      `Pass@${index + 1}: ${rateText(rate)}`,
      `  95% interval ${intervalText(rate)}`,
    ]),
    ...timeLines(counted, last),
    ...scoreLine(counted),
    ...apartLines(summary),
    ...(summary.stopping === undefined ? [] : [summary.stopping]),
  ];
}

/** "35/49 (71.4%)" */
export function rateText({ passed, total }: Pick<Rate, "passed" | "total">): string {
  return `${passed}/${total} (${percent(total === 0 ? 0 : passed / total)})`;
}

export function intervalText({ low, high }: Pick<Rate, "low" | "high">): string {
  return `${percent(low)} to ${percent(high)}`;
}

function timeLines(counted: readonly Row[], solved: number): readonly string[] {
  const seconds = counted.map((row) => row.seconds);
  if (seconds.length === 0) return [];
  const { mean, low, high } = bootstrapMean(seconds);
  const hours = sumOf(seconds) / 3_600;
  const cpu = counted.map(({ cpuSeconds }) => cpuSeconds).filter((one) => one !== undefined);
  const perSolve =
    solved > 0 && cpu.length === counted.length
      ? `, ${(sumOf(cpu) / solved).toFixed(1)} CPU seconds per solve`
      : "";
  return [
    `Avg time per task: ${mean.toFixed(1)}s`,
    `  95% interval ${low.toFixed(1)}s to ${high.toFixed(1)}s, median ${quantile(seconds, 0.5).toFixed(1)}s, 90% within ${quantile(seconds, 0.9).toFixed(1)}s`,
    ...(hours > 0
      ? [`Solved per hour: ${(solved / hours).toFixed(1)} (one task at a time${perSolve})`]
      : []),
  ];
}

function scoreLine(counted: readonly Row[]): readonly string[] {
  if (counted.length === 0) return [];
  const { mean, low, high } = bootstrapMean(counted.map(({ score }) => score));
  return [
    `Score: ${mean.toFixed(3)} of 1 (how far tasks got; 95% interval ${low.toFixed(3)} to ${high.toFixed(3)})`,
  ];
}

/** What stands in no rate, or stands there without having been run. */
function apartLines({ skipped, spoiled, countsSkipped }: Summary): readonly string[] {
  const lines: string[] = [];
  if (skipped.length > 0) {
    const counts = countsSkipped
      ? "they count as not solved; --skip-missing leaves them out"
      : "they are left out";
    lines.push(`Skipped: ${skipped.length} (${whys(skipped)}); ${counts}`);
  }
  if (spoiled.length > 0) {
    const kinds = countOf(spoiled.map(({ infrastructure }) => infrastructure?.kind ?? ""));
    lines.push(
      `Not counted: ${spoiled.length} spoiled by infrastructure (${kinds}); start the run again to repeat them`,
    );
  }
  return lines;
}

export function whys(skipped: readonly Row[]): string {
  return countOf(skipped.map((row) => row.skipped?.why ?? ""));
}

function countOf(words: readonly string[]): string {
  return [...Map.groupBy(words, (one) => one)]
    .map(([one, all]) => `${one}: ${all.length}`)
    .sort()
    .join(", ");
}
