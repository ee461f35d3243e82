import type { Exercise } from "../types.ts";

/** A program that a language needs. */
export type Program = {
  readonly name: string;
  readonly version: readonly string[];
  /** Arguments with which it prints its own path. */
  readonly self?: readonly string[];
  /** The names of the packages that bring it. */
  readonly apt: string;
  readonly brew: string;
};

/** Where an exercise is judged. */
export type Place = {
  readonly exercise: Exercise;
  /** The pristine copy with the solution in it; commands may only read it. */
  readonly folder: string;
  /** Commands may write here: what is built, and the reports. */
  readonly out: string;
  /** What `prepare` has made ready for all trials; commands may only read it. */
  readonly cache: string;
  /** Known to the grader alone: a report without it was not written by the grader. */
  readonly nonce: string;
  /** Programs are those of a container, so that nothing built on this machine fits them. */
  readonly contained: boolean;
  /** The path of a program, as the sandbox sees it. */
  program(name: string): string;
};

/** One command of judging. */
export type Step = {
  readonly command: readonly string[];
  /** A failed build means that the solution does not compile; only the last step runs its code. */
  readonly type: "build" | "test";
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the exercise. */
  readonly cwd?: string;
  /** Caches that it may write to; never for a step that runs a solution's code. */
  readonly writable?: readonly string[];
};

/** What the last step left behind. */
export type Left = {
  readonly exitCode: number;
  readonly output: string;
  readonly place: Place;
  /** A file below `out`; undefined where it is absent. */
  read(file: string): Promise<string | undefined>;
  /** The paths of the files below `out` that a pattern names. */
  list(pattern: string): readonly string[];
};

export type Counted = {
  readonly compiled: boolean;
  readonly total: number;
  readonly failed: number;
  /** The tests ran to their end, and nothing changed how they judge. */
  readonly trusted: boolean;
  /** What failed, where the output does not say it. */
  readonly said?: string;
};

export type Prepare = {
  readonly exercises: readonly Exercise[];
  /** A folder of the language's own. */
  readonly cache: string;
  readonly signal: AbortSignal;
  /** Runs a command with the network; "" where it succeeded, else the end of what it said. */
  run(command: readonly string[], options: RunOptions): Promise<string>;
  say(line: string): void;
};

export type RunOptions = {
  readonly env?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** How a language's exercises are judged. */
export type Language = {
  readonly name: string;
  /** Of source files: ".py". */
  readonly extensions: readonly string[];
  readonly programs: readonly Program[];
  /** Shown to whoever solves an exercise, and restored before it is judged. */
  readonly buildFiles: readonly string[];
  isTest(path: string): boolean;
  /** A test file in which no test is left out. */
  enable(source: string): string;
  /** How many tests a test file has at least. */
  count(source: string): number;
  /** What a solution has no reason to say but to change how it is judged. */
  readonly tampering?: RegExp;
  /** Of a build file that was changed, what may stay. Default: nothing. */
  adopt?(file: string, pristine: string, own: string): string;
  /** Why an exercise cannot be judged on this machine; undefined where it can. */
  lacks?(exercise: Exercise, cache: string): string | undefined;
  /** Output without what tells nobody anything. */
  shown?(output: string): string;
  /** Files that the grader puts beside the tests or into `out`, by absolute path. */
  files?(place: Place): Promise<Readonly<Record<string, string>>>;
  /** Makes dependencies ready, once and with the network; it returns what did not work, and why. */
  prepare?(work: Prepare): Promise<Readonly<Record<string, string>>>;
  steps(place: Place): readonly Step[];
  read(left: Left): Promise<Counted | undefined>;
  /** Lines of output from which on it matters. */
  readonly failure: RegExp;
};
