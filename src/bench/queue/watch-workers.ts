import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { z } from "zod";
import type { Say } from "../open-harness.ts";
import { writeWhole } from "../open-run.ts";
import { type Identity, identitySchema, identityText } from "./identity.ts";
import { keys } from "./names.ts";

/** Who worked on a run, or refused to, and on what machines. */
export const workersFile = "workers.json";

export type WorkerWatch = { look(): Promise<void> };

/** Says who joins, and writes it down in the run's folder. */
export function watchWorkers(redis: Redis, runId: string, folder: string, say: Say): WorkerWatch {
  const file = join(folder, workersFile);
  const known = new Map(read(file).map((worker) => [worker.id, worker]));
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
    },
  };
}

function read(file: string): readonly Identity[] {
  return existsSync(file)
    ? z.array(identitySchema).parse(JSON.parse(readFileSync(file, "utf8")))
    : [];
}
