import { rungs } from "../results.ts";
import type { Summary } from "./summary.ts";
import { trialName } from "./task-tables.ts";

/** What the page's script draws; the numbers are those of the tables. */
export type ChartData = {
  readonly languages: readonly {
    readonly name: string;
    /** One a number of tries, in per cent. */
    readonly rates: readonly {
      readonly rate: number;
      readonly low: number;
      readonly high: number;
    }[];
  }[];
  readonly tasks: readonly {
    readonly name: string;
    readonly seconds: number;
    /** Prompt tokens that had to be read, that were in the cache, and tokens written. */
    readonly tokens: readonly [number, number, number];
    readonly passed: boolean;
  }[];
  readonly reached: readonly { readonly name: string; readonly count: number }[];
};

export function chartData({ languages, counted }: Summary): ChartData {
  const reached = Map.groupBy(counted, (row) => row.reached);
  return {
    languages: languages
      .filter(({ seconds }) => seconds !== undefined)
      .map(({ language, passAt }) => ({
        name: language,
        rates: passAt.map(({ passed, total, low, high }) => ({
          rate: tenth((passed / total) * 100),
          low: tenth(low * 100),
          high: tenth(high * 100),
        })),
      })),
    tasks: [...counted]
      .sort((one, other) => other.seconds - one.seconds)
      .map((row) => ({
        name: trialName(row),
        seconds: tenth(row.seconds),
        tokens: [Math.max(0, row.tokens.in - row.tokens.cached), row.tokens.cached, row.tokens.out],
        passed: row.passedAt > 0,
      })),
    reached: rungs.map((name) => ({
      name,
      count: reached.get(name)?.length ?? 0,
    })),
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
