import { z } from "zod";
import { effects } from "../core/tool.ts";

const whole = z.number().int();
const atLeastZero = whole.min(0);
const names = z.array(z.string());

/** How much of the history a request holds; what is absent is as in the agent. */
const historyOfStage = {
  history_mode: z.string().nullish(),
  history_max_messages: atLeastZero.nullish(),
  history_keep_first: z.boolean().nullish(),
  history_strip_thinking: z.boolean().nullish(),
  history_tool_truncate_chars: atLeastZero.nullish(),
  history_tool_truncate_keep_last: atLeastZero.nullish(),
};

const stage = z.strictObject({
  id: z.string().optional(),
  stage: z.string().optional(),
  name: z.string().optional(),
  label: z.string().optional(),
  prompt: z.string().optional(),
  instructions: z.string().optional(),
  done_hint: z.string().optional(),
  done_prompt: z.string().optional(),
  require_code_change: z.boolean().optional(),
  ...historyOfStage,
  context_window: whole.optional(),
  tools_allow: names.optional(),
  tool_allow: names.optional(),
  tools_block: names.optional(),
  tool_block: names.optional(),
  /** Effects that calls may have in it. Default: all. */
  allow: z.array(z.enum(effects)).optional(),
  require_files_read: z.union([z.boolean(), atLeastZero]).optional(),
  require_non_flow_tool: z.union([z.boolean(), atLeastZero]).optional(),
  allow_missing_done: z.boolean().optional(),
  /** Knows nothing of the conversation but the task, the notes and what was before. */
  fresh: z.boolean().optional(),
});

export type StageFields = z.infer<typeof stage>;

/** What a file of flows/ may hold, and an agent as well. */
const flowOnly = {
  task_branching: z.boolean().optional(),
  task_flow_mode: z.enum(["flat", "branched", "staged", "staged3"]).optional(),
  task_plan_mode: z.enum(["first", "explore", "none"]).optional(),
  task_replan_max: atLeastZero.optional(),
  task_skip_readonly: z.boolean().optional(),
  task_output_mode: z.enum(["human", "runtime"]).optional(),
  flow_stage_retries: atLeastZero.optional(),
  flow_stage_required: z.boolean().optional(),
  flow_context_window: whole.optional(),
  flow_retry_hints: z.boolean().optional(),
  /** Each stage begins anew. */
  flow_fresh: z.boolean().optional(),
  flow_history_mode: historyOfStage.history_mode,
  flow_history_max_messages: historyOfStage.history_max_messages,
  flow_history_keep_first: historyOfStage.history_keep_first,
  flow_history_strip_thinking: historyOfStage.history_strip_thinking,
  flow_history_tool_truncate_chars: historyOfStage.history_tool_truncate_chars,
  flow_history_tool_truncate_keep_last: historyOfStage.history_tool_truncate_keep_last,
};

const stages = z.array(z.union([z.string().min(1), stage])).min(1);

export const flowFields = {
  ...flowOnly,
  ...historyOfStage,
  benchmark_output_mode: z.enum(["model", "runtime"]).optional(),
  /** Stages, or the name of a flow. */
  flow: z.union([z.string(), stages]).nullish(),
};

/** A file of flows/: its stages or its mode, and how they run. */
export const flowFile = z.strictObject({
  $schema: z.string().optional(),
  description: z.string().optional(),
  flow: stages.optional(),
  ...flowOnly,
});

export type FlowFile = z.infer<typeof flowFile>;
