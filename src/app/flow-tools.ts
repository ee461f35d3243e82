import type { Flow } from "../core/flow.ts";
import type { Tool } from "../core/tool.ts";

/** What the model is shown the tools of a flow as. */
export function flowTools({ tools }: { readonly tools: readonly Tool[] }): Flow["tools"] {
  return { done: shownAs("flow_stage_done", tools), plan: shownAs("plan_tasks", tools) };
}

export function shownAs(name: string, tools: readonly Tool[]): string {
  return tools.find((tool) => tool.name === name)?.schema.name ?? name;
}
