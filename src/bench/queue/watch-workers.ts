import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { z } from "zod";
import type { Say } from "../open-harness.ts";
import { writeWhole } from "../open-run.ts";
import { type Identity, identitySchema, identityText } from "./identity.ts";
import { keys } from "./names.ts";

/** Who worked on a run, or refused to, and on what machines. */
export const workersFile = "workers.json";

export type WorkerWatch = { look(): Promise<void> };

export type Watched = {
  readonly redis: Redis;
  readonly queue: Queue;
  readonly runId: string;
  readonly folder: string;
  readonly say: Say;
  readonly onJobs: (jobs: number) => void;
};

/** Says who joins, writes it down in the run's folder, and counts what those that are there do at once. */
export function watchWorkers(watched: Watched): WorkerWatch {
  const { redis, queue, runId, folder, say, onJobs } = watched;
  const file = join(folder, workersFile);
  const known = new Map(read(file).map((worker) => [worker.id, worker]));
  let before = 0;
  return {
    async look() {
      const told = await redis.hgetall(keys.workers(runId));
      const fresh = Object.entries(told).filter(([id]) => !known.has(id));
      for (const [, text] of fresh) {
        const identity = identitySchema.parse(JSON.parse(text));
        known.set(identity.id, identity);
        say(identityText(identity));
      }
      if (fresh.length > 0) writeWhole(file, `${JSON.stringify([...known.values()], null, 2)}\n`);
      const jobs = jobsOf(known, (await queue.getWorkers()).map(idOf));
      if (jobs !== before) onJobs(jobs);
      before = jobs;
    },
  };
}

/** BullMQ names a worker's connection after its queue and the worker. */
function idOf({ rawname }: Readonly<Record<string, string>>): string | undefined {
  return rawname?.slice(rawname.lastIndexOf(":w:") + ":w:".length);
}

/** A Redis that does not tell who is connected leaves only those that once came. */
function jobsOf(
  known: ReadonlyMap<string, Identity>,
  connected: readonly (string | undefined)[],
): number {
  const isTold = connected.every((id) => id !== undefined);
  const there = [...known.values()].filter(({ id }) => !isTold || connected.includes(id));
  return there.reduce((sum, { jobs = 0 }) => sum + jobs, 0);
}

function read(file: string): readonly Identity[] {
  return existsSync(file)
    ? z.array(identitySchema).parse(JSON.parse(readFileSync(file, "utf8")))
    : [];
}
