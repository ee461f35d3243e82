import { refuse, type ToolContext, type ToolResult } from "../core/tool.ts";
import { globMatch } from "../lib/glob-match.ts";
import { findPath } from "../lib/paths.ts";
import { PatternError } from "../lib/ripgrep.ts";
import { type Hit, searchText } from "../lib/search-text.ts";
import { oneLine } from "../lib/text.ts";
import type { ToolSay } from "./say.ts";

/** What grep and search have in common. */
export type HitWish = {
  readonly pattern: string;
  readonly path?: string | undefined;
  readonly include?: string | undefined;
  readonly literal: boolean;
  readonly most: number;
};

export const mostHits = 100;

const maxLineChars = 250;
/** Of a long line, this much is shown before its match. */
const leadChars = 60;
const patternChars = 200;
/** Room for the sentence that follows a long list. */
const noteChars = 200;

/** The lines that match, as path:line:text, or a sentence that says why there are none. */
export async function showHits(
  wish: HitWish,
  context: ToolContext,
  say: ToolSay,
): Promise<ToolResult> {
  const pattern = wish.literal ? wish.pattern.replace(/^\n+|\s*\n$/g, "") : wish.pattern;
  const problem = problemWith(pattern, wish.literal);
  if (problem !== undefined) return refuse(say(problem));
  const found = await findPath(context.root, wish.path?.trim() ? wish.path : ".", "any");
  if (found.type !== "found") return refuse(found.text);
  const { root, signal } = context;
  const includes = wish.include?.trim() ? globMatch(wish.include, found.relative) : () => true;
  const query = { root, path: found.relative, pattern, literal: wish.literal, includes };
  const room = context.maxResultChars - noteChars - found.note.length;
  try {
    const { lines, more } = await fitting(searchText(query, signal), wish.most, room);
    const shown =
      lines.length === 0 ? [say("none", { pattern: oneLine(pattern, patternChars) })] : lines;
    const rest = more ? [say("more")] : [];
    return { text: [...shown, ...rest, found.note].filter(Boolean).join("\n") };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return refuse(say("bad_pattern", { pattern: oneLine(pattern, patternChars) }));
  }
}

function problemWith(pattern: string, literal: boolean): "empty" | "many_lines" | undefined {
  if (pattern === "") return "empty";
  const spans = literal ? pattern.includes("\n") : /\n|(?<!\\)(?:\\\\)*\\n/.test(pattern);
  return spans ? "many_lines" : undefined;
}

async function fitting(hits: AsyncIterable<Hit>, most: number, room: number) {
  const lines: string[] = [];
  let used = 0;
  for await (const hit of hits) {
    const line = `${hit.path}:${hit.line}:${around(hit)}`;
    used += line.length + 1;
    if (lines.length === most || (used > room && lines.length > 0)) return { lines, more: true };
    lines.push(line);
  }
  return { lines, more: false };
}

/** A long line is cut to the part around its match. */
function around({ text, column }: Hit): string {
  if (text.length <= maxLineChars) return text;
  const start = Math.max(0, Math.min(column - leadChars, text.length - maxLineChars));
  const part = text.slice(start, start + maxLineChars);
  return `${start > 0 ? "…" : ""}${part}${start + maxLineChars < text.length ? "…" : ""}`;
}
