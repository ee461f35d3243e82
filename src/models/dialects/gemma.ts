import { namedTool } from "../../core/find-tool.ts";
import type { Tool } from "../../core/tool.ts";
import { type Dialect, matchAt, open, prose, type Reading, skipSpace } from "./dialect.ts";
import { typedValue } from "./parameters.ts";

const header = /(?:<\|tool_call>|<start_function_call>)\s*call:\s*([\w.:-]+)\s*\{/y;
const begun =
  /(?:<\|tool_call>|<start_function_call>)\s*(?:c|ca|cal|call|call:\s*[\w.:-]{0,80})?\s*$/y;
const key = /\s*,?\s*(?:<\|"\|>|<escape>|["'])?([\w.-]+?)(?:<\|"\|>|<escape>|["'])?\s*:\s*/y;
const closer = /\s*\}\s*(?:<tool_call\|>|<end_function_call>|<turn\|>)?/y;

/** Gemma 4 and FunctionGemma: bare keys, and strings between quote tokens. */
export const gemma: Dialect = {
  name: "Gemma",
  openers: ["<|tool_call>", "<start_function_call>"],
  read({ text, tools, ended }, start) {
    const named = matchAt(header, text, start);
    if (named === undefined) return matchAt(begun, text, start) && !ended ? open : prose;
    const [name = ""] = named.groups;
    const tool = namedTool(tools, name);
    return tool === undefined ? prose : readArguments(text, named.end, tool, name);
  },
};

function readArguments(text: string, start: number, tool: Tool, name: string): Reading {
  const input: Record<string, unknown> = {};
  let at = start;
  for (let found = matchAt(key, text, at); found; found = matchAt(key, text, at)) {
    const parameter = found.groups[0] ?? "";
    const value = valueAt(text, found.end);
    if (value === undefined) return { type: "open", tool };
    input[parameter] = value.isText ? value.text : typedValue(tool, parameter, value.text);
    at = value.end;
  }
  const end = matchAt(closer, text, at)?.end;
  if (end === undefined) return { type: "open", tool };
  return { type: "calls", calls: [{ tool, name, input }], end };
}

type Value = { readonly text: string; readonly isText: boolean; readonly end: number };

function valueAt(text: string, from: number): Value | undefined {
  const at = skipSpace(text, from);
  for (const token of ['<|"|>', "<escape>"]) {
    if (!text.startsWith(token, at)) continue;
    const end = text.indexOf(token, at + token.length);
    if (end === -1) return undefined;
    return { text: text.slice(at + token.length, end), isText: true, end: end + token.length };
  }
  return text.startsWith("[", at) || text.startsWith("{", at)
    ? nestedAt(text, at)
    : plainAt(text, at);
}

function plainAt(text: string, at: number): Value | undefined {
  const found = matchAt(/"(?:[^"\\]|\\.)*"|[^,{}[\]]+(?=[,}])/sy, text, at);
  if (found === undefined) return undefined;
  const written = text.slice(at, found.end).trim();
  const isText = written.startsWith('"');
  return { text: isText ? String(JSON.parse(written)) : written, isText, end: found.end };
}

/** Lists and objects as JSON: quote tokens become quotes, bare keys get them. */
function nestedAt(text: string, at: number): Value | undefined {
  let depth = 0;
  let json = "";
  let index = at;
  while (index < text.length) {
    const value = matchAt(/<\|"\|>([\s\S]*?)<\|"\|>|<escape>([\s\S]*?)<escape>/y, text, index);
    const bareKey = matchAt(/([A-Za-z_][\w-]*)\s*:/y, text, index);
    const char = text.charAt(index);
    if (value !== undefined) json += JSON.stringify(value.groups[0] ?? value.groups[1] ?? "");
    else if (bareKey !== undefined) json += `${JSON.stringify(bareKey.groups[0])}:`;
    else json += char;
    index = value?.end ?? bareKey?.end ?? index + 1;
    if (value !== undefined || bareKey !== undefined) continue;
    depth += "[{".includes(char) ? 1 : "]}".includes(char) ? -1 : 0;
    if (depth === 0) return { text: json, isText: false, end: index };
  }
  return undefined;
}
