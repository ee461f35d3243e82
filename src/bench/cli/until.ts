import { basename } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import { cardOf, writeStopping } from "../card.ts";
import { readRun } from "../report/render.ts";
import type { RunData } from "../report/summary.ts";
import type { RunCard } from "../run-card.ts";
import { comparable, type Factor } from "../run-card-compare.ts";
import { type Judge, pairedJudge, precisionJudge, untilDecided } from "../until-decided.ts";
import type { World } from "./command.ts";
import { compareBench } from "./compare.ts";
import { brokenOff, openRunning, type Planned, type Running } from "./perform-run.ts";
import type { RunFlags } from "./run-flags.ts";

/** One run, or two side by side, that stop as soon as the answer is known; returns the exit code. */
export async function runUntilDecided(
  planned: readonly Planned[],
  flags: RunFlags,
  world: World,
  signal: AbortSignal,
): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const runs: Running[] = [];
  for (const one of planned) runs.push(stack.use(await openRunning(one, flags, world, signal)));
  const baseline = baselineOf(planned[0]);
  checkComparable(runs, baseline, flags.vary ?? []);
  const keys = planned[0]?.plan.keys ?? [];
  const why = await brokenOff(async () => {
    const stopping = await untilDecided(
      keys,
      Math.max(1, ...runs.map(({ jobs }) => jobs)),
      async (some) => {
        for (const run of runs) await work(run, some, signal);
      },
      judgeFor(runs, keys, baseline),
    );
    if (stopping !== undefined) for (const { path } of planned) writeStopping(path, stopping);
  }, signal);
  const codes = runs.map((run) => run.end(why, signal));
  const [first, second] = [
    ...(baseline ? [baseline.path] : []),
    ...planned.map(({ path }) => path),
  ];
  if (why === undefined && first !== undefined && second !== undefined)
    compareBench([first, second], { vary: flags.vary ?? [] }, world);
  return Math.max(...codes);
}

async function work(
  { opened, place }: Running,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const some = opened.trials.filter(({ exercise }) => keys.includes(exercise.key));
  await place.run(some, signal);
}

type Baseline = { readonly path: string; readonly run: RunData };

function baselineOf(first: Planned | undefined): Baseline | undefined {
  const path = first?.plan.until?.baseline;
  return path === undefined ? undefined : { path, run: readRun(path) };
}

function judgeFor(
  [one, other]: readonly Running[],
  keys: readonly string[],
  baseline: Baseline | undefined,
): Judge {
  if (one === undefined) throw new ConfigError("There is no run to decide on.");
  const rowsOf = (running: Running) => () => running.folder.rows();
  const name = one.planned.plan.name;
  if (baseline !== undefined) {
    const { run, path } = baseline;
    return pairedJudge({
      ...{ names: [basename(path), name], keys },
      rows: [() => run.rows, rowsOf(one)],
    });
  }
  if (other === undefined)
    return precisionJudge(keys, one.planned.plan.until?.reach ?? 0, rowsOf(one));
  return pairedJudge({
    ...{ names: [name, other.planned.plan.name], keys },
    rows: [rowsOf(one), rowsOf(other)],
  });
}

/** Before the first task: what may not be compared would be run for nothing. */
function checkComparable(
  runs: readonly Running[],
  baseline: Baseline | undefined,
  vary: readonly Factor[],
): void {
  const cards = [...(baseline ? [baseline.run.card] : []), ...runs.map(cardIn)];
  const [a, b] = cards;
  if (cards.length < 2) return;
  const reasons = a && b ? comparable(bare(a), bare(b), vary) : ["A run card is missing."];
  if (reasons.length === 0) return;
  const fix = "Name with --vary what is compared.";
  throw new ConfigError(`These runs may not be compared. ${reasons.join(" ")} ${fix}`);
}

function cardIn({ planned }: Running): RunCard | undefined {
  return cardOf(planned.path);
}

/** Without what is only known after the first task. */
function bare({ prompts: _, ...card }: RunCard): RunCard {
  return card;
}
