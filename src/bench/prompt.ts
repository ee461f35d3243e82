import { z } from "zod";
import { ConfigError } from "../app/config-error.ts";
import type { Folders } from "../app/folders.ts";
import { promptText } from "../app/words.ts";
import { fill } from "../lib/template.ts";
import type { Exercise } from "./types.ts";

const benchWords = z.strictObject({ task: z.string(), again: z.string() });

export type BenchWords = z.infer<typeof benchWords>;

const file = "bench.json";

/** What whoever solves an exercise is told; a project's or user's prompts/bench.json takes its place. */
export function loadBenchWords(folders: Folders): BenchWords {
  try {
    return benchWords.parse(JSON.parse(promptText(folders, file)));
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const text = `prompts/${file} must hold "task" and "again", two texts, and nothing else.`;
    throw new ConfigError(text, { cause });
  }
}

/** Files stand with their whole paths below the workspace: a bare name would be guessed at. */
export function firstPrompt(words: BenchWords, exercise: Exercise): string {
  const { instructions, solutionFiles } = exercise;
  return fill(words.task, { instructions, files: solutionFiles.join(" ") });
}

export function retryPrompt(words: BenchWords, exercise: Exercise, output: string): string {
  return fill(words.again, { output, files: exercise.solutionFiles.join(" ") });
}
