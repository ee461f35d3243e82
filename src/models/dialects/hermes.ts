import {
  breaksOffIn,
  type Dialect,
  matchAt,
  open,
  type Page,
  prose,
  type Reading,
  skipSpace,
  type WrittenCall,
} from "./dialect.ts";
import { callsInJson, jsonAt, jsonHead } from "./json-text.ts";

const closerOf: Readonly<Record<string, string>> = {
  "<tool_call>": "</tool_call>",
  "<tool_calls>": "</tool_calls>",
  "<function_call>": "</function_call>",
  "<tools>": "</tools>",
  "<tool_use>": "</tool_use>",
  "<|tool_call|>": "<|/tool_call|>",
  "<TOOLCALL>": "</TOOLCALL>",
  "[TOOL_REQUEST]": "[END_TOOL_REQUEST]",
};

/** JSON between tags: Hermes, Qwen 2.5 and 3, Granite, Phi-4, Nemotron, and LM Studio's own default. */
export const hermes: Dialect = {
  name: "Hermes",
  openers: Object.keys(closerOf),
  read(page, start) {
    const opener = hermes.openers.find((one) => page.text.startsWith(one, start));
    const closer = opener === undefined ? undefined : closerOf[opener];
    if (opener === undefined || closer === undefined) return prose;
    return readBlock(page, start + opener.length, closer);
  },
};

/** One or more objects, or an array of them, up to the closing tag. */
function readBlock(page: Page, start: number, closer: string): Reading {
  const { text, tools } = page;
  if (!page.ended && breaksOffIn(text, skipSpace(text, start), "```")) return open;
  const calls: WrittenCall[] = [];
  let at = matchAt(/\s*(?:```\w*\s*)?/y, text, start)?.end ?? start;
  while (calls.length === 0 || text.startsWith("{", skipSpace(text, at))) {
    const head = jsonHead(page, at);
    if (head.type === "no-call") return prose;
    const json = jsonAt(page, at, [closer, "<tool_call>"]);
    if (json.type !== "value") return unread(head, calls.length);
    const found = callsInJson(json.value, tools, false);
    if (found === undefined) return prose;
    calls.push(...found);
    at = json.end;
  }
  const after = matchAt(/\s*(?:```)?\s*/y, text, at)?.end ?? at;
  if (text.startsWith(closer, after)) return { type: "calls", calls, end: after + closer.length };
  return breaksOffIn(text, after, closer) && !page.ended ? open : { type: "calls", calls, end: at };
}

function unread(head: ReturnType<typeof jsonHead>, before: number): Reading {
  if (head.type === "named") return { type: "open", tool: head.tool };
  return before === 0 ? open : prose;
}
