import type { Lora } from "../models/llama/protocol.ts";
import type { LlamaOptions } from "../models/llama.ts";
import type { OllamaOptions } from "../models/ollama/options.ts";
import type { OpenaiOptions } from "../models/openai.ts";
import type { Runtime, Served } from "../runtimes/types.ts";
import type { AgentFile } from "./agent-file.ts";
import { mergeFields } from "./merge.ts";
import { thinkingFields } from "./thinking.ts";

/** The server that was found and how to reach it. */
export type Place = {
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly served: Served;
  readonly runtime: Runtime;
  readonly onRequest: (body: unknown) => void;
  /** llama.cpp: the slot to speak on. Default: the server chooses. */
  readonly idSlot?: number | undefined;
};

export function openaiSettings(fields: AgentFile, place: Place): OpenaiOptions {
  const { url, apiKey, served, runtime, onRequest, idSlot } = place;
  const own = { ...thinkingFields(fields), ...repetition(fields, runtime.name) };
  return {
    name: `${runtime.prefixes[0]}/${served.model}`,
    baseUrl: url,
    apiKey,
    model: served.model,
    runtime: runtime.prefixes[0] ?? runtime.name,
    contextTokens: served.contextTokens,
    sampling: sampling(fields),
    toolChoice: fields.tool_choice,
    requestOverrides: mergeFields<Record<string, unknown>>(own, fields.request_overrides ?? {}),
    cachePrompt: fields.cache === false ? false : undefined,
    idSlot,
    thinking: fields.native_thinking === false ? "none" : undefined,
    bridge: fields.turn_bridge,
    images: fields.images ?? served.vision,
    idleMs: idleMs(fields),
    startHint: runtime.startHint(url, served.model),
    onRequest,
  };
}

export function ollamaSettings(fields: AgentFile, place: Place): OllamaOptions {
  const { url, apiKey, served, onRequest } = place;
  const think = fields.think === "auto" ? undefined : fields.think;
  return {
    url,
    apiKey,
    model: served.model,
    contextTokens: served.contextTokens,
    sampling: { ...sampling(fields), repeat_penalty: fields.repeat_penalty ?? undefined },
    threads: fields.n_threads,
    think: served.thinking === false ? undefined : (fields.think_level ?? think),
    tools: served.tools,
    thinking: fields.native_thinking === false ? "none" : undefined,
    bridge: fields.turn_bridge,
    images: fields.images ?? served.vision,
    keepAlive: fields.keep_alive,
    idleMs: idleMs(fields),
    requestOverrides: fields.request_overrides,
    onRequest,
  };
}

export function llamaSettings(
  fields: AgentFile,
  resolve: (file: string) => string,
): Omit<LlamaOptions, "path"> {
  const think = fields.think === "auto" ? undefined : fields.think;
  return {
    contextTokens: fields.n_ctx ?? fields.server_config?.context_window,
    threads: fields.n_threads,
    seed: fields.seed ?? undefined,
    gpuLayers: fields.gpu_layers,
    lora: fields.server_config?.lora?.map((one) => loraOf(one, resolve)),
    think,
    thinkLevel: fields.think_level,
    sampling: {
      temperature: fields.temperature ?? undefined,
      topP: fields.top_p ?? undefined,
      topK: fields.top_k ?? undefined,
      minP: fields.min_p ?? undefined,
      repeatPenalty: fields.repeat_penalty ?? undefined,
      frequencyPenalty: fields.frequency_penalty ?? undefined,
      presencePenalty: fields.presence_penalty ?? undefined,
      maxTokens: fields.max_tokens ?? undefined,
    },
  };
}

/** "file.gguf:0.8" or { path, scale }. */
function loraOf(
  written: string | { path: string; scale?: number | undefined },
  resolve: (file: string) => string,
): Lora {
  if (typeof written !== "string") return { ...written, path: resolve(written.path) };
  const [, path = written, scale] = /^(.*?)(?::([\d.]+))?$/.exec(written) ?? [];
  return { path: resolve(path), scale: scale === undefined ? undefined : Number(scale) };
}

function sampling(fields: AgentFile): OpenaiOptions["sampling"] {
  return {
    temperature: fields.temperature ?? undefined,
    top_p: fields.top_p ?? undefined,
    top_k: fields.top_k ?? undefined,
    min_p: fields.min_p ?? undefined,
    presence_penalty: fields.presence_penalty ?? undefined,
    frequency_penalty: fields.frequency_penalty ?? undefined,
    max_tokens: fields.max_tokens ?? undefined,
    seed: fields.seed ?? undefined,
  };
}

/** llama.cpp and vLLM call the same penalty by different names. */
function repetition(fields: AgentFile, runtime: string): Readonly<Record<string, unknown>> {
  const penalty = fields.repeat_penalty ?? undefined;
  if (penalty === undefined || runtime === "openai") return {};
  const isVllm = ["vllm", "transformers", "mlx"].includes(runtime);
  return { [isVllm ? "repetition_penalty" : "repeat_penalty"]: penalty };
}

/** The longest silence in the middle of an answer. */
export function idleMs(fields: AgentFile): number | undefined {
  const seconds = fields.limits?.idle_seconds ?? fields.request_timeout;
  return seconds === undefined ? undefined : seconds * 1_000;
}
