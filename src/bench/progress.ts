import { subjectOf as callSubject } from "../app/subject.ts";
import { languageOf, type Result, resultOf } from "./results.ts";
import type { RunEvent } from "./runner.ts";
import type { Trial, TrialStep } from "./trial-parts.ts";

/** A trial under way. */
export type OpenTrial = {
  readonly number: number;
  readonly attempt: number;
  readonly turn: number;
  /** Calls since the newest reply. */
  readonly steps: readonly string[];
};

export type Count = Readonly<Record<Result, number>>;

/** How far a run is; a pure fold of its events. */
export type RunProgress = {
  readonly total: number;
  /** Tasks at once; 0 where no worker has come yet. */
  readonly jobs: number;
  readonly begun: number;
  readonly open: ReadonlyMap<string, OpenTrial>;
  readonly languages: ReadonlyMap<string, Count>;
  /** Wall seconds of trials finished in this session, and how many. */
  readonly seconds: number;
  readonly finished: number;
};

const none: Count = { passed: 0, failed: 0, skipped: 0, infrastructure: 0 };

/** At the start; `done` trials are those of an earlier session. */
export function startProgress(total: number, jobs: number, done: number): RunProgress {
  const open = new Map<string, OpenTrial>();
  return { total, jobs, begun: done, open, languages: new Map(), seconds: 0, finished: 0 };
}

export function nameOf({ exercise, repeat }: Trial): string {
  return repeat === 1 ? exercise.key : `${exercise.key} (${repeat})`;
}

export function progressAfter(state: RunProgress, event: RunEvent): RunProgress {
  const name = nameOf(event.trial);
  switch (event.type) {
    case "begun": {
      const begun = state.begun + 1;
      const trial = { number: begun, attempt: 1, turn: 0, steps: [] };
      return { ...state, begun, open: new Map(state.open).set(name, trial) };
    }
    case "step":
      return stepped(state, name, event.step);
    case "again":
      return state;
    case "ended": {
      const open = new Map(state.open);
      open.delete(name);
      const language = languageOf(event.row);
      const count = state.languages.get(language) ?? none;
      const result = resultOf(event.row);
      const languages = new Map(state.languages);
      languages.set(language, { ...count, [result]: count[result] + 1 });
      const wall = (Date.parse(event.row.ended) - Date.parse(event.row.started)) / 1_000;
      return {
        ...state,
        open,
        languages,
        seconds: state.seconds + wall,
        finished: state.finished + 1,
      };
    }
  }
}

function stepped(state: RunProgress, name: string, step: TrialStep): RunProgress {
  const trial = state.open.get(name);
  if (trial === undefined) return state;
  return { ...state, open: new Map(state.open).set(name, trialAfter(trial, step)) };
}

function trialAfter(trial: OpenTrial, step: TrialStep): OpenTrial {
  if (step.type === "try") return { ...trial, attempt: step.attempt, turn: 0, steps: [] };
  if (step.type !== "event") return trial;
  const { event } = step;
  if (event.type === "reply") return { ...trial, turn: trial.turn + 1, steps: [] };
  if (event.type === "result") return { ...trial, steps: [...trial.steps, stepText(event.call)] };
  return trial;
}

function stepText(call: { readonly name: string; readonly input: unknown }): string {
  const subject = callSubject({ id: "", ...call });
  return subject === "" ? call.name : `${call.name}[${subject}]`;
}

/** Workers come and go. */
export function withJobs(state: RunProgress, jobs: number): RunProgress {
  return { ...state, jobs };
}

/** Seconds that are left, as the finished trials let expect; undefined before the first, or where nobody works. */
export function secondsLeft({ seconds, finished, total, begun, open, jobs }: RunProgress) {
  if (finished === 0 || jobs === 0) return undefined;
  const left = total - begun + open.size / 2;
  return ((seconds / finished) * left) / jobs;
}
