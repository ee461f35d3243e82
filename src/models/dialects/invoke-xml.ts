import { isObject } from "../../core/coerce.ts";
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
import { jsonAt } from "./json-text.ts";
import { readRepeated } from "./named-json.ts";
import { typedValue, withoutFrame } from "./parameters.ts";

const tag = "(?:｜DSML｜|\\|DSML\\|)?";
const wrapper = new RegExp(`<(?:minimax:tool_call|${tag}(?:function_calls|tool_calls))>\\s*`, "y");
const header = new RegExp(`\\s*<${tag}invoke\\s+name=["']([^"'<>]+)["']\\s*>`, "y");
const begun = /<[^<>]{0,60}$/y;
const parameter = new RegExp(
  `\\s*<${tag}parameter\\s+name=["']([^"'<>]+)["'](?:\\s+string=["'](true|false)["'])?\\s*>`,
  "y",
);
const valueEnd = new RegExp(
  `</${tag}parameter>(?=\\s*(?:<${tag}parameter\\s|</${tag}invoke>))`,
  "g",
);
const parameterClose = new RegExp(`</${tag}parameter>`, "y");
const close = new RegExp(`\\s*</${tag}invoke>`, "y");
const wrapperClose = new RegExp(
  `\\s*</(?:minimax:tool_call|${tag}(?:function_calls|tool_calls))>`,
  "y",
);

/** Tags with the name as an attribute: MiniMax M2, DeepSeek V3.2 and later, imitations of Claude. */
export const invokeXml: Dialect = {
  name: "invoke XML",
  openers: ["<invoke name=", "<minimax:tool_call>", "<function_calls>", "<｜DSML｜", "<|DSML|"],
  read(page, start) {
    const { text } = page;
    const reading = readRepeated(
      matchAt(wrapper, text, start)?.end ?? start,
      (at) => readInvoke(page, at),
      (at) => matchAt(header, text, at) !== undefined,
    );
    if (reading.type !== "calls") return reading;
    return { ...reading, end: matchAt(wrapperClose, text, reading.end)?.end ?? reading.end };
  },
};

function readInvoke(page: Page, start: number): Reading {
  const { text, tools } = page;
  const named = matchAt(header, text, start);
  if (named === undefined) {
    const isBegun = start === text.length || matchAt(begun, text, skipSpace(text, start));
    return isBegun && !page.ended ? open : prose;
  }
  const [name = ""] = named.groups;
  const tool = namedTool(tools, name);
  if (tool === undefined) return prose;
  const body = text.startsWith("{", skipSpace(text, named.end))
    ? readJsonBody(page, named.end)
    : readParameters(page, named.end, tool);
  const end = body === undefined ? undefined : matchAt(close, text, body.end)?.end;
  if (body === undefined || end === undefined) return { type: "open", tool };
  return { type: "calls", calls: [{ tool, name, input: body.input }], end };
}

type Body = { readonly input: Readonly<Record<string, unknown>>; readonly end: number };

function readJsonBody(page: Page, start: number): Body | undefined {
  const json = jsonAt(page, start, ["</invoke>", "</｜DSML｜invoke>"]);
  if (json.type !== "value" || !isObject(json.value)) return undefined;
  return { input: json.value, end: json.end };
}

function readParameters({ text }: Page, start: number, tool: Tool): Body | undefined {
  const input: Record<string, unknown> = {};
  let at = start;
  for (let found = matchAt(parameter, text, at); found; found = matchAt(parameter, text, at)) {
    const [key = "", isString] = found.groups;
    valueEnd.lastIndex = found.end;
    const end = valueEnd.exec(text)?.index;
    if (end === undefined) return undefined;
    const written = text.slice(found.end, end);
    input[key] = isString === "true" ? written : typedValue(tool, key, withoutFrame(written));
    at = matchAt(parameterClose, text, end)?.end ?? end;
  }
  return { input, end: at };
}
