import type { Queue } from "bullmq";
import type { Connection } from "./connect-queue.ts";
import { prefix, queueName } from "./names.ts";

/** The run's queue in Redis; closing it leaves the connection open. */
export async function openQueue({ redis }: Connection, runId: string): Promise<Queue> {
  const { Queue } = await import("bullmq");
  // To open a queue must write nothing: it may be one that has just been removed.
  const options = { connection: redis, prefix, skipMetasUpdate: true };
  const queue = new Queue(queueName(runId), options);
  // Whoever sends a command is told of what goes wrong with it.
  queue.on("error", () => undefined);
  return queue;
}

export type OpenJobs = {
  /** Those that a worker could take; none while the run is interrupted. */
  readonly waiting: number;
  readonly active: number;
};

export async function openJobs(queue: Queue): Promise<OpenJobs> {
  const counts = await queue.getJobCounts("wait", "delayed", "active");
  const paused = await queue.isPaused();
  const { wait = 0, delayed = 0, active = 0 } = counts;
  return { waiting: paused ? 0 : wait + delayed, active };
}
