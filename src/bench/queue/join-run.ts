import { join } from "node:path";
import { ConfigError, MissingError } from "../../app/config-error.ts";
import { failureOf } from "../../app/failure.ts";
import { foldersFor } from "../../app/folders.ts";
import { writeCard } from "../card.ts";
import { openDataset } from "../dataset.ts";
import { jobsFor } from "../jobs.ts";
import { type OpenRun, openRun, type RunContext } from "../open-run.ts";
import { type RunCard, readRunCard } from "../run-card.ts";
import { comparable } from "../run-card-compare.ts";
import { runFiles } from "../run-folder.ts";
import type { Announced, Announcement } from "./announcement.ts";

export type Wish = {
  readonly jobs: number | "auto";
  /** Where this machine has the run's dataset. Default: as the run says. */
  readonly dataset?: string;
};

export type Joined =
  | { readonly type: "refused"; readonly why: string }
  | {
      readonly type: "joined";
      readonly run: OpenRun;
      readonly card: RunCard;
      readonly jobs: number;
    };

/**
 * Opens a run on a worker, or says in a sentence why its results would not be those of the run: another
 * version, other tasks, another model, a missing toolchain.
 */
export async function joinRun(
  { program, told }: Announced,
  wish: Wish,
  scratch: string,
  context: RunContext,
  signal: AbortSignal,
): Promise<Joined> {
  if (program !== context.version || told === undefined)
    return refused(
      `It was begun by localcode ${program}, and this is ${context.version}: both must be the same.`,
    );
  try {
    const dataset = wish.dataset ?? told.plan.dataset;
    const other = await otherDataset(dataset, told.card, context);
    if (other !== undefined) return refused(other);
    const run = await openRun({ ...told.plan, dataset }, scratch, context, signal);
    return await checked(run, told, wish, context, signal);
  } catch (error) {
    signal.throwIfAborted();
    return refused(failureOf(error).message);
  }
}

function refused(why: string): Joined {
  return { type: "refused", why };
}

const hashDigits = 12;

/** Tasks are the same where their contents are, wherever they lie. */
async function otherDataset(
  spec: string,
  { dataset }: RunCard,
  { cwd, env }: RunContext,
): Promise<string | undefined> {
  const fix = "Name the folder of the same tasks: --dataset FOLDER.";
  try {
    const { hash } = await (await openDataset(spec, foldersFor(cwd, env), cwd)).identity();
    if (hash === dataset.hash) return undefined;
    const [here, there] = [hash, dataset.hash].map((one) => one.slice(0, hashDigits));
    return `The tasks of ${dataset.name} are not the same here: ${here}, and the run has ${there}. ${fix}`;
  } catch (error) {
    if (error instanceof MissingError || error instanceof ConfigError)
      return `${error.message} ${fix}`;
    throw error;
  }
}

async function checked(
  run: OpenRun,
  told: Announcement,
  { jobs: wanted }: Wish,
  { version }: RunContext,
  signal: AbortSignal,
): Promise<Joined> {
  const { opened, kind } = run.harness;
  const jobs = jobsFor(wanted, opened, kind.needs !== undefined);
  await writeCard(run, { version, jobs }, signal);
  const card = readRunCard(join(run.path, runFiles.card));
  const why = card === undefined ? "It has no run card." : whyNot(run, card, told);
  if (why === undefined && card !== undefined)
    return { type: "joined", run: own(run, told), card, jobs };
  await run[Symbol.asyncDispose]();
  return refused(why ?? "");
}

/** What the run cannot try is skipped everywhere, so that its results are those of its own machine. */
function own(run: OpenRun, { absent }: Announcement): OpenRun {
  return { ...run, parts: { ...run.parts, absent: new Map(Object.entries(absent)) } };
}

function whyNot(
  { parts, harness }: OpenRun,
  card: RunCard,
  told: Announcement,
): string | undefined {
  const names = ["harness", "agent", "model", "flow", "seed"] as const;
  const other = names.find((name) => harness.subject[name] !== told.subject[name]);
  if (other !== undefined)
    return `Its ${other} is ${told.subject[other] ?? "not set"}, and here it is ${harness.subject[other] ?? "not set"}.`;
  const lacking = [...(parts.absent ?? [])].find(([language]) => !(language in told.absent));
  if (lacking !== undefined) return `${lacking[0]}: ${lacking[1]}.`;
  const field = otherField(told.card, card);
  if (field !== undefined) return `The agent's field "${field}" is not the same here.`;
  // What the model was given before the task is known only after the first trial.
  const { prompts: _, ...theirs } = told.card;
  return comparable(theirs, card, ["server"])[0];
}

/** Where a machine has its servers and folders is its own affair. */
const ownFields: readonly string[] = [
  ...["url", "base_url", "providers", "logs", "model_path", "theme", "notifications", "prices"],
  ...["gpu_layers", "gpus", "tensor_split", "n_threads", "$schema"],
];

function otherField({ fields: theirs }: RunCard, { fields: here }: RunCard): string | undefined {
  const names = new Set([...Object.keys(theirs), ...Object.keys(here)]);
  return [...names]
    .filter((name) => !ownFields.includes(name))
    .find((name) => JSON.stringify(theirs[name]) !== JSON.stringify(here[name]));
}
