import { basename, join } from "node:path";
import { type Row, resultOf, subjectOf } from "../bench/results.ts";
import { runFiles } from "../bench/run-folder.ts";
import { fileStamp, readTrial, trialStamp } from "../bench/view/content.ts";
import { type ViewedTrial, viewedTrials } from "../bench/view/trials.ts";
import { outcomeText, sharePassed } from "../bench/view/words.ts";
import { seconds, tokens } from "../tui/draw/text.ts";
import type {
  Column,
  Mark,
  Trajectory,
  TrajectoryList,
  TrajectorySource,
} from "../tui/viewer/trajectory.ts";
import { trialItems, trialTests } from "./bench-items.ts";

/** The trials of a run as the terminal's viewer wants them. Throws ResultsError. */
export function benchTrajectories(run: string): TrajectorySource {
  let known: { readonly stamp: string; readonly trials: readonly ViewedTrial[] } | undefined;
  const trials = (): readonly ViewedTrial[] => {
    const stamp = runStamp(run);
    if (known?.stamp !== stamp) known = { stamp, trials: viewedTrials(run) };
    return known.trials;
  };
  const find = (id: string | undefined) => trials().find((trial) => trial.id === id);
  return {
    list: () => listOf(run, trials()),
    open(id) {
      const trial = find(id);
      return trial === undefined ? undefined : trajectoryOf(run, trial);
    },
    stamp(id) {
      const trial = find(id);
      return `${runStamp(run)} ${trial === undefined ? "" : trialStamp(run, trial)}`;
    },
  };
}

/** Changes whenever a trial begins or ends, or the run itself does. */
function runStamp(run: string): string {
  const files = [runFiles.results, runFiles.open, runFiles.lock];
  return files.map((file) => fileStamp(join(run, file))).join(" ");
}

const columns: readonly Column[] = [
  { title: "outcome", right: false },
  { title: "tests", right: true },
  { title: "time", right: true },
  { title: "tries", right: true },
  { title: "calls", right: true },
  { title: "in", right: true },
  { title: "out", right: true },
];

function listOf(run: string, trials: readonly ViewedTrial[]): TrajectoryList {
  const subjects = [...new Set(trials.flatMap(({ row }) => (row ? [subjectOf(row)] : [])))];
  const isMixed = subjects.length > 1;
  const passed = trials.filter((trial) => markOf(trial) === "passed").length;
  const running = trials.filter(({ isRunning }) => isRunning).length;
  const facts = [
    ...(isMixed ? [] : subjects),
    `${passed} of ${trials.length} passed`,
    ...(running > 0 ? [`${running} under way`] : []),
  ];
  const all: readonly Column[] = [...columns, { title: "who", right: false }];
  const cells = trials.map((trial) => [
    outcomeText(trial),
    ...(trial.row === undefined ? columns.slice(1).map(() => "") : cellsOf(trial.row)),
    isMixed && trial.row !== undefined ? subjectOf(trial.row) : "",
  ]);
  // What nobody has says nothing: a reference solution makes no calls.
  const isTold = (_: unknown, at: number): boolean => cells.some((own) => own[at] !== "");
  return {
    title: basename(run),
    facts: facts.join(" · "),
    columns: all.filter(isTold),
    lines: trials.map((trial, at) => ({
      id: trial.id,
      name: trial.name,
      mark: markOf(trial),
      cells: (cells[at] ?? []).filter(isTold),
    })),
  };
}

function cellsOf(row: Row): readonly string[] {
  return [
    sharePassed(row),
    seconds(row.seconds * 1_000),
    String(row.tries.length),
    counted(row.calls),
    counted(row.tokens.in),
    counted(row.tokens.out),
  ];
}

/** What a solver that calls no model did not spend is left out. */
function counted(count: number): string {
  return count === 0 ? "" : tokens(count);
}

function markOf({ row, isRunning }: ViewedTrial): Mark {
  if (row === undefined) return isRunning ? "running" : "spoiled";
  const result = resultOf(row);
  return result === "infrastructure" ? "spoiled" : result;
}

function trajectoryOf(run: string, trial: ViewedTrial): Trajectory {
  const content = readTrial(run, trial);
  return {
    id: trial.id,
    name: trial.name,
    mark: markOf(trial),
    facts: factsOf(trial),
    items: trialItems(trial, content),
    diff: content.diff,
    tests: trialTests(trial, content),
  };
}

/** "passed at try 2 · 5/5 tests · 42 s · 14 calls · 12.3k in · 1.2k out" */
function factsOf(trial: ViewedTrial): string {
  const { row } = trial;
  if (row === undefined) return outcomeText(trial);
  const share = sharePassed(row);
  const facts = [
    outcomeText(trial),
    share === "" ? "" : `${share} tests`,
    row.tries.length === 0 ? "" : seconds(row.seconds * 1_000),
    row.calls === 0 ? "" : `${row.calls} calls`,
    row.tokens.in === 0 ? "" : `${tokens(row.tokens.in)} in`,
    row.tokens.out === 0 ? "" : `${tokens(row.tokens.out)} out`,
  ];
  return facts.filter((fact) => fact !== "").join(" · ");
}
