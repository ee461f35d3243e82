import type { FlowStage } from "../core/flow.ts";
import type { FlowSay } from "../core/flow-say.ts";
import { type Effect, effects, type Tool } from "../core/tool.ts";
import type { HistoryOptions } from "../models/history-view.ts";
import { ConfigError } from "./config-error.ts";
import type { StageFields } from "./flow-fields.ts";
import { type FlowSettings, stageId } from "./flow-settings.ts";
import { shownAs } from "./flow-tools.ts";
import { effectNames } from "./phases.ts";
import type { SettingsFile } from "./settings.ts";
import type { AllWords } from "./words.ts";

/** A stage with what only the app needs to know of it. */
export type AppStage = FlowStage & {
  readonly allowsTool: (name: string) => boolean;
  /** Whether it must change a file; "as asked" where the prompt decides. */
  readonly requireChange: boolean | "as asked";
  readonly minToolCalls: number;
  readonly history: HistoryOptions;
  /** What a refusal calls it. */
  readonly kind: "stage" | "plan";
};

export type StageParts = {
  readonly settings: FlowSettings;
  readonly words: AllWords;
  readonly say: FlowSay;
  readonly tools: readonly Tool[];
};

/** The stages of a flow in their order; a branched one begins with the plan alone. */
export function stagesOf(parts: StageParts): readonly AppStage[] {
  const { settings } = parts;
  if (settings.mode === "branched") return [branchStage(parts)];
  if (settings.stages !== undefined) return settings.stages.map((stage) => ownStage(stage, parts));
  const ids = settings.mode === "staged3" ? usual : usual.slice(1);
  return ids.map((id) => usualStage(id, parts));
}

/** The stage that does one task of a plan. */
export function taskStage(task: NonNullable<FlowStage["task"]>, parts: StageParts): AppStage {
  const { say, settings } = parts;
  const skips = settings.fields.task_skip_readonly === true && onlyReads(task.description);
  return {
    ...base(parts, {
      id: task.task_id,
      label: say("task_stage", { description: task.description }),
    }),
    instructions: say("task_instructions"),
    allowsTool: (name) => name !== "plan_tasks",
    task,
    ...(skips ? { skip: say("skipped") } : {}),
  };
}

const usual = ["context", "plan", "implement"] as const;
const implementing = ["implement", "implementation", "execute", "edit", "build"];
const usualNotes = 6;

function base(
  { settings, words, say }: StageParts,
  { id, label }: { readonly id: string; readonly label: string },
  allow: readonly Effect[] = effects,
): AppStage {
  const { fields } = settings;
  const all = effects.every((effect) => allow.includes(effect));
  return {
    id,
    label,
    instructions: say("other_instructions", { label }),
    doneHint: "",
    effects: allow,
    allowed: all ? "" : effectNames(allow, words.phases),
    allowedTools: "",
    requireFilesRead: 0,
    requireCalls: 0,
    needsSignal: false,
    needsPlan: false,
    fresh: fields.flow_fresh ?? false,
    notes: fields.flow_context_window ?? usualNotes,
    allowsTool: () => true,
    requireChange: false,
    minToolCalls: 0,
    history: historyOf(fields, {}),
    kind: "stage",
  };
}

function usualStage(id: (typeof usual)[number], parts: StageParts): AppStage {
  const { say } = parts;
  const isLast = id === "implement";
  const stage = base(parts, { id, label: say(`${id}_label`) }, isLast ? effects : ["read"]);
  return {
    ...stage,
    instructions: say(`${id}_instructions`),
    allowsTool: (name) => name !== "plan_tasks" || id !== "context",
    requireChange: isLast ? "as asked" : false,
    minToolCalls: id === "context" ? 1 : 0,
  };
}

/** Until there is a plan nothing else may be done, or only reading, as `task_plan_mode` says. */
function branchStage(parts: StageParts): AppStage {
  const { say, tools, settings } = parts;
  const mode = settings.fields.task_plan_mode ?? "explore";
  const tool = shownAs("plan_tasks", tools);
  const stage = base(
    parts,
    { id: "plan", label: say("branch_label") },
    mode === "none" ? effects : ["read"],
  );
  return {
    ...stage,
    instructions: say("branch_instructions", { tool }),
    allowsTool: (name) => mode !== "first" || ["plan_tasks", "think"].includes(name),
    needsPlan: mode !== "none",
    kind: "plan",
  };
}

function ownStage(own: StageFields, parts: StageParts): AppStage {
  const id = stageId(own);
  const label = own.label ?? own.name ?? id.toUpperCase();
  const stage = base(parts, { id, label }, own.allow);
  const known = usual.find((one) => one === id);
  const { say, settings } = parts;
  const allows = toolFilter(own, parts);
  const isHeld = [own.tools_allow, own.tool_allow, own.tools_block, own.tool_block].some(Boolean);
  return {
    ...stage,
    instructions:
      own.prompt ??
      own.instructions ??
      (known === undefined ? stage.instructions : say(`${known}_instructions`)),
    doneHint: own.done_hint ?? own.done_prompt ?? "",
    requireFilesRead: Number(own.require_files_read ?? 0),
    requireCalls: Number(own.require_non_flow_tool ?? 0),
    needsSignal: own.allow_missing_done !== true,
    fresh: own.fresh ?? stage.fresh,
    notes: own.context_window ?? stage.notes,
    allowsTool: allows,
    allowedTools: isHeld ? namesOf(parts.tools, allows) : "",
    requireChange:
      own.require_code_change ?? (implementing.includes(id.toLowerCase()) ? "as asked" : false),
    history: historyOf(settings.fields, own),
  };
}

/** `tools_allow` and `tools_block` by any name of a tool; what ends the stage may always be used. */
function toolFilter(own: StageFields, { tools }: StageParts): (name: string) => boolean {
  const allowed = (own.tools_allow ?? own.tool_allow)?.map((name) => canonical(name, tools));
  const blocked = (own.tools_block ?? own.tool_block ?? []).map((name) => canonical(name, tools));
  return (name) => {
    if (name === "flow_stage_done") return true;
    return (allowed?.includes(name) ?? true) && !blocked.includes(name);
  };
}

function namesOf(tools: readonly Tool[], allows: (name: string) => boolean): string {
  return tools.flatMap(({ name, schema }) => (allows(name) ? [schema.name] : [])).join(", ");
}

function canonical(written: string, tools: readonly Tool[]): string {
  const found = tools.find(({ name, aliases, schema }) =>
    [name, schema.name, ...aliases].includes(written.trim()),
  );
  if (found !== undefined) return found.name;
  const names = tools.map((tool) => tool.name).join(", ");
  throw new ConfigError(`"flow": this agent has no tool "${written}". Its tools: ${names}.`);
}

/** How much of the history is sent: of the stage, else of the flow, else of the agent. */
export function historyOf(fields: SettingsFile, own: StageFields): HistoryOptions {
  const mode = own.history_mode ?? fields.flow_history_mode ?? fields.history_mode;
  const most =
    own.history_max_messages ?? fields.flow_history_max_messages ?? fields.history_max_messages;
  return {
    maxMessages: mode === "full" || mode === "all" ? 0 : (most ?? 0),
    stripThinking:
      own.history_strip_thinking ??
      fields.flow_history_strip_thinking ??
      fields.history_strip_thinking ??
      false,
    toolChars:
      own.history_tool_truncate_chars ??
      fields.flow_history_tool_truncate_chars ??
      fields.history_tool_truncate_chars ??
      0,
    toolKeepLast:
      own.history_tool_truncate_keep_last ??
      fields.flow_history_tool_truncate_keep_last ??
      fields.history_tool_truncate_keep_last ??
      0,
  };
}

const reads =
  /\b(read|inspect|look|list|review|analy[sz]e|examine|understand|explore|check|find|search|identify|study)\b/i;
const writes =
  /\b(write|add|implement|change|edit|fix|create|update|refactor|remove|rename|delete|move|make|replace|build|insert|convert)\b/i;

/** A task that reads by its words, and does nothing else. */
function onlyReads(description: string): boolean {
  return reads.test(description) && !writes.test(description);
}
