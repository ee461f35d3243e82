import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Config, loadConfig } from "../app/config.ts";
import { ConfigError } from "../app/config-error.ts";
import type { Env } from "../app/folders.ts";
import type { SandboxKind } from "../sandbox/index.ts";
import { type Dataset, openDataset } from "./dataset.ts";
import { languageOf } from "./languages/index.ts";
import { type OpenedHarness, openHarness, type Say } from "./open-harness.ts";
import type { Plan } from "./plan.ts";
import { loadBenchWords } from "./prompt.ts";
import { resolvedSandbox } from "./sandbox-kind.ts";
import { lackOf, toolchains } from "./toolchains.ts";
import type { Trial, TrialParts } from "./trial-parts.ts";

/** A run that is ready to begin or to go on. */
export type OpenRun = AsyncDisposable & {
  readonly plan: Plan;
  readonly path: string;
  readonly config: Config;
  readonly dataset: Dataset;
  readonly harness: OpenedHarness;
  readonly trials: readonly Trial[];
  readonly parts: TrialParts;
  /** Language → what its tests run with. */
  readonly toolchains: Readonly<Record<string, string>>;
};

export type RunContext = {
  readonly cwd: string;
  readonly env: Env;
  readonly version: string;
  readonly say: Say;
};

/** Opens everything that a run needs before its first trial; throws an error that says what is missing. */
export async function openRun(
  plan: Plan,
  path: string,
  context: RunContext,
  signal: AbortSignal,
): Promise<OpenRun> {
  const config = await loadConfig(context.cwd, context.env, plan.settings);
  const { folders } = config;
  const dataset = await openDataset(plan.dataset, folders, context.cwd);
  const trials = trialsOf(plan, dataset);
  const { kind: sandbox, statement } = await resolvedSandbox(plan.sandbox, plan.image, path);
  if (sandbox === "none")
    context.say(`${statement} Solutions and results can be read by the agent.`);
  const languages = [...new Set(trials.map(({ exercise }) => exercise.language))];
  const tools = await toolsOf(languages, sandbox);
  for (const [language, why] of tools.absent) context.say(`${language}: skipped: ${why}.`);
  const harness = await openHarness(plan, { ...context, config }, signal);
  const hidden = [
    ...[dataset.folder, path, resolve(context.cwd, "runs")],
    ...[join(folders.package, "exercises"), folders.cache],
  ];
  return {
    ...{ plan, path, config, dataset, harness, trials, toolchains: tools.found },
    parts: {
      harness: harness.kind,
      subject: harness.subject,
      words: loadBenchWords(folders, harness.opened?.model.contextTokens),
      tries: plan.tries,
      tests: plan.tests,
      tryLimitMs: plan.trySeconds * 1_000,
      testLimitMs: plan.testSeconds * 1_000,
      sandbox,
      cache: folders.cache,
      hidden: hidden.filter((folder) => existsSync(folder)),
      absent: tools.absent,
      ...(plan.image === undefined ? {} : { image: plan.image }),
    },
    [Symbol.asyncDispose]: () => harness[Symbol.asyncDispose](),
  };
}

function trialsOf(plan: Plan, dataset: Dataset): readonly Trial[] {
  const exercises = plan.keys.map((key) => {
    const found = dataset.exercises.find((one) => one.key === key);
    if (found !== undefined) return found;
    throw new ConfigError(`The dataset ${dataset.name} has no ${key} any more.`);
  });
  const repeats = Array.from({ length: plan.repeats }, (_, index) => index + 1);
  return repeats.flatMap((repeat) => exercises.map((exercise) => ({ exercise, repeat })));
}

type Tools = {
  readonly found: Readonly<Record<string, string>>;
  readonly absent: ReadonlyMap<string, string>;
};

async function toolsOf(languages: readonly string[], sandbox: SandboxKind): Promise<Tools> {
  const absent = new Map<string, string>();
  for (const language of languages)
    if (languageOf(language) === undefined) absent.set(language, `no runner for ${language}`);
  if (sandbox === "docker" || sandbox === "podman") return { found: {}, absent };
  const rows = await toolchains(languages);
  const found = languages.map((language) => {
    const all = rows.filter((row) => row.language === language);
    const lack = lackOf(all);
    if (lack !== undefined) absent.set(language, lack);
    const own = all.filter(({ path }) => path !== undefined);
    return [language, own.map(({ program, version }) => `${program} ${version}`).join(", ")];
  });
  return { found: Object.fromEntries(found), absent };
}

/** As a whole or not at all. */
export function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

/** The first line of a file, where it has one. */
export function firstLine(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, "utf8").split("\n", 1)[0];
}
