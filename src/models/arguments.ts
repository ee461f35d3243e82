import type { ToolCall } from "../core/message.ts";
import { readJson } from "../lib/json.ts";

/**
 * A call's arguments as JSON. What cannot be read, or breaks off inside a value, stays in `raw`, so
 * that the call is answered with a word to the model and never run.
 */
export function readArguments(text: string): Pick<ToolCall, "input" | "raw"> {
  if (text.trim() === "" || text.trim() === "null") return { input: {} };
  const read = readJson(text);
  if (read.type !== "read") return { input: {}, raw: text };
  if (typeof read.value !== "string") return { input: read.value };
  // Some servers encode the arguments twice.
  const inner = readJson(read.value);
  return inner.type === "read" ? { input: inner.value } : { input: {}, raw: text };
}
