import { join } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import { exitCodes } from "../../app/exit-code.ts";
import { isTerminal } from "../../lib/terminal.ts";
import { completeCard, writeCard } from "../card.ts";
import { jobsFor } from "../jobs.ts";
import { type OpenRun, openRun } from "../open-run.ts";
import { type Plan, writePlan } from "../plan.ts";
import type { Connection } from "../queue/connect-queue.ts";
import { headline } from "../report/headline.ts";
import { summarize } from "../report/summary.ts";
import { isCounted, type Row } from "../results.ts";
import { readRunCard } from "../run-card.ts";
import { openRunFolder, type RunFolder, runFiles } from "../run-folder.ts";
import { openPlace, type RunPlace } from "../run-place.ts";
import { RunStopped } from "../runner.ts";
import { smokeFailure, smokeTrials } from "../smoke.ts";
import type { Trial } from "../trial-parts.ts";
import type { World } from "./command.ts";
import type { RunFlags } from "./run-flags.ts";
import { showProgress } from "./show-progress.ts";

/** A run that is to be done, and where. */
export type Planned = { readonly plan: Plan; readonly path: string };

/** A run that has begun, or goes on. */
export type Running = AsyncDisposable & {
  readonly planned: Planned;
  readonly opened: OpenRun;
  readonly folder: RunFolder;
  readonly place: RunPlace;
  readonly jobs: number;
  /** Trials that are not done yet. */
  readonly left: readonly Trial[];
  /** Prints the rates and returns the exit code; `why` says why it ended before its time. */
  end(why: string | undefined, signal: AbortSignal): number;
};

/** Does the trials of a run that are not done yet; returns the exit code. */
export async function performRun(
  planned: Planned,
  flags: RunFlags,
  world: World,
  signal: AbortSignal,
): Promise<number> {
  await using running = await openRunning(planned, flags, world, signal);
  const { opened, folder, place, left } = running;
  const why = await brokenOff(async () => {
    if (flags.smoke) {
      const few = smokeTrials(left);
      await place.run(few, signal);
      const failure = await smokeFailure(few, opened.parts, folder.rows(), signal);
      if (failure !== undefined) throw new RunStopped(`smoke failed: ${failure}`);
    }
    await place.run(opened.trials, signal);
    await place.finish();
  }, signal);
  return running.end(why, signal);
}

/** Opens everything that a run needs, and says what it is; throws an error that says what is missing. */
export async function openRunning(
  planned: Planned,
  flags: RunFlags,
  { context, parts }: World,
  signal: AbortSignal,
): Promise<Running> {
  const { plan, path } = planned;
  const say = (text: string): void => context.err(`${text}\n`);
  const { version } = parts;
  const run = { cwd: context.cwd, env: context.env, version, say };
  await using stack = new AsyncDisposableStack();
  const connection = stack.use(await queueOf(flags, signal));
  const opened = stack.use(await openRun(plan, path, run, signal));
  writePlan(path, plan);
  const folder = stack.use(openRunFolder(path, opened.parts.subject));
  const { opened: model, kind } = opened.harness;
  const isQueued = connection !== undefined;
  const jobs = isQueued ? 0 : jobsFor(flags.jobs, model, kind.needs !== undefined);
  for (const line of headLines(opened, isQueued ? "as the workers have" : String(jobs))) say(line);
  await writeCard(opened, { version, jobs: Math.max(1, jobs) }, signal);
  const left = opened.trials.filter((trial) => !folder.isDone(trial));
  const shown = showProgress(
    { total: opened.trials.length, jobs, done: opened.trials.length - left.length },
    { err: context.err, form: await progressForm(flags) },
  );
  const lostAfterMs = flags.lostAfter * 1_000;
  let mostJobs = 0;
  const onJobs = (count: number): void => {
    mostJobs = Math.max(mostJobs, count);
    shown.jobs(count);
  };
  const options = { jobs, onEvent: shown.event, onJobs, folder, version, lostAfterMs, say };
  const place = stack.use(await openPlace(opened, connection, options));
  const kept = stack.move();
  return {
    ...{ planned, opened, folder, place, jobs, left },
    end: (why, aborted) => {
      shown.end();
      completeCard(path, mostJobs);
      const rows = folder.rows();
      const card = readRunCard(join(path, runFiles.card));
      context.out(`${headline(summarize({ name: plan.name, card, rows })).join("\n")}\n`);
      context.out(`Results: ${path}\n`);
      const queue = flags.queue === undefined ? "" : ` --queue ${flags.queue.shown}`;
      if (why !== undefined) say(`${why} Go on with: localcode bench run --resume ${path}${queue}`);
      return codeOf(rows, why, flags.minPass, aborted);
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Before anything else: without Redis there is nobody to do the tasks. */
async function queueOf(
  { queue, jobs }: RunFlags,
  signal: AbortSignal,
): Promise<Connection | undefined> {
  if (queue === undefined) return undefined;
  if (jobs !== "auto")
    throw new ConfigError("With --queue each worker has its own -j: localcode bench worker -j N.");
  const { connectQueue } = await import("../queue/connect-queue.ts");
  return await connectQueue(queue, signal);
}

async function progressForm({ progress }: RunFlags): Promise<"bar" | "lines" | "json"> {
  if (progress !== "auto") return progress;
  return (await isTerminal(2)) ? "bar" : "lines";
}

function headLines({ trials, harness, parts, path }: OpenRun, jobs: string): readonly string[] {
  const { subject } = harness;
  const languages = [...new Set(trials.map(({ exercise }) => exercise.language))];
  const spoken = languages.length === 1 ? languages[0] : `${languages.length} languages`;
  const { opened } = harness;
  const server =
    opened === undefined
      ? []
      : [
          `Model: ${subject.model}, ${opened.runtime} ${opened.address ?? ""}, ${opened.model.contextTokens} tokens`,
        ];
  return [
    `Run: ${path}`,
    `Harness: ${[subject.harness, subject.agent].filter(Boolean).join(", ")}`,
    ...server,
    `Tasks: ${trials.length} (${spoken}), tries ${parts.tries}, jobs ${jobs}, sandbox ${parts.sandbox}`,
  ];
}

/** Why the run ended before its time; undefined where it did not. */
export async function brokenOff(
  act: () => Promise<void>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (signal.aborted) return "Interrupted; what is finished is kept.";
    if (error instanceof RunStopped) return error.message;
    throw error;
  }
}

function codeOf(
  rows: readonly Row[],
  why: string | undefined,
  minPass: number | undefined,
  signal: AbortSignal,
): number {
  if (signal.aborted) return exitCodes.cancelled;
  if (why !== undefined) return exitCodes.unreachable;
  const counted = rows.filter(isCounted);
  const passed = counted.filter(({ passedAt }) => passedAt > 0).length;
  const percent = counted.length === 0 ? 0 : (100 * passed) / counted.length;
  return minPass !== undefined && percent < minPass ? exitCodes.failed : exitCodes.done;
}
