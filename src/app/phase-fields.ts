import { z } from "zod";
import { effects } from "../core/tool.ts";

const effectList = z.array(z.enum(effects));
const role = z.enum(["context", "plan", "implement"]);

const state = z.union([
  z.string().min(1),
  z.strictObject({ name: z.string().min(1), role: role.optional(), allow: effectList.optional() }),
]);

const rules = z.strictObject({
  min_files_read_for_plan: z.number().int().min(0).optional(),
  auto_plan_after_read: z.boolean().optional(),
  write_to_implement: z.boolean().optional(),
});

const probe = z.strictObject({
  temperature: z.number().min(0).optional(),
  max_tokens: z.number().int().min(1).optional(),
  system_prompt: z.string().optional(),
  user_prompt: z.string().optional(),
});

/** `phase_control` of an agent. */
const phaseControl = z.strictObject({
  mode: z.enum(["off", "rules", "llm", "hybrid"]).optional(),
  states: z.array(state).min(1).optional(),
  default: z.string().optional(),
  rules: rules.optional(),
  probe: probe.optional(),
  prompts: z.record(z.string(), z.string()).optional(),
  /** Where hints go: after the newest message, or into the system text as the original had it. */
  inject: z.enum(["message", "system"]).optional(),
  /** Whether phases forbid what they do not allow. Default: only those that a person sets. */
  bind: z.boolean().optional(),
  /** Effects by phase. Default: context and plan only read, implement does everything. */
  allow: z.record(z.string(), effectList).optional(),
});

export type PhaseFields = z.infer<typeof phaseControl>;

export const phaseFields = {
  phase_control: phaseControl.nullish(),
  phase_log: z.union([z.enum(["off", "stdout", "log", "both"]), z.boolean()]).optional(),
  /** Models by phase or stage: by its name, or by "plan" and "execute". */
  roles: z.record(z.string(), z.string()).optional(),
};
