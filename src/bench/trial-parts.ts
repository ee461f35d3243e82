import type { AgentEvent } from "../core/event.ts";
import type { SandboxKind } from "../sandbox/index.ts";
import type { HarnessKind } from "./harnesses/harness.ts";
import type { BenchWords } from "./prompt.ts";
import type { Row } from "./results.ts";
import type { Exercise, Tested } from "./types.ts";

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
  /** After which a harness that does not end by itself is ended. Default: 5 s. */
  readonly tryGraceMs?: number;
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
