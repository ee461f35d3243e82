import { pause } from "../lib/pause.ts";
import { inParallel } from "./jobs.ts";
import { type Row, resultOf } from "./results.ts";
import type { RunFolder } from "./run-folder.ts";
import { runTrial } from "./trial.ts";
import type { Trial, TrialParts, TrialStep } from "./trial-parts.ts";

export type RunEvent =
  | { readonly type: "begun"; readonly trial: Trial }
  | { readonly type: "step"; readonly trial: Trial; readonly step: TrialStep }
  /** The machine or the server spoiled it; it begins anew. */
  | { readonly type: "again"; readonly trial: Trial; readonly row: Row; readonly waitMs: number }
  | { readonly type: "ended"; readonly trial: Trial; readonly row: Row };

export type RunOptions = {
  readonly jobs: number;
  readonly onEvent: (event: RunEvent) => void;
  /** Waits before a spoiled trial begins anew; as many as there are, so often. */
  readonly waitsMs?: readonly number[];
};

/** A run in which one trial after the other is spoiled: the server is gone, or the machine is broken. */
export class RunStopped extends Error {
  override readonly name = "RunStopped";
}

const usualWaitsMs: readonly number[] = [1_000, 10_000, 60_000];
/** Trials in a row that infrastructure spoiled for good before the run stops. */
const mostSpoiled = 3;

/**
 * Runs the trials that are not done yet. Throws RunStopped, and what `signal` was aborted with; in
 * either case what is finished is kept and nothing else.
 */
export async function runTrials(
  trials: readonly Trial[],
  parts: TrialParts,
  folder: RunFolder,
  options: RunOptions,
  signal: AbortSignal,
): Promise<void> {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  let spoiled = 0;
  const open = trials.filter((trial) => !folder.isDone(trial));
  await inParallel(open, options.jobs, async (trial) => {
    both.throwIfAborted();
    options.onEvent({ type: "begun", trial });
    try {
      const row = await untilSound(trial, parts, folder, options, both);
      folder.keep(trial, row);
      options.onEvent({ type: "ended", trial, row });
      spoiled = resultOf(row) === "infrastructure" ? spoiled + 1 : 0;
      if (spoiled >= mostSpoiled) stop.abort(new RunStopped(whyStopped(row)));
    } finally {
      folder.drop(trial);
    }
    both.throwIfAborted();
  });
}

function whyStopped({ infrastructure }: Row): string {
  return `${mostSpoiled} tasks in a row could not be run: ${infrastructure?.detail ?? ""}`;
}

/** Runs a trial anew while something other than the model spoils it, a bounded number of times. */
async function untilSound(
  trial: Trial,
  parts: TrialParts,
  folder: RunFolder,
  { onEvent, waitsMs = usualWaitsMs }: RunOptions,
  signal: AbortSignal,
): Promise<Row> {
  const watch = (step: TrialStep): void => onEvent({ type: "step", trial, step });
  for (let attempt = 1; ; attempt += 1) {
    const row = await runTrial(trial, parts, folder.folderOf(trial), { attempt, watch }, signal);
    const waitMs = waitsMs[attempt - 1];
    if (row.infrastructure === undefined || waitMs === undefined) return row;
    onEvent({ type: "again", trial, row, waitMs });
    await pause(waitMs, signal);
  }
}
