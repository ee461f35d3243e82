import { asksForChange } from "../core/task.ts";
import type { Parts } from "./assemble.ts";

/** A change is expected where one is required, or where the prompt asks for one and the agent can make one. */
export function changeExpected({
  config,
  tools,
  permissionMode,
}: Pick<Parts, "config" | "tools" | "permissionMode">): (prompt: string) => boolean {
  const { require_code_change: isRequired } = config.fields;
  if (!tools.some((tool) => tool.effect === "write")) return () => false;
  return (prompt) => permissionMode() !== "plan" && (isRequired ?? asksForChange(prompt));
}
