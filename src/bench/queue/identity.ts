import { hostname } from "node:os";
import { z } from "zod";
import { redactText } from "../../session/redact.ts";
import type { OpenRun } from "../open-run.ts";
import { type RunCard, runCardSchema } from "../run-card.ts";

const cardParts = runCardSchema.shape;

/** Who a worker is; it stands in the run's workers.json. */
export const identitySchema = z.strictObject({
  id: z.string(),
  hostname: z.string(),
  joined: z.iso.datetime(),
  /** Why it takes none of this run's tasks; all below is absent then. */
  refused: z.string().exactOptional(),
  /** Tasks at once. */
  jobs: z.number().int().min(1).exactOptional(),
  sandbox: z.string().exactOptional(),
  toolchains: z.record(z.string(), z.string()).exactOptional(),
  model: cardParts.model.exactOptional(),
  /** The model's server, as this worker reaches it. */
  address: z.string().exactOptional(),
  program: cardParts.program.exactOptional(),
  machine: cardParts.machine.exactOptional(),
});

export type Identity = z.infer<typeof identitySchema>;

const randomDigits = 6;

/** "lab-2-4711-a3f09c": two of one machine, and one that began anew, are told apart. */
export function newWorkerId(): string {
  return `${hostname()}-${process.pid}-${crypto.randomUUID().slice(0, randomDigits)}`;
}

export function refusal(id: string, refused: string): Identity {
  return { id, hostname: hostname(), joined: new Date().toISOString(), refused };
}

export function identityOf(
  id: string,
  jobs: number,
  { harness: { opened }, parts, toolchains }: OpenRun,
  { machine, program, model }: RunCard,
): Identity {
  return {
    ...{ id, hostname: hostname(), joined: new Date().toISOString(), jobs },
    ...{ sandbox: parts.sandbox, toolchains: { ...toolchains }, program, machine },
    ...(model === undefined ? {} : { model }),
    ...(opened?.address === undefined ? {} : { address: redactText(opened.address, []) }),
  };
}

/** "lab-2-4711-a3f09c: 2 tasks at once, python python3 3.13.1, model qwen3:8b at http://…" */
export function identityText({ id, refused, jobs = 1, ...told }: Identity): string {
  if (refused !== undefined) return `${id} takes nothing of this run. ${refused}`;
  const tasks = jobs === 1 ? "1 task at once" : `${jobs} tasks at once`;
  const tools = Object.values(told.toolchains ?? {}).filter((text) => text !== "");
  const model = told.model && `model ${told.model.name} at ${told.address ?? "its own"}`;
  return [`${id}: ${tasks}`, ...tools, `sandbox ${told.sandbox}`, ...(model ? [model] : [])].join(
    ", ",
  );
}
