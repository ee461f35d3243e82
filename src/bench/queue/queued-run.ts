import { join } from "node:path";
import type { Queue, Worker } from "bullmq";
import { pause } from "../../lib/pause.ts";
import type { Say } from "../open-harness.ts";
import type { OpenRun } from "../open-run.ts";
import { type Row, resultOf } from "../results.ts";
import { readRunCard } from "../run-card.ts";
import { type RunFolder, runFiles } from "../run-folder.ts";
import type { RunPlace } from "../run-place.ts";
import { type RunEvent, RunStopped } from "../runner.ts";
import type { Trial } from "../trial-parts.ts";
import { announce, isAnnounced, withdraw } from "./announcement.ts";
import { type Collecting, collect } from "./collect.ts";
import type { Connection } from "./connect-queue.ts";
import { jobIdOf, keys, lookKeys, prefix, queueName, runIdOf } from "./names.ts";
import { openQueue } from "./open-jobs.ts";
import { QueueError } from "./queue-error.ts";
import { type JobData, machinesTried, mostDeaths, retryWaitMs } from "./trial-job.ts";
import { watchJobs } from "./watch-jobs.ts";
import { watchWorkers } from "./watch-workers.ts";

export type QueueOptions = {
  readonly version: string;
  readonly folder: RunFolder;
  readonly lostAfterMs: number;
  readonly onEvent: (event: RunEvent) => void;
  readonly say: Say;
  readonly onJobs: (jobs: number) => void;
};

const lookMs = 300;
const collectedAtOnce = 20;
/** Trials in a row that infrastructure spoiled for good before the run stops. */
const mostSpoiled = 3;

/** A run whose trials are done by workers; what it does throws QueueError where Redis is gone. */
export async function openQueuedRun(
  connection: Connection,
  opened: OpenRun,
  options: QueueOptions,
): Promise<RunPlace> {
  // The model is known now, and its memory is for a worker that may run on this machine too.
  await opened.harness[Symbol.asyncDispose]();
  const runId = runIdOf(opened.plan);
  const queue = await openQueue(connection, runId);
  const checker = await stalledChecker(connection, runId, options.lostAfterMs);
  const parts: Parts = { connection, queue, checker, runId, opened, options };
  const tried = async (act: () => Promise<void>): Promise<void> => {
    try {
      await act();
    } catch (error) {
      throw connection.failure(error);
    }
  };
  return {
    run: (trials, signal) => tried(() => runQueued(trials, parts, signal)),
    finish: () => tried(() => remove(parts)),
    async [Symbol.asyncDispose]() {
      await Promise.allSettled([checker.close(true), queue.close()]);
    },
  };
}

type Parts = {
  readonly connection: Connection;
  readonly queue: Queue;
  readonly checker: Worker;
  readonly runId: string;
  readonly opened: OpenRun;
  readonly options: QueueOptions;
};

/** Takes no job: it finds those whose workers fell silent, also while no other worker is there. */
async function stalledChecker(
  { redis }: Connection,
  runId: string,
  lostAfterMs: number,
): Promise<Worker> {
  const { Worker } = await import("bullmq");
  const worker = new Worker(queueName(runId), null, {
    ...{ connection: redis, prefix, autorun: false },
    ...{ stalledInterval: lostAfterMs / 2, maxStalledCount: mostDeaths - 1 },
  });
  worker.on("error", () => undefined);
  await worker.startStalledCheckTimer();
  return worker;
}

async function runQueued(
  trials: readonly Trial[],
  parts: Parts,
  signal: AbortSignal,
): Promise<void> {
  const { queue, opened, connection, runId, options } = parts;
  const { redis } = connection;
  const { folder, say, onJobs } = options;
  const { subject } = opened.harness;
  const open = new Map(
    trials.filter((trial) => !folder.isDone(trial)).map((one) => [jobIdOf(one, subject), one]),
  );
  const { shown } = connection.address;
  say(`Tasks wait for workers: localcode bench worker --queue ${shown}`);
  const workers = watchWorkers({ redis, queue, runId, folder: opened.path, say, onJobs });
  const look = collector({ redis, queue, runId, folder, subject, say }, open, options);
  try {
    await enqueue(open, parts);
    while (open.size > 0) {
      signal.throwIfAborted();
      await workers.look();
      if ((await look()) > 0) continue;
      if (!(await isAnnounced(redis, runId))) await enqueue(open, parts);
      await pause(lookMs, signal);
    }
  } catch (error) {
    // Nobody waits for results now; what ends on a worker is kept for whoever goes on.
    if (redis.status === "ready") await queue.pause();
    throw error;
  }
}

/** Jobs that are there already stay as they are: waiting, under way, or finished and not collected. */
async function enqueue(
  open: ReadonlyMap<string, Trial>,
  { queue, connection, runId, opened, options }: Parts,
): Promise<void> {
  const settings = {
    ...{ attempts: machinesTried, backoff: { type: "fixed", delay: retryWaitMs } },
    ...{ removeOnComplete: false, removeOnFail: false },
  };
  await queue.addBulk(
    [...open].map(([jobId, { exercise, repeat }]) => {
      const data: JobData = { key: exercise.key, repeat };
      return { name: "trial", data, opts: { jobId, ...settings } };
    }),
  );
  await queue.resume();
  const card = readRunCard(join(opened.path, runFiles.card));
  if (card === undefined) throw new QueueError(`${opened.path} has no ${runFiles.card}.`);
  await announce(connection.redis, runId, {
    program: options.version,
    announced: new Date().toISOString(),
    plan: opened.plan,
    card,
    subject: opened.harness.subject,
    absent: Object.fromEntries(opened.parts.absent ?? []),
    lostAfterMs: options.lostAfterMs,
  });
}

/** Brings what is finished into the run's folder and takes it out of `open`; tells how much that was. */
function collector(
  at: Collecting,
  open: Map<string, Trial>,
  { onEvent, say }: QueueOptions,
): () => Promise<number> {
  const jobs = watchJobs(onEvent, say);
  let spoiled = 0;
  return async () => {
    jobs.look(await at.queue.getJobs(["active"]), open);
    const finished = await at.queue.getJobs(["completed", "failed"], 0, collectedAtOnce - 1, true);
    for (const job of finished) {
      const trial = open.get(job.id ?? "");
      const row = await collect(job, trial, at);
      if (trial === undefined || row === undefined) continue;
      open.delete(job.id ?? "");
      jobs.ended(job, trial, row);
      spoiled = resultOf(row) === "infrastructure" ? spoiled + 1 : 0;
      if (spoiled >= mostSpoiled) throw new RunStopped(whyStopped(row));
    }
    return finished.length;
  };
}

function whyStopped({ infrastructure }: Row): string {
  return `${mostSpoiled} tasks in a row could not be run: ${infrastructure?.detail ?? ""}`;
}

/** What a worker still has under way then is nobody's: its trial is done. */
async function remove({ connection: { redis }, queue, checker, runId }: Parts): Promise<void> {
  await checker.close();
  await withdraw(redis, runId);
  await queue.obliterate({ force: true });
  await redis.del(keys.workers(runId), ...lookKeys(runId));
  for await (const found of redis.scanStream({ match: keys.files(runId, "*") })) {
    if (found.length > 0) await redis.del(...found);
  }
}
