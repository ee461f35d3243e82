import { runCall } from "./call.ts";
import type { AgentEvent, Entry } from "./event.ts";
import { findTool } from "./find-tool.ts";
import type { ToolCall } from "./message.ts";
import type { Reply } from "./model.ts";
import type { Running } from "./run.ts";
import { refuse, type ToolResult } from "./tool.ts";
import type { End } from "./verdict.ts";

export type Called =
  | { readonly type: "none" }
  | { readonly type: "again" }
  | { readonly type: "end"; readonly end: End };

/** Runs a reply's calls in order; each gets exactly one result, whatever happens. */
export async function* runCalls(
  running: Running,
  reply: Reply,
): AsyncGenerator<AgentEvent, Called> {
  const { agent, record, deadline } = running;
  const { calls } = reply.message;
  let end: End | undefined;
  for (const [index, call] of calls.entries()) {
    const skipped = end ? agent.say("call_after_stop") : skippedBecause(running, reply, index);
    if (deadline.signal.aborted) end ??= deadline.ended();
    if (skipped !== undefined) yield record.add(answer(running, call, refuse(skipped), 0));
    else end = yield* runOne(running, call);
  }
  if (end) return { type: "end", end };
  return calls.length === 0 ? { type: "none" } : { type: "again" };
}

async function* runOne(
  running: Running,
  call: ToolCall,
): AsyncGenerator<AgentEvent, End | undefined> {
  const { agent, record, deadline } = running;
  yield record.add({ type: "call", call });
  const started = performance.now();
  const result = yield* runCall(agent, call, deadline.signal);
  yield record.add(answer(running, call, result, Math.round(performance.now() - started)));
  if (deadline.signal.aborted) return deadline.ended();
  return result.stop === undefined ? undefined : { reason: result.stop, detail: result.text };
}

function skippedBecause(running: Running, reply: Reply, index: number): string | undefined {
  const { agent, deadline } = running;
  const tool = reply.message.calls[index]?.name ?? "";
  const max = agent.limits.maxCallsPerReply;
  if (deadline.signal.aborted) return agent.say("call_cancelled");
  if (reply.truncated) return agent.say("call_cut", { tool });
  if (index < max) return undefined;
  return agent.say("call_over_batch", { max, calls: max === 1 ? "call" : "calls" });
}

function answer(
  { agent }: Running,
  call: ToolCall,
  result: ToolResult,
  ms: number,
): Extract<Entry, { type: "result" }> {
  const found = findTool(agent.tools, call.name);
  const effect = found.type === "found" ? { effect: found.tool.effect } : {};
  return { type: "result", call, result, ...effect, ms };
}
