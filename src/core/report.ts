import { z } from "zod";

const texts = z.array(z.string());
const count = z.number().int().min(0);

/** What `flow_stage_done` says of a stage. */
export const stageSignal = z.object({
  stage: z.string(),
  summary: z.string().exactOptional(),
  goals: texts.exactOptional(),
  decisions: texts.exactOptional(),
  risks: texts.exactOptional(),
  next_actions: texts.exactOptional(),
  files_read: texts.exactOptional(),
  files_changed: texts.exactOptional(),
  metadata: z.record(z.string(), z.unknown()).exactOptional(),
});

export type StageSignal = z.infer<typeof stageSignal>;

const metrics = z.object({
  turns: count,
  calls: count,
  failures: count,
  tokens: count,
});

/** `flow_stage_report`: what a stage came to. */
export const stageReport = z.object({
  stage: z.string(),
  label: z.string(),
  status: z.enum(["completed", "failed"]),
  attempts: count,
  retries: count,
  files_changed: texts,
  files_read: texts,
  summary: z.string(),
  payload: stageSignal.nullable(),
  used_write_tools: z.boolean(),
  made_code_change: z.boolean(),
  metrics,
  error: z.string().exactOptional(),
});

export type StageReport = z.infer<typeof stageReport>;

/** `task_report`: what a task, or a whole run, came to. */
export const taskReport = z.object({
  task_id: z.string(),
  description: z.string(),
  status: z.enum(["completed", "failed", "skipped"]),
  attempts: count,
  replan_max: count,
  files_changed: texts,
  files_read: texts,
  plan_steps: texts,
  metrics: metrics.exactOptional(),
  error: z.string().exactOptional(),
  skip_reason: z.string().exactOptional(),
  phase: z.string().exactOptional(),
});

export type TaskReport = z.infer<typeof taskReport>;
