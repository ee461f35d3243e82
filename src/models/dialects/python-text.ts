import { propertiesOf } from "../../core/coerce.ts";
import { namedTool } from "../../core/find-tool.ts";
import { matchAt, open, type Page, prose, type Reading, type WrittenCall } from "./dialect.ts";
import { type PythonAt, pythonValue } from "./python-value.ts";

const call = /\s*([A-Za-z_][\w.]*)\s*\(/y;
const callBegun = /\s*[\w.]{0,80}\s*$/y;
const keyword = /\s*([A-Za-z_]\w*)\s*=(?!=)/y;

/** Calls in Python's syntax, in a list or alone: `[read(path="a.py"), ls()]`. */
export function readPythonCalls(page: Page, start: number, after: RegExp): Reading {
  const { text } = page;
  const bracket = matchAt(/\s*\[/y, text, start);
  const calls: WrittenCall[] = [];
  let at = bracket?.end ?? start;
  while (true) {
    const one = readCall(page, at);
    if (one.type !== "calls") return one;
    calls.push(...one.calls);
    at = one.end;
    const comma = matchAt(bracket ? /\s*,/y : /\s*[;,\n]\s*(?=[A-Za-z_][\w.]*\s*\()/y, text, at);
    if (comma === undefined) break;
    at = comma.end;
  }
  const closed = bracket === undefined ? { end: at } : matchAt(/\s*,?\s*\]/y, text, at);
  if (closed === undefined) return { type: "open", ...toolOf(calls) };
  return { type: "calls", calls, end: matchAt(after, text, closed.end)?.end ?? closed.end };
}

function toolOf(calls: readonly WrittenCall[]): { readonly tool?: WrittenCall["tool"] } {
  const [first] = calls;
  return first === undefined ? {} : { tool: first.tool };
}

function readCall(page: Page, start: number): Reading {
  const { text, tools } = page;
  const named = matchAt(call, text, start);
  if (named === undefined) return matchAt(callBegun, text, start) && !page.ended ? open : prose;
  const name = (named.groups[0] ?? "").replace(/\.call$/, "");
  const tool = namedTool(tools, name);
  if (tool === undefined) return prose;
  const positional = Object.keys(propertiesOf(tool.schema.parameters));
  const input: Record<string, unknown> = {};
  let at = named.end;
  while (matchAt(/\s*\)/y, text, at) === undefined) {
    const key = matchAt(keyword, text, at);
    const value: PythonAt = pythonValue(text, key?.end ?? at);
    const place = key?.groups[0] ?? positional[Object.keys(input).length];
    if (value === undefined || place === undefined) return { type: "open", tool };
    input[place] = value.value;
    at = matchAt(/\s*,?/y, text, value.end)?.end ?? value.end;
  }
  const end = matchAt(/\s*\)/y, text, at)?.end ?? at;
  return { type: "calls", calls: [{ tool, name, input }], end };
}
