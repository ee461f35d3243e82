import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import { isRun } from "../plan.ts";
import { runFiles } from "../run-folder.ts";
import { trialNamed } from "../view/choose.ts";
import { viewedTrials } from "../view/trials.ts";
import type { ViewPane, World } from "./command.ts";

export type ViewFlags = { readonly plain?: boolean; readonly show?: ViewPane };

/** `localcode bench view`: how a run's trials went, one of them or all to choose from. */
export async function viewBench(
  folder: string,
  wanted: string | undefined,
  { plain = false, show: pane = "transcript" }: ViewFlags,
  { context, parts }: World,
): Promise<number> {
  const run = resolve(context.cwd, folder);
  requireRun(run);
  // Read here, too, so that a wrong name is told before anything is drawn.
  const trials = viewedTrials(run);
  const trial = wanted === undefined ? undefined : trialNamed(trials, wanted);
  return await parts.view({ run, trial: trial?.id, pane, plain, context });
}

/** Throws ConfigError. */
function requireRun(run: string): void {
  if (existsSync(join(run, runFiles.results)) || isRun(run)) return;
  const why = existsSync(run) ? `it has no ${runFiles.results}` : "there is no such folder";
  throw new ConfigError(
    `${run} is no run: ${why}. \`localcode bench list --runs\` names those here.`,
  );
}
