import type { SandboxKind } from "../sandbox/index.ts";
import { type Ground, makeGround } from "./ground.ts";
import { type Judged, judge } from "./judge.ts";
import { languageOf } from "./languages/index.ts";
import { cacheOf } from "./prepare.ts";
import { programsOf } from "./toolchains.ts";
import type { Exercise, Tested } from "./types.ts";

export type GradeOptions = {
  /** For all of its commands together. */
  readonly limitMs: number;
  readonly sandbox: SandboxKind;
  /** The image of docker and podman. */
  readonly image?: string;
  /** Where what `prepare` made ready lies: `folders.cache`. */
  readonly cache: string;
  /** What no solution may read: the dataset, results. */
  readonly hidden?: readonly string[];
  /** Of the output that is kept. Default: 16,000. */
  readonly maxOutputChars?: number;
  readonly signal: AbortSignal;
};

/**
 * Judges the solution in a workspace: in a pristine copy of the exercise, in a sandbox without network,
 * by a report that the solution cannot write. Nothing in the workspace is run or changed. Throws
 * SandboxError, and what `signal` was aborted with.
 */
export async function grade(
  exercise: Exercise,
  workspace: string,
  options: GradeOptions,
): Promise<Tested> {
  const language = languageOf(exercise.language);
  if (language === undefined) return { type: "skipped", why: `no runner for ${exercise.language}` };
  const programs = isContainer(options.sandbox) ? new Map() : await programsOf(language);
  const missing = language.programs.find(({ name }) => programs.get(name) === "");
  if (missing !== undefined) return { type: "skipped", why: `no ${missing.name}` };
  const lack = language.lacks?.(exercise, cacheOf(options.cache, language));
  if (lack !== undefined) return { type: "skipped", why: lack };
  const started = performance.now();
  await using ground = await makeGround(exercise, workspace, language);
  const judged =
    tampered(ground) ?? (await judge({ exercise, ground, language, programs, options }));
  options.signal.throwIfAborted();
  return { type: "tested", ...judged, ms: Math.round(performance.now() - started) };
}

function isContainer(kind: SandboxKind): boolean {
  return kind === "docker" || kind === "podman";
}

function tampered({ tampering }: Ground): Judged | undefined {
  if (tampering === undefined) return undefined;
  const output = `${tampering} would change how it is judged, so that no test was run.`;
  return { passed: false, compiled: false, timedOut: false, output };
}
