import { namedTool } from "../../core/find-tool.ts";
import type { Tool } from "../../core/tool.ts";
import {
  type Dialect,
  matchAt,
  open,
  type Page,
  prose,
  type Reading,
  skipSpace,
} from "./dialect.ts";
import { typedValue, withoutFrame } from "./parameters.ts";

const wrapper = /<(?:seed:)?tool_call>\s*/y;
const header = /<function\s*(?:=|\sname\s*=)\s*["']?([^\s"'<>]+)["']?\s*>/y;
const headerBegun = /<(?:f(?:u(?:n(?:c(?:t(?:i(?:o(?:n[^<>]{0,80})?)?)?)?)?)?)?)?$/y;
const parameterTag = /\s*<parameter\s*(?:=|\sname\s*=)\s*["']?([^\s"'<>]+)["']?\s*>/y;
const closed = /<\/parameter>(?=\s*(?:<parameter[\s=]|<\/function>|<\/(?:seed:)?tool_call>))/g;
const closedAtEnd = /<\/parameter>\s*$/g;
const closers = /\s*<\/function>\s*(?:<\/(?:seed:)?tool_call>)?|\s*<\/(?:seed:)?tool_call>/y;

/** XML with one tag per parameter: Qwen3-Coder, Qwen 3.5, Nemotron 3, Seed-OSS. The outer tag may lack. */
export const qwenXml: Dialect = {
  name: "Qwen XML",
  openers: ["<tool_call>", "<seed:tool_call>", "<function=", "<function name="],
  read(page, start) {
    const { text, tools } = page;
    const at = matchAt(wrapper, text, start)?.end ?? start;
    const named = matchAt(header, text, at);
    if (named === undefined)
      return at === text.length || matchAt(headerBegun, text, at) ? open : prose;
    const [name = ""] = named.groups;
    const tool = namedTool(tools, name);
    if (tool === undefined || text.startsWith("{", skipSpace(text, named.end))) return prose;
    return readParameters(page, named.end, tool, name);
  },
};

function readParameters(page: Page, start: number, tool: Tool, name: string): Reading {
  const { text } = page;
  const input: Record<string, unknown> = {};
  let at = start;
  while (true) {
    const tag = matchAt(parameterTag, text, at);
    if (tag === undefined) break;
    const [key = ""] = tag.groups;
    const value = endOfParameter(page, tag.end, { tool, given: [...Object.keys(input), key] });
    if (value === undefined) return { type: "open", tool };
    input[key] = typedValue(tool, key, withoutFrame(text.slice(tag.end, value.from)));
    at = value.to;
  }
  const end = matchAt(closers, text, at)?.end ?? endWithoutCloser(page, at);
  if (end === undefined) return { type: "open", tool };
  return { type: "calls", calls: [{ tool, name, input }], end };
}

/** Missing closing tags are forgiven where nothing or the next call follows. */
function endWithoutCloser({ text, ended }: Page, at: number): number | undefined {
  const rest = text.slice(skipSpace(text, at));
  if (rest === "") return ended ? text.length : undefined;
  return /^<(?:seed:)?tool_call>|^<function[=\s]/.test(rest) ? at : undefined;
}

type Span = { readonly from: number; readonly to: number };

/**
 * Where a value ends: at a closing tag that markup follows, so that code may hold the tag itself;
 * or, where the closing tag was forgotten, at the next parameter of this tool.
 */
function endOfParameter(
  page: Page,
  start: number,
  known: { readonly tool: Tool; readonly given: readonly string[] },
): Span | undefined {
  const { text, ended } = page;
  const proper =
    firstMatch(closed, text, start) ?? (ended ? firstMatch(closedAtEnd, text, start) : undefined);
  const forgotten = forgottenCloser(text, start, known);
  if (proper === undefined) return forgotten;
  if (forgotten !== undefined && forgotten.from < proper.from) return forgotten;
  return { from: proper.from, to: proper.from + "</parameter>".length };
}

function forgottenCloser(
  text: string,
  start: number,
  { tool, given }: { readonly tool: Tool; readonly given: readonly string[] },
): Span | undefined {
  const properties = tool.schema.parameters.properties ?? {};
  const names = Object.keys(properties).filter((name) => !given.includes(name));
  const next = names.map((name) => text.indexOf(`\n<parameter=${name}>`, start));
  const end = firstMatch(/\n<\/function>(?=\s*(?:<\/(?:seed:)?tool_call>|$))/g, text, start);
  const from = Math.min(...[...next, end?.from ?? -1].filter((at) => at >= 0));
  if (!Number.isFinite(from) || text.slice(start, from).trimEnd().endsWith("</parameter>"))
    return undefined;
  return { from: from + 1, to: from };
}

function firstMatch(pattern: RegExp, text: string, start: number): Span | undefined {
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  return found === null ? undefined : { from: found.index, to: found.index + found[0].length };
}
