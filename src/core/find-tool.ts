import { nearest, slipsOf } from "../lib/near.ts";
import type { Tool } from "./tool.ts";

export type FoundTool =
  | { readonly type: "found"; readonly tool: Tool }
  | { readonly type: "unknown"; readonly name: string; readonly near: string | undefined };

/** Finds the tool a model means: by name, alias, case, namespace, template debris or a slip of the pen. */
export function findTool(tools: readonly Tool[], written: string): FoundTool {
  const tool = namedTool(tools, written) ?? slippedTool(tools, written);
  if (tool) return { type: "found", tool };
  const name = cleanName(written);
  const shown = tools.map((one) => one.schema.name);
  return { type: "unknown", name, near: nearest(name, shown)[0] };
}

/** The tool that is really named, with no slip of the pen forgiven. */
export function namedTool(tools: readonly Tool[], written: string): Tool | undefined {
  const name = cleanName(written);
  const names = toolsByName(tools);
  return names.get(squash(name)) ?? names.get(squash(afterNamespace(name)));
}

/** The name without control tokens, quotes, a label, a call's number and what follows on the next line. */
export function cleanName(written: string): string {
  const line = written.trim().split(/\r?\n/)[0] ?? "";
  const unquoted = line
    .replace(/^(?:<\|[^|<>]*\|>\s*)+/, "")
    .replace(/^["'`<]+/, "")
    .replace(/^(tool_call|function|tool|name)\s*[=:]\s*/i, "");
  const bare = unquoted.split(/<\||<\/|[({\s]/)[0] ?? "";
  return bare.replace(/^["'`]+|["'`>:,]+$/g, "").replace(/:\d+$/, "");
}

/** The name as it may stand in the history: what the model wrote where that is a real name. */
export function keptName(tools: readonly Tool[], written: string): string {
  const name = cleanName(written);
  const found = findTool(tools, written);
  if (found.type === "unknown") return name.replace(/[^\w-]/g, "_").slice(0, 64) || "unknown";
  const { tool } = found;
  return [tool.schema.name, tool.name, ...tool.aliases].includes(name) ? name : tool.schema.name;
}

function slippedTool(tools: readonly Tool[], written: string): Tool | undefined {
  const names = toolsByName(tools);
  const slips = slipsOf(squash(afterNamespace(cleanName(written))), [...names.keys()]);
  const [tool, ...others] = new Set(slips.map((slip) => names.get(slip)));
  return others.length === 0 ? tool : undefined;
}

function afterNamespace(name: string): string {
  return name.split(/[.:/]|__/).at(-1) ?? name;
}

/** "askAgent", "ask-agent" and "ASK_AGENT" are one name. */
function squash(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

const known = new WeakMap<readonly Tool[], ReadonlyMap<string, Tool>>();

function toolsByName(tools: readonly Tool[]): ReadonlyMap<string, Tool> {
  const stored = known.get(tools);
  if (stored !== undefined) return stored;
  const names = new Map<string, Tool>();
  for (const tool of tools) for (const alias of tool.aliases) names.set(squash(alias), tool);
  for (const tool of tools) names.set(squash(tool.name), tool);
  for (const tool of tools) names.set(squash(tool.schema.name), tool);
  names.delete("");
  known.set(tools, names);
  return names;
}
