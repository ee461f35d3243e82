import type { z } from "zod";
import { coerceInput, isObject, jsonIn, propertiesOf, takenBy, typeOf } from "./coerce.ts";
import type { ToolCall } from "./message.ts";
import type { Say } from "./say.ts";
import type { Tool } from "./tool.ts";

export type ParsedInput =
  | { readonly type: "fits"; readonly input: unknown; readonly note: string }
  | { readonly type: "refused"; readonly text: string };

const startChars = 100;

/** Makes a call's arguments fit the tool's schema, or says what is wrong and shows an example. */
export async function parseInput(tool: Tool, call: ToolCall, say: Say): Promise<ParsedInput> {
  const given = jsonIn(call.input) ?? call.input ?? {};
  const shared = {
    tool: tool.schema.name,
    example: exampleOf(tool),
    parameters: parametersOf(tool),
  };
  if (call.raw !== undefined) {
    const start = call.raw.slice(0, startChars);
    const why = await whyUnread(call.raw, say);
    return refused(say("call_bad_json", { ...shared, start, why }));
  }
  if (!isObject(given)) return refused(say("call_not_object", shared));
  const { input, unknown } = coerceInput(tool, given);
  const parsed = await tool.input.safeParseAsync(input);
  const note = unknown.length === 0 ? "" : ignoredNote(unknown, shared, say);
  if (parsed.success) return { type: "fits", input: parsed.data, note };
  const issue = parsed.error.issues[0];
  const text =
    issue === undefined ? parsed.error.message : problem(tool, issue, input, shared, say);
  return refused([text, note].filter(Boolean).join("\n"));
}

/** What is wrong with arguments that are no JSON, so that the next ones are not wrong in the same way. */
async function whyUnread(raw: string, say: Say): Promise<string> {
  // Only a call that failed needs it.
  const { readJson } = await import("../lib/json.ts");
  const read = readJson(raw);
  return say(read.type === "read" ? "json_syntax" : `json_${read.why}`);
}

type Shared = { readonly tool: string; readonly example: string; readonly parameters: string };

function problem(
  tool: Tool,
  issue: z.core.$ZodIssue,
  input: Readonly<Record<string, unknown>>,
  shared: Shared,
  say: Say,
): string {
  const parameter = issue.path.join(".");
  const top = String(issue.path[0] ?? "");
  const why = issue.message.replace(/\.$/, "");
  if (parameter === "") return say("call_wrong_input", { ...shared, why });
  if (issue.path.length === 1 && !Object.hasOwn(input, top))
    return say("call_missing", { ...shared, parameter });
  if (issue.code === "invalid_type") {
    const declared = propertiesOf(takenBy(tool))[top] ?? {};
    const expected = wordFor((issue.path.length === 1 && typeOf(declared)) || issue.expected);
    const at = issue.path.reduce<unknown>(
      (value, key) => (isIndexable(value) ? value[key] : value),
      input,
    );
    return say("call_wrong_type", { ...shared, parameter, expected, got: wordFor(typeName(at)) });
  }
  return say("call_wrong_value", { ...shared, parameter, why });
}

function isIndexable(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === "object" && value !== null;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function wordFor(type: unknown): string {
  if (type === "integer" || type === "int") return "a whole number";
  return /^[aeiou]/.test(String(type)) ? `an ${String(type)}` : `a ${String(type)}`;
}

function ignoredNote(unknown: readonly string[], shared: Shared, say: Say): string {
  const what = unknown.length === 1 ? "parameter" : "parameters";
  return say("call_ignored", {
    ...shared,
    what,
    unknown: unknown.map((key) => `"${key}"`).join(", "),
  });
}

function parametersOf(tool: Tool): string {
  return Object.keys(propertiesOf(tool.schema.parameters)).join(", ") || "no parameters";
}

/** A call that would be accepted, made from the schema's required parameters. */
export function exampleOf(tool: Tool): string {
  const properties = propertiesOf(tool.schema.parameters);
  const required = Array.isArray(tool.schema.parameters.required)
    ? tool.schema.parameters.required.map(String)
    : [];
  const entries = required.map((name) => [
    name,
    exampleValue(name, typeOf(properties[name] ?? {})),
  ]);
  return JSON.stringify(Object.fromEntries(entries));
}

function exampleValue(name: string, type: unknown): unknown {
  if (type === "integer" || type === "number") return 1;
  if (type === "boolean") return true;
  if (type === "array") return ["…"];
  if (type === "object") return {};
  return name === "path" ? "src/main.py" : "…";
}

function refused(text: string): ParsedInput {
  return { type: "refused", text };
}
