import { type Plan, planSchema, runFolderName } from "../plan.ts";
import type { Subject, Trial } from "../trial-parts.ts";

/** What all keys of ours in Redis begin with. */
export const prefix = "localcode";

const hashDigits = 8;

/** A run of the same plan has the same name, also when it goes on after a kill. */
export function runIdOf(plan: Plan): string {
  // A plan that was read from its file has its fields in the schema's order.
  const text = JSON.stringify(planSchema.parse(plan));
  const hash = new Bun.CryptoHasher("sha256").update(text).digest("hex");
  return `${runFolderName(plan.started, plan.name)}-${hash.slice(0, hashDigits)}`;
}

/** The name of the run's own queue. */
export function queueName(runId: string): string {
  return `bench-${runId}`;
}

/** What BullMQ writes anew when it looks at a queue that has been removed. */
export function lookKeys(runId: string): readonly string[] {
  return ["meta", "stalled-check"].map((name) => `${prefix}:${queueName(runId)}:${name}`);
}

/** Our own keys beside those of the queue. */
export const keys = {
  /** Run → what it is to do. */
  runs: `${prefix}:bench:runs`,
  /** Worker → who it is. */
  workers: (runId: string) => `${prefix}:bench:${runId}:workers`,
  /** The pieces of a finished trial's files. */
  files: (runId: string, upload: string) => `${prefix}:bench:${runId}:files:${upload}`,
} as const;

/** Names a trial within its run: two jobs of one name are never in a queue. BullMQ allows no colon. */
export function jobIdOf({ exercise, repeat }: Trial, { harness, agent }: Subject): string {
  return `${exercise.key}/${repeat}/${agent || harness}`.replaceAll(":", "_");
}
