import type { ChatRequest } from "../core/model.ts";
import { type WireProfile, wireMessages, wireTools } from "./wire.ts";

/** Only what is set is sent, so that otherwise the server's or the model file's own defaults hold. */
export type Sampling = {
  readonly temperature?: number | undefined;
  readonly top_p?: number | undefined;
  readonly top_k?: number | undefined;
  readonly min_p?: number | undefined;
  readonly presence_penalty?: number | undefined;
  readonly frequency_penalty?: number | undefined;
  readonly max_tokens?: number | undefined;
  readonly seed?: number | undefined;
};

export type BodyOptions = {
  readonly model: string;
  /** Which server it is: "llamacpp" also gets llama.cpp's own fields. */
  readonly runtime: string;
  readonly sampling: Sampling;
  /** "auto", "required", "none" or `{type: "function", …}`; default: not sent. */
  readonly toolChoice?: unknown;
  /** Fields put into the body as they are; null takes a field out. */
  readonly requestOverrides?: Readonly<Record<string, unknown>> | undefined;
  /** llama.cpp: keep the prompt in the slot's cache. Default true. */
  readonly cachePrompt?: boolean | undefined;
  /** llama.cpp: the slot that this conversation stays on. Default: the server chooses. */
  readonly idSlot?: number | undefined;
};

/** What an override may not touch: the conversation, and that it is streamed. */
const ours: ReadonlySet<string> = new Set(["messages", "tools", "stream"]);

/** The body of a request. Messages come last, so that request n + 1 begins with the bytes of request n. */
export function requestBody(
  options: BodyOptions,
  request: ChatRequest,
  profile: WireProfile,
): Readonly<Record<string, unknown>> {
  const { model, sampling, requestOverrides = {} } = options;
  const { tool_choice = options.toolChoice, ...overrides } = requestOverrides;
  const tools = wireTools(request.tools);
  const fields: Record<string, unknown> = {
    model,
    stream: true,
    stream_options: { include_usage: true },
    ...sent(sampling),
    ...(isLlamaServer(options.runtime) ? llamaFields(options) : {}),
    ...(maySend(tool_choice, request) ? { tool_choice } : {}),
  };
  for (const [name, value] of Object.entries(overrides)) {
    if (!ours.has(name)) fields[name] = value;
  }
  const set = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return {
    ...Object.fromEntries(set),
    ...(tools.length === 0 ? {} : { tools }),
    messages: wireMessages(request, profile),
  };
}

function maySend(toolChoice: unknown, { tools, wantsText }: ChatRequest): boolean {
  const forces = toolChoice !== "auto" && toolChoice !== "none";
  return tools.length > 0 && !(wantsText && forces);
}

/** LM Studio refuses a max_tokens of 0, and for llama.cpp a negative one means what leaving it out means. */
function sent(sampling: Sampling): Sampling {
  const { max_tokens, ...rest } = sampling;
  return max_tokens !== undefined && max_tokens > 0 ? sampling : rest;
}

/** The runtime's name, or the prefix under which people name it. */
export function isLlamaServer(runtime: string): boolean {
  return ["llamacpp", "llama-server"].includes(runtime);
}

function llamaFields({ cachePrompt = true, idSlot }: BodyOptions): Record<string, unknown> {
  return { return_progress: true, cache_prompt: cachePrompt, id_slot: idSlot };
}
