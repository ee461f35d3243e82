import type { Tool } from "../core/tool.ts";
import { beginningsOf } from "./beginnings.ts";
import {
  type Dialect,
  open,
  type Page,
  prose,
  type Reading,
  type WrittenCall,
} from "./dialects/dialect.ts";
import { dialects } from "./dialects/index.ts";

/** Calls that stand together in a text, with the markup around them. */
export type FoundCalls = {
  readonly dialect: string;
  readonly calls: readonly WrittenCall[];
  readonly start: number;
  readonly end: number;
};

export type Findings = {
  readonly found: readonly FoundCalls[];
  /** A call to this tool begins there and does not end. */
  readonly open:
    | { readonly tool: Tool; readonly dialect: string; readonly start: number }
    | undefined;
};

const openers = [...new Set(dialects.flatMap((dialect) => dialect.openers))];
const anyOpener = new RegExp(openers.map(escaped).join("|"), "g");
const openerBegun = beginningsOf(openers);

/** What closes calls that were never opened, and the control tokens that end a reply. */
const leftovers =
  /(?:\s*(?:<\/(?:seed:)?tool_calls?>|<\/function(?:_calls?)?>|<\|im_end\|>|<\|eot_id\|>|<\|eom_id\|>|<\|(?:call|end|return)\|>|<｜tool▁calls▁end｜>|<\/s>|<\|tool_calls_section_end\|>))+/y;

/** The calls in a text, in order. What begins like a call and cannot be read ends the search: a call may
 * hold another one as text, and that one must never run. */
export function findCalls(page: Page): Findings {
  const found: FoundCalls[] = [];
  let at = 0;
  while (true) {
    const next = nextOpener(page.text, at);
    if (next === undefined) return { found, open: undefined };
    const { reading, dialect } = readAt(page, next);
    if (reading.type === "open" && reading.tool !== undefined) {
      return { found, open: { tool: reading.tool, dialect, start: next } };
    }
    if (reading.type === "calls") {
      const span = framed(page.text, next, reading.end);
      found.push({ dialect, calls: reading.calls, ...span });
      at = span.end;
    } else {
      at = next + 1;
    }
  }
}

export function nextOpener(text: string, from: number): number | undefined {
  anyOpener.lastIndex = from;
  return anyOpener.exec(text)?.index;
}

/** Where a text that goes on may be in the middle of an opener; its length where it is not. */
export function openerBegins(text: string, from: number): number {
  return text.length - openerBegun(text, from);
}

export type ReadAt = { readonly reading: Reading; readonly dialect: string };

/** What the dialects that begin like this make of it. */
export function readAt(page: Page, start: number): ReadAt {
  let undecided: ReadAt | undefined;
  for (const dialect of dialects) {
    if (!dialect.openers.some((opener) => page.text.startsWith(opener, start))) continue;
    const reading = dialect.read(page, start);
    if (reading.type === "prose") continue;
    if (isQuoted(page.text, start, dialect)) continue;
    const read = { reading, dialect: dialect.name };
    if (reading.type === "calls" || reading.tool !== undefined) return read;
    undecided ??= read;
  }
  if (!page.ended && openerBegins(page.text, start) === start)
    return { reading: open, dialect: "" };
  return undecided ?? { reading: prose, dialect: "" };
}

/** Markup in inline code, or in a fence that holds something else before it, is talk about calls. */
function isQuoted(text: string, start: number, dialect: Dialect): boolean {
  if (text.charAt(start - 1) === "`") return true;
  const isFramed = !dialect.bare && fenceBefore(text, start) !== undefined;
  return insideFence(text, start) && !isFramed;
}

function insideFence(text: string, at: number): boolean {
  const fences = text.slice(0, at).match(/^[^\S\n]*```/gm);
  return fences !== null && fences.length % 2 === 1;
}

/** Where the fence begins that holds nothing before `at`. */
function fenceBefore(text: string, at: number): number | undefined {
  const from = text.lastIndexOf("```", at);
  const isOpening = from !== -1 && /^```[\w-]*\s*\n\s*$/.test(text.slice(from, at));
  return isOpening ? from : undefined;
}

/** The span of a call with what belongs to it: a fence around it, closing tags without an opening one. */
function framed(text: string, start: number, end: number): { start: number; end: number } {
  leftovers.lastIndex = end;
  const after = end + (leftovers.exec(text)?.[0].length ?? 0);
  const fence = insideFence(text, start) ? fenceBefore(text, start) : undefined;
  const closing = /^\s*```/.exec(text.slice(after))?.[0].length ?? 0;
  return fence === undefined ? { start, end: after } : { start: fence, end: after + closing };
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
