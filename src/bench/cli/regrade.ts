import { join, resolve } from "node:path";
import { exitCodes } from "../../app/exit-code.ts";
import { openRun } from "../open-run.ts";
import { readPlan } from "../plan.ts";
import { resultText } from "../progress-lines.ts";
import { regrade } from "../regrade.ts";
import { resultOf } from "../results.ts";
import { openResults } from "../results-file.ts";
import { runFiles } from "../run-folder.ts";
import type { BenchContext, BenchParts, Building } from "./command.ts";

/** `localcode bench regrade`: the tests once more, without a model. */
export function regradeSubcommand({ command, context, parts, exit }: Building): void {
  command
    .command("regrade <run>")
    .description(
      "runs the tests again on the workspaces of a run, and says what comes out otherwise",
    )
    .option("--write", "adds the rows that changed to its results")
    .action(async (folder: string, { write }: { write?: boolean }) => {
      exit(await run(resolve(context.cwd, folder), write ?? false, context, parts));
    });
}

async function run(
  path: string,
  write: boolean,
  context: BenchContext,
  parts: BenchParts,
): Promise<number> {
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
  return exitCodes.done;
}
