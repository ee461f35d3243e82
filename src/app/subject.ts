import { isObject } from "../core/coerce.ts";
import type { ToolCall } from "../core/message.ts";

/** What a call is about, one line of it: its path, pattern, command or task; "" where nothing says so. */
export function subjectOf({ input }: ToolCall): string {
  if (!isObject(input)) return "";
  const { path, paths, command, pattern, pat, prompt, question, id } = input;
  const isSearch = typeof pattern === "string" && typeof path === "string";
  const known = [
    isSearch ? `${pattern} in ${path}` : path,
    command,
    pattern,
    pat,
    prompt,
    question,
    id,
  ];
  const subject = known.find((one) => typeof one === "string");
  const lines = String(subject ?? paths ?? "")
    .trim()
    .split("\n");
  return lines.length > 1 ? `${lines[0]} …` : (lines[0] ?? "");
}
