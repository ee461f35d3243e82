import type { Tool } from "../../core/tool.ts";

/** The text of a reply, as far as it has come. */
export type Page = {
  readonly text: string;
  readonly tools: readonly Tool[];
  /** True when nothing follows: the reply has ended, and not at the output limit. */
  readonly ended: boolean;
};

export type WrittenCall = {
  readonly tool: Tool;
  /** The name as it was written. */
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
};

/** What stands at an opener. */
export type Reading =
  | { readonly type: "prose" }
  /** The beginning of a call; `tool` once its name was read. */
  | { readonly type: "open"; readonly tool?: Tool }
  | { readonly type: "calls"; readonly calls: readonly WrittenCall[]; readonly end: number };

/** One way in which a model family writes calls into its text. */
export type Dialect = {
  /** For people: "Qwen XML". */
  readonly name: string;
  /** Every call begins with one of these. */
  readonly openers: readonly string[];
  /** Has no markup of its own, so that inside a fence it is an example. */
  readonly bare?: true;
  read(page: Page, start: number): Reading;
};

export const prose: Reading = { type: "prose" };
export const open: Reading = { type: "open" };

/** The position after white space. */
export function skipSpace(text: string, at: number): number {
  return matchAt(/\s+/y, text, at)?.end ?? at;
}

export type Match = { readonly end: number; readonly groups: readonly (string | undefined)[] };

/** What a sticky expression finds exactly at a position. */
export function matchAt(sticky: RegExp, text: string, at: number): Match | undefined {
  sticky.lastIndex = at;
  const found = sticky.exec(text);
  return found === null ? undefined : { end: at + found[0].length, groups: found.slice(1) };
}

/** True when the text breaks off at `at` inside what could become `word`. */
export function breaksOffIn(text: string, at: number, word: string): boolean {
  const rest = text.slice(at, at + word.length);
  return at + rest.length === text.length && word.startsWith(rest);
}

/** True where nothing but blanks stands before `at` on its line. */
export function beginsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, at).trim() === "";
}
