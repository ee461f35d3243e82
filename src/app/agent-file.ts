import { z } from "zod";
import { flowFields } from "./flow-fields.ts";
import { mechanisms } from "./mechanisms.ts";
import { phaseFields } from "./phase-fields.ts";

const number = z.number();
const whole = z.number().int();
const atLeastZero = whole.min(0);
const atLeastOne = whole.min(1);

const permission = z.strictObject({
  tool: z.string().optional(),
  effect: z.enum(["read", "write", "execute", "network"]).optional(),
  match: z.string().optional(),
  action: z.enum(["allow", "deny", "ask"]),
});

const lora = z.union([z.string(), z.strictObject({ path: z.string(), scale: number.optional() })]);

const serverConfig = z.strictObject({
  model_path: z.string().optional(),
  hf_model: z.string().optional(),
  context_window: atLeastOne.optional(),
  extra_args: z.array(z.string()).optional(),
  server_type: z.string().optional(),
  lora: z.array(lora).optional(),
  gpus: z.array(atLeastZero).optional(),
  tensor_split: z.string().optional(),
  parallel: atLeastOne.optional(),
});

const limits = z.strictObject({
  timeout_seconds: number.positive().optional(),
  max_total_tokens: atLeastOne.optional(),
  reserve_tokens: atLeastOne.optional(),
  idle_seconds: number.positive().optional(),
});

const sampling = {
  temperature: number.min(0).nullish(),
  top_p: number.min(0).max(1).nullish(),
  top_k: whole.nullish(),
  min_p: number.min(0).max(1).nullish(),
  presence_penalty: number.nullish(),
  frequency_penalty: number.nullish(),
  repeat_penalty: number.nullish(),
  max_tokens: atLeastOne.nullish(),
  seed: whole.nullish(),
};

const modelFields = {
  provider: z.string().optional(),
  model: z.string().optional(),
  url: z.string().optional(),
  base_url: z.string().optional(),
  model_path: z.string().optional(),
  n_ctx: atLeastOne.optional(),
  n_threads: atLeastOne.optional(),
  server_config: serverConfig.optional(),
  cache: z.union([z.boolean(), z.literal("auto")]).optional(),
  think: z.union([z.boolean(), z.literal("auto")]).optional(),
  think_level: z.enum(["low", "medium", "high"]).optional(),
  think_style: z.enum(["enable_thinking", "reasoning_effort", "glm", "think", "none"]).optional(),
  native_thinking: z.boolean().optional(),
  /** The template opens the thinking itself, so that replies begin inside it. */
  think_opened: z.boolean().optional(),
  tool_choice: z.enum(["auto", "required", "none"]).optional(),
  request_overrides: z.record(z.string(), z.unknown()).optional(),
  request_timeout: number.positive().optional(),
  /** Whether the model takes images, where the server does not say so or says it wrong. */
  images: z.boolean().optional(),
  /** Said by the assistant between results and a user message, for templates that insist on it. */
  turn_bridge: z.string().optional(),
  /** Ollama: how long the model stays loaded, for example "30m". */
  keep_alive: z.union([z.string(), number]).optional(),
  gpu_layers: z.union([atLeastZero, z.enum(["auto", "max"])]).optional(),
};

const toolFields = {
  tools: z.array(z.string()).optional(),
  tool_name_style: z.enum(["canonical", "alias"]).optional(),
  tool_aliases: z.record(z.string(), z.string()).optional(),
  /** Parameters by tool: the model is shown these alone, and must give each of them. */
  tool_parameters: z.record(z.string(), z.array(z.string())).optional(),
  edit_format: z.enum(["replace", "anchored", "patch", "whole"]).optional(),
  read_format: z.enum(["numbered", "raw", "hashline"]).optional(),
  sandbox: z.enum(["auto", "bwrap", "docker", "podman", "none"]).optional(),
  permission_mode: z.enum(["ask", "auto-edit", "plan", "yolo"]).optional(),
  permissions: z.array(permission).optional(),
  protect: z.array(z.string()).optional(),
  shell_timeout_seconds: number.positive().optional(),
  /** Keeps the files before each run that changes them, for /undo; by default where a person is there. */
  snapshots: z.boolean().optional(),
};

const loopFields = {
  require_code_change: z.boolean().optional(),
  min_tool_calls: atLeastZero.optional(),
  max_format_retries: atLeastZero.optional(),
  max_batch_tool_calls: atLeastOne.optional(),
  max_turns: atLeastOne.optional(),
  limits: limits.optional(),
  /** Leaves mechanisms of the harness out, to measure what each is worth. */
  without: z.array(z.enum(mechanisms)).optional(),
};

/** agents/<name>.json. A field that is absent or null is not sent: the server's default applies. */
export const agentFile = z.strictObject({
  $schema: z.string().optional(),
  extends: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  prompt: z.string().optional(),
  prompt_overlays: z.record(z.string(), z.string()).optional(),
  ...modelFields,
  ...sampling,
  ...toolFields,
  ...loopFields,
  ...phaseFields,
  ...flowFields,
});

export type AgentFile = z.infer<typeof agentFile>;
