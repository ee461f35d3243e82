import { type Row, resultOf, trialOf } from "./results.ts";
import { selftest } from "./selftest.ts";
import type { Trial, TrialParts } from "./trial-parts.ts";

const smokeCount = 3;

/** Three tasks with short instructions, as those that are soon done. */
export function smokeTrials(trials: readonly Trial[]): readonly Trial[] {
  const length = ({ exercise }: Trial) => exercise.instructions.length;
  return [...trials].sort((one, other) => length(one) - length(other)).slice(0, smokeCount);
}

/** Why the whole run would be a waste: the tests cannot be run, or nobody touches anything. */
export async function smokeFailure(
  trials: readonly Trial[],
  parts: TrialParts,
  rows: readonly Row[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const exercises = trials.slice(0, 1).map(({ exercise }) => exercise);
  const { sandbox, cache, hidden, testLimitMs, image } = parts;
  const place = { sandbox, cache, hidden, testLimitMs, ...(image === undefined ? {} : { image }) };
  const lines = await selftest(exercises, { ...place, jobs: 1, perCheater: 0 }, signal);
  const [wrong] = lines.flatMap((line) => line.wrong);
  if (wrong !== undefined) return wrong;
  const own = trials.flatMap(({ exercise, repeat }) => {
    const name = trialOf({ ...parts.subject, key: exercise.key, repeat });
    return rows.find((row) => trialOf(row) === name) ?? [];
  });
  if (own.length === 0) return undefined;
  const spoiled = own.filter((row) => resultOf(row) === "infrastructure");
  if (spoiled.length === own.length)
    return spoiled[0]?.infrastructure?.detail ?? "nothing could be run";
  const idle = own.every(({ reached }) => reached === "nothing");
  return idle ? `in ${own.length} tasks no file was changed and no tool called.` : undefined;
}
