import {
  type Dialect,
  matchAt,
  open,
  type Page,
  prose,
  type Reading,
  skipSpace,
} from "./dialect.ts";
import { callsInJson, jsonAt, jsonHead } from "./json-text.ts";
import { type NamedJson, readNamedJson, readRepeated } from "./named-json.ts";
import { readPythonCalls } from "./python-text.ts";

const pythonTag = "<|python_tag|>";
const afterCall = /\s*(?:<\|(?:eom_id|eot_id)\|>|<\|python_end\|>)/y;

const functionTag: NamedJson = {
  header: /(?:<tool_call>\s*)?<function=\s*["']?([^\s"'<>{]+)["']?\s*>\s*(?=\{)/y,
  begun: /(?:<tool_call>\s*)?<function=[^<>]{0,80}>?\s*$/y,
  after: /\s*<\/function>(?:\s*<\|(?:eom_id|eot_id)\|>)?/y,
  closers: ["</function>"],
};

/** Llama 3 and 4: JSON with "parameters" or a Python call after the tag, or JSON in a function tag. */
export const llama: Dialect = {
  name: "Llama",
  openers: [pythonTag, "<|python_start|>", "<function=", "<tool_call>"],
  read(page, start) {
    const { text } = page;
    if (!text.startsWith("<|", start)) return readNamedJson(page, start, functionTag);
    const at = skipSpace(text, text.indexOf("|>", start) + 2);
    if (at === text.length) return open;
    if (!text.startsWith("{", at)) return readPythonCalls(page, at, afterCall);
    return readRepeated(
      at,
      (from) => readObject(page, matchAt(/[\s;,]*/y, text, from)?.end ?? from),
      (from) => matchAt(/\s*[;,]\s*\{/y, text, from) !== undefined,
    );
  },
};

function readObject(page: Page, start: number): Reading {
  const head = jsonHead(page, start);
  if (head.type === "no-call") return prose;
  const json = jsonAt(page, start, [pythonTag, "<|eom_id|>", "<|eot_id|>"]);
  if (json.type !== "value")
    return head.type === "named" ? { type: "open", tool: head.tool } : open;
  const calls = callsInJson(json.value, page.tools, false);
  if (calls === undefined) return prose;
  return { type: "calls", calls, end: matchAt(afterCall, page.text, json.end)?.end ?? json.end };
}
