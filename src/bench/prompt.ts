import { z } from "zod";
import { ConfigError } from "../app/config-error.ts";
import type { Folders } from "../app/folders.ts";
import { promptText } from "../app/words.ts";
import { fill } from "../lib/template.ts";
import { excerptOf } from "./excerpt.ts";
import { languageOf } from "./languages/index.ts";
import type { Exercise } from "./types.ts";

const benchWords = z.strictObject({ task: z.string(), again: z.string() });

export type BenchWords = z.infer<typeof benchWords> & {
  /** Of what the tests said, where the model's window is small. Default: all that the grader keeps. */
  readonly mostOutputChars?: number;
};

const file = "bench.json";

/** What whoever solves an exercise is told; a project's or user's prompts/bench.json takes its place. */
export function loadBenchWords(folders: Folders, contextTokens?: number): BenchWords {
  const words = wordsIn(folders);
  if (contextTokens === undefined) return words;
  return { ...words, mostOutputChars: Math.floor(contextTokens * windowShare * charsPerToken) };
}

/** A second prompt must leave room for the first, and for the work on it. */
const windowShare = 0.25;
/** Fewer than of prose: tests say numbers, paths and signs. */
const charsPerToken = 3;

function wordsIn(folders: Folders): z.infer<typeof benchWords> {
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

export function retryPrompt(words: BenchWords, exercise: Exercise, said: string): string {
  const { mostOutputChars: most = said.length } = words;
  const failure = languageOf(exercise.language)?.failure ?? /error|fail/i;
  const output = said.length > most ? excerptOf(said, failure, most) : said;
  return fill(words.again, { output, files: exercise.solutionFiles.join(" ") });
}
