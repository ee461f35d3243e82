import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { trafficName } from "./harnesses/self.ts";
import { firstLine, type OpenRun, writeWhole } from "./open-run.ts";
import { type RunCard, readRunCard } from "./run-card.ts";
import { buildRunCard } from "./run-card-build.ts";
import { sha256Of } from "./run-card-file.ts";
import { runFiles, trialFolders } from "./run-folder.ts";
import { trialFiles } from "./trial-files.ts";

/** Writes what the run depends on, once: a run that goes on keeps the card it began with. */
export async function writeCard(
  { plan, path, config, dataset, harness, parts, toolchains }: OpenRun,
  { version, jobs }: { readonly version: string; readonly jobs: number },
  signal: AbortSignal,
): Promise<void> {
  const file = join(path, runFiles.card);
  if (existsSync(file)) return;
  const { opened, kind } = harness;
  const facts = {
    ...{ name: plan.name, started: plan.started, agent: plan.agent, version },
    harness: { name: kind.name, version: kind.name === "self" ? version : "" },
    ...(opened === undefined ? {} : { opened }),
    fields: kind.name === "self" ? config.fields : {},
    dataset: { name: dataset.name, ...(await dataset.identity()) },
    protocol: {
      ...{ tries: plan.tries, repeats: plan.repeats, tests: plan.tests, toolchains, jobs },
      ...{ agentSeconds: plan.trySeconds, testSeconds: plan.testSeconds },
      words: sha256Of(JSON.stringify([parts.words.task, parts.words.again])),
      ...{ sandbox: parts.sandbox, network: kind.needs?.network ?? false },
    },
    packageFolder: config.folders.package,
    flags: plan.flags,
  };
  const card = await buildRunCard(facts, join(config.folders.cache, "model-hashes.json"), signal);
  writeWhole(file, `${JSON.stringify(card, null, 2)}\n`);
}

export function cardOf(path: string): RunCard | undefined {
  return readRunCard(join(path, runFiles.card));
}

/** Adds how a run that stops early came to its end. */
export function writeStopping(path: string, stopping: NonNullable<RunCard["stopping"]>): void {
  const card = cardOf(path);
  if (card === undefined) return;
  writeWhole(join(path, runFiles.card), `${JSON.stringify({ ...card, stopping }, null, 2)}\n`);
}

const firstExchange = z.object({ system: z.string(), tools: z.array(z.unknown()) });

/**
 * Adds what the model was given before the task, as soon as a trial has recorded it, and how many trials
 * the workers did at once.
 */
export function completeCard(path: string, jobs = 0): void {
  const card = cardOf(path);
  if (card === undefined) return;
  const protocol = { ...card.protocol, jobs: Math.max(jobs, card.protocol.jobs) };
  const prompts = card.prompts ?? promptsIn(path);
  const complete: RunCard = { ...card, protocol, ...(prompts && { prompts }) };
  writeWhole(join(path, runFiles.card), `${JSON.stringify(complete, null, 2)}\n`);
}

function promptsIn(path: string): RunCard["prompts"] {
  const traffic = trialFolders(path)
    .map((folder) => join(folder, trialFiles.logs, trafficName))
    .find((one) => existsSync(one));
  const line = traffic === undefined ? undefined : firstLine(traffic);
  if (line === undefined || line === "") return undefined;
  const { system, tools } = firstExchange.parse(JSON.parse(line));
  return { system: sha256Of(system), tools: sha256Of(JSON.stringify(tools)) };
}
