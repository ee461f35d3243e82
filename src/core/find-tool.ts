import { nearest, slipOf } from "../lib/near.ts";
import type { Tool } from "./tool.ts";

export type FoundTool =
  | { readonly type: "found"; readonly tool: Tool }
  | { readonly type: "unknown"; readonly name: string; readonly near: string | undefined };

/** Finds the tool a model means: by name, alias, case, namespace, template debris or a slip of the pen. */
export function findTool(tools: readonly Tool[], written: string): FoundTool {
  const name = cleanName(written);
  const names = toolsByName(tools);
  const tool = names.get(squash(name)) ?? names.get(squash(afterNamespace(name)));
  if (tool) return { type: "found", tool };
  const slip = slipOf(squash(afterNamespace(name)), [...names.keys()]);
  const slipped = slip === undefined ? undefined : names.get(slip);
  if (slipped) return { type: "found", tool: slipped };
  const near = nearest(
    name,
    tools.map((one) => one.schema.name),
  )[0];
  return { type: "unknown", name, near };
}

/** The name without control tokens, quotes and what follows on the next line. */
export function cleanName(written: string): string {
  const line = written.trim().split(/\r?\n/)[0] ?? "";
  const bare = line.split(/<\||<\/|[({\s]/)[0] ?? "";
  return bare.replace(/^["'`<]+|["'`>:,]+$/g, "");
}

/** The name as it may stand in the history: what the model wrote where that is a real name. */
export function keptName(tools: readonly Tool[], written: string): string {
  const name = cleanName(written);
  const found = findTool(tools, written);
  if (found.type === "unknown") return name.replace(/[^\w.-]/g, "_").slice(0, 64) || "unknown";
  const { tool } = found;
  return [tool.schema.name, tool.name, ...tool.aliases].includes(name) ? name : tool.schema.name;
}

function afterNamespace(name: string): string {
  return name.split(/[.:/]|__/).at(-1) ?? name;
}

/** "askAgent", "ask-agent" and "ASK_AGENT" are one name. */
function squash(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function toolsByName(tools: readonly Tool[]): ReadonlyMap<string, Tool> {
  const names = new Map<string, Tool>();
  for (const tool of tools) for (const alias of tool.aliases) names.set(squash(alias), tool);
  for (const tool of tools) names.set(squash(tool.name), tool);
  for (const tool of tools) names.set(squash(tool.schema.name), tool);
  return names;
}
