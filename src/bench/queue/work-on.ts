import type { Job, Queue } from "bullmq";
import { pause } from "../../lib/pause.ts";
import type { Say } from "../open-harness.ts";
import { isAnnounced } from "./announcement.ts";
import { prefix, queueName } from "./names.ts";
import { openJobs } from "./open-jobs.ts";
import { type AtWork, performJob } from "./perform-job.ts";
import { QueueError } from "./queue-error.ts";
import { type JobResult, mostDeaths } from "./trial-job.ts";

export type WorkOptions = {
  readonly jobs: number;
  readonly lostAfterMs: number;
  readonly say: Say;
  /** Whether another run has tasks for this worker. */
  readonly isWanted: () => Promise<boolean>;
};

const lookMs = 500;
/** Trials in a row that this machine spoiled before it takes no more. */
const mostSpoiled = 3;

/**
 * Takes a run's jobs until none is left or another run needs the worker. Throws QueueError where this
 * machine spoils one trial after the other, and what `signal` was aborted with; a trial that is under
 * way then is put back as if nobody had taken it.
 */
export async function workOn(
  at: AtWork,
  queue: Queue,
  options: WorkOptions,
  signal: AbortSignal,
): Promise<void> {
  const broken = new AbortController();
  const stop = AbortSignal.any([signal, broken.signal]);
  const own: Own = { active: 0, spoiled: 0 };
  const worker = await startWorker(at, own, options, (reason) => broken.abort(reason), stop);
  try {
    while (!(await isOver(at, queue, own, options))) await pause(lookMs, stop);
  } finally {
    // Without Redis nothing can be given back: the trial's lock ends by itself.
    await worker.close(at.redis.status !== "ready");
  }
}

type Own = { active: number; spoiled: number };

async function startWorker(
  at: AtWork,
  own: Own,
  { jobs, lostAfterMs, say }: WorkOptions,
  giveUp: (reason: QueueError) => void,
  stop: AbortSignal,
) {
  const { Worker, WaitingError } = await import("bullmq");
  const take = async (job: Job, token?: string, lost?: AbortSignal): Promise<JobResult> => {
    own.active += 1;
    try {
      const result = await performJob(job, at, lost ? AbortSignal.any([stop, lost]) : stop);
      count(own, result.row.infrastructure?.detail, giveUp);
      return result;
    } catch (error) {
      if (error instanceof Error && error.name === "Spoiled") count(own, error.message, giveUp);
      if (!stop.aborted) throw error;
      await job.moveToWait(token);
      throw new WaitingError();
    } finally {
      own.active -= 1;
    }
  };
  const worker = new Worker(queueName(at.runId), take, {
    ...{ connection: at.redis, prefix, name: at.id, concurrency: jobs },
    ...{ lockDuration: lostAfterMs, stalledInterval: lostAfterMs / 2 },
    ...{ maxStalledCount: mostDeaths - 1, drainDelay: 1 },
  });
  worker.on("lockRenewalFailed", (ids) => {
    for (const id of ids) if (worker.cancelJob(id, "lost")) say(`${id} went to another worker.`);
  });
  // A lost trial is told above, and a lost connection ends the look at the queue.
  worker.on("error", () => undefined);
  return worker;
}

function count(own: Own, spoiled: string | undefined, giveUp: (reason: QueueError) => void): void {
  own.spoiled = spoiled === undefined ? 0 : own.spoiled + 1;
  if (own.spoiled < mostSpoiled) return;
  giveUp(new QueueError(`${mostSpoiled} tasks in a row could not be run here: ${spoiled}`));
}

async function isOver(
  { redis, runId }: AtWork,
  queue: Queue,
  own: Own,
  { isWanted }: WorkOptions,
): Promise<boolean> {
  if (own.active > 0) return false;
  if (!(await isAnnounced(redis, runId))) return true;
  const { waiting, active } = await openJobs(queue);
  // Another worker's trial may come back, if that worker dies.
  if (waiting + active === 0) return true;
  return waiting === 0 && (await isWanted());
}
