import { existsSync } from "node:fs";
import { join } from "node:path";
import { grade } from "./grade.ts";
import type { OpenRun } from "./open-run.ts";
import { newestRows, type Row } from "./results.ts";
import { scoreOf, testedRow } from "./results-score.ts";
import { isEdited } from "./trial-files.ts";
import type { TrialParts } from "./trial-parts.ts";
import type { Exercise } from "./types.ts";

export type Regraded = {
  readonly before: Row;
  /** The row as the tests say it now. */
  readonly after: Row;
};

/** Runs the tests of every finished trial again, on its workspace as it was left; no model is asked. */
export async function* regrade(
  run: Pick<OpenRun, "path" | "dataset" | "parts">,
  rows: readonly Row[],
  signal: AbortSignal,
): AsyncGenerator<Regraded> {
  for (const before of newestRows(rows)) {
    const exercise = run.dataset.exercises.find(({ key }) => key === before.key);
    const workspace = join(run.path, before.workspace ?? "");
    if (exercise === undefined || before.workspace === undefined || !existsSync(workspace))
      continue;
    if (before.tries.length === 0) continue;
    const after = await gradedRow(before, { exercise, workspace }, run.parts, signal);
    yield { before, after };
  }
}

async function gradedRow(
  row: Row,
  { exercise, workspace }: { readonly exercise: Exercise; readonly workspace: string },
  { sandbox, cache, hidden, image, testLimitMs: limitMs }: TrialParts,
  signal: AbortSignal,
): Promise<Row> {
  const place = { sandbox, cache, hidden, ...(image === undefined ? {} : { image }) };
  const tested = await grade(exercise, workspace, { ...place, limitMs, signal });
  const last = row.tries.at(-1);
  if (tested.type === "skipped" || last === undefined) return row;
  const facts = { ...testedRow(tested), passed: tested.passed };
  const edited = isEdited(exercise, workspace);
  const { score, reached } = scoreOf({ calls: last.calls, edited, tested: facts });
  const tries = [
    ...row.tries.slice(0, -1),
    { ...last, passed: tested.passed, tested: testedRow(tested), score, reached },
  ];
  const best = tries.reduce((one, other) => (other.score > one.score ? other : one));
  return {
    ...row,
    tries,
    passedAt: tries.findIndex(({ passed }) => passed) + 1,
    score: best.score,
    reached: best.reached,
  };
}
