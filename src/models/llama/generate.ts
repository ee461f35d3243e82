import type {
  LLamaChatGenerateResponseOptions,
  LLamaContextualRepeatPenalty,
  LlamaChatResponse,
} from "node-llama-cpp";
import type { AssistantMessage, ToolCall } from "../../core/message.ts";
import type { Opened, Push } from "./engine.ts";
import { type Heard, heardBy } from "./heard.ts";
import type { LlamaSampling, LlamaSettings } from "./protocol.ts";
import type { Turn } from "./turn.ts";

/** Calls taken from one reply; a model that runs away would fill the window with them. */
const maxCallsWritten = 16;
const penalizedTokens = 64;

export type Generated = { readonly message: AssistantMessage; readonly truncated: boolean };

/** Writes one reply, token by token; it ends at its calls, which nobody runs here. */
export async function generate(
  { llama, sequence, settings }: Opened,
  { turn, maxTokens }: { readonly turn: Turn; readonly maxTokens: number },
  push: Push,
  signal: AbortSignal,
): Promise<Generated> {
  const { LlamaChat } = await import("node-llama-cpp");
  using chat = new LlamaChat({ contextSequence: sequence, chatWrapper: turn.wrapper });
  const heard = heardBy(push);
  const common = { ...samplingOf(settings), maxTokens, signal, onResponseChunk: heard.onChunk };
  const options: LLamaChatGenerateResponseOptions =
    turn.grammar === undefined
      ? {
          ...common,
          functions: turn.functions ?? {},
          maxParallelFunctionCalls: maxCallsWritten,
          onFunctionCallParamsChunk: heard.onCall,
        }
      : { ...common, grammar: await llama.createGrammar({ grammar: turn.grammar }) };
  try {
    const response = await chat.generateResponse(turn.history, options);
    const truncated = response.metadata.stopReason === "maxTokens";
    return { message: messageOf(response, heard, truncated), truncated };
  } catch (error) {
    if (signal.aborted || !isUnreadable(error) || heard.calls.length === 0) throw error;
    return { message: unreadable(heard), truncated: false };
  }
}

function messageOf(
  response: LlamaChatResponse,
  heard: Heard,
  truncated: boolean,
): AssistantMessage {
  const calls = callsOf(response).map(({ functionName, params }) => callTo(functionName, params));
  const parts = response.fullResponse;
  const thinking = parts.map((part) => (typeof part === "string" ? "" : part.text)).join("");
  const cut = truncated ? heard.calls[calls.length] : undefined;
  if (cut) calls.push({ ...callTo(cut.name, {}), raw: cut.written });
  return { role: "assistant", text: response.response, thinking, calls };
}

/** The type has no calls when the functions are only known at run time; the value has. */
function callsOf(
  response: LlamaChatResponse,
): readonly { readonly functionName: string; readonly params: unknown }[] {
  return response.functionCalls ?? [];
}

function callTo(name: string, params: unknown): ToolCall {
  return { id: `call_${crypto.randomUUID().slice(0, 8)}`, name, input: params ?? {} };
}

/** The library throws when a written call does not parse or fit; for us that is the model's mistake. */
function isUnreadable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error instanceof SyntaxError || error.constructor.name.endsWith("ValidationError");
}

function unreadable({ text, thinking, calls }: Heard): AssistantMessage {
  const made = calls.slice(-1).map(({ name, written }) => ({ ...callTo(name, {}), raw: written }));
  return { role: "assistant", text: text(), thinking: thinking(), calls: made };
}

function samplingOf({ seed, sampling = {} }: LlamaSettings) {
  const { temperature, topP, topK, minP, maxThinkingTokens } = sampling;
  return {
    seed,
    repeatPenalty: penaltyOf(sampling),
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(topK !== undefined && { topK }),
    ...(minP !== undefined && { minP }),
    ...(maxThinkingTokens !== undefined && { budgets: { thoughtTokens: maxThinkingTokens } }),
  };
}

/** Off unless asked for: the library's default of 1.1 makes a model avoid the names it must repeat. */
function penaltyOf(sampling: LlamaSampling): false | LLamaContextualRepeatPenalty {
  const { repeatPenalty, frequencyPenalty, presencePenalty } = sampling;
  const set = [repeatPenalty, frequencyPenalty, presencePenalty].some((one) => one !== undefined);
  if (!set) return false;
  return {
    lastTokens: penalizedTokens,
    penalty: repeatPenalty ?? 1,
    frequencyPenalty: frequencyPenalty ?? 0,
    presencePenalty: presencePenalty ?? 0,
  };
}
