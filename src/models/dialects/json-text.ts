import { isObject } from "../../core/coerce.ts";
import { namedTool } from "../../core/find-tool.ts";
import type { Tool } from "../../core/tool.ts";
import { readJson } from "../../lib/json.ts";
import { type Page, skipSpace, type WrittenCall } from "./dialect.ts";

export type JsonAt =
  | { readonly type: "value"; readonly value: unknown; readonly end: number }
  | { readonly type: "open" }
  | { readonly type: "broken" };

const quotes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ["“", "”"],
]);

/** The JSON object or array at a position; where its brackets do not close, one of `closers` ends it. */
export function jsonAt(page: Page, at: number, closers: readonly string[] = []): JsonAt {
  const { text } = page;
  const start = skipSpace(text, at);
  if (start === text.length) return { type: "open" };
  if (!"{[".includes(text.charAt(start))) return { type: "broken" };
  const end = endOfValue(text, start, closers);
  if (end === undefined && !page.ended) return { type: "open" };
  const read = readJson(text.slice(start, end?.at) + (end?.missing ?? ""));
  if (read.type !== "read") return { type: "broken" };
  return { type: "value", value: read.value, end: end?.at ?? text.length };
}

type End = { readonly at: number; readonly missing: string };

/** Brackets that a closing tag finds open are missing, not cut off: the model ended the call itself. */
function endOfValue(text: string, start: number, closers: readonly string[]): End | undefined {
  let missing = "";
  let at = start;
  while (at < text.length) {
    const char = text.charAt(at);
    const quote = quotes.get(char);
    if (closers.some((closer) => text.startsWith(closer, at))) return { at, missing };
    missing = missingAfter(missing, char);
    at = quote === undefined ? at + 1 : endOfString(text, at, quote);
    if (missing === "") return { at, missing };
  }
  return undefined;
}

function missingAfter(missing: string, char: string): string {
  if (char === "{") return `}${missing}`;
  if (char === "[") return `]${missing}`;
  return char === "}" || char === "]" ? missing.slice(1) : missing;
}

function endOfString(text: string, start: number, quote: string): number {
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === quote) return at + 1;
    at += char === "\\" ? 2 : 1;
  }
  return text.length;
}

const nameKeys = ["name", "tool", "tool_name", "function_name", "function"];
const inputKeys = ["arguments", "parameters", "args", "input", "params", "tool_input", "tool_args"];
const otherKeys = ["type", "id", "tool_call_id", "call_id"];
const listKeys = ["tool_calls", "tool_call", "function_call", "calls"];

/** The calls a JSON value stands for; undefined unless all of it is calls to these tools. */
export function callsInJson(
  value: unknown,
  tools: readonly Tool[],
  inputNeeded: boolean,
): readonly WrittenCall[] | undefined {
  const values = Array.isArray(value) ? value : [value];
  const calls = values.map((one) => callsInObject(one, tools, inputNeeded));
  const whole = calls.filter((one) => one !== undefined);
  return whole.length === calls.length && whole.length > 0 ? whole.flat() : undefined;
}

function callsInObject(
  value: unknown,
  tools: readonly Tool[],
  inputNeeded: boolean,
): readonly WrittenCall[] | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  const [only = ""] = keys;
  if (keys.length === 1 && listKeys.includes(only))
    return callsInJson(value[only], tools, inputNeeded);
  if (isObject(value.function)) return callsInObject(value.function, tools, inputNeeded);
  const call = callIn(value, tools);
  if (call === undefined) return undefined;
  const known = keys.every((key) => [...nameKeys, ...inputKeys, ...otherKeys].includes(key));
  const hasInput = keys.some((key) => inputKeys.includes(key));
  return !inputNeeded || (known && hasInput) ? [call] : undefined;
}

function callIn(value: Record<string, unknown>, tools: readonly Tool[]): WrittenCall | undefined {
  const name = nameKeys.map((key) => value[key]).find((one) => typeof one === "string");
  const tool = typeof name === "string" ? namedTool(tools, name) : undefined;
  const inputKey = inputKeys.find((key) => Object.hasOwn(value, key));
  const input = inputKey === undefined ? {} : inputOf(value[inputKey]);
  if (typeof name !== "string" || tool === undefined || input === undefined) return undefined;
  return { tool, name, input };
}

/** Arguments may be an object, the JSON text of one, or nothing. */
function inputOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === null || value === "") return {};
  if (isObject(value)) return value;
  const read = typeof value === "string" ? readJson(value) : undefined;
  return read?.type === "read" && isObject(read.value) ? read.value : undefined;
}

export type JsonHead =
  | { readonly type: "no-call" }
  | { readonly type: "unknown" }
  | { readonly type: "named"; readonly tool: Tool };

const longestHead = 200;
const keyBeginning = /^\s*(?:\[\s*)?(?:\{\s*(?:["'“]\w*)?)?$/;
const nameInHead =
  /^\s*(?:\[\s*)?\{\s*(?:["'](?:type|id)["']\s*:\s*["'][^"']*["']\s*,\s*)?(?:["'](?:function|tool_calls?|function_call)["']\s*:\s*(?:\[\s*)?\{\s*)?["'](?:name|tool|tool_name|function_name|function)["']\s*:\s*["']([^"']*)["']/;
const callKey = new RegExp(
  `^\\s*(?:\\[\\s*)?\\{\\s*["']?(?:${[...nameKeys, ...inputKeys, ...otherKeys, ...listKeys].join("|")})["']?\\s*(?::|$)`,
);

/** What the first characters tell of JSON that may be a call; lets a stream show other JSON at once. */
export function jsonHead(page: Page, at: number): JsonHead {
  const head = page.text.slice(at, at + longestHead);
  const [, name] = nameInHead.exec(head) ?? [];
  if (name !== undefined) {
    const tool = namedTool(page.tools, name);
    return tool === undefined ? { type: "no-call" } : { type: "named", tool };
  }
  const isShort = head.length < longestHead && keyBeginning.test(head);
  return callKey.test(head) || isShort ? { type: "unknown" } : { type: "no-call" };
}
