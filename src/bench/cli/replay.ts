import { join, resolve } from "node:path";
import { loadConfig } from "../../app/config.ts";
import { ConfigError } from "../../app/config-error.ts";
import { exitCodes } from "../../app/exit-code.ts";
import { chooseExercises } from "../choose.ts";
import { openRun } from "../open-run.ts";
import { readPlan } from "../plan.ts";
import { type ReplayParts, replayTrial } from "../replay.ts";
import { newestRows, type Row } from "../results.ts";
import { readResults } from "../results-file.ts";
import { readRunCard } from "../run-card.ts";
import { runFiles } from "../run-folder.ts";
import type { World } from "./command.ts";

export type ReplayFlags = { readonly keywords?: readonly string[] };

/** `localcode bench replay`: a run once more without a model; 1 where a request is not as it was. */
export async function replayBench(
  folder: string,
  { keywords = [] }: ReplayFlags,
  { context, parts }: World,
): Promise<number> {
  const { signal } = parts.interrupted();
  const path = resolve(context.cwd, folder);
  const plan = readPlan(path);
  const card = readRunCard(join(path, runFiles.card));
  if (plan.harness !== "self" || card?.model === undefined)
    throw new ConfigError(`${path} is no run of an agent of ours, so nothing of it was recorded.`);
  const { cwd, env } = context;
  const { version } = parts;
  const say = (text: string): void => context.err(`${text}\n`);
  // No model is asked, so none is opened.
  const run = { cwd, env, version, say };
  await using opened = await openRun({ ...plan, harness: "null" }, path, run, signal);
  const config = await loadConfig(cwd, env, plan.settings);
  const replay: ReplayParts = { ...opened.parts, config, version, window: card.model.window };
  const { rows } = readResults(join(path, runFiles.results));
  const keys = chooseExercises(opened.dataset.exercises, { names: keywords }).map(({ key }) => key);
  const finished = newestRows(rows).filter((row) => row.tries.length > 0 && keys.includes(row.key));
  let changed = 0;
  for (const row of finished) {
    const exercise = opened.dataset.exercises.find(({ key }) => key === row.key);
    if (exercise === undefined) continue;
    const recorded = join(path, folderOf(row));
    const { requests, differs } = await replayTrial(exercise, recorded, row.repeat, replay, signal);
    context.out(`${row.key}: ${differs ?? `${requests} requests, all as they were`}\n`);
    if (differs !== undefined) changed += 1;
  }
  context.out(`Replayed ${finished.length}, of which ${changed} went otherwise.\n`);
  return changed === 0 ? exitCodes.done : exitCodes.failed;
}

function folderOf({ workspace = "" }: Row): string {
  return join(workspace, "..");
}
