import type { AgentEvent } from "../core/event.ts";

/** One task of a dataset in the Exercism layout. Paths are relative to its folder. */
export type Exercise = {
  /** "python/space-age" */
  readonly key: string;
  readonly language: string;
  readonly slug: string;
  /** Absolute; nothing below it is ever changed. */
  readonly folder: string;
  /** Introduction, instructions and their appendices, joined. */
  readonly instructions: string;
  /** The stubs that are to be filled in. */
  readonly solutionFiles: readonly string[];
  readonly testFiles: readonly string[];
  /** Shown to whoever solves it, and not to be changed: headers, build files. */
  readonly editorFiles: readonly string[];
  /** The reference solution, in the order of `solutionFiles`. */
  readonly exampleFiles: readonly string[];
};

/** What running an exercise's tests came to. */
export type Tested =
  | { readonly type: "skipped"; readonly why: string }
  | {
      readonly type: "tested";
      readonly passed: boolean;
      /** False where the solution could not be built or loaded. */
      readonly compiled: boolean;
      readonly timedOut: boolean;
      /** Absent where the runner's report could not be read. */
      readonly total?: number;
      readonly failed?: number;
      /** Bounded, the most useful part kept. */
      readonly output: string;
      readonly ms: number;
    };

/** What a harness is given for one try. */
export type Job = {
  readonly exercise: Exercise;
  /** The trial's own folder: stubs, editor files, instructions; nothing else. */
  readonly workspace: string;
  readonly prompt: string;
  /** From 1. The same conversation goes on where the harness can. */
  readonly attempt: number;
  /** Where the harness keeps its logs, out of the agent's reach. */
  readonly logs: string;
  readonly signal: AbortSignal;
};

/** Whoever solves tasks: this agent, a reference, a cheater, or another agent's command line. */
export interface Harness {
  readonly name: string;
  attempt(job: Job): AsyncIterable<AgentEvent>;
}
