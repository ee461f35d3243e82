import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseJsonLines } from "../lib/jsonl.ts";
import { newestRows, type Row, rowSchema, trialOf } from "./results.ts";
import { openResults } from "./results-file.ts";
import { lockRun } from "./run-lock.ts";
import { trialFiles } from "./trial-files.ts";
import type { Subject, Trial, TrialFolder } from "./trial-parts.ts";

/** What lies in a run's folder. */
export const runFiles = {
  card: "run.json",
  plan: "plan.json",
  results: "results.jsonl",
  lock: "run.lock",
  trials: "trials",
  open: "open",
} as const;

/** A run's folder while it is worked on. A trial's folder comes to its place whole, or not at all. */
export type RunFolder = Disposable & {
  readonly path: string;
  /** One row a trial. */
  rows(): readonly Row[];
  isDone(trial: Trial): boolean;
  /** Where a trial works, and where it will lie. */
  folderOf(trial: Trial): TrialFolder;
  /** Puts a finished trial's folder in its place, then its row into the results. */
  keep(trial: Trial, row: Row): void;
  /** Removes what a trial that was broken off has left. */
  drop(trial: Trial): void;
};

/**
 * Opens a run's folder, alone. A trial whose folder came to its place before its row could be written
 * gets it now; what was under way when the run was killed is removed.
 */
export function openRunFolder(path: string, subject: Subject): RunFolder {
  mkdirSync(join(path, runFiles.trials), { recursive: true });
  const lock = lockRun(join(path, runFiles.lock));
  rmSync(join(path, runFiles.open), { recursive: true, force: true });
  const results = openResults(join(path, runFiles.results));
  const rows = [...results.rows];
  const add = (row: Row): void => {
    results.append(row);
    rows.push(row);
  };
  for (const row of unwritten(path, rows)) add(row);
  const final = (trial: Trial) => join(runFiles.trials, nameOf(trial));
  const open = (trial: Trial) => join(path, runFiles.open, nameOf(trial).replace("/", "--"));
  return {
    path,
    rows: () => newestRows(rows),
    isDone: ({ exercise, repeat }) => {
      const name = trialOf({ ...subject, key: exercise.key, repeat });
      const row = newestRows(rows).find((one) => trialOf(one) === name);
      return row !== undefined && row.infrastructure === undefined;
    },
    folderOf: (trial) => ({ path: open(trial), final: final(trial) }),
    keep: (trial, row) => {
      const target = join(path, final(trial));
      mkdirSync(dirname(target), { recursive: true });
      // Only what infrastructure spoiled can lie there: every other trial is done.
      rmSync(target, { recursive: true, force: true });
      renameSync(open(trial), target);
      add(row);
    },
    drop: (trial) => rmSync(open(trial), { recursive: true, force: true }),
    [Symbol.dispose]() {
      results[Symbol.dispose]();
      lock[Symbol.dispose]();
    },
  };
}

/** "python/space-age", and "python/space-age--2" for its second repeat. */
function nameOf({ exercise, repeat }: Trial): string {
  return repeat === 1 ? exercise.key : `${exercise.key}--${repeat}`;
}

/** Rows that lie in a trial's folder and not in the results. */
function unwritten(path: string, rows: readonly Row[]): readonly Row[] {
  const written = new Set(rows.map((row) => `${trialOf(row)} ${row.ended}`));
  return trialFolders(path)
    .flatMap((folder) => rowIn(folder) ?? [])
    .filter((row) => !written.has(`${trialOf(row)} ${row.ended}`));
}

/** Undefined where a power cut left no whole row: that trial is not done. */
function rowIn(folder: string): Row | undefined {
  const file = join(folder, trialFiles.row);
  const { values } = parseJsonLines(existsSync(file) ? readFileSync(file, "utf8") : "");
  return rowSchema.safeParse(values[0]).data;
}

/** The folders of a run's finished trials. */
export function trialFolders(path: string): readonly string[] {
  const trials = join(path, runFiles.trials);
  return foldersIn(trials)
    .flatMap((language) => foldersIn(language))
    .sort();
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}
