import type { AgentEvent } from "./event.ts";
import { keptName } from "./find-tool.ts";
import { type ChatRequest, ModelError, type Reply } from "./model.ts";
import type { Running } from "./run.ts";
import type { End } from "./verdict.ts";

export type Asked =
  | { readonly type: "reply"; readonly reply: Reply }
  | { readonly type: "full" }
  | { readonly type: "end"; readonly end: End };

/** One request: its deltas, then the recorded reply; a model that fails ends the run, not the program. */
export async function* ask(running: Running): AsyncGenerator<AgentEvent, Asked> {
  const { record, deadline } = running;
  const heard = { text: "", thinking: "" };
  const started = performance.now();
  try {
    const reply = yield* listen(running, requestOf(running), heard);
    const ms = Math.round(performance.now() - started);
    yield record.add({ ...reply, type: "reply", ms });
    return { type: "reply", reply };
  } catch (error) {
    if (!deadline.signal.aborted) return failure(error);
  }
  // Cancelled: what was said so far stays in the conversation.
  const ms = Math.round(performance.now() - started);
  const message = { role: "assistant" as const, ...heard, calls: [] };
  if (heard.text !== "")
    yield record.add({ type: "reply", message, truncated: true, usage: {}, ms });
  return { type: "end", end: deadline.ended() };
}

export function requestOf({ agent, record }: Running): ChatRequest {
  const tools = agent.tools.map((tool) => tool.schema);
  return { system: agent.system, messages: record.messages(), tools };
}

async function* listen(
  running: Running,
  request: ChatRequest,
  heard: { text: string; thinking: string },
): AsyncGenerator<AgentEvent, Reply> {
  const { agent, record, deadline } = running;
  deadline.signal.throwIfAborted();
  for await (const event of agent.model.stream(request, deadline.signal)) {
    if (event.type === "reply") return named(running, event);
    if (event.type === "notice") yield record.add(event);
    else yield event;
    if (event.type === "text" || event.type === "thinking") heard[event.type] += event.delta;
  }
  throw new ModelError("rejected", "The model's stream ended without a reply.");
}

/** Call names as they may stand in the history: template debris would break the next request. */
function named({ agent }: Running, reply: Reply): Reply {
  const calls = reply.message.calls.map((call) => ({
    ...call,
    name: keptName(agent.tools, call.name),
  }));
  return { ...reply, message: { ...reply.message, calls } };
}

function failure(error: unknown): Asked {
  if (!(error instanceof ModelError)) throw error;
  switch (error.kind) {
    case "overflow":
      return { type: "full" };
    case "prompt-cut":
      return { type: "end", end: { reason: "overflow", detail: error.message } };
    case "unreachable":
    case "missing":
      return { type: "end", end: { reason: error.kind, detail: error.message } };
    case "rejected":
      return { type: "end", end: { reason: "failed", detail: error.message } };
  }
}
