import { progressAfter, type RunProgress, startProgress, withJobs } from "../progress.ts";
import { barLine, eventLines } from "../progress-lines.ts";
import type { RunEvent } from "../runner.ts";

export type ShownProgress = {
  event(event: RunEvent): void;
  /** So many tasks can be done at once from now on. */
  jobs(count: number): void;
  end(): void;
};

const usualColumns = 80;
const eraseLine = "\r\u001b[2K";

/** What a step of a run is told as to another program. */
export type ProgressLine = {
  readonly type: "progress";
  /** How far the run is, in one line. */
  readonly bar: string;
  readonly done: number;
  readonly total: number;
  /** What is worth keeping of the step. */
  readonly lines: readonly string[];
};

type Start = { readonly total: number; readonly jobs: number; readonly done: number };

type Shown = {
  readonly err: (text: string) => void;
  readonly form: "bar" | "lines" | "json";
};

/** On a terminal a bar that is drawn anew below the lines of ended tasks; elsewhere plain lines. */
export function showProgress(start: Start, { err, form }: Shown): ShownProgress {
  if (form === "json") return tellProgress(start, err);
  const bar = form === "bar";
  let state: RunProgress = startProgress(start.total, start.jobs, start.done);
  const draw = (): void => {
    if (bar) err(`${eraseLine}${barLine(state, (process.stderr.columns ?? usualColumns) - 1)}`);
  };
  return {
    event(event) {
      const isLasting = !bar || event.type === "ended" || event.type === "again";
      const lines = isLasting ? eventLines(state, event) : [];
      state = progressAfter(state, event);
      if (lines.length > 0) err(`${bar ? eraseLine : ""}${lines.join("\n")}\n`);
      if (event.type !== "step" || event.step.type !== "event" || event.step.event.type === "reply")
        draw();
    },
    jobs(count) {
      state = withJobs(state, count);
      draw();
    },
    end: () => {
      if (bar) err(eraseLine);
    },
  };
}

const longestBar = 400;

function tellProgress(start: Start, err: (text: string) => void): ShownProgress {
  let state: RunProgress = startProgress(start.total, start.jobs, start.done);
  const tell = (lines: readonly string[]): void => {
    const done = state.begun - state.open.size;
    const bar = barLine(state, longestBar);
    const line: ProgressLine = { type: "progress", bar, done, total: state.total, lines };
    err(`${JSON.stringify(line)}\n`);
  };
  tell([]);
  return {
    event(event) {
      const lines =
        event.type === "ended" || event.type === "again" ? eventLines(state, event) : [];
      state = progressAfter(state, event);
      tell(lines);
    },
    jobs(count) {
      state = withJobs(state, count);
      tell([]);
    },
    end: () => undefined,
  };
}
