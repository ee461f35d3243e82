import { grade } from "./grade.ts";
import type { OpenHarness, TrialPlace } from "./harnesses/harness.ts";
import type { Row } from "./results.ts";
import type { TryDone } from "./results-row.ts";
import { testedRow } from "./results-score.ts";
import { countTry, emptyTry, type TryTally } from "./results-tally.ts";
import { infrastructureOf, unanswered } from "./trial-failure.ts";
import { isEdited } from "./trial-files.ts";
import type { TrialParts, Watch } from "./trial-parts.ts";
import type { Exercise, Tested } from "./types.ts";

/** What a trial has come to so far. */
export type Came = {
  readonly signal: AbortSignal;
  readonly watch: Watch;
  readonly done: TryDone[];
};
export type Outcome = Partial<Pick<Row, "infrastructure" | "skipped">>;

export type Try = {
  readonly harness: OpenHarness;
  readonly place: TrialPlace;
  readonly prompt: string;
  readonly attempt: number;
};

type Tried =
  | { readonly type: "over"; readonly outcome: Outcome }
  | { readonly type: "tested"; readonly passed: boolean; readonly output: string };

/** One try: the agent answers, then its work is judged. */
export async function tryOnce(one: Try, parts: TrialParts, came: Came): Promise<Tried> {
  const { exercise, workspace } = one.place;
  const { attempt } = one;
  const started = performance.now();
  came.watch({ type: "try", attempt });
  const tally = await answered(one, parts, came);
  came.signal.throwIfAborted();
  const infrastructure = unanswered(tally);
  if (infrastructure !== undefined) return { type: "over", outcome: { infrastructure } };
  const graded = await judged(exercise, workspace, parts, came.signal);
  if ("infrastructure" in graded) return { type: "over", outcome: graded };
  came.watch({ type: "tested", attempt, tested: graded });
  if (graded.type === "skipped") return { type: "over", outcome: { skipped: { why: graded.why } } };
  const { passed, output } = graded;
  came.done.push({
    tally,
    tested: { ...testedRow(graded), passed },
    edited: isEdited(exercise, workspace),
    seconds: Math.round(performance.now() - started) / 1_000,
  });
  return { type: "tested", passed, output };
}

/** Beyond its own limit, within which a harness should end by itself. */
const graceMs = 5_000;

/** At the limit the try is over and judged by what it left; a harness that then throws is no failure. */
async function answered(
  { harness, place, prompt, attempt }: Try,
  { tryLimitMs, tryGraceMs = graceMs }: TrialParts,
  { signal, watch }: Came,
): Promise<TryTally> {
  const limit = AbortSignal.timeout(tryLimitMs + tryGraceMs);
  const { exercise, workspace, logs } = place;
  const both = AbortSignal.any([signal, limit]);
  const job = { exercise, workspace, prompt, attempt, logs, signal: both };
  let tally = emptyTry;
  try {
    for await (const event of harness.attempt(job)) {
      tally = countTry(tally, event);
      watch({ type: "event", attempt, event });
    }
  } catch (error) {
    if (!limit.aborted) throw error;
  }
  return limit.aborted ? { ...tally, end: "time-limit" } : tally;
}

async function judged(
  exercise: Exercise,
  workspace: string,
  { sandbox, image, cache, hidden, testLimitMs: limitMs }: TrialParts,
  signal: AbortSignal,
): Promise<Tested | { readonly infrastructure: NonNullable<Row["infrastructure"]> }> {
  const place = { sandbox, cache, hidden, ...(image === undefined ? {} : { image }) };
  try {
    return await grade(exercise, workspace, { ...place, limitMs, signal });
  } catch (error) {
    signal.throwIfAborted();
    return { infrastructure: infrastructureOf(error, "grader") };
  }
}
