import type { Redis } from "ioredis";
import { z } from "zod";
import { planSchema } from "../plan.ts";
import { runCardSchema } from "../run-card.ts";
import { keys } from "./names.ts";

const envelopeSchema = z.object({
  /** The version of localcode that began the run; another one may write all else otherwise. */
  program: z.string(),
  announced: z.iso.datetime(),
});

const announcementSchema = z.strictObject({
  ...envelopeSchema.shape,
  plan: planSchema,
  card: runCardSchema,
  subject: z.strictObject({
    harness: z.string(),
    agent: z.string(),
    model: z.string(),
    flow: z.string(),
    seed: z.number().int().exactOptional(),
  }),
  /** Languages that the run cannot try, and why. */
  absent: z.record(z.string(), z.string()),
  /** A worker that is silent for so long has lost its trials. */
  lostAfterMs: z.number().int().positive(),
});

/** What a run tells its workers. */
export type Announcement = z.infer<typeof announcementSchema>;

/** A run as workers find it; `told` is absent where another version wrote it. */
export type Announced = z.infer<typeof envelopeSchema> & {
  readonly runId: string;
  readonly told?: Announcement;
};

export async function announce(redis: Redis, runId: string, told: Announcement): Promise<void> {
  await redis.hset(keys.runs, runId, JSON.stringify(told));
}

export async function isAnnounced(redis: Redis, runId: string): Promise<boolean> {
  return (await redis.hexists(keys.runs, runId)) === 1;
}

export async function withdraw(redis: Redis, runId: string): Promise<void> {
  await redis.hdel(keys.runs, runId);
}

/** Every run that waits for workers, the oldest first. */
export async function announcedRuns(redis: Redis): Promise<readonly Announced[]> {
  const texts = await redis.hgetall(keys.runs);
  const runs = Object.entries(texts).flatMap(([runId, text]) => announcedFrom(runId, text) ?? []);
  return runs.sort((one, other) => (one.announced < other.announced ? -1 : 1));
}

/** Undefined for what is not ours. */
function announcedFrom(runId: string, text: string): Announced | undefined {
  const value = asJson(text);
  const envelope = envelopeSchema.safeParse(value).data;
  const told = announcementSchema.safeParse(value).data;
  return envelope && { runId, ...envelope, ...(told && { told }) };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The schema then says that it is no run.
    return undefined;
  }
}
