import type { Agent } from "./agent.ts";
import { channel } from "./channel.ts";
import type { Aside, Delta } from "./event.ts";
import { findTool } from "./find-tool.ts";
import { throughGates } from "./gate.ts";
import type { ToolCall } from "./message.ts";
import { parseInput } from "./parse-input.ts";
import { refusedCall } from "./refused-call.ts";
import { refuse, type Tool, type ToolContext, type ToolResult } from "./tool.ts";

/** What a call is held to. */
export type CallLimits = {
  /** The most characters its result may have. */
  readonly maxResultChars: number;
  readonly signal: AbortSignal;
};

/** Runs one call, showing its progress; every outcome, even a crash of the tool, becomes a result. */
export async function* runCall(
  agent: Agent,
  call: ToolCall,
  limits: CallLimits,
): AsyncGenerator<Delta | Aside, ToolResult> {
  const { tool, input, note } = await plan(agent, call);
  const run = throughGates(agent.gates, (gated) => gated.tool.run(gated.input, gated.context));
  const result = yield* channel<Delta | Aside, ToolResult>(async (push) => {
    const context = contextOf(agent, call, push, limits);
    try {
      return await run({ call, tool, input, context });
    } catch (error) {
      return crashed(agent, tool, error, limits.signal);
    }
  });
  return note === "" ? result : { ...result, text: `${result.text}\n${note}` };
}

type Plan = { readonly tool: Tool; readonly input: unknown; readonly note: string };

/** What will be run: the tool on an input that fits it, or a stand-in that says why that cannot be. */
async function plan(agent: Agent, call: ToolCall): Promise<Plan> {
  const found = toolFor(agent, call);
  if (typeof found === "string")
    return { tool: refusedCall("unknown", found), input: {}, note: "" };
  const parsed = await parseInput(found, call, agent.say);
  if (parsed.type === "fits") return { tool: found, ...parsed };
  return { tool: refusedCall("unfit", parsed.text), input: {}, note: "" };
}

function toolFor(agent: Agent, call: ToolCall): Tool | string {
  const tools = agent.tools.map((tool) => tool.schema.name).join(", ");
  if (call.name.trim() === "") return agent.say("call_no_name", { tools });
  const found = findTool(agent.tools, call.name);
  if (found.type === "found") return found.tool;
  const near = found.near === undefined ? "" : agent.say("call_near", { name: found.near });
  return agent.say("call_unknown_tool", { name: found.name, near, tools });
}

function contextOf(
  agent: Agent,
  call: ToolCall,
  push: (event: Delta | Aside) => void,
  limits: CallLimits,
): ToolContext {
  return {
    callId: call.id,
    root: agent.root,
    sandbox: agent.sandbox,
    ...limits,
    emit: push,
  };
}

function crashed(agent: Agent, tool: Tool, error: unknown, signal: AbortSignal): ToolResult {
  if (signal.aborted) return refuse(agent.say("call_cancelled"));
  const why = error instanceof Error ? error.message : String(error);
  // The world failed, not the command: no model can do anything about it.
  if (error instanceof Error && error.name === "SandboxError") {
    return { ...refuse(why), stop: "failed" };
  }
  return refuse(agent.say("call_crashed", { tool: tool.schema.name, why }));
}
