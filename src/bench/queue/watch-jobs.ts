import type { Job } from "bullmq";
import type { Say } from "../open-harness.ts";
import type { Row } from "../results.ts";
import type { RunEvent } from "../runner.ts";
import type { Trial } from "../trial-parts.ts";
import { progressSchema } from "./trial-job.ts";

/** Makes a run's events of what its jobs look like from time to time. */
export type JobWatch = {
  look(active: readonly Job[], open: ReadonlyMap<string, Trial>): void;
  ended(job: Job, trial: Trial, row: Row): void;
};

type Seen = { readonly worker: string; readonly attempt: number; readonly deaths: number };

export function watchJobs(onEvent: (event: RunEvent) => void, say: Say): JobWatch {
  const seen = new Map<string, Seen>();
  const see = (id: string, trial: Trial, now: Seen): void => {
    const before = seen.get(id);
    seen.set(id, now);
    if (before === undefined) onEvent({ type: "begun", trial });
    if (before !== undefined && now.deaths > before.deaths)
      say(`${id}: its worker ${before.worker} fell silent; another one begins it anew.`);
    if (before?.worker === now.worker && before.attempt === now.attempt) return;
    onEvent({ type: "step", trial, step: { type: "try", attempt: now.attempt } });
  };
  return {
    look(active, open) {
      for (const job of active) {
        const { id = "", stalledCounter: deaths = 0 } = job;
        const trial = open.get(id);
        const progress = progressSchema.safeParse(job.progress).data;
        if (trial !== undefined && progress !== undefined) see(id, trial, { ...progress, deaths });
      }
    },
    ended({ id = "" }, trial, row) {
      if (!seen.has(id)) onEvent({ type: "begun", trial });
      seen.delete(id);
      onEvent({ type: "ended", trial, row });
    },
  };
}
