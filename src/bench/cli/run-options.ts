import { existsSync } from "node:fs";
import { type Command, Option } from "commander";
import { ConfigError } from "../../app/config-error.ts";
import { foldersFor } from "../../app/folders.ts";
import { mergeFields } from "../../app/merge.ts";
import type { SandboxKind } from "../../sandbox/index.ts";
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
import { type BenchContext, type BenchParts, listed, numberFor, wholeFor } from "./command.ts";

export type RunFlags = {
  readonly keywords?: readonly string[];
  readonly exclude?: readonly string[];
  readonly all?: boolean;
  readonly full?: boolean;
  readonly lang?: readonly string[];
  readonly dataset?: string;
  readonly number?: number;
  readonly allowMissing?: boolean;
  readonly tries: number;
  readonly repeat: number;
  readonly jobs: number | "auto";
  readonly harness?: string;
  readonly agentKind?: string;
  readonly model?: string;
  readonly models?: readonly string[];
  readonly runtime?: string;
  readonly url?: string;
  readonly port?: number;
  readonly agentArgs?: string;
  readonly sandbox: SandboxKind;
  readonly image?: string;
  readonly tests: Plan["tests"];
  readonly tryTimeout: number;
  readonly testTimeout: number;
  readonly smoke?: boolean;
  readonly offline?: boolean;
  readonly skipMissing?: boolean;
  readonly minPass?: number;
  readonly out?: string;
  readonly resume?: string;
};

const kinds: readonly SandboxKind[] = ["auto", "bwrap", "docker", "podman", "none"];

export function addRunOptions(command: Command): Command {
  return command
    .option("-k, --keywords <names>", "tasks: parts of names, python/bowling, globs", listed)
    .option("--exclude <names>", "tasks to leave out", listed)
    .option("--all", "all JavaScript tasks")
    .option("--full", "all tasks of all languages")
    .option("--lang <languages>", "only these languages", listed)
    .option("--dataset <set>", "starter, polyglot, or a folder of exercises")
    .option("-n, --number <n>", "at most so many tasks", wholeFor("-n"))
    .option("--allow-missing", "pass over names that match no task")
    .option(
      "--tries <n>",
      "tries a task; from the second on the tests' errors are shown",
      wholeFor("--tries"),
      2,
    )
    .option("--repeat <n>", "run every task so often", wholeFor("--repeat"), 1)
    .option(
      "-j, --jobs <n>",
      "tasks at once; auto: as many as the server has slots",
      jobsFrom,
      "auto",
    )
    .option("--harness <name>", "self, or another agent; `bench list --harnesses` names them")
    .addOption(new Option("--agent-kind <name>").hideHelp())
    .option("-m, --model <spec>", "another model than the agent's")
    .option("--models <specs>", "several, one run each, compared at the end", listed)
    .option("--runtime <name>", "another runtime for the agent's model")
    .option("--url <url>", "another server")
    .option("--port <n>", "another port on this machine", wholeFor("--port"))
    .option("--agent-args <flags>", "more flags for the agent")
    .addOption(new Option("--sandbox <kind>").choices(kinds).default("auto"))
    .option("--image <name>", "the image of docker and podman")
    .addOption(new Option("--tests <how>").choices(["absent", "read-only"]).default("absent"))
    .option("--try-timeout <seconds>", "of the agent, each try", numberFor("--try-timeout"), 1_800)
    .option("--test-timeout <seconds>", "of the tests", numberFor("--test-timeout"), 180)
    .option("--smoke", "first the reference and three short tasks; stop if they cannot be run")
    .option("--offline", "only servers and models of this machine")
    .option("--skip-missing", "rates without tasks whose language cannot be tried here")
    .option("--min-pass <percent>", "exit 1 below it", numberFor("--min-pass"))
    .option("--out <dir>", "the run's folder; default: runs/<started>--<name>")
    .option("--resume <dir>", "go on with a run that was broken off");
}

function jobsFrom(text: string): number | "auto" {
  return text === "auto" ? "auto" : wholeFor("-j")(text);
}

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
  const words = Object.entries(flags).map(([name, value]) => {
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    return value === true ? flag : `${flag}=${String(value)}`;
  });
  return [agent, ...words];
}
