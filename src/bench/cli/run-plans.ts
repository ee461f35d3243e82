import { existsSync } from "node:fs";
import { ConfigError } from "../../app/config-error.ts";
import { foldersFor } from "../../app/folders.ts";
import { mergeFields } from "../../app/merge.ts";
import { openDataset } from "../dataset.ts";
import type { Plan } from "../plan.ts";
import { polyglotFolder } from "../polyglot.ts";
import {
  type ExerciseWish,
  harnessFor,
  settingsFrom,
  splitWords,
  wantedExercises,
} from "../wish.ts";
import type { BenchContext, BenchParts } from "./command.ts";
import type { RunFlags } from "./run-flags.ts";

/** The plans of the runs that are asked for: one, or one a model. Throws ConfigError. */
export async function plansFrom(
  agent: string,
  flags: RunFlags,
  context: BenchContext,
  parts: BenchParts,
): Promise<readonly Plan[]> {
  const folders = foldersFor(context.cwd, context.env);
  const harness = harnessFor(agent, flags.harness ?? flags.agentKind, folders);
  const spec = flags.dataset ?? (existsSync(polyglotFolder(folders)) ? "polyglot" : "starter");
  const dataset = await openDataset(spec, folders, context.cwd);
  for (const text of dataset.broken) context.err(`${text}\n`);
  const { exercises, left } = wantedExercises(dataset, exerciseWish(flags));
  for (const key of left) context.err(`${key} is left out: its stub passes as it is.\n`);
  const started = new Date().toISOString();
  const wanted = flags.models ?? [flags.model];
  if (wanted.length === 0) throw new ConfigError("--models names no model.");
  const solvers = wanted.map((model) => ({ agent, harness, flags, model }));
  const solving = await Promise.all(solvers.map((one) => solverOf(one, parts)));
  return solving.map((solver) => ({
    version: 1,
    started,
    ...solver,
    dataset: spec,
    keys: exercises.map(({ key }) => key),
    tries: flags.tries,
    repeats: flags.repeat,
    tests: flags.tests,
    trySeconds: flags.tryTimeout,
    testSeconds: flags.testTimeout,
    sandbox: flags.sandbox,
    ...(flags.image === undefined ? {} : { image: flags.image }),
    flags: flagWords(agent, flags),
  }));
}

function exerciseWish(flags: RunFlags): ExerciseWish {
  const { keywords = [], exclude = [], lang = [] } = flags;
  const { all = false, full = false, allowMissing = false, number } = flags;
  return { names: keywords, exclude, languages: lang, all, full, most: number, allowMissing };
}

type Solver = Pick<Plan, "name" | "harness" | "agent" | "settings" | "model" | "args">;

/** Whoever solves, with one of the models that are asked for. */
async function solverOf(
  {
    agent,
    harness,
    flags,
    model,
  }: {
    readonly agent: string;
    readonly harness: string;
    readonly flags: RunFlags;
    readonly model: string | undefined;
  },
  parts: BenchParts,
): Promise<Solver> {
  const args = [...splitWords(flags.agentArgs ?? "")];
  const severalModels = flags.models === undefined ? undefined : model;
  if (harness !== "self") {
    const settings = flags.offline ? { offline: true } : {};
    const name = nameOf(harness, severalModels);
    return { name, harness, agent: "", settings, model: model ?? "", args };
  }
  const own = args.length > 0 ? await parts.fieldsOf(args) : {};
  const settings = mergeFields(settingsFrom({ agent, ...wishOf(flags, model) }), own);
  return { name: nameOf(agent, severalModels), harness, agent, settings, model: "", args: [] };
}

function nameOf(agent: string, model: string | undefined): string {
  return model === undefined ? agent : `${agent}-${model}`;
}

function wishOf(
  { runtime, offline, url, port }: RunFlags,
  model: string | undefined,
): Omit<Parameters<typeof settingsFrom>[0], "agent"> {
  const address = url ?? (port === undefined ? undefined : `http://127.0.0.1:${port}`);
  return {
    ...(model === undefined ? {} : { model }),
    ...(address === undefined ? {} : { url: address }),
    ...(runtime === undefined ? {} : { runtime }),
    ...(offline === undefined ? {} : { offline }),
  };
}

/** For the record: every flag as it came out, defaults among them. */
function flagWords(agent: string, flags: RunFlags): string[] {
  // Who does the tasks and where they are kept is no part of them; the address may hold a password.
  const { queue: _, lostAfter: __, out: ___, ...kept } = flags;
  const words = Object.entries(kept).map(([name, value]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? flag : `${flag}=${String(value)}`;
  });
  return [agent, ...words];
}
