import type { ToolCall } from "./message.ts";
import type { Tool, ToolContext, ToolResult } from "./tool.ts";

/** A call that found its tool and whose input fits the tool's schema. */
export type GatedCall = {
  readonly call: ToolCall;
  readonly tool: Tool;
  readonly input: unknown;
  readonly context: ToolContext;
};

export type RunCall = (gated: GatedCall) => Promise<ToolResult>;

/** Stands around a call: lets it through, changes it, or answers in its place. */
export type Gate = (gated: GatedCall, next: RunCall) => Promise<ToolResult>;

/** Runs the call through all gates; the first is the outermost. */
export function throughGates(gates: readonly Gate[], run: RunCall): RunCall {
  return gates.reduceRight<RunCall>((next, gate) => (gated) => gate(gated, next), run);
}
