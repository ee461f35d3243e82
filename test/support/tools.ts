import type { Tool, ToolContext, ToolResult } from "../../src/core/tool.ts";
import type { ToolKit, ToolPart } from "../../src/tools/kit.ts";
import { noSandbox } from "./agent.ts";
import { kitWith } from "./kit.ts";

/** A call's context in this folder; a test changes what it is about. */
export function contextIn(root: string, parts: Partial<ToolContext> = {}): ToolContext {
  return {
    callId: "call_1",
    root,
    sandbox: noSandbox,
    signal: new AbortController().signal,
    maxResultChars: 10_000,
    emit: () => undefined,
    ...parts,
  };
}

/** A tool as an agent has it. */
export function toolOf(part: ToolPart, kit: Partial<ToolKit> = {}): Tool {
  return part.make(part.words, kitWith(kit));
}

/** Runs a tool on an input that fits its schema. */
export async function runTool(
  tool: Tool,
  root: string,
  input: unknown,
  parts: Partial<ToolContext> = {},
): Promise<ToolResult> {
  const parsed = await tool.input.safeParseAsync(input);
  if (!parsed.success) throw parsed.error;
  return await tool.run(parsed.data, contextIn(root, parts));
}
