import { runCall } from "./call.ts";
import type { AgentEvent, Entry } from "./event.ts";
import { findTool } from "./find-tool.ts";
import type { ToolCall } from "./message.ts";
import type { Reply } from "./model.ts";
import { type ResultRoom, resultRoom } from "./result-room.ts";
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
  const max = agent.limits.maxCallsPerReply;
  const room = resultRoom(running, Math.min(calls.length, max));
  let end: End | undefined;
  for (const [index, call] of calls.entries()) {
    const skipped =
      end && index <= max ? agent.say("call_after_stop") : skippedBecause(running, reply, index);
    if (deadline.signal.aborted) end ??= deadline.ended();
    if (skipped !== undefined) yield record.add(answer(running, call, refuse(skipped), 0));
    else end = yield* runOne(running, call, room);
  }
  if (calls.length > max && !reply.truncated && end === undefined)
    yield record.add({ type: "notice", text: overBatch(calls.length, max) });
  if (end) return { type: "end", end };
  return calls.length === 0 ? { type: "none" } : { type: "again" };
}

async function* runOne(
  running: Running,
  call: ToolCall,
  room: ResultRoom,
): AsyncGenerator<AgentEvent, End | undefined> {
  const { agent, record, deadline } = running;
  yield record.add({ type: "call", call });
  const started = performance.now();
  const maxResultChars = room.next();
  const result = yield* runCall(agent, call, { maxResultChars, signal: deadline.signal });
  room.took(result.text.length);
  yield record.add(answer(running, call, result, Math.round(performance.now() - started)));
  if (deadline.signal.aborted) return deadline.ended();
  return result.stop === undefined ? undefined : { reason: result.stop, detail: result.text };
}

function skippedBecause(running: Running, reply: Reply, index: number): string | undefined {
  const { agent, deadline } = running;
  const tool = reply.message.calls[index]?.name ?? "";
  const max = agent.limits.maxCallsPerReply;
  // The reason was told before: hundreds of calls must not fill the window with it.
  if (index > max) return agent.say("call_not_run");
  if (deadline.signal.aborted) return agent.say("call_cancelled");
  if (reply.truncated) return agent.say("call_cut", { tool });
  if (index < max) return undefined;
  return agent.say("call_over_batch", { max, calls: max === 1 ? "call" : "calls" });
}

function overBatch(calls: number, max: number): string {
  const ran = max === 1 ? "only the first was run" : `only the first ${max} were run`;
  return `The reply made ${calls} calls; ${ran}.`;
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
