import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Job, Queue } from "bullmq";
import type { Redis } from "ioredis";
import { toJsonLine } from "../../lib/jsonl.ts";
import type { Say } from "../open-harness.ts";
import { type Row, trialOf } from "../results.ts";
import { rowOf } from "../results-row.ts";
import type { RunFolder } from "../run-folder.ts";
import { trialFiles } from "../trial-files.ts";
import type { Subject, Trial } from "../trial-parts.ts";
import { keys } from "./names.ts";
import { QueueError } from "./queue-error.ts";
import { type JobResult, resultSchema } from "./trial-job.ts";
import { downloadFolder } from "./trial-upload.ts";

/** Where finished jobs become rows and folders. */
export type Collecting = {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly runId: string;
  readonly folder: RunFolder;
  readonly subject: Subject;
  readonly say: Say;
};

/** What lies in a trial's folder beside what a local run leaves there. */
export const workerFile = "worker.json";

/**
 * Brings a finished job's row and files into the run's folder, then takes it out of Redis: a kill in
 * between leaves it there, and the next look finds that it is done. Undefined for a trial that nobody
 * waits for. Throws QueueError.
 */
export async function collect(
  job: Job,
  trial: Trial | undefined,
  at: Collecting,
): Promise<Row | undefined> {
  // A job that failed for good has nothing to return.
  const result = job.returnvalue ? resultFrom(job) : undefined;
  const row = trial && (await kept(job, trial, result, at));
  if (result !== undefined) await at.redis.del(keys.files(at.runId, result.upload));
  await job.remove();
  return row;
}

async function kept(
  job: Job,
  trial: Trial,
  result: JobResult | undefined,
  at: Collecting,
): Promise<Row> {
  const { path } = at.folder.folderOf(trial);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  const row = result?.row ?? givenUp(job, trial, at.subject);
  if (trialOf(row) !== trialOf({ ...at.subject, key: trial.exercise.key, repeat: trial.repeat }))
    throw new QueueError(`${result?.worker} sent the row of another trial for ${job.id}.`);
  if (result !== undefined) await bring(result, path, job, at);
  writeFileSync(join(path, trialFiles.row), toJsonLine(row));
  at.folder.keep(trial, row);
  return row;
}

async function bring(
  { upload, worker, leftOut }: JobResult,
  path: string,
  job: Job,
  { redis, runId, say }: Collecting,
): Promise<void> {
  const isHere = await downloadFolder(redis, keys.files(runId, upload), path);
  if (!isHere) say(`${job.id}: its files are in Redis no more; only its row is kept.`);
  if (leftOut.length > 0) say(`${job.id}: left on ${worker}: ${leftOut.join(", ")}.`);
  const told = { worker, leftOut, complete: isHere && leftOut.length === 0 };
  writeFileSync(join(path, workerFile), `${JSON.stringify(told, null, 2)}\n`);
}

function resultFrom({ id, returnvalue }: Job): JobResult {
  const read = resultSchema.safeParse(returnvalue);
  if (read.success) return read.data;
  const { path = [], message = "" } = read.error.issues[0] ?? {};
  throw new QueueError(`What came back for ${id} is no result: ${path.join(".")}: ${message}.`);
}

/** Workers died over it, or every machine that tried it failed. */
function givenUp(job: Job, { exercise, repeat }: Trial, subject: Subject): Row {
  const { failedReason: why = "" } = job;
  const kind = /stalled/.test(why) ? "killed" : "harness";
  const detail = kind === "killed" ? "Every worker that took it died or fell silent." : why;
  const [started, ended] = [job.processedOn, job.finishedOn].map((ms) =>
    new Date(ms ?? Date.now()).toISOString(),
  );
  const facts = { key: exercise.key, repeat, ...subject, attempt: Math.max(1, job.attemptsMade) };
  const times = { started: started ?? "", ended: ended ?? "" };
  return rowOf({ ...facts, ...times, infrastructure: { kind, detail } }, []);
}
