import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { ResultsError } from "./results-file.ts";

const count = z.number().int().min(0);
const text = z.string();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const modelSchema = z.strictObject({
  /** As the server calls it, or the file's path. */
  name: text,
  runtime: text,
  /** The GGUF that was read, where it lies on this machine. */
  file: z.strictObject({ name: text, bytes: count, sha256 }).exactOptional(),
  /** What the server tells of its build and its file. */
  server: text.exactOptional(),
  /** "Q4_K_M", as far as a name tells it. */
  quant: text.exactOptional(),
  templateHash: sha256.exactOptional(),
  /** The window that was served, in tokens, and where that was read. */
  window: count,
  windowSource: text,
  slots: count.exactOptional(),
});

const protocolSchema = z.strictObject({
  tries: z.number().int().min(1),
  repeats: z.number().int().min(1),
  /** What of the tests the solver sees: nothing, or what failed, from the second try on. */
  tests: text,
  /** SHA-256 of the words in which tasks are given, prompts/bench.json. */
  words: text.exactOptional(),
  agentSeconds: z.number().min(0),
  testSeconds: z.number().min(0),
  sandbox: text,
  network: z.boolean(),
  jobs: z.number().int().min(1),
  /** Language → what its tests ran with: "python 3.12.1, pytest 8". */
  toolchains: z.record(text, text),
});

const machineSchema = z.strictObject({
  cpu: text,
  cores: count,
  memoryBytes: count,
  gpus: z.array(z.strictObject({ name: text, bytes: count.exactOptional() })),
  os: text,
  bun: text,
});

/** Everything a run depends on: run.json. Two runs with the same card should give the same rates. */
export const runCardSchema = z.strictObject({
  version: z.literal(1),
  name: text,
  started: z.iso.datetime(),
  harness: z.strictObject({ name: text, version: text }),
  /** "" for a harness without one. */
  agent: text,
  model: modelSchema.exactOptional(),
  /** As it was sent; null: the server's default. */
  sampling: z.record(text, z.union([z.number(), z.null()])),
  seed: z.number().int().nullable(),
  /** Threads of a model in this process; null where the server chooses. */
  threads: count.nullable(),
  /** The agent with all layers merged, keys masked. */
  fields: z.record(text, z.unknown()),
  /** What the model reads before the task: system text, tool list. */
  prompts: z.strictObject({ system: sha256, tools: sha256 }).exactOptional(),
  dataset: z.strictObject({
    name: text,
    commit: text.exactOptional(),
    hash: sha256,
    exercises: count,
  }),
  protocol: protocolSchema,
  program: z.strictObject({ version: text, commit: text.exactOptional(), changed: z.boolean() }),
  machine: machineSchema,
  /** Of a run that stops as soon as all is known: the rule, its error rate, and what came of it. */
  stopping: z
    .strictObject({
      rule: z.enum(["paired", "precision"]),
      error: z.number(),
      tasks: count,
      done: count,
      said: text,
    })
    .exactOptional(),
  /** The command line, keys masked. */
  flags: z.array(text),
});

export type RunCard = z.infer<typeof runCardSchema>;
export type ModelCard = z.infer<typeof modelSchema>;
export type Protocol = z.infer<typeof protocolSchema>;
export type Machine = z.infer<typeof machineSchema>;

/** The card of a run; undefined where there is none. Throws ResultsError. */
export function readRunCard(path: string): RunCard | undefined {
  if (!existsSync(path)) return undefined;
  return parseRunCard(readFileSync(path, "utf8"), path);
}

export function parseRunCard(written: string, path: string): RunCard {
  const parsed = runCardSchema.safeParse(asJson(written));
  if (parsed.success) return parsed.data;
  const { path: field = [], message = "" } = parsed.error.issues[0] ?? {};
  const fix = "A newer version of localcode may have written it.";
  throw new ResultsError(`${path} is no run card: ${field.join(".")}: ${message}. ${fix}`);
}

function asJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    // The schema then says that it is no object.
    return undefined;
  }
}
