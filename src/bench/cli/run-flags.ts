import { type Command, Option } from "commander";
import { ConfigError } from "../../app/config-error.ts";
import { nearest } from "../../lib/near.ts";
import type { SandboxKind } from "../../sandbox/index.ts";
import type { Plan } from "../plan.ts";
import { type QueueAddress, queueAddress } from "../queue/queue-address.ts";
import { type Factor, factors } from "../run-card-compare.ts";
import { listed, numberFor, wholeFor } from "./command.ts";

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
  readonly agent?: string;
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
  readonly untilDecided?: number | true;
  readonly baseline?: string;
  readonly orderSeed?: number;
  readonly vary?: readonly Factor[];
  readonly smoke?: boolean;
  readonly offline?: boolean;
  readonly skipMissing?: boolean;
  readonly minPass?: number;
  readonly out?: string;
  readonly resume?: string;
  readonly progress: ProgressForm;
  readonly queue?: QueueAddress;
  readonly lostAfter: number;
};

/** How a run tells on stderr how far it is; `json`: a line of JSON for each step. */
export type ProgressForm = "auto" | "bar" | "lines" | "json";

const progressForms: readonly ProgressForm[] = ["auto", "bar", "lines", "json"];

export const sandboxKinds: readonly SandboxKind[] = ["auto", "bwrap", "docker", "podman", "none"];

/** Before the options or with --agent. Throws ConfigError where both are given. */
export function agentNamed(agent: string | undefined, flags: Pick<RunFlags, "agent">) {
  if (agent === undefined || flags.agent === undefined) return agent ?? flags.agent;
  throw new ConfigError(`Which agent, "${agent}" or "${flags.agent}"? Name one of them.`);
}

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
    .option("--agent <name>", "the agent, where it is not named first; or in AGENT")
    .option("-m, --model <spec>", "another model than the agent's")
    .option("--models <specs>", "several, one run each, compared at the end", listed)
    .option("--runtime <name>", "another runtime for the agent's model")
    .option("--url <url>", "another server")
    .option("--port <n>", "another port on this machine", wholeFor("--port"))
    .option("--agent-args <flags>", "more flags for the agent")
    .addOption(new Option("--sandbox <kind>").choices(sandboxKinds).default("auto"))
    .option("--image <name>", "the image of docker and podman")
    .addOption(new Option("--tests <how>").choices(["absent", "read-only"]).default("absent"))
    .option("--try-timeout <seconds>", "of the agent, each try", numberFor("--try-timeout"), 1_800)
    .option("--test-timeout <seconds>", "of the tests", numberFor("--test-timeout"), 180)
    .option("--smoke", "first the reference and three short tasks; stop if they cannot be run")
    .option("--offline", "only servers and models of this machine")
    .option("--skip-missing", "rates without tasks whose language cannot be tried here")
    .option("--min-pass <percent>", "exit 1 below it", numberFor("--min-pass"))
    .option("--out <dir>", "the run's folder; default: runs/<started>--<name>")
    .option(
      "--queue <redis>",
      "workers of other machines do the tasks; see `bench worker`",
      queueAddress,
    )
    .option(
      "--lost-after <seconds>",
      "with --queue: a worker silent for so long has lost its tasks",
      numberFor("--lost-after"),
      30,
    )
    .option("--resume <dir>", "go on with a run that was broken off")
    .addOption(new Option("--progress <how>").choices(progressForms).default("auto"));
}

const ofOneRun: readonly string[] = ["models", "queue", "lostAfter", "resume"];

/** For commands that make several runs: what goes with one run only is refused, and not shown. */
export function addStudyOptions(command: Command): Command {
  const study = addRunOptions(command);
  for (const option of study.options)
    if (ofOneRun.includes(option.attributeName())) option.hideHelp();
  return study;
}

/** Of a run alone: when it may end early, and what it may be compared with. */
export function addStopOptions(command: Command): Command {
  return command
    .option(
      "--until-decided [width]",
      "stops when one is better, or one rate known to ±width",
      widthFrom,
    )
    .option("--baseline <run>", "with --until-decided: better or worse than this run")
    .option(
      "--order-seed <n>",
      "of the tasks' order with --until-decided",
      wholeFor("--order-seed"),
    )
    .option(
      "--vary <what>",
      "what is meant to differ: server, window, settings, program",
      factorsFrom,
    );
}

/** What two runs are meant to differ in. */
export function factorsFrom(text: string, before: readonly Factor[] = []): readonly Factor[] {
  const named = listed(text).map((name) => {
    const found = factors.find((factor) => factor === name);
    if (found !== undefined) return found;
    const [near] = nearest(name, factors, 1);
    const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
    throw new ConfigError(`--vary knows no "${name}".${hint} It takes ${factors.join(", ")}.`);
  });
  return [...before, ...named];
}

export function jobsFrom(text: string): number | "auto" {
  return text === "auto" ? "auto" : wholeFor("-j")(text);
}

export function percentFrom(text: string): number {
  const percent = numberFor("--power")(text);
  if (percent <= 100) return percent;
  throw new ConfigError(`--power takes a percentage of tasks up to 100, not "${text}".`);
}

/** A share, so that 0.1 is ten points either way. */
function widthFrom(text: string): number {
  const width = numberFor("--until-decided")(text);
  if (width < 0.5) return width;
  throw new ConfigError(`--until-decided takes a share below 0.5, such as 0.1, not "${text}".`);
}
