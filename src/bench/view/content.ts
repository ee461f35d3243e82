import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../../core/event.ts";
import { codeOf } from "../../lib/file-error.ts";
import { readSession } from "../../session/read.ts";
import { SessionError } from "../../session/session-error.ts";
import { sessionFile, trialFiles } from "../trial-files.ts";
import type { ViewedTrial } from "./trials.ts";

/** What one try left behind. */
export type TryText = { readonly attempt: number; readonly text: string };

/** What lies in a trial's folder, for somebody who looks at it. */
export type TrialContent = {
  /** Undefined where there is no session: its solver was no agent of ours, or has only begun. */
  readonly entries: readonly Entry[] | undefined;
  readonly prompts: readonly TryText[];
  /** What another agent's program printed. */
  readonly outputs: readonly TryText[];
  /** A unified diff of the workspace against what the solver was given; "" where there is none. */
  readonly diff: string;
  readonly tests: readonly TryText[];
  /** What broke the trial down; "" where nothing did. */
  readonly error: string;
  /** What could not be read, in sentences. */
  readonly notices: readonly string[];
};

/** Reads a trial as far as it has come; what is not there any more is told. */
export function readTrial(run: string, trial: ViewedTrial): TrialContent {
  const folder = join(run, trial.folder);
  const session = entriesOf(run, trial);
  const diff = textAt(join(folder, trialFiles.diff));
  const isGone = trial.row?.diff !== undefined && diff === undefined;
  const tries = Math.max(1, trial.row?.tries.length ?? 0, triesIn(folder));
  const each = (path: (attempt: number) => string): readonly TryText[] =>
    Array.from({ length: tries }, (_, at) => {
      const text = textAt(join(folder, path(at + 1)));
      return text === undefined ? [] : [{ attempt: at + 1, text }];
    }).flat();
  return {
    entries: session.entries,
    prompts: each(trialFiles.prompt),
    outputs: each((attempt) => join(trialFiles.logs, `output-${attempt}.txt`)),
    diff: diff ?? "",
    tests: each(trialFiles.tests),
    error: textAt(join(folder, "error.txt")) ?? "",
    notices: [
      ...session.notices,
      ...(isGone ? [`The diff ${trial.row?.diff} is not there any more.`] : []),
    ],
  };
}

/** Changes whenever the trial does. */
export function trialStamp(run: string, trial: ViewedTrial): string {
  const folder = join(run, trial.folder);
  const log = logOf(run, trial);
  const files = [trialFiles.row, trialFiles.tests(1), trialFiles.tests(2)];
  const paths = [...files.map((file) => join(folder, file)), ...(log === undefined ? [] : [log])];
  return [trial.folder, ...paths.map(fileStamp)].join(" ");
}

/** The size and time of a file; "" where there is none. */
export function fileStamp(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.size}:${stat.mtimeMs}`;
}

type Read = { readonly entries: readonly Entry[] | undefined; readonly notices: readonly string[] };

function entriesOf(run: string, trial: ViewedTrial): Read {
  const log = logOf(run, trial);
  if (log === undefined) return { entries: undefined, notices: [] };
  if (!existsSync(log))
    return { entries: undefined, notices: [`The log ${trial.row?.log} is not there any more.`] };
  try {
    const { entries, notices } = readSession(log);
    return { entries, notices };
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    // Of a trial that has only begun, not even the first line may be whole.
    return { entries: undefined, notices: trial.isRunning ? [] : [error.message] };
  }
}

/** The session's file: the one that the row names, or of a trial without one the one that grows. */
function logOf(run: string, { row, folder }: ViewedTrial): string | undefined {
  if (row !== undefined) return row.log === undefined ? undefined : join(run, row.log);
  const name = sessionFile(join(run, folder, trialFiles.logs));
  return name === undefined ? undefined : join(run, folder, trialFiles.logs, name);
}

const mostTries = 100;

function triesIn(folder: string): number {
  let tries = 0;
  while (tries < mostTries && existsSync(join(folder, trialFiles.prompt(tries + 1)))) tries += 1;
  return tries;
}

const mostBytes = 20 * 2 ** 20;

/** Undefined where it is not there: a trial that ends takes its folder to another place. */
function textAt(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  if (stat.size > mostBytes) return `[${path} has ${stat.size} bytes: too many to show]`;
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}
