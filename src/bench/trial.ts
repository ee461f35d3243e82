import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AgentEvent } from "../core/event.ts";
import { toJsonLine } from "../lib/jsonl.ts";
import { openSandbox, type SandboxKind } from "../sandbox/index.ts";
import { grade } from "./grade.ts";
import type { HarnessKind, OpenHarness, TrialPlace } from "./harnesses/harness.ts";
import { type BenchWords, firstPrompt, retryPrompt } from "./prompt.ts";
import type { Row } from "./results.ts";
import { rowOf, type TryDone } from "./results-row.ts";
import { testedRow } from "./results-score.ts";
import { countTry, emptyTry, type TryTally } from "./results-tally.ts";
import { infrastructureOf, unanswered } from "./trial-failure.ts";
import {
  isEdited,
  sessionFile,
  trialFiles,
  workspaceDiff,
  writeAiderResults,
} from "./trial-files.ts";
import type { Exercise, Tested } from "./types.ts";
import { makeWorkspace } from "./workspace.ts";

/** One exercise, to be solved once. */
export type Trial = {
  readonly exercise: Exercise;
  /** From 1. */
  readonly repeat: number;
};

/** Who is measured. */
export type Subject = Pick<Row, "harness" | "agent" | "model" | "flow"> &
  Partial<Pick<Row, "seed">>;

/** What all trials of a run have in common. */
export type TrialParts = {
  readonly harness: HarnessKind;
  readonly subject: Subject;
  readonly words: BenchWords;
  readonly tries: number;
  readonly tests: "absent" | "read-only";
  readonly tryLimitMs: number;
  readonly testLimitMs: number;
  readonly sandbox: SandboxKind;
  /** The image of docker and podman. */
  readonly image?: string;
  /** What was prepared for grading. */
  readonly cache: string;
  /** What neither the agent nor a solution may read: datasets, results. */
  readonly hidden: readonly string[];
  /** Languages that cannot be tried here, and why: "no cargo". */
  readonly absent?: ReadonlyMap<string, string>;
};

/** Where a trial's files go while it runs, and where they lie in the end, seen from the run's folder. */
export type TrialFolder = { readonly path: string; readonly final: string };

export type TrialStep =
  | { readonly type: "try"; readonly attempt: number }
  | { readonly type: "event"; readonly attempt: number; readonly event: AgentEvent }
  | { readonly type: "tested"; readonly attempt: number; readonly tested: Tested };

export type Watch = (step: TrialStep) => void;

/**
 * Runs one trial in a fresh folder and returns its row, which also lies in the folder. What the machine
 * or the server did wrong is a row of its own kind. Throws only what `signal` was aborted with.
 */
export async function runTrial(
  trial: Trial,
  parts: TrialParts,
  folder: TrialFolder,
  { attempt, watch }: { readonly attempt: number; readonly watch: Watch },
  signal: AbortSignal,
): Promise<Row> {
  const { exercise, repeat } = trial;
  const started = new Date().toISOString();
  const done: TryDone[] = [];
  const came: Came = { signal, watch, done };
  const outcome = await tried(() => solve(trial, parts, folder.path, came), folder.path, signal);
  const diff = await diffOf(trial, parts, folder.path);
  const log = sessionFile(join(folder.path, trialFiles.logs));
  const row = rowOf(
    {
      ...{ key: exercise.key, repeat, ...parts.subject, attempt, started },
      ended: new Date().toISOString(),
      ...outcome,
      workspace: join(folder.final, trialFiles.workspace),
      ...(log === undefined ? {} : { log: join(folder.final, trialFiles.logs, log) }),
      ...(diff ? { diff: join(folder.final, trialFiles.diff) } : {}),
    },
    done,
  );
  writeAiderResults(folder.path, row);
  writeFileSync(join(folder.path, trialFiles.row), toJsonLine(row));
  return row;
}

type Came = { readonly signal: AbortSignal; readonly watch: Watch; readonly done: TryDone[] };
type Outcome = Partial<Pick<Row, "infrastructure" | "skipped">>;

/** A trial that breaks down must not take the run with it; what was thrown lies beside its logs. */
async function tried(
  act: () => Promise<Outcome>,
  folder: string,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await act();
  } catch (error) {
    signal.throwIfAborted();
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    writeFileSync(join(folder, "error.txt"), `${text}\n`);
    return { infrastructure: infrastructureOf(error, "harness") };
  }
}

async function solve(
  trial: Trial,
  parts: TrialParts,
  folder: string,
  came: Came,
): Promise<Outcome> {
  const { exercise, repeat } = trial;
  const [workspace, logs] = [join(folder, trialFiles.workspace), join(folder, trialFiles.logs)];
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
  const why = parts.absent?.get(exercise.language);
  if (why !== undefined) return { skipped: { why } };
  await makeWorkspace(exercise, workspace, { tests: parts.tests });
  await using sandbox = await openSandbox(parts.sandbox, {
    root: workspace,
    network: parts.harness.needs?.network ?? false,
    writable: parts.harness.needs?.writable ?? [],
    guarded: [],
    hidden: [...parts.hidden, exercise.folder],
    ...(parts.image === undefined ? {} : { image: parts.image }),
  });
  const place = { exercise, workspace, logs, sandbox, repeat };
  await using harness = await parts.harness.open(place, came.signal);
  let prompt = firstPrompt(parts.words, exercise);
  for (let attempt = 1; attempt <= parts.tries; attempt += 1) {
    writeFileSync(join(folder, trialFiles.prompt(attempt)), prompt);
    const tried = await tryOnce({ harness, place, prompt, attempt }, parts, came);
    if (tried.type === "over") return tried.outcome;
    writeFileSync(join(folder, trialFiles.tests(attempt)), `${tried.output}\n`);
    if (tried.passed) return {};
    prompt = retryPrompt(parts.words, exercise, tried.output);
  }
  return {};
}

type Try = {
  readonly harness: OpenHarness;
  readonly place: TrialPlace;
  readonly prompt: string;
  readonly attempt: number;
};

type Tried =
  | { readonly type: "over"; readonly outcome: Outcome }
  | { readonly type: "tested"; readonly passed: boolean; readonly output: string };

async function tryOnce(one: Try, parts: TrialParts, came: Came): Promise<Tried> {
  const { exercise, workspace } = one.place;
  const { attempt } = one;
  const started = performance.now();
  came.watch({ type: "try", attempt });
  const tally = await answered(one, parts.tryLimitMs, came);
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

async function answered(
  { harness, place, prompt, attempt }: Try,
  limitMs: number,
  { signal, watch }: Came,
): Promise<TryTally> {
  const limit = AbortSignal.timeout(limitMs + graceMs);
  const { exercise, workspace, logs } = place;
  const both = AbortSignal.any([signal, limit]);
  const job = { exercise, workspace, prompt, attempt, logs, signal: both };
  let tally = emptyTry;
  for await (const event of harness.attempt(job)) {
    tally = countTry(tally, event);
    watch({ type: "event", attempt, event });
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

async function diffOf(
  { exercise }: Trial,
  { tests }: TrialParts,
  folder: string,
): Promise<boolean> {
  const { solutionFiles, editorFiles, testFiles } = exercise;
  const given = [...solutionFiles, ...editorFiles, ...(tests === "read-only" ? testFiles : [])];
  const diff = await workspaceDiff(exercise, join(folder, trialFiles.workspace), given);
  if (diff !== undefined) writeFileSync(join(folder, trialFiles.diff), diff);
  return diff !== undefined;
}
