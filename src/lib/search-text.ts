import { rulesAbove } from "./ignore-rules.ts";
import { ripgrepProgram } from "./ripgrep.ts";
import { searchByRipgrep } from "./search-ripgrep.ts";
import { searchByWalk } from "./search-walk.ts";

export type TextQuery = {
  readonly root: string;
  /** A file or folder below the root; "" for the root itself. */
  readonly path: string;
  readonly pattern: string;
  /** Plain text rather than a regular expression. */
  readonly literal: boolean;
  /** Whether a file, relative to the root, is searched. */
  includes(path: string): boolean;
};

export type Hit = {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** Where in the text the first match begins. */
  readonly column: number;
};

/** Matching lines in the order of their paths; throws PatternError. */
export async function* searchText(query: TextQuery, signal: AbortSignal): AsyncGenerator<Hit> {
  const rules = await rulesAbove(query.root, query.path);
  const program = await ripgrepProgram();
  if (program === undefined) yield* searchByWalk(query, rules, signal);
  else yield* searchByRipgrep(program, query, rules, signal);
}
