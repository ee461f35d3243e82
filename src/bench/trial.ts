import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toJsonLine } from "../lib/jsonl.ts";
import { openSandbox } from "../sandbox/index.ts";
import { firstPrompt, retryPrompt } from "./prompt.ts";
import type { Row } from "./results.ts";
import { rowOf, type TryDone } from "./results-row.ts";
import { infrastructureOf } from "./trial-failure.ts";
import { sessionFile, trialFiles, workspaceDiff, writeAiderResults } from "./trial-files.ts";
import type { Trial, TrialFolder, TrialParts, Watch } from "./trial-parts.ts";
import { type Came, type Outcome, tryOnce } from "./trial-try.ts";
import { makeWorkspace } from "./workspace.ts";

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
