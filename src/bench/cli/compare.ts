import { resolve } from "node:path";
import { exitCodes, wrongUse } from "../../app/exit-code.ts";
import { type CompareOptions, compareRuns, NotComparable } from "../compare.ts";
import { comparisonAs } from "../compare-text.ts";
import { readRun } from "../report/render.ts";
import type { Factor } from "../run-card-compare.ts";
import type { World } from "./command.ts";

export type CompareFlags = {
  readonly force?: boolean;
  readonly vary?: readonly Factor[];
  readonly md?: boolean;
  readonly json?: boolean;
};

/** `localcode bench compare`: two runs, task by task; refused where they measure different things. */
export function compareBench(
  folders: readonly [string, string],
  flags: CompareFlags,
  { context }: World,
): number {
  const [a, b] = folders.map((folder) => readRun(resolve(context.cwd, folder)));
  if (a === undefined || b === undefined) return wrongUse;
  const { force = false, vary = [] } = flags;
  const options: CompareOptions = { force, vary };
  const format = flags.json ? "json" : flags.md ? "md" : "text";
  try {
    context.out(comparisonAs(compareRuns(a, b, options), format));
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof NotComparable)) throw error;
    context.err(`${error.message}\n`);
    return wrongUse;
  }
}
