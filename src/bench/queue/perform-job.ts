import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "bullmq";
import type { Redis } from "ioredis";
import type { OpenRun } from "../open-run.ts";
import type { Row } from "../results.ts";
import { openRunFolder } from "../run-folder.ts";
import { type RunEvent, runTrials } from "../runner.ts";
import type { Trial } from "../trial-parts.ts";
import { keys } from "./names.ts";
import { QueueError } from "./queue-error.ts";
import { type JobResult, jobSchema, machinesTried } from "./trial-job.ts";
import { uploadFolder } from "./trial-upload.ts";

/** A worker that has joined a run. */
export type AtWork = {
  readonly id: string;
  readonly runId: string;
  readonly run: OpenRun;
  readonly redis: Redis;
  readonly onEvent: (event: RunEvent) => void;
  /** As in RunOptions. */
  readonly waitsMs?: readonly number[];
};

/** A trial that this machine spoiled; another one shall try it. */
export class Spoiled extends Error {
  override readonly name = "Spoiled";
}

/**
 * Runs the trial of a job in a folder of its own and gives its row and files back. Throws Spoiled, and
 * what `signal` was aborted with.
 */
export async function performJob(
  job: Pick<Job, "data" | "attemptsMade" | "updateProgress">,
  at: AtWork,
  signal: AbortSignal,
): Promise<JobResult> {
  const trial = trialOf(job, at.run);
  const upload = crypto.randomUUID();
  const place = join(at.run.path, "jobs", upload);
  try {
    const row = await rowOf(trial, place, job, at, signal);
    const isLast = job.attemptsMade + 1 >= machinesTried;
    if (row.infrastructure !== undefined && !isLast) throw new Spoiled(row.infrastructure.detail);
    const folder = join(place, row.workspace ?? "", "..");
    const leftOut = await uploadFolder(at.redis, keys.files(at.runId, upload), folder);
    return { row, worker: at.id, upload, leftOut: [...leftOut] };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function trialOf({ data }: Pick<Job, "data">, { trials }: OpenRun): Trial {
  const { key, repeat } = jobSchema.parse(data);
  const found = trials.find((one) => one.exercise.key === key && one.repeat === repeat);
  if (found !== undefined) return found;
  throw new QueueError(`The run's plan has no ${key}, repeat ${repeat}.`);
}

/** By the same way as a local run, in which this trial is the only one. */
async function rowOf(
  trial: Trial,
  place: string,
  job: Pick<Job, "updateProgress">,
  { id, run, onEvent, waitsMs }: AtWork,
  signal: AbortSignal,
): Promise<Row> {
  using folder = openRunFolder(place, run.harness.subject);
  const watch = (event: RunEvent): void => {
    onEvent(event);
    const attempt = event.type === "step" && event.step.type === "try" ? event.step.attempt : 0;
    // Nothing waits for it: progress is only to be seen.
    if (attempt > 0) void tell(job, { worker: id, attempt });
  };
  await runTrials(
    [trial],
    run.parts,
    folder,
    { jobs: 1, onEvent: watch, ...(waitsMs && { waitsMs }) },
    signal,
  );
  const [row] = folder.rows();
  if (row !== undefined) return row;
  throw new QueueError(`${trial.exercise.key} ended without a row.`);
}

async function tell(job: Pick<Job, "updateProgress">, progress: object): Promise<void> {
  try {
    await job.updateProgress(progress);
  } catch {
    // The job is another worker's by now, or Redis is away: the trial itself finds that out.
    return;
  }
}
