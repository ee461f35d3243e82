import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import { mergeFields } from "../../app/merge.ts";
import type { SettingsFile } from "../../app/settings.ts";
import { writeWhole } from "../open-run.ts";
import { isRun, type Plan, runFolderName } from "../plan.ts";
import { tableMarkdown } from "../report/markdown.ts";
import { readRun } from "../report/render.ts";
import { tableText } from "../report/text.ts";
import { type StudyWords, studyOf } from "../study.ts";
import { checkVariants, type VariantPlan } from "./check-variants.ts";
import type { World } from "./command.ts";
import { type Planned, performRun } from "./perform-run.ts";
import { goneOn } from "./run.ts";
import { agentNamed, type RunFlags } from "./run-flags.ts";
import { plansFrom } from "./run-plans.ts";

/** Flags of the commands that make several runs of one. */
export type StudyFlags = Omit<RunFlags, "vary" | "untilDecided" | "baseline"> & {
  readonly yes?: boolean;
  readonly md?: boolean;
};

/** One of several runs on the same tasks: what it is called, and what it sets. */
export type Variant = { readonly name: string; readonly settings: SettingsFile };

export type Study = StudyWords & {
  readonly kind: string;
  readonly variants: readonly Variant[];
  /** What the agent should have set, after those that are shown to be better. Default: nothing is advised. */
  readonly advised?: (better: readonly string[]) => SettingsFile;
};

/** More runs than these are begun only with --yes. */
const fewRuns = 8;
const mostRuns = 64;

/** The plan that all runs of a study share. Throws ConfigError. */
export async function basePlan(
  agent: string | undefined,
  { yes: _, md: __, ...flags }: StudyFlags,
  { context, parts }: World,
): Promise<Plan> {
  const unfit = (["models", "resume", "queue"] as const).find((name) => flags[name] !== undefined);
  if (unfit !== undefined)
    throw new ConfigError(`--${unfit} does not go with this; the same command goes on with --out.`);
  const named = agentNamed(agent, flags) ?? context.env.AGENT ?? "";
  if (named === "") throw new ConfigError("Which agent? Name it before the options.");
  const [plan] = await plansFrom(named, flags, context, parts);
  if (plan?.harness === "self") return plan;
  throw new ConfigError(
    `"${named}" has no settings of ours to change. Name an agent of localcode.`,
  );
}

/** One run a variant on the same tasks, then all against the first; returns the exit code. */
export async function performStudy(
  plan: Plan,
  { kind, variants, advised, ...words }: Study,
  flags: StudyFlags,
  world: World,
): Promise<number> {
  const { context, parts } = world;
  checkSize(variants.length, plan, flags.yes === true);
  const name = runFolderName(plan.started, `${plan.name}-${kind}`);
  const base = resolve(context.cwd, flags.out ?? join("runs", name));
  const { signal } = parts.interrupted();
  const plans = variants.map((one) => ({ name: one.name, plan: variantPlan(plan, one) }));
  await checkVariants(plans, plan.settings, world, signal);
  const planned = plans.map((one) => plannedIn(base, one));
  const codes: number[] = [];
  for (const one of planned) {
    codes.push(await performRun(one, flags, world, signal));
    if (signal.aborted) {
      context.err(`Go on with the same command and --out ${base}\n`);
      return Math.max(...codes);
    }
  }
  const runs = planned.map(({ path }, index) => ({
    variant: variants[index]?.name ?? "",
    run: readRun(path),
  }));
  const [first, ...others] = runs;
  if (first === undefined) throw new ConfigError("No run is left to make.");
  const { table, better } = studyOf(first, others, words);
  mkdirSync(base, { recursive: true });
  writeWhole(join(base, "table.md"), `${tableMarkdown(table)}\n`);
  context.out(`\n${flags.md ? tableMarkdown(table) : tableText(table)}\n`);
  context.out(`Runs: ${base}\n`);
  if (advised !== undefined) context.out(`${advice(plan, base, advised(better))}\n`);
  return Math.max(...codes);
}

/** The agent as the study says it should be, as a file of its own. */
function advice({ agent }: Plan, base: string, settings: SettingsFile): string {
  if (Object.keys(settings).length === 0)
    return "Nothing is shown to be better left out; the agent may stay as it is.";
  const file = join(base, "agent.json");
  writeWhole(file, `${JSON.stringify({ extends: agent, ...settings }, null, 2)}\n`);
  return `Better so: ${file}. Copy it to .localcode/agents/NAME.json to use it.`;
}

function checkSize(runs: number, { keys, repeats }: Plan, isAgreed: boolean): void {
  const trials = runs * keys.length * repeats;
  const size = `That is ${runs} runs of ${keys.length} tasks, ${trials} trials in all.`;
  if (runs > mostRuns) throw new ConfigError(`${size} At most ${mostRuns} runs go together.`);
  if (runs > fewRuns && !isAgreed) throw new ConfigError(`${size} Add --yes to start them.`);
}

function variantPlan(plan: Plan, { name, settings }: Variant): Plan {
  const agent = settings.agent ?? plan.agent;
  return { ...plan, name, agent, settings: mergeFields(plan.settings, settings) };
}

function plannedIn(base: string, { name, plan }: VariantPlan): Planned {
  const path = join(base, runFolderName("", name).replace(/^-+/, ""));
  return { path, plan: isRun(path) ? goneOn(path, plan) : plan };
}
