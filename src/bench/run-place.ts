import type { OpenRun } from "./open-run.ts";
import type { Connection } from "./queue/connect-queue.ts";
import type { RunFolder } from "./run-folder.ts";
import { type RunOptions, runTrials } from "./runner.ts";
import type { Trial } from "./trial-parts.ts";

/** Where a run's trials happen: in this process, or on workers. */
export type RunPlace = AsyncDisposable & {
  /** Throws RunStopped and what `signal` was aborted with; in either case what is finished is kept. */
  run(trials: readonly Trial[], signal: AbortSignal): Promise<void>;
  /** Once all trials are done. */
  finish(): Promise<void>;
};

export type PlaceOptions = RunOptions & {
  readonly folder: RunFolder;
  readonly version: string;
  readonly lostAfterMs: number;
  readonly say: (text: string) => void;
  /** Told how many tasks the workers that are there do at once, whenever that changes. */
  readonly onJobs: (jobs: number) => void;
};

export async function openPlace(
  opened: OpenRun,
  connection: Connection | undefined,
  options: PlaceOptions,
): Promise<RunPlace> {
  const { folder } = options;
  if (connection !== undefined) {
    const { openQueuedRun } = await import("./queue/queued-run.ts");
    return await openQueuedRun(connection, opened, options);
  }
  return {
    run: (trials, signal) => runTrials(trials, opened.parts, folder, options, signal),
    finish: () => Promise.resolve(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
