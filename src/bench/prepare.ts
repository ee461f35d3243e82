import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "../lib/process.ts";
import { languages } from "./languages/index.ts";
import type { Language, RunOptions } from "./languages/language.ts";
import { programsOf } from "./toolchains.ts";
import type { Exercise } from "./types.ts";

/** A language's own folder in the cache: what all trials use and none may change. */
export function cacheOf(cache: string, { name }: Language): string {
  return join(cache, "bench", name);
}

export type Prepared = {
  readonly language: string;
  /** What did not work, and why: an exercise's key, a library, or the language itself. */
  readonly failed: Readonly<Record<string, string>>;
};

export type PrepareOptions = {
  readonly cache: string;
  readonly signal: AbortSignal;
  /** A line for people. */
  say(line: string): void;
};

const commandLimitMs = 600_000;
const saidChars = 2_000;

/** Fetches and builds what the exercises' tests need, once; a language without its programs is passed over. */
export async function prepare(
  exercises: readonly Exercise[],
  { cache, signal, say }: PrepareOptions,
): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  for (const language of languages) {
    const own = exercises.filter((exercise) => exercise.language === language.name);
    if (language.prepare === undefined || own.length === 0) continue;
    const programs = await programsOf(language);
    if ([...programs.values()].includes("")) continue;
    const folder = cacheOf(cache, language);
    await mkdir(folder, { recursive: true });
    const run = (command: readonly string[], options: RunOptions) =>
      runIn(folder, command, options);
    const failed = await language.prepare({ exercises: own, cache: folder, signal, say, run });
    prepared.push({ language: language.name, failed });
  }
  return prepared;
}

async function runIn(
  cwd: string,
  command: readonly string[],
  options: RunOptions,
): Promise<string> {
  const limits = { cwd, timeoutMs: commandLimitMs, maxChars: saidChars };
  const { exitCode, output } = await runCommand(command, { ...limits, ...options });
  options.signal.throwIfAborted();
  return exitCode === 0 ? "" : output.trim() || `${command[0]} ended with ${exitCode}.`;
}
