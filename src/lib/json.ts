import { jsonrepair } from "jsonrepair";
import { type JsonToken, jsonTokens } from "./json-tokens.ts";

export type ReadJson =
  | {
      readonly type: "read";
      readonly value: unknown;
      /** True when the text was not valid JSON: brackets, commas, quotes or words were put right. */
      readonly repaired: boolean;
    }
  | { readonly type: "cut"; readonly why: "in_string" | "before_end" }
  /** "strings": more than one reading of where they end. */
  | { readonly type: "unreadable"; readonly why: "strings" | "syntax" };

type Cut = Extract<ReadJson, { type: "cut" }>["why"];

/**
 * Reads JSON as models write it. Punctuation may be put right, but every string of the value stands
 * in the text between its own quotes: where a string ends is never guessed. A text that breaks off
 * inside a value is "cut", since closing it would make up what was never written.
 */
export function readJson(text: string): ReadJson {
  const strict = parse(text);
  if (strict !== undefined) return { type: "read", value: strict.value, repaired: false };
  const tokens = withoutExtraClosers(withoutFence(jsonTokens(text)));
  const first = tokens.find((token) => token.type !== "space");
  if (first === undefined || depthChange(first) !== 1) {
    return { type: "unreadable", why: "syntax" };
  }
  const cut = cutOff(tokens);
  if (cut !== undefined) return { type: "cut", why: cut };
  const repaired = repair(tokens.map(written).join(""));
  const parsed = repaired === undefined ? undefined : parse(repaired);
  if (repaired === undefined || parsed === undefined) {
    return { type: "unreadable", why: "syntax" };
  }
  if (!sameStrings(tokens, jsonTokens(repaired))) {
    return { type: "unreadable", why: "strings" };
  }
  return { type: "read", value: parsed.value, repaired: true };
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function repair(text: string): string | undefined {
  try {
    return jsonrepair(text);
  } catch {
    return undefined;
  }
}

function written(token: JsonToken): string {
  return token.type === "string" ? JSON.stringify(token.text) : token.text;
}

/** A Markdown fence around the whole is no part of it. */
function withoutFence(tokens: readonly JsonToken[]): readonly JsonToken[] {
  const isFence = (token: JsonToken | undefined) => token?.text.startsWith("```") === true;
  const solid = tokens.filter((token) => token.type !== "space");
  if (!isFence(solid[0])) return tokens;
  const from = tokens.findIndex(isFence) + 1;
  const to = tokens.findLastIndex(isFence);
  const inner = tokens.slice(from, to >= from ? to : undefined);
  const language = inner.find((token) => token.type !== "space");
  return language?.text === "json" ? inner.slice(inner.indexOf(language) + 1) : inner;
}

/** Closing brackets after the value is complete are a slip that changes nothing. */
function withoutExtraClosers(tokens: readonly JsonToken[]): readonly JsonToken[] {
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    depth += depthChange(token);
    if (depth > 0 || token.type !== "mark") continue;
    const rest = tokens.slice(index + 1);
    const extra = rest.every((one) => one.type === "space" || depthChange(one) < 0);
    return depth === 0 && extra ? tokens.slice(0, index + 1) : tokens;
  }
  return tokens;
}

function depthChange(token: JsonToken): number {
  if (token.type !== "mark") return 0;
  if (token.text === "{" || token.text === "[") return 1;
  return token.text === "}" || token.text === "]" ? -1 : 0;
}

const wholeWords = new Set(["true", "false", "null", "True", "False", "None"]);

/** Why a text that lacks closing brackets cannot be whole; undefined where only brackets are missing. */
function cutOff(tokens: readonly JsonToken[]): Cut | undefined {
  const solid = tokens.filter((token) => token.type !== "space");
  const last = solid.at(-1);
  if (last?.closed === false) return "in_string";
  const depth = solid.reduce((sum, token) => sum + depthChange(token), 0);
  if (depth <= 0 || last === undefined) return undefined;
  const before = solid.at(-2)?.text;
  const isValue = before === ":" || openBracket(solid) === "[";
  const isWhole = last.type === "string" || wholeWords.has(last.text);
  const whole = depthChange(last) < 0 || (isValue && isWhole);
  return whole ? undefined : "before_end";
}

/** The innermost bracket that is still open. */
function openBracket(tokens: readonly JsonToken[]): string | undefined {
  const open: string[] = [];
  for (const token of tokens) {
    const change = depthChange(token);
    if (change > 0) open.push(token.text);
    if (change < 0) open.pop();
  }
  return open.at(-1);
}

/** Whether the repaired text has the strings of the source, in order; a bare word may have become one. */
function sameStrings(source: readonly JsonToken[], repaired: readonly JsonToken[]): boolean {
  const strings = repaired.filter((token) => token.type === "string");
  const given = source.filter((token) => token.type === "string" || token.type === "word");
  let at = 0;
  for (const string of strings) {
    while (given[at]?.type === "word" && given[at]?.text !== string.text) at += 1;
    if (given[at]?.text !== string.text) return false;
    at += 1;
  }
  return given.slice(at).every((token) => token.type === "word");
}
