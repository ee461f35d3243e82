import type { Agent } from "../core/agent.ts";
import type { Flow, FlowPast, Left } from "../core/flow.ts";
import type { FlowSay } from "../core/flow-say.ts";
import type { Gate } from "../core/gate.ts";
import { asksForChange } from "../core/task.ts";
import { fill } from "../lib/template.ts";
import { assemble, type Parts } from "./assemble.ts";
import { changeExpected } from "./change-expected.ts";
import type { FlowSettings } from "./flow-settings.ts";
import { type AppStage, stagesOf, taskStage } from "./flow-stages.ts";
import { flowTools } from "./flow-tools.ts";
import { finishedText } from "./output-text.ts";

export type FlowParts = {
  readonly settings: FlowSettings;
  readonly parts: Parts;
  readonly gateForRun: () => Gate;
};

/** The flow of a conversation. */
export function flowFor({ settings, parts, gateForRun }: FlowParts): Flow {
  const { fields } = settings;
  const say: FlowSay = (key, values = {}) => fill(parts.words.flows[key], values);
  const staging = { settings, words: parts.words, say, tools: parts.tools };
  const stages = stagesOf(staging);
  const wantsChange = changeExpected(parts);
  const isBranched = settings.mode === "branched";
  const known = new Map<string, AppStage>();
  const all = ({ tasks }: FlowPast): readonly AppStage[] =>
    isBranched ? [...stages, ...tasks.map((task) => taskStage(task, staging))] : stages;
  return {
    name: settings.name,
    stageAfter(past) {
      const stage = all(past)[past.ended.length];
      if (stage !== undefined) known.set(stage.id, stage);
      return stage;
    },
    total: (past) => (isBranched && past.tasks.length === 0 ? undefined : all(past).length),
    retries:
      (settings.stages === undefined ? fields.task_replan_max : fields.flow_stage_retries) ?? 0,
    required: fields.flow_stage_required ?? settings.stages !== undefined,
    retryHints: fields.flow_retry_hints ?? true,
    needsChange: isBranched,
    reportsTasks: settings.mode === "staged3",
    tools: flowTools(parts),
    say,
    wantsChange,
    agentFor(stage, left) {
      const own = stage && known.get(stage.id);
      parts.open.stage = own;
      return agentOf(own, { parts, gate: gateForRun(), left, wantsChange });
    },
    finalText: (past, tries) =>
      finishedText(fields, parts.words, tries) ?? finalText(settings, past, say),
  };
}

type StageAgent = {
  readonly parts: Parts;
  readonly gate: Gate;
  readonly left: Left;
  readonly wantsChange: (prompt: string) => boolean;
};

/** The agent of a stage; it lacks a change only where the stage is to make one. */
function agentOf(
  stage: AppStage | undefined,
  { parts, gate, left, wantsChange }: StageAgent,
): Agent {
  const expectsChange = () => {
    if (stage === undefined || !stage.effects.includes("write")) return false;
    if (stage.task !== undefined) return asksForChange(stage.task.description);
    return stage.requireChange === "as asked" ? wantsChange(left.prompt) : stage.requireChange;
  };
  const agent = assemble(parts, gate, {
    expectsChange,
    requireCodeChange: stage?.requireChange === true,
    minToolCalls: stage?.minToolCalls ?? 0,
  });
  const { phases: _phases, ...others } = agent;
  const { limits } = agent;
  const timeoutMs = Math.max(1, limits.timeoutMs - left.ms);
  return {
    ...others,
    limits: { ...limits, timeoutMs, maxTotalTokens: limits.maxTotalTokens - left.tokens },
  };
}

/** A branched flow ends with a line for each task, where the runtime does not speak for it. */
function finalText(
  { mode, fields }: FlowSettings,
  { ended, tasks }: FlowPast,
  say: FlowSay,
): string | undefined {
  const isBranched = mode === "branched" && tasks.length > 0;
  if (fields.task_output_mode === "runtime")
    return say(isBranched ? "runtime_tasks" : "runtime_done");
  if (!isBranched) return undefined;
  const lines = ended.slice(1).map(({ id, status, report }) => {
    const note = (report?.summary ?? "").replace(/\s+/g, " ");
    return say("task_line", { id, status, note }).replace(/: $/, "");
  });
  return lines.join("\n");
}
