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

type Seen = { readonly worker: string; readonly attempt: number };

export function watchJobs(onEvent: (event: RunEvent) => void, say: Say): JobWatch {
  const seen = new Map<string, Seen>();
  const deaths = new Map<string, number>();
  const countDeaths = ({ id = "", stalledCounter: now = 0 }: Job): void => {
    if (now > (deaths.get(id) ?? 0)) say(`${id}: its worker fell silent; another begins it anew.`);
    deaths.set(id, now);
  };
  const see = (id: string, trial: Trial, now: Seen): void => {
    const before = seen.get(id);
    seen.set(id, now);
    if (before === undefined) onEvent({ type: "begun", trial });
    if (before?.worker === now.worker && before.attempt === now.attempt) return;
    onEvent({ type: "step", trial, step: { type: "try", attempt: now.attempt } });
  };
  return {
    look(active, open) {
      for (const job of active) {
        const { id = "" } = job;
        countDeaths(job);
        const trial = open.get(id);
        const progress = progressSchema.safeParse(job.progress).data;
        if (trial !== undefined && progress !== undefined) see(id, trial, progress);
      }
    },
    ended(job, trial, row) {
      const { id = "" } = job;
      countDeaths(job);
      if (!seen.has(id)) onEvent({ type: "begun", trial });
      seen.delete(id);
      onEvent({ type: "ended", trial, row });
    },
  };
}
