import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { newestRows, type Row, subjectOf } from "../results.ts";
import { readResults } from "../results-file.ts";
import { runFiles } from "../run-folder.ts";
import { holderOf } from "../run-lock.ts";

/** A trial of a run to look at: one that has ended, or is under way. */
export type ViewedTrial = {
  /** Names it among all of its run. */
  readonly id: string;
  /** "python/space-age"; "python/space-age#2" where tasks are done more than once. */
  readonly name: string;
  readonly key: string;
  readonly repeat: number;
  /** Seen from the run's folder. */
  readonly folder: string;
  /** Absent while it is under way, and where it was broken off. */
  readonly row?: Row;
  readonly isRunning: boolean;
};

type Found = Omit<ViewedTrial, "name" | "id">;

/** One a trial, by language and task. Throws ResultsError. */
export function viewedTrials(run: string): readonly ViewedTrial[] {
  const rows = newestRows(readResults(join(run, runFiles.results)).rows);
  const ended = rows.map((row): Found => {
    const { key, repeat } = row;
    return { key, repeat, row, folder: folderOf(row), isRunning: false };
  });
  const open = openTrials(run).filter((one) => !ended.some((other) => isDone(other, one)));
  // One that infrastructure spoiled is done again: what is under way is the newer of the two.
  const left = ended.filter((one) => !open.some((other) => nameOf(other) === nameOf(one)));
  const all = [...left, ...open].sort(inOrder);
  const repeats = Math.max(1, ...all.map(({ repeat }) => repeat));
  const seen = new Set<string>();
  return all.map((one) => {
    const short = nameOf(one);
    const id = seen.has(short) && one.row !== undefined ? `${short} ${subjectOf(one.row)}` : short;
    seen.add(short);
    return { ...one, id, name: repeats > 1 ? short : one.key };
  });
}

function isDone(ended: Found, open: Found): boolean {
  return nameOf(ended) === nameOf(open) && ended.row?.infrastructure === undefined;
}

function nameOf({ key, repeat }: Pick<Found, "key" | "repeat">): string {
  return `${key}#${repeat}`;
}

function inOrder(one: Found, other: Found): number {
  return one.key.localeCompare(other.key) || one.repeat - other.repeat;
}

/** Where the trial's files lie, seen from the run's folder. */
function folderOf({ workspace, log, diff, key }: Row): string {
  if (workspace !== undefined) return dirname(workspace);
  if (diff !== undefined) return dirname(diff);
  return log === undefined ? join(runFiles.trials, key) : dirname(dirname(log));
}

/** What is under way, or was when the run was killed. */
function openTrials(run: string): readonly Found[] {
  const folder = join(run, runFiles.open);
  if (!existsSync(folder)) return [];
  const isRunning = holderOf(join(run, runFiles.lock)) !== undefined;
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.includes("--"))
    .map(({ name }) => {
      const [, key = "", repeat = "1"] = /^(.+?)(?:--(\d+))?$/.exec(name.replace("--", "/")) ?? [];
      return { key, repeat: Number(repeat), folder: join(runFiles.open, name), isRunning };
    });
}
