import type { AgentEvent } from "../core/event.ts";
import type { Outcome } from "../core/run.ts";
import { refuse, type ToolResult } from "../core/tool.ts";
import type { SubTask } from "../tools/kit.ts";
import { loadAgent } from "./agents.ts";
import { type Config, loadConfig } from "./config.ts";
import type { Conversation } from "./conversation.ts";

/** Runs another agent in a conversation of its own; its events come nested, its answer is the result. */
export async function runSubAgent(
  open: (config: Config) => Promise<AsyncDisposable & { readonly conversation: Conversation }>,
  parent: Config,
  task: SubTask,
  signal: AbortSignal,
): Promise<ToolResult> {
  const config = await subConfig(parent, task.agent);
  await using started = await open(config);
  const limit = AbortSignal.timeout(task.timeoutMs);
  const events = started.conversation.send(task.prompt, AbortSignal.any([signal, limit]));
  const outcome = await shown(events, task);
  if (limit.aborted)
    return refuse(`${task.agent} did not answer within ${task.timeoutMs / 1_000} s.`);
  const { ledger, reason, detail, text } = outcome;
  if (reason !== "done")
    return refuse(`${task.agent} ended as ${reason}. ${detail}\n${text}`.trim());
  return { text, read: ledger.read, changed: ledger.changed };
}

async function shown(
  events: AsyncGenerator<AgentEvent, Outcome>,
  { callId, emit }: SubTask,
): Promise<Outcome> {
  let step = await events.next();
  while (!step.done) {
    emit({ type: "nested", callId, event: step.value });
    step = await events.next();
  }
  return step.value;
}

/** The sub-agent's own settings; where it names no model it speaks with the parent's. It asks no other agent. */
async function subConfig(parent: Config, name: string): Promise<Config> {
  const { fields } = await loadAgent(name, parent.folders);
  const config = await loadConfig(parent.cwd, parent.env, { agent: name });
  const tools = (config.fields.tools ?? []).filter((tool) => tool !== "ask_agent");
  const namesModel = [fields.model, fields.url, fields.base_url, fields.model_path].some(Boolean);
  const { model, url, base_url, model_path, provider, n_ctx, logs, sandbox } = parent.fields;
  const inherited = namesModel ? {} : { model, url, base_url, model_path, provider, n_ctx };
  // It may do no more than its parent: what asks there asks here.
  const mode = fields.permission_mode ?? parent.fields.permission_mode;
  const { permissions, protect } = parent.fields;
  const held = { logs, sandbox, permissions, protect, permission_mode: mode };
  const set = Object.entries({ ...inherited, ...held }).filter(([, value]) => value !== undefined);
  return {
    ...config,
    fields: { ...withoutSteps(config.fields), ...Object.fromEntries(set), tools },
  };
}

/** Phases and flows are for the agent that a person speaks with. */
function withoutSteps(fields: Config["fields"]): Config["fields"] {
  const { phase_control: _phases, flow: _flow, ...others } = fields;
  const { task_flow_mode: _mode, task_branching: _branching, ...rest } = others;
  return rest;
}
