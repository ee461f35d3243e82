import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { channel } from "../core/channel.ts";
import {
  type ChatModel,
  type ChatRequest,
  type ModelDelta,
  ModelError,
  type Progress,
  type Reply,
} from "../core/model.ts";
import { checkFiles } from "./llama/files.ts";
import { holdChild } from "./llama/holder.ts";
import type { AsideWish, LlamaSettings, Loaded } from "./llama/protocol.ts";

export type LlamaOptions = Omit<LlamaSettings, "seed"> & {
  /** The same seed, options and requests give the same replies. Default: one is chosen and reported. */
  readonly seed?: number | undefined;
  /** The script the child process runs. Default: llama/entry beside this module. */
  readonly entry?: string | undefined;
  /** Hears how far the file is loaded, which happens before there is a stream to say it. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
};

export type LlamaModel = ChatModel &
  AsyncDisposable & {
    readonly loaded: Loaded;
    readonly seed: number;
    /** Of the child process; undefined after a crash, until the next request. */
    readonly pid: () => number | undefined;
    /** For small questions, which leave what was read of the conversation alone. */
    aside(wish: AsideWish): ChatModel;
  };

/** Loads a GGUF file in a process of its own; throws ModelError. It stays loaded until it is disposed. */
export async function llamaModel(
  options: LlamaOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<LlamaModel> {
  const { entry = defaultEntry(), onProgress, seed = randomSeed(), ...settings } = options;
  await checkFiles(options);
  const holder = holdChild(entry, { ...settings, seed });
  const { loaded } = await loadedOrClosed(holder, onProgress, signal);
  const notices = noticesOf(options, loaded, seed);
  const model = {
    name: basename(options.path),
    contextTokens: loaded.contextTokens,
    // The library shows a model no pictures.
    images: false,
  };
  const ask = (request: ChatRequest, abort: AbortSignal, aside?: AsideWish) =>
    channel<ModelDelta, Reply>(async (push) => {
      const { child } = await holder.ready(push, abort);
      const answer = await child.ask({ type: "ask", request, aside }, push, abort);
      if (answer.type === "reply") return answer.reply;
      throw new ModelError("rejected", "The process that runs the model gave no reply.");
    });
  return {
    ...model,
    loaded,
    seed,
    pid: holder.pid,
    async *stream(request, abort) {
      for (const text of notices.splice(0)) yield { type: "notice", text };
      yield yield* ask(request, abort);
    },
    aside: (wish) => ({
      ...model,
      async *stream(request, abort) {
        yield yield* ask(request, abort, wish);
      },
    }),
    [Symbol.asyncDispose]: () => holder[Symbol.asyncDispose](),
  };
}

async function loadedOrClosed(
  holder: ReturnType<typeof holdChild>,
  onProgress: LlamaOptions["onProgress"],
  signal: AbortSignal,
) {
  try {
    return await holder.ready((delta) => {
      if (delta.type === "progress") onProgress?.(delta);
    }, signal);
  } catch (error) {
    await holder[Symbol.asyncDispose]();
    throw error;
  }
}

function noticesOf(options: LlamaOptions, loaded: Loaded, seed: number): string[] {
  const { contextTokens, trainedTokens } = loaded;
  const chosen = options.seed === undefined ? [seedNotice(seed)] : [];
  if (contextTokens <= trainedTokens) return chosen;
  const over = `The window of ${contextTokens} tokens is larger than the ${trainedTokens} this model was trained for: expect worse answers in long conversations.`;
  return [...chosen, over];
}

function seedNotice(seed: number): string {
  return `The seed of this run is ${seed}; --seed ${seed} repeats it.`;
}

function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

/** A bundle keeps llama/entry.js beside the file this module ends up in. */
function defaultEntry(): string {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return fileURLToPath(new URL(`./llama/entry.${extension}`, import.meta.url));
}
