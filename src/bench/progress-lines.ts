import { type Count, nameOf, type RunProgress, secondsLeft } from "./progress.ts";
import { type Row, resultOf } from "./results.ts";
import type { RunEvent } from "./runner.ts";

const barCells = 20;

/** "[████░░] 12/49  javascript 9/12  ETA 4m 10s  react try 1 turn 3", at most so wide. */
export function barLine(state: RunProgress, width: number): string {
  const done = state.begun - state.open.size;
  const cells = state.total === 0 ? 0 : Math.floor((done / state.total) * barCells);
  const bar = `[${"█".repeat(cells)}${"░".repeat(barCells - cells)}] ${done}/${state.total}`;
  const left = secondsLeft(state);
  const parts = [
    bar,
    ...(state.jobs === 0 && done < state.total ? ["no worker"] : []),
    ...[...state.languages].map(([language, count]) => `${language} ${shareOf(count)}`),
    ...(left === undefined ? [] : [`ETA ${duration(left)}`]),
    ...[...state.open].map(
      ([name, { attempt, turn }]) => `${slugOf(name)} try ${attempt} turn ${turn}`,
    ),
  ];
  const line = parts.join("  ");
  return Bun.stringWidth(line) <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

function shareOf({ passed, failed }: Count): string {
  return `${passed}/${passed + failed}`;
}

function slugOf(name: string): string {
  return name.slice(name.indexOf("/") + 1);
}

const minute = 60;
const hour = 3_600;

/** "42s", "4m 10s", "2h 5m" */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < minute) return `${whole}s`;
  if (whole < hour) return `${Math.floor(whole / minute)}m ${whole % minute}s`;
  return `${Math.floor(whole / hour)}h ${Math.floor((whole % hour) / minute)}m`;
}

/** What an event is worth saying for good; `before` is the progress without it. */
export function eventLines(before: RunProgress, event: RunEvent): readonly string[] {
  const name = nameOf(event.trial);
  const trial = before.open.get(name);
  const slug = slugOf(name);
  switch (event.type) {
    case "begun":
      return [];
    case "step": {
      const { step } = event;
      const head = `TASK ${trial?.number ?? 0}/${before.total}: ${slug}`;
      if (step.type === "try") return [`${head} | TRY${step.attempt} | ${name}`];
      if (step.type === "tested")
        return [...turnLine(trial), `${slug}: Finished Try${step.attempt}`];
      return step.event.type === "reply" ? turnLine(trial) : [];
    }
    case "again": {
      const why = event.row.infrastructure?.detail ?? "";
      return [`${slug}: not the model's failure, again in ${event.waitMs / 1_000} s: ${why}`];
    }
    case "ended":
      return [`${slug}: ${resultText(event.row)}`];
  }
}

function turnLine(trial: { readonly turn: number; readonly steps: readonly string[] } | undefined) {
  if (trial === undefined || trial.steps.length === 0) return [];
  return [`TURN ${trial.turn} ${trial.steps.join(" -> ")}`];
}

export function resultText(row: Row): string {
  const time = `${row.seconds.toFixed(1)}s`;
  switch (resultOf(row)) {
    case "passed":
      return `passed at try ${row.passedAt} (${time})`;
    case "failed":
      return `failed, ${row.end} (${time})`;
    case "skipped":
      return `skipped: ${row.skipped?.why ?? ""}`;
    case "infrastructure":
      return `not run: ${row.infrastructure?.detail ?? ""}`;
  }
}
