import type { Agent, Nudge } from "../core/agent.ts";
import type { Gate } from "../core/gate.ts";
import type { ChatModel } from "../core/model.ts";
import type { Tool } from "../core/tool.ts";
import type { PermissionMode } from "../gates/decide.ts";
import type { PermissionOptions } from "../gates/permission.ts";
import { nudgesFor } from "../nudges/index.ts";
import type { Snapshots } from "../session/snapshots/snapshots.ts";
import { changeExpected } from "./change-expected.ts";
import type { Config } from "./config.ts";
import type { LateSandbox } from "./late-sandbox.ts";
import { limitsFor } from "./limits.ts";
import { isOn, mayNudge } from "./mechanisms.ts";
import type { StageHolder } from "./open-stage.ts";
import type { PhaseDesk } from "./phase-desk.ts";
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
  readonly phases: PhaseDesk;
  readonly open: StageHolder;
  /** Absent where they are off. */
  readonly snapshots?: Snapshots | undefined;
};

/** What a run must come to, and is reminded of. */
export type RunWish = {
  readonly expectsChange: (prompt: string) => boolean;
  readonly requireCodeChange: boolean;
  readonly minToolCalls: number;
};

/** Everything one run needs. With gates.ts the one place that knows every part. */
export function assemble(parts: Parts, gate: Gate, wish = usualWish(parts)): Agent {
  const { config, words, tools } = parts;
  const { fields } = config;
  const { expectsChange, requireCodeChange, minToolCalls } = wish;
  return {
    name: config.agent.key,
    model: parts.phases.hinted(withTools(parts.model, tools, fields)),
    system: systemPrompt(config, tools),
    opening: parts.opening,
    tools,
    gates: [gate],
    nudges: nudgesFor({
      words: words.nudges,
      expectsChange,
      requireCodeChange,
      minToolCalls,
      limitEach: fields.max_format_retries ?? 2,
    })
      .filter(({ name }) => mayNudge(fields, name))
      .map((nudge) => silentWhere(parts.phases.isHeld, nudge)),
    limits: limitsFor(fields, parts.model.contextTokens),
    root: config.cwd,
    sandbox: parts.sandbox.placeholder,
    say: sayFrom(words.loop),
    expectsChange,
    inbox: parts.inbox ?? (() => []),
    phases: parts.phases.control,
    ...(isOn(fields, "summary_notes") ? {} : { asksNotes: false as const }),
  };
}

function usualWish(parts: Parts): RunWish {
  const { fields } = parts.config;
  const wantsChange = changeExpected(parts);
  return {
    // A phase that forbids changes never fails for lack of one.
    expectsChange: (prompt) => !parts.phases.isHeld() && wantsChange(prompt),
    requireCodeChange: fields.require_code_change ?? false,
    minToolCalls: fields.min_tool_calls ?? 0,
  };
}

/** Nobody is asked for a change that the phase does not allow. */
function silentWhere(isHeld: () => boolean, nudge: Nudge): Nudge {
  if (nudge.name !== "require-change") return nudge;
  return { ...nudge, ask: (view) => (isHeld() ? undefined : nudge.ask(view)) };
}
