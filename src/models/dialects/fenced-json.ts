import {
  beginsLine,
  breaksOffIn,
  type Dialect,
  matchAt,
  open,
  type Page,
  prose,
  type Reading,
  skipSpace,
} from "./dialect.ts";
import { callsInJson, jsonAt, jsonHead } from "./json-text.ts";
import { readRepeated } from "./named-json.ts";

const fence =
  /```[^\S\n]*(?:json5?c?|tool_calls?|tool|tool_use|function_calls?|function|xml|text|plaintext)?[^\S\n]*\r?\n/iy;
const fenceBegun = /```[^\S\n]*\w{0,14}[^\S\n]*\r?$/y;
const closing = /\s*```/y;

/** A JSON object with name and arguments in a Markdown fence, as models without a format of their own do. */
export const fencedJson: Dialect = {
  name: "fenced JSON",
  bare: true,
  openers: ["```"],
  read(page, start) {
    const { text } = page;
    if (!beginsLine(text, start)) return prose;
    const opened = matchAt(fence, text, start);
    if (opened === undefined) return matchAt(fenceBegun, text, start) && !page.ended ? open : prose;
    const reading = readValues(page, opened.end, ["```"]);
    if (reading.type !== "calls") return reading;
    const end = matchAt(closing, text, reading.end)?.end;
    if (end !== undefined) return { ...reading, end };
    if (!breaksOffIn(text, skipSpace(text, reading.end), "```")) return prose;
    return page.ended ? reading : { type: "open" };
  },
};

/** The same with no fence, at the beginning of a line: Llama 3, Qwen 2.5 Coder, Mistral 7B. */
export const bareJson: Dialect = {
  name: "bare JSON",
  bare: true,
  openers: ["{", "["],
  read: (page, start) => (beginsLine(page.text, start) ? readValues(page, start, []) : prose),
};

/** Several objects may follow each other. */
function readValues(page: Page, start: number, closers: readonly string[]): Reading {
  return readRepeated(
    start,
    (at) => readValue(page, matchAt(/[\s;,]*/y, page.text, at)?.end ?? at, closers),
    (at) => matchAt(/\s*[;,]?\s*\{/y, page.text, at) !== undefined,
  );
}

function readValue(page: Page, start: number, closers: readonly string[]): Reading {
  const at = skipSpace(page.text, start);
  const head = jsonHead(page, at);
  if (head.type === "no-call") return prose;
  const json = jsonAt(page, at, closers);
  if (json.type === "open") return head.type === "named" ? { type: "open", tool: head.tool } : open;
  if (json.type === "broken")
    return head.type === "named" ? { type: "open", tool: head.tool } : prose;
  const calls = callsInJson(json.value, page.tools, true);
  return calls === undefined ? prose : { type: "calls", calls, end: json.end };
}
