import { join, resolve } from "node:path";
import { listAgents } from "../../app/agents.ts";
import { ConfigError } from "../../app/config-error.ts";
import { exitCodes } from "../../app/exit-code.ts";
import { foldersFor } from "../../app/folders.ts";
import { isTerminal } from "../../lib/terminal.ts";
import { completeCard, writeCard } from "../card.ts";
import { jobsFor } from "../jobs.ts";
import { type OpenRun, openRun } from "../open-run.ts";
import { isRun, type Plan, readPlan, runFolderName, writePlan } from "../plan.ts";
import type { Connection } from "../queue/connect-queue.ts";
import { headline } from "../report/headline.ts";
import { summarize } from "../report/summary.ts";
import { isCounted, type Row } from "../results.ts";
import { readRunCard } from "../run-card.ts";
import { openRunFolder, runFiles } from "../run-folder.ts";
import { openPlace } from "../run-place.ts";
import { RunStopped } from "../runner.ts";
import { smokeFailure, smokeTrials } from "../smoke.ts";
import type { BenchContext, BenchParts, World } from "./command.ts";
import type { RunFlags } from "./run-flags.ts";
import { plansFrom } from "./run-plans.ts";
import { showProgress } from "./show-progress.ts";

type Planned = { readonly plan: Plan; readonly path: string };

/** `localcode bench run`: tasks solved by an agent, one row each; returns the exit code. */
export async function runBench(
  agent: string | undefined,
  flags: RunFlags,
  { context, parts }: World,
): Promise<number> {
  const { signal } = parts.interrupted();
  const planned = await plannedRuns(agent, flags, context, parts);
  const codes: number[] = [];
  for (const one of planned) {
    codes.push(await runOne(one, flags, { context, parts }, signal));
    if (signal.aborted) break;
  }
  const [first, ...others] = planned.map(({ path }) => path);
  if (first === undefined || others.length === 0 || signal.aborted) return Math.max(...codes);
  const { compareBench } = await import("./compare.ts");
  for (const other of others) compareBench([first, other], {}, { context, parts });
  return Math.max(...codes);
}

async function plannedRuns(
  agent: string | undefined,
  flags: RunFlags,
  context: BenchContext,
  parts: BenchParts,
): Promise<readonly Planned[]> {
  if (flags.resume !== undefined) {
    const path = resolve(context.cwd, flags.resume);
    return [{ plan: readPlan(path), path }];
  }
  const named = agent ?? flags.harness ?? flags.agentKind ?? context.env.AGENT;
  if (named === undefined || named === "") throw new ConfigError(whichAgent(context));
  const plans = await plansFrom(named, flags, context, parts);
  return plans.map((plan) => {
    const base = flags.out ?? join("runs", runFolderName(plan.started, plan.name));
    const several = flags.out !== undefined && plans.length > 1;
    const path = resolve(context.cwd, several ? join(base, runFolderName("", plan.name)) : base);
    return { plan: isRun(path) ? goneOn(path, plan) : plan, path };
  });
}

/** The same command goes on with its run; another one would mix two. */
function goneOn(path: string, plan: Plan): Plan {
  const before = readPlan(path);
  const { started } = before;
  if (Bun.deepEquals({ ...plan, started }, before)) return before;
  const fix = `Go on with it: --resume ${path}. Or name another folder with --out.`;
  throw new ConfigError(`${path} is another run already. ${fix}`);
}

function whichAgent(context: BenchContext): string {
  const agents = [...listAgents(foldersFor(context.cwd, context.env)).keys()];
  const more = "Or a harness: localcode bench list --harnesses";
  return `Which agent? localcode bench run AGENT -k NAMES\nAgents: ${agents.join(", ")}.\n${more}`;
}

async function runOne(
  { plan, path }: Planned,
  flags: RunFlags,
  { context, parts }: World,
  signal: AbortSignal,
): Promise<number> {
  const say = (text: string): void => context.err(`${text}\n`);
  const { version } = parts;
  const run = { cwd: context.cwd, env: context.env, version, say };
  await using connection = await queueOf(flags);
  await using opened = await openRun(plan, path, run, signal);
  writePlan(path, plan);
  using folder = openRunFolder(path, opened.parts.subject);
  const { opened: model, kind } = opened.harness;
  const jobs = jobsFor(flags.jobs, model, kind.needs !== undefined);
  for (const line of headLines(opened, jobs)) say(line);
  await writeCard(opened, { version, jobs }, signal);
  const left = opened.trials.filter((trial) => !folder.isDone(trial));
  const shown = showProgress(
    { total: opened.trials.length, jobs, done: opened.trials.length - left.length },
    { err: context.err, form: await progressForm(flags) },
  );
  const lostAfterMs = flags.lostAfter * 1_000;
  const options = { jobs, onEvent: shown.event, folder, version, lostAfterMs, say };
  await using place = await openPlace(opened, connection, options);
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
  shown.end();
  completeCard(path);
  const rows = folder.rows();
  const card = readRunCard(join(path, runFiles.card));
  context.out(`${headline(summarize({ name: plan.name, card, rows })).join("\n")}\n`);
  context.out(`Results: ${path}\n`);
  const queue = flags.queue === undefined ? "" : ` --queue ${flags.queue.shown}`;
  if (why !== undefined) say(`${why} Go on with: localcode bench run --resume ${path}${queue}`);
  return codeOf(rows, why, flags.minPass, signal);
}

/** Before anything else: without Redis there is nobody to do the tasks. */
async function queueOf({ queue, jobs }: RunFlags): Promise<Connection | undefined> {
  if (queue === undefined) return undefined;
  if (jobs !== "auto")
    throw new ConfigError("With --queue each worker has its own -j: localcode bench worker -j N.");
  const { connectQueue } = await import("../queue/connect-queue.ts");
  return await connectQueue(queue);
}

async function progressForm({ progress }: RunFlags): Promise<"bar" | "lines" | "json"> {
  if (progress !== "auto") return progress;
  return (await isTerminal(2)) ? "bar" : "lines";
}

function headLines({ trials, harness, parts, path }: OpenRun, jobs: number): readonly string[] {
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
async function brokenOff(
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
