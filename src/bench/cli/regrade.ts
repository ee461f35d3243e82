import { join, resolve } from "node:path";
import { openRun } from "../open-run.ts";
import { readPlan } from "../plan.ts";
import { resultText } from "../progress-lines.ts";
import { regrade } from "../regrade.ts";
import { resultOf } from "../results.ts";
import { openResults } from "../results-file.ts";
import { runFiles } from "../run-folder.ts";
import type { World } from "./command.ts";

/** `localcode bench regrade`: the tests once more, without a model. */
export async function regradeBench(
  folder: string,
  { write }: { readonly write?: boolean },
  { context, parts }: World,
): Promise<void> {
  const path = resolve(context.cwd, folder);
  const { signal } = parts.interrupted();
  // No agent is needed to run the tests.
  const plan = { ...readPlan(path), harness: "null" };
  const { cwd, env } = context;
  const say = (text: string): void => context.err(`${text}\n`);
  await using opened = await openRun(plan, path, { cwd, env, version: parts.version, say }, signal);
  using results = openResults(join(path, runFiles.results));
  let graded = 0;
  let changed = 0;
  for await (const { before, after } of regrade(opened, results.rows, signal)) {
    graded += 1;
    if (resultOf(before) === resultOf(after) && before.score === after.score) continue;
    changed += 1;
    context.out(`${after.key}: ${resultText(before)}; now ${resultText(after)}\n`);
    if (write) results.append(after);
  }
  context.out(`Graded ${graded}, of which ${changed} came out otherwise.\n`);
}
