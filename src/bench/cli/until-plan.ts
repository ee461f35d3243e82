import { relative, resolve } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import type { Plan } from "../plan.ts";
import { readRun } from "../report/render.ts";
import { isCounted } from "../results.ts";
import { shuffled } from "../until-decided.ts";
import type { Planned } from "./perform-run.ts";
import type { RunFlags } from "./run-flags.ts";

const usualReach = 0.1;

/** The plans of runs that stop when all is known: tasks in a shuffled order. Throws ConfigError. */
export function untilPlans(
  planned: readonly Planned[],
  flags: RunFlags,
  cwd: string,
): readonly Planned[] {
  if (flags.untilDecided === undefined) {
    if (flags.baseline === undefined) return planned;
    throw new ConfigError("--baseline goes with --until-decided.");
  }
  refuseQueue(flags);
  const unfit = flags.repeat > 1 ? "repeat" : flags.smoke && "smoke";
  if (unfit) throw new ConfigError(`--until-decided does not go with --${unfit}.`);
  const baseline = flags.baseline === undefined ? undefined : resolve(cwd, flags.baseline);
  const isSingle = planned.length === 1 && baseline === undefined;
  if (planned.length > 2 || (planned.length === 2 && baseline !== undefined))
    throw new ConfigError("--until-decided compares two: two models, or one with --baseline DIR.");
  if (!isSingle && flags.untilDecided !== true)
    throw new ConfigError("--until-decided takes a width only for one model without --baseline.");
  const [first, second] = planned.map(({ path }) => path);
  return planned.map(({ plan, path }) => {
    const until: NonNullable<Plan["until"]> = {
      ...(isSingle && { reach: flags.untilDecided === true ? usualReach : flags.untilDecided }),
      ...(baseline !== undefined && { baseline }),
      ...(first !== undefined &&
        second !== undefined && { pair: [relative(path, first), relative(path, second)] }),
    };
    const order = shuffled(keysFor(plan, baseline), flags.orderSeed ?? 1);
    return { path, plan: { ...plan, keys: [...order], until } };
  });
}

/** Workers take tasks ahead of each other; here each may be the last. Throws ConfigError. */
export function refuseQueue({ queue }: RunFlags): void {
  if (queue === undefined) return;
  const why =
    "After every few tasks it is decided whether to go on, so this machine does them all.";
  throw new ConfigError(`--until-decided does not go with --queue. ${why}`);
}

/** Of the tasks that are wanted those that the baseline has. */
function keysFor({ keys }: Plan, baseline: string | undefined): readonly string[] {
  if (baseline === undefined) return keys;
  const has = new Set(
    readRun(baseline)
      .rows.filter(isCounted)
      .map(({ key }) => key),
  );
  const both = keys.filter((key) => has.has(key));
  if (both.length > 0) return both;
  throw new ConfigError(`${baseline} has none of these tasks. Name tasks that it has run.`);
}

/** Both runs where one of a pair is gone on with. */
export function pathsOf({ until }: Plan, path: string): readonly string[] {
  return until?.pair?.map((other) => resolve(path, other)) ?? [path];
}
