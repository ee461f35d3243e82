import { z } from "zod";
import { rowSchema } from "../results.ts";

/** What a worker is given: the plan says everything else. */
export const jobSchema = z.strictObject({
  /** "python/space-age" */
  key: z.string(),
  repeat: z.number().int().min(1),
});

export type JobData = z.infer<typeof jobSchema>;

/** How far a trial is, for whoever watches the run. */
export const progressSchema = z.strictObject({
  worker: z.string(),
  attempt: z.number().int().min(1),
});

export type JobProgress = z.infer<typeof progressSchema>;

/** What a worker gives back. */
export const resultSchema = z.strictObject({
  row: rowSchema,
  worker: z.string(),
  /** Names the pieces of the trial's files. */
  upload: z.string(),
  /** Files that did not come along, the first of them by name. */
  leftOut: z.array(z.string()),
});

export type JobResult = z.infer<typeof resultSchema>;

/** How many workers' machines may spoil a trial, each with its own retries, before it is given up. */
export const machinesTried = 3;
/** How many workers may die over one trial. */
export const mostDeaths = 4;
export const retryWaitMs = 1_000;
