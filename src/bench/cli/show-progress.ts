import { progressAfter, type RunProgress, startProgress } from "../progress.ts";
import { barLine, eventLines } from "../progress-lines.ts";
import type { RunEvent } from "../runner.ts";

export type ShownProgress = { event(event: RunEvent): void; end(): void };

const usualColumns = 80;
const eraseLine = "\r\u001b[2K";

/** On a terminal a bar that is drawn anew below the lines of ended tasks; elsewhere plain lines. */
export function showProgress(
  start: { readonly total: number; readonly jobs: number; readonly done: number },
  { err, bar }: { readonly err: (text: string) => void; readonly bar: boolean },
): ShownProgress {
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
    end: () => {
      if (bar) err(eraseLine);
    },
  };
}
