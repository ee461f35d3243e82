import { z } from "zod";
import { endReasons } from "../core/event.ts";

const count = z.number().int().min(0);
const amount = z.number().min(0);
const share = z.number().min(0).max(1);

/** How far a try got; each rung stands on the ones before it. */
export const rungs = ["nothing", "called", "edited", "compiled", "partly", "passed"] as const;

export type Rung = (typeof rungs)[number];

/** Why a trial says nothing about the model: it is tried again and stands in no rate. */
export const infrastructureKinds = [
  "server",
  "sandbox",
  "disk",
  "harness",
  "grader",
  "killed",
] as const;

export type InfrastructureKind = (typeof infrastructureKinds)[number];

/** A path below the run's own folder, so that a run can be moved and sent. */
const inside = z
  .string()
  .refine((path) => path !== "" && !path.startsWith("/") && !path.split(/[\\/]/).includes(".."), {
    message: "is not a path below the run's folder",
  });

const testedSchema = z.strictObject({
  compiled: z.boolean(),
  timedOut: z.boolean(),
  /** Absent where the runner's report could not be read. */
  total: count.exactOptional(),
  failed: count.exactOptional(),
});

const trySchema = z.strictObject({
  passed: z.boolean(),
  /** The agent's and the tests' time together. */
  seconds: amount,
  tested: testedSchema,
  score: share,
  reached: z.enum(rungs),
  end: z.enum(endReasons),
  calls: count,
  errors: count,
});

const tokensSchema = z.strictObject({ in: count, cached: count, out: count });

/** Tokens and the time they took; `estimated`: the server told no times, so the reply's own were taken. */
const speedSchema = z.strictObject({
  prefillTokens: count,
  prefillMs: amount,
  decodeTokens: count,
  decodeMs: amount,
  estimated: z.boolean(),
});

const toolSchema = z.strictObject({ calls: count, errors: count });

/** One trial: one exercise, solved or not by one subject, once. A line of results.jsonl. */
export const rowSchema = z.strictObject({
  version: z.literal(1),
  /** "python/space-age" */
  key: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  /** From 1. */
  repeat: z.number().int().min(1),
  harness: z.string(),
  agent: z.string(),
  model: z.string(),
  seed: z.number().int().exactOptional(),
  /** How often infrastructure made it begin anew, from 1. */
  attempt: z.number().int().min(1),
  tries: z.array(trySchema),
  /** The try that passed, from 1; 0 where none did. */
  passedAt: count,
  seconds: amount,
  /** CPU time of the agent and the tests, where the sandbox tells it. */
  cpuSeconds: amount.exactOptional(),
  tokens: tokensSchema,
  speed: speedSchema,
  turns: count,
  calls: count,
  tools: z.record(z.string(), toolSchema),
  /** Failed calls by what was wrong with them, for example "edit.not_found". */
  errors: z.record(z.string(), count),
  salvages: count,
  nudges: count,
  /** How often each mechanism of the harness acted; absent in rows from before it was counted. */
  mechanisms: z.record(z.string(), count).exactOptional(),
  /** Of the best try. */
  score: share,
  reached: z.enum(rungs),
  end: z.enum(endReasons),
  /** What the end says, bounded. */
  detail: z.string(),
  infrastructure: z
    .strictObject({ kind: z.enum(infrastructureKinds), detail: z.string() })
    .exactOptional(),
  skipped: z.strictObject({ why: z.string() }).exactOptional(),
  /** The agent's flow; "" where it has none. */
  flow: z.string(),
  /** What was called in which order, one list a try, one text a reply: "read[a.js] * read[b.js]". */
  steps: z.array(z.array(z.string())),
  /** The session file, and the trial's own folder as it was left. */
  log: inside.exactOptional(),
  workspace: inside.exactOptional(),
  /** A unified diff of the workspace against the stubs. */
  diff: inside.exactOptional(),
  started: z.iso.datetime(),
  ended: z.iso.datetime(),
});

export type Row = z.infer<typeof rowSchema>;
export type TryRow = z.infer<typeof trySchema>;
export type TestedRow = z.infer<typeof testedSchema>;
export type Tokens = z.infer<typeof tokensSchema>;
export type Speed = z.infer<typeof speedSchema>;

export type Result = "passed" | "failed" | "skipped" | "infrastructure";

/** Skipped and infrastructure say nothing of the model and stand in no rate. */
export function resultOf(row: Row): Result {
  if (row.skipped !== undefined) return "skipped";
  if (row.infrastructure !== undefined) return "infrastructure";
  return row.passedAt > 0 ? "passed" : "failed";
}

/** Whether the row says how good the subject is. */
export function isCounted(row: Row): boolean {
  const result = resultOf(row);
  return result === "passed" || result === "failed";
}

export function languageOf({ key }: Pick<Row, "key">): string {
  return key.slice(0, key.indexOf("/"));
}

type TrialName = Pick<Row, "key" | "repeat" | "harness" | "agent" | "model">;

/** Who was measured: rows of one subject belong in one rate. */
export function subjectOf({ harness, agent, model }: Omit<TrialName, "key" | "repeat">): string {
  return [harness, agent, model].filter((part) => part !== "").join(" · ");
}

/** Names a trial: two rows of the same name are the same trial, done twice. */
export function trialOf(row: TrialName): string {
  return JSON.stringify([row.harness, row.agent, row.model, row.key, row.repeat]);
}

/**
 * One row a trial, in the order of their first rows: the newest that infrastructure did not spoil,
 * else the newest. So a trial that was retried or graded again counts once.
 */
export function newestRows(rows: readonly Row[]): readonly Row[] {
  const kept = new Map<string, Row>();
  for (const row of rows) {
    const name = trialOf(row);
    const before = kept.get(name);
    const spoiled = row.infrastructure !== undefined && before?.infrastructure === undefined;
    if (before === undefined || !spoiled) kept.set(name, row);
  }
  return [...kept.values()];
}
