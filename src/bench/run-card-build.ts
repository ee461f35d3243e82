import { existsSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import type { AgentFile } from "../app/agent-file.ts";
import type { OpenedModel } from "../app/open-model.ts";
import type { ToolSchema } from "../core/model.ts";
import { runCommand } from "../lib/process.ts";
import { findGpus } from "../runtimes/gpus.ts";
import { redactValue } from "../session/redact.ts";
import type { Machine, ModelCard, Protocol, RunCard } from "./run-card.ts";
import { fileIdentity, sha256Of } from "./run-card-file.ts";

/** What whoever starts a run knows; everything else is looked up. */
export type CardFacts = {
  readonly name: string;
  readonly started: string;
  readonly harness: RunCard["harness"];
  readonly agent: string;
  /** Absent where no model is asked. */
  readonly opened?: OpenedModel;
  readonly fields: AgentFile;
  /** The system text and the tools, as the model is given them. */
  readonly system?: string;
  readonly tools?: readonly ToolSchema[];
  readonly dataset: RunCard["dataset"];
  readonly protocol: Protocol;
  readonly version: string;
  /** The folder of localcode itself, for its commit. */
  readonly packageFolder: string;
  readonly flags: readonly string[];
};

/** The card of a run that begins now. `hashCache` keeps the hashes of model files. */
export async function buildRunCard(
  facts: CardFacts,
  hashCache: string,
  signal: AbortSignal,
): Promise<RunCard> {
  const { fields, opened, system, tools } = facts;
  const model = opened && (await modelCard(opened, hashCache, signal));
  return {
    version: 1,
    name: facts.name,
    started: facts.started,
    harness: facts.harness,
    agent: facts.agent,
    ...(model === undefined ? {} : { model }),
    sampling: samplingOf(fields),
    seed: fields.seed ?? null,
    threads: fields.n_threads ?? null,
    // Keys of providers are in the merged fields; a card is made to be shown.
    fields: redactValue(fields, []) as Record<string, unknown>,
    ...(system === undefined
      ? {}
      : { prompts: { system: sha256Of(system), tools: sha256Of(JSON.stringify(tools ?? [])) } }),
    dataset: facts.dataset,
    protocol: facts.protocol,
    program: await programAt(facts.packageFolder, facts.version, signal),
    machine: machineHere(),
    flags: redactValue([...facts.flags], []) as string[],
  };
}

const samplingFields = [
  "temperature",
  "top_p",
  "top_k",
  "min_p",
  "presence_penalty",
  "frequency_penalty",
  "repeat_penalty",
  "max_tokens",
] as const;

function samplingOf(fields: AgentFile): RunCard["sampling"] {
  return Object.fromEntries(samplingFields.map((name) => [name, fields[name] ?? null]));
}

async function modelCard(
  opened: OpenedModel,
  hashCache: string,
  signal: AbortSignal,
): Promise<ModelCard> {
  const { modelName, runtime, identity, template, model, windowSource, slots } = opened;
  const path = ggufIn(modelName) ?? ggufIn(identity ?? "");
  const quant = quantOf(modelName) ?? quantOf(identity ?? "");
  return {
    name: modelName,
    runtime,
    ...(path === undefined ? {} : { file: await fileIdentity(path, hashCache, signal) }),
    ...(identity === undefined ? {} : { server: identity }),
    ...(quant === undefined ? {} : { quant }),
    ...(template === undefined ? {} : { templateHash: sha256Of(template) }),
    window: model.contextTokens,
    windowSource,
    ...(slots === undefined || !Number.isFinite(slots) ? {} : { slots }),
  };
}

/** A server on this machine names its file; one elsewhere names one that is not here. */
function ggufIn(text: string): string | undefined {
  const path = /\/.*\.gguf/i.exec(text)?.[0];
  return path !== undefined && existsSync(path) ? path : undefined;
}

/** "Q4_K_M" of "qwen3-8b-Q4_K_M.gguf", "IQ2_XS", "F16", "MXFP4"; undefined where the name has none. */
export function quantOf(name: string): string | undefined {
  const found = /(?:^|[-._:\s])(I?Q\d(?:_[A-Z\d]+)*|[BF]F?16|F32|MXFP4|TQ\d_\d)(?=$|[-._:\s])/i;
  return found.exec(name)?.[1]?.toUpperCase();
}

const gitLimitMs = 5_000;

async function programAt(
  cwd: string,
  version: string,
  signal: AbortSignal,
): Promise<RunCard["program"]> {
  if (!existsSync(join(cwd, ".git"))) return { version, changed: false };
  const limits = { cwd, timeoutMs: gitLimitMs, maxChars: 1_000, signal };
  const head = await runCommand(["git", "rev-parse", "HEAD"], limits);
  const state = await runCommand(["git", "status", "--porcelain", "-uno"], limits);
  return {
    version,
    ...(head.exitCode === 0 ? { commit: head.output.trim() } : {}),
    changed: state.exitCode === 0 && state.output.trim() !== "",
  };
}

function machineHere(): Machine {
  const gpus = findGpus().map(({ name, totalBytes }) => ({
    name,
    ...(totalBytes === undefined ? {} : { bytes: totalBytes }),
  }));
  return {
    cpu: cpus()[0]?.model.trim() ?? process.arch,
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    gpus,
    os: `${type()} ${release()} ${process.arch}`,
    bun: Bun.version,
  };
}
