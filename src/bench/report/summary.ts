import { isCounted, languageOf, newestRows, type Row, resultOf, subjectOf } from "../results.ts";
import type { RunCard } from "../run-card.ts";
import {
  type Group,
  type Interval,
  meanOf,
  passAllK,
  passAtK,
  wilsonOfGroups,
} from "../statistics.ts";

/** A run as it lies in its folder. */
export type RunData = {
  readonly name: string;
  readonly card?: RunCard | undefined;
  readonly rows: readonly Row[];
};

export type Rate = Group & Interval;

export type Language = {
  readonly language: string;
  readonly passAt: readonly Rate[];
  /** Absent where nothing of it was run. */
  readonly seconds?: number;
};

export type Summary = {
  /** Who was measured; more than one where the folder holds several. */
  readonly subjects: readonly string[];
  /** One a trial, spoiled and skipped ones among them. */
  readonly rows: readonly Row[];
  /** Those that say how good the subject is. */
  readonly counted: readonly Row[];
  readonly skipped: readonly Row[];
  /** Skipped trials stand in the rates as not solved. */
  readonly countsSkipped: boolean;
  readonly spoiled: readonly Row[];
  readonly tries: number;
  readonly repeats: number;
  /** Solved within the first try, within two, … */
  readonly passAt: readonly Rate[];
  readonly languages: readonly Language[];
  /** Over repeats: the chance that one of k first tries passes, and that all do. */
  readonly overRepeats: readonly {
    readonly k: number;
    readonly any: number;
    readonly all: number;
  }[];
  /** Tasks that passed in some repeats and not in others. */
  readonly flaky: readonly string[];
  /** How a run that stops early came to its end. */
  readonly stopping?: string;
};

/** A folder that holds several subjects is as many runs: their rates must not be mixed. */
export function bySubject(run: RunData): readonly RunData[] {
  const groups = [...Map.groupBy(run.rows, subjectOf)];
  if (groups.length < 2) return [run];
  return groups.map(([subject, rows]) => ({ ...run, name: `${run.name}: ${subject}`, rows }));
}

export function summarize({ card, rows: written }: RunData): Summary {
  const rows = newestRows(written);
  const counted = rows.filter(isCounted);
  const skipped = rows.filter((row) => resultOf(row) === "skipped");
  const countsSkipped = card?.flags.includes("--skip-missing") !== true;
  const measured = countsSkipped ? [...counted, ...skipped] : counted;
  const tries = Math.max(1, card?.protocol.tries ?? 1, ...counted.map((row) => row.tries.length));
  const languages = [...new Set(measured.map(languageOf))].sort();
  return {
    subjects: [...new Set(rows.map(subjectOf))],
    rows,
    counted,
    skipped,
    countsSkipped,
    spoiled: rows.filter((row) => resultOf(row) === "infrastructure"),
    tries,
    repeats: Math.max(1, ...rows.map(({ repeat }) => repeat)),
    passAt: ratesOf(measured, tries),
    languages: languages.map((language) => languageRow(language, measured, tries)),
    overRepeats: overRepeats(counted),
    flaky: flakyKeys(counted),
    ...(card?.stopping === undefined ? {} : { stopping: card.stopping.said }),
  };
}

function languageRow(language: string, measured: readonly Row[], tries: number): Language {
  const own = measured.filter((row) => languageOf(row) === language);
  const ran = own.filter(isCounted);
  return {
    language,
    passAt: ratesOf(own, tries),
    ...(ran.length === 0 ? {} : { seconds: meanOf(ran.map((row) => row.seconds)) }),
  };
}

function ratesOf(rows: readonly Row[], tries: number): readonly Rate[] {
  return Array.from({ length: tries }, (_, index) => rateWithin(rows, index + 1));
}

/** The share solved within so many tries, with an interval that knows that repeats are alike. */
export function rateWithin(rows: readonly Row[], tries: number): Rate {
  const groups = [...byKey(rows).values()].map((own) => ({
    passed: own.filter((row) => isSolved(row, tries)).length,
    total: own.length,
  }));
  const passed = rows.filter((row) => isSolved(row, tries)).length;
  return { passed, total: rows.length, ...wilsonOfGroups(groups) };
}

export function isSolved({ passedAt }: Pick<Row, "passedAt">, tries: number): boolean {
  return passedAt > 0 && passedAt <= tries;
}

export function byKey(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return Map.groupBy(rows, ({ key }) => key);
}

/** The mean over tasks that were run at least k times. */
function overRepeats(counted: readonly Row[]): Summary["overRepeats"] {
  const tasks = [...byKey(counted).values()].map((own) => ({
    total: own.length,
    passed: own.filter((row) => isSolved(row, 1)).length,
  }));
  const most = Math.max(0, ...tasks.map(({ total }) => total));
  if (most < 2) return [];
  return Array.from({ length: most }, (_, index) => {
    const k = index + 1;
    const enough = tasks.filter(({ total }) => total >= k);
    return {
      k,
      any: meanOf(enough.map(({ total, passed }) => passAtK(total, passed, k) ?? 0)),
      all: meanOf(enough.map(({ total, passed }) => passAllK(total, passed, k) ?? 0)),
    };
  });
}

function flakyKeys(counted: readonly Row[]): readonly string[] {
  return [...byKey(counted)]
    .filter(([, own]) => new Set(own.map(({ passedAt }) => passedAt > 0)).size > 1)
    .map(([key]) => key)
    .sort();
}
