import { namedTool } from "../../core/find-tool.ts";
import type { Tool } from "../../core/tool.ts";
import { type Dialect, matchAt, open, type Page, prose, type Reading } from "./dialect.ts";
import { typedValue } from "./parameters.ts";

const nameBegun = /<tool_call>\s*[\w.:-]{0,80}\s*(?:<\/?[\w]{0,10})?$/y;
const header = /<tool_call>\s*([\w.:-]+)\s*(?=<arg_key>|<\/tool_call>)/y;
const key = /\s*<arg_key>\s*([^<>]+?)\s*<\/arg_key>\s*<arg_value>/y;
const valueEnd = /<\/arg_value>(?=\s*(?:<arg_key>|<\/tool_call>|<tool_call>))/g;
const valueEndAtEnd = /<\/arg_value>(?=\s*$)/g;
const closer = /\s*<\/tool_call>/y;

/** Name, keys and values in tags: GLM-4.5 to 4.7. */
export const glm: Dialect = {
  name: "GLM",
  openers: ["<tool_call>"],
  read(page, start) {
    const { text, tools } = page;
    const named = matchAt(header, text, start);
    if (named === undefined) return matchAt(nameBegun, text, start) ? open : prose;
    const [name = ""] = named.groups;
    const tool = namedTool(tools, name);
    return tool === undefined ? prose : readArguments(page, named.end, tool, name);
  },
};

function readArguments(page: Page, start: number, tool: Tool, name: string): Reading {
  const { text, ended } = page;
  const input: Record<string, unknown> = {};
  let at = start;
  while (true) {
    const tag = matchAt(key, text, at);
    if (tag === undefined) break;
    const [parameter = ""] = tag.groups;
    const end = endOfValue(page, tag.end);
    if (end === undefined) return { type: "open", tool };
    input[parameter] = typedValue(tool, parameter, text.slice(tag.end, end));
    at = end + "</arg_value>".length;
  }
  const close = matchAt(closer, text, at);
  const calls = [{ tool, name, input }];
  if (close !== undefined) return { type: "calls", calls, end: close.end };
  const rest = text.slice(at).trim();
  const isDone = (rest === "" && ended) || rest.startsWith("<tool_call>");
  return isDone ? { type: "calls", calls, end: at } : { type: "open", tool };
}

function endOfValue({ text, ended }: Page, start: number): number | undefined {
  for (const pattern of ended ? [valueEnd, valueEndAtEnd] : [valueEnd]) {
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found !== null) return found.index;
  }
  return undefined;
}
