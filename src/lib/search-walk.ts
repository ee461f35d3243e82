import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { FileError } from "./file-error.ts";
import { readText } from "./file-text.ts";
import { findByWalk } from "./find-files.ts";
import { PatternError } from "./ripgrep.ts";
import type { Hit, TextQuery } from "./search-text.ts";

/** The answers that ripgrep would give, on a machine without it. */
export async function* searchByWalk(
  query: TextQuery,
  rules: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Hit> {
  const findIn = finderFor(query);
  for await (const path of filesOf(query, rules, signal)) {
    if (query.includes(path)) yield* hitsIn(query.root, path, findIn);
  }
}

/** Where in a line the first match begins, or -1. */
type FindIn = (line: string) => number;

function finderFor({ pattern, literal }: TextQuery): FindIn {
  if (literal) return (line) => line.indexOf(pattern);
  const ignoresCase = pattern.startsWith("(?i)");
  try {
    const expression = new RegExp(ignoresCase ? pattern.slice(4) : pattern, ignoresCase ? "i" : "");
    return (line) => line.search(expression);
  } catch (cause) {
    throw new PatternError("The pattern is not valid.", { cause });
  }
}

async function* filesOf(
  query: TextQuery,
  rules: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  const entry = await lstat(join(query.root, query.path)).catch(() => undefined);
  if (entry?.isFile()) yield query.path;
  else yield* findByWalk({ ...query, rules }, signal);
}

async function* hitsIn(root: string, path: string, findIn: FindIn): AsyncGenerator<Hit> {
  const file = await readable(join(root, path));
  if (file === undefined) return;
  const lines = file.split("\n");
  if (lines.at(-1) === "") lines.pop();
  for (const [index, raw] of lines.entries()) {
    const text = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const column = findIn(text);
    if (column >= 0) yield { path, line: index + 1, text, column };
  }
}

/** The text of a file; undefined where it is no text, too large or went away. */
async function readable(absolute: string): Promise<string | undefined> {
  try {
    const file = await readText(absolute);
    return file.type === "text" ? file.text : undefined;
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
