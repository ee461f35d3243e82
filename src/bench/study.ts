import { type Comparison, compareRuns, type Within } from "./compare.ts";
import { rateText } from "./report/headline.ts";
import type { RunData } from "./report/summary.ts";
import { type Cell, left, right, type Table, word } from "./report/table.ts";
import { isCounted, type Row } from "./results.ts";
import type { Factor } from "./run-card-compare.ts";
import { holm, sumOf } from "./statistics.ts";

/** One of several runs, and what it is called beside the others. */
export type StudyRun = { readonly variant: string; readonly run: RunData };

export type StudyWords = {
  readonly title: string;
  /** The column of the variants. */
  readonly column: string;
  /** What is said of a variant that is shown to be better or worse than the first. */
  readonly better: string;
  readonly worse: string;
  readonly vary: readonly Factor[];
  /** Variant → what it leaves out, as the first run's rows count it. Default: nothing is left out. */
  readonly counters?: ReadonlyMap<string, readonly string[]>;
};

/** A p-value below it shows a difference. */
export const significant = 0.05;

export type Study = {
  readonly table: Table;
  /** Variants that are shown to be better than the first. */
  readonly better: readonly string[];
};

/** Every run against the first on the same tasks. Throws NotComparable. */
export function studyOf(first: StudyRun, others: readonly StudyRun[], words: StudyWords): Study {
  const { counters, vary } = words;
  const compared = others.map((one): Compared => {
    const comparison = compareRuns(first.run, one.run, { vary });
    const acts = actsOf(first.run.rows, counters?.get(one.variant));
    return { ...one, comparison, within: lastOf(comparison), acts };
  });
  const adjusted = holm(compared.map(({ within }) => within.p));
  const shown = compared.map((one, index) => isShown(one, adjusted[index] ?? 1));
  const better = compared.filter(({ within }, index) => shown[index] && within.difference < 0);
  const table = tableOf(first, compared, adjusted, words);
  return { table, better: better.map(({ variant }) => variant) };
}

type Compared = StudyRun & {
  readonly comparison: Comparison;
  readonly within: Within;
  /** Undefined where it was not counted. */
  readonly acts: Acts | undefined;
};

/** What never acted is worth nothing, whatever the numbers are. */
function isShown({ acts }: Compared, p: number): boolean {
  return acts?.times !== 0 && p < significant;
}

function tableOf(
  first: StudyRun,
  compared: readonly Compared[],
  adjusted: readonly number[],
  { title, column, better, worse, counters }: StudyWords,
): Table {
  const rows = compared.map((one, index): readonly Cell[] => {
    const { variant, comparison, within, acts } = one;
    const p = adjusted[index] ?? 1;
    const meaning = within.difference > 0 ? worse : better;
    return [
      variant,
      ...(counters === undefined ? [] : [actsText(acts)]),
      ...[solved(within, "b"), ...differenceOf(within)],
      String(within.pairs.onlyA),
      String(within.pairs.onlyB),
      p.toFixed(4),
      ...costOf(comparison),
      isShown(one, p) ? meaning : acts?.times === 0 ? "it never acted" : "no difference shown",
    ].map(word);
  });
  const whole = compared[0] === undefined ? "" : `: ${solved(compared[0].within, "a")}`;
  return {
    id: "study",
    title,
    note: `Each is compared with ${first.variant}${whole}. p is McNemar's, or the randomisation test's with repeats, adjusted for ${compared.length} comparisons (Holm).`,
    columns: [
      left(column),
      ...(counters === undefined ? [] : [right("acted")]),
      right("solved"),
      right("difference"),
      right("95% interval"),
      right(`only ${first.variant}`),
      right("only it"),
      right("p"),
      right("tokens"),
      right("seconds"),
      left("verdict"),
    ],
    rows,
  };
}

type Acts = { readonly times: number; readonly tasks: number };

/** How often what is left out acted where it was there; undefined where that was not counted. */
function actsOf(rows: readonly Row[], names: readonly string[] = []): Acts | undefined {
  const counts = rows
    .filter(isCounted)
    .flatMap(({ mechanisms }) => (mechanisms === undefined ? [] : [mechanisms]));
  if (names.length === 0 || counts.length === 0) return undefined;
  const each = counts.map((one) => sumOf(names.map((name) => one[name] ?? 0)));
  return { times: sumOf(each), tasks: each.filter((times) => times > 0).length };
}

function actsText(acts: Acts | undefined): string {
  if (acts === undefined) return "—";
  return acts.times === 0 ? "never" : `${acts.times} in ${acts.tasks}`;
}

function lastOf({ within }: Comparison): Within {
  const last = within.at(-1);
  if (last === undefined) throw new Error("A comparison has a rate for every try.");
  return last;
}

function solved({ pairs }: Within, side: "a" | "b"): string {
  const { both, onlyA, onlyB, neither } = pairs;
  const passed = both + (side === "a" ? onlyA : onlyB);
  return rateText({ passed, total: both + onlyA + onlyB + neither });
}

/** Of the variant less the first, in points. */
function differenceOf({ difference, low, high }: Within): readonly string[] {
  return [signed(-difference * 100, 1), `${signed(-high * 100, 1)} to ${signed(-low * 100, 1)}`];
}

/** Tokens read and written, and seconds of a trial, more or less than the first's. */
function costOf({ tokensIn, tokensOut, seconds }: Comparison): readonly string[] {
  const tokens = -(tokensIn.difference + tokensOut.difference);
  return [signed(tokens, 0), signed(-seconds.difference, 1)];
}

function signed(value: number, digits: number): string {
  const text = value.toFixed(digits);
  const bare = Number(text) === 0 ? (0).toFixed(digits) : text;
  return Number(text) > 0 ? `+${bare}` : bare;
}
