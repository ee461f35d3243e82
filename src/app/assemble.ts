import type { Agent } from "../core/agent.ts";
import type { Gate } from "../core/gate.ts";
import type { ChatModel } from "../core/model.ts";
import { asksForChange } from "../core/task.ts";
import type { Tool } from "../core/tool.ts";
import type { PermissionMode } from "../gates/decide.ts";
import type { PermissionOptions } from "../gates/permission.ts";
import { nudgesFor } from "../nudges/index.ts";
import type { Config } from "./config.ts";
import type { LateSandbox } from "./late-sandbox.ts";
import { limitsFor } from "./limits.ts";
import { systemPrompt } from "./system-prompt.ts";
import { withTools } from "./with-tools.ts";
import { type AllWords, sayFrom } from "./words.ts";

/** The parts that were opened for one conversation. */
export type Parts = {
  readonly config: Config;
  readonly words: AllWords;
  readonly model: ChatModel;
  readonly tools: readonly Tool[];
  readonly sandbox: LateSandbox;
  /** When the session that this one goes on with was last written to. */
  readonly historyEndMs?: number | undefined;
  readonly opening: string;
  readonly scratchDir: string;
  /** Asked anew for each call, because a person changes it while the model works. */
  readonly permissionMode: () => PermissionMode;
  /** How the permission gate reaches the person: without `ask` nobody is there. */
  readonly person: Pick<PermissionOptions, "ask" | "grants" | "onGrant">;
  readonly inbox?: Agent["inbox"];
};

/** Everything one run needs. With gates.ts the one place that knows every part. */
export function assemble(parts: Parts, gate: Gate): Agent {
  const { config, words, tools } = parts;
  const { fields } = config;
  const expectsChange = changeExpected(parts);
  return {
    name: config.agent.key,
    model: withTools(parts.model, tools, fields.think_opened ?? false),
    system: systemPrompt(config, tools),
    opening: parts.opening,
    tools,
    gates: [gate],
    nudges: nudgesFor({
      words: words.nudges,
      expectsChange,
      requireCodeChange: (fields.require_code_change ?? false) && parts.permissionMode() !== "plan",
      minToolCalls: fields.min_tool_calls ?? 0,
      limitEach: fields.max_format_retries ?? 2,
    }),
    limits: limitsFor(fields, parts.model.contextTokens),
    root: config.cwd,
    sandbox: parts.sandbox.placeholder,
    say: sayFrom(words.loop),
    expectsChange,
    inbox: parts.inbox ?? (() => []),
  };
}

/** A change is expected where one is required, or where the prompt asks for one and the agent can make one. */
function changeExpected({ config, tools, permissionMode }: Parts): (prompt: string) => boolean {
  const { require_code_change: isRequired } = config.fields;
  if (!tools.some((tool) => tool.effect === "write")) return () => false;
  return (prompt) => permissionMode() !== "plan" && (isRequired ?? asksForChange(prompt));
}
