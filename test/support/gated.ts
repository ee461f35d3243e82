import { z } from "zod";
import words from "../../prompts/gates.json";
import type { GatedCall } from "../../src/core/gate.ts";
import {
  defineTool,
  type Effect,
  type Sandbox,
  type Tool,
  type ToolContext,
  type ToolResult,
} from "../../src/core/tool.ts";
import type { GateSay } from "../../src/gates/say.ts";
import { fill } from "../../src/lib/template.ts";
import { noSandbox } from "./agent.ts";

export { contextIn } from "./tools.ts";

export const gateSay: GateSay = (key, values) => fill(words[key], values ?? {});

/** A sandbox that is only a name: it runs nothing. */
export function sandboxNamed(name: string): Sandbox {
  return { ...noSandbox, name };
}

/** A tool of this name and effect that answers what `run` gives. */
export function toolNamed(
  name: string,
  effect: Effect,
  run: () => ToolResult = () => ({ text: "ran" }),
): Tool {
  const shape = { name, aliases: [], description: "", parameters: {}, feedback: {} };
  return defineTool(shape, { input: z.unknown(), effect, run: () => Promise.resolve(run()) });
}

/** A call to it, as gates see it. */
export function gatedCall(tool: Tool, input: unknown, context: ToolContext): GatedCall {
  return { call: { id: context.callId, name: tool.name, input }, tool, input, context };
}
