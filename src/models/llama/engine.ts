import type { Llama, LlamaContext, LlamaContextSequence, LlamaModel } from "node-llama-cpp";
import { type ChatRequest, type ModelDelta, ModelError, type Reply } from "../../core/model.ts";
import { functionsOf } from "./functions.ts";
import { generate } from "./generate.ts";
import { historyOf } from "./history.ts";
import { prefill } from "./prefill.ts";
import type { AsideWish, LlamaSettings, Loaded } from "./protocol.ts";
import { keepSpaces } from "./spaces.ts";
import type { Steer, Turn } from "./turn.ts";
import { chatWrapperOf, checkChatWrapper } from "./wrapper.ts";

const defaultMaxContext = 32_768;
const smallestContext = 2_048;
/** Never filled: at the last token of a window the library would drop the conversation's beginning. */
const marginTokens = 16;
const smallestReplyTokens = 48;
/** A small question and its answer. */
const asideTokens = 2_048;

export type Push = (delta: ModelDelta) => void;

export type Engine = {
  readonly loaded: Loaded;
  /** Throws ModelError; when `signal` aborts it throws its reason. */
  reply(asked: Asked, push: Push, signal: AbortSignal): Promise<Reply>;
};

/** `aside`: beside the conversation, in a small context of its own. */
export type Asked = { readonly request: ChatRequest; readonly aside?: AsideWish | undefined };

export async function openEngine(
  settings: LlamaSettings,
  push: Push,
  steer: Steer,
): Promise<Engine> {
  const { getLlama } = await import("node-llama-cpp");
  await checkChatWrapper(settings);
  const llama = await getLlama({
    // Without this a machine without a prebuilt program would start to compile one, unasked.
    build: "never",
    gpu: settings.gpu ?? "auto",
    logger: (_, message) => process.stderr.write(message),
  });
  const model = await loadModel(llama, settings, push);
  keepSpaces(model);
  const context = await createContext(model, settings);
  const wrapper = await chatWrapperOf(model, settings);
  const sequence = context.getSequence();
  const withThinking = wrapper.settings.segments?.thought !== undefined;
  let side: Promise<LlamaContextSequence> | undefined;
  const placeOf = async (aside: AsideWish | undefined): Promise<Opened> => {
    if (aside === undefined) return { llama, sequence, settings };
    side ??= sideSequence(model, settings);
    const sampling = { ...settings.sampling, ...aside };
    return { llama, sequence: await side, settings: { ...settings, sampling } };
  };
  const reply: Engine["reply"] = async ({ request, aside }, push, signal) => {
    const functions = functionsOf(request.tools);
    const history = historyOf(request, withThinking);
    const turn = steer({ request, history, wrapper, ...(functions && { functions }) });
    return await answer(await placeOf(aside), turn, push, signal);
  };
  const template = model.fileInfo.metadata.tokenizer.chat_template;
  const loaded = {
    contextTokens: context.contextSize,
    trainedTokens: model.trainContextSize,
    chatWrapper: wrapper.wrapperName,
    ...(template === undefined ? {} : { template }),
    gpu: llama.gpu === false ? "none" : llama.gpu,
  };
  return { loaded, reply };
}

async function loadModel(llama: Llama, settings: LlamaSettings, push: Push): Promise<LlamaModel> {
  let shown = -1;
  const loading = (share: number): void => {
    const done = Math.floor(share * 100);
    if (done > shown) push({ type: "progress", doing: "loading", done, total: 100 });
    shown = done;
  };
  loading(0);
  const { path, gpuLayers = "auto", flash = "auto" } = settings;
  return await llama.loadModel({
    modelPath: path,
    gpuLayers,
    defaultContextFlashAttention: flash,
    onLoadProgress: loading,
  });
}

async function createContext(model: LlamaModel, settings: LlamaSettings): Promise<LlamaContext> {
  const { contextTokens, threads, lora = [] } = settings;
  const max = Math.min(model.trainContextSize, defaultMaxContext);
  const adapters = lora.map(({ path, scale = 1 }) => ({ filePath: path, scale }));
  return await model.createContext({
    contextSize: contextTokens ?? { min: Math.min(smallestContext, max), max },
    ...(threads !== undefined && { threads }),
    ...(adapters.length > 0 && { lora: { adapters } }),
  });
}

/** Opened with the first question that needs it. */
async function sideSequence(
  model: LlamaModel,
  { threads }: LlamaSettings,
): Promise<LlamaContextSequence> {
  const contextSize = Math.min(asideTokens, model.trainContextSize);
  const context = await model.createContext({ contextSize, ...(threads && { threads }) });
  return context.getSequence();
}

export type Opened = {
  readonly llama: Llama;
  readonly sequence: LlamaContextSequence;
  readonly settings: LlamaSettings;
};

async function answer(opened: Opened, turn: Turn, push: Push, signal: AbortSignal): Promise<Reply> {
  const { sequence, settings } = opened;
  const tokens = tokensOf(turn, sequence);
  const room = sequence.context.contextSize - tokens.length - marginTokens;
  if (room < smallestReplyTokens) throw overflow(tokens.length, sequence.context.contextSize);
  const started = performance.now();
  const cachedTokens = await prefill(sequence, tokens, push, signal);
  const read = performance.now();
  const written = sequence.tokenMeter.usedOutputTokens;
  const maxTokens = Math.min(room, settings.sampling?.maxTokens ?? room);
  const { message, truncated } = await generate(opened, { turn, maxTokens }, push, signal);
  const usage = {
    inputTokens: tokens.length,
    cachedTokens,
    outputTokens: sequence.tokenMeter.usedOutputTokens - written,
    prefillMs: Math.round(read - started),
    decodeMs: Math.round(performance.now() - read),
  };
  return { type: "reply", message, truncated, usage };
}

/** The prompt as the library will render it: with the beginning of the reply at its end. */
function tokensOf({ history, wrapper, functions }: Turn, { model }: LlamaContextSequence) {
  const open = history.at(-1)?.type === "model";
  const chatHistory = open ? history : [...history, { type: "model" as const, response: [] }];
  const state = wrapper.generateContextState({
    chatHistory,
    ...(functions && { availableFunctions: functions }),
  });
  return state.contextText.tokenize(model.tokenizer);
}

function overflow(tokens: number, window: number): ModelError {
  const text = `The prompt has ${tokens} tokens and the window of this model ${window}. Set a larger n_ctx, or start a new conversation.`;
  return new ModelError("overflow", text);
}
