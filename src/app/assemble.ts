import type { Agent } from "../core/agent.ts";
import type { Entry } from "../core/event.ts";
import type { Gate } from "../core/gate.ts";
import type { ChatModel } from "../core/model.ts";
import { asksForChange } from "../core/task.ts";
import type { Sandbox, Tool } from "../core/tool.ts";
import { clipGate } from "../gates/clip.ts";
import { freshGate } from "../gates/fresh.ts";
import { type PermissionOptions, permissionGate } from "../gates/permission.ts";
import { protectGate } from "../gates/protect.ts";
import { repeatGate } from "../gates/repeat.ts";
import type { GateSay } from "../gates/say.ts";
import { fill } from "../lib/template.ts";
import { nudgesFor } from "../nudges/index.ts";
import type { Config } from "./config.ts";
import { limitsFor } from "./limits.ts";
import { withTools } from "./open-model.ts";
import { systemPrompt } from "./system-prompt.ts";
import { type AllWords, sayFrom } from "./words.ts";

/** The parts that were opened for one conversation. */
export type Parts = {
  readonly config: Config;
  readonly words: AllWords;
  readonly model: ChatModel;
  readonly tools: readonly Tool[];
  readonly sandbox: Sandbox;
  readonly opening: string;
  readonly scratchDir: string;
  /** Asks the person; absent where nobody is there. */
  readonly ask?: PermissionOptions["ask"];
  readonly inbox?: Agent["inbox"];
};

/** Everything one run needs. The one place that knows every part; the order of the gates is written here. */
export function assemble(parts: Parts, history: readonly Entry[]): Agent {
  const { config, words, tools } = parts;
  const { fields } = config;
  const expectsChange = changeExpected(parts);
  return {
    name: config.agent.key,
    model: withTools(parts.model, tools),
    system: systemPrompt(config, tools),
    opening: parts.opening,
    tools,
    gates: gatesOf(parts, history),
    nudges: nudgesFor({
      words: words.nudges,
      expectsChange,
      requireCodeChange: fields.require_code_change ?? false,
      minToolCalls: fields.min_tool_calls ?? 0,
      limitEach: fields.max_format_retries ?? 2,
    }),
    limits: limitsFor(fields, parts.model.contextTokens),
    root: config.cwd,
    sandbox: parts.sandbox,
    say: sayFrom(words.loop),
    expectsChange,
    inbox: parts.inbox ?? (() => []),
  };
}

/** The first gate is the outermost: it sees every call first and every result last. */
function gatesOf(parts: Parts, history: readonly Entry[]): readonly Gate[] {
  const { config, words, scratchDir } = parts;
  const { fields, cwd: root } = config;
  const say: GateSay = (key, values = {}) => fill(words.gates[key], values);
  return [
    clipGate({ scratchDir, say }),
    repeatGate({ say }),
    permissionGate({
      mode: fields.permission_mode ?? "ask",
      rules: rulesOf(fields.permissions),
      root,
      say,
      ...(parts.ask === undefined ? {} : { ask: parts.ask }),
    }),
    protectGate({ patterns: fields.protect ?? [], root, say }),
    freshGate({ root, history, say }),
  ];
}

type Rules = PermissionOptions["rules"];

function rulesOf(rules: Config["fields"]["permissions"]): Rules {
  return (rules ?? []).map(({ tool, effect, match, action }) => ({
    action,
    ...(tool === undefined ? {} : { tool }),
    ...(effect === undefined ? {} : { effect }),
    ...(match === undefined ? {} : { match }),
  }));
}

/** A change is expected where one is required, or where the prompt asks for one and the agent can make one. */
function changeExpected({ config: { fields }, tools }: Parts): (prompt: string) => boolean {
  const canWrite = tools.some((tool) => tool.effect === "write");
  if (fields.permission_mode === "plan" || !canWrite) return () => false;
  if (fields.require_code_change !== undefined) return () => fields.require_code_change === true;
  return asksForChange;
}
