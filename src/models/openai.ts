import { APIError } from "openai/core/error";
import { isObject } from "../core/coerce.ts";
import { type ChatModel, ModelError, type ModelEvent } from "../core/model.ts";
import { openaiBase } from "../lib/server-url.ts";
import { type Asking, answered, type Learned } from "./answered.ts";
import { type BodyOptions, isLlamaServer } from "./body.ts";
import { callIds } from "./call-ids.ts";
import { isUnread, refusal, type Server, silent, unreachable } from "./failure.ts";
import { chunksOf, idle, withIdleLimit } from "./http.ts";
import { saidError } from "./said-error.ts";
import { freeSlot } from "./slots.ts";
import { type Accumulator, accumulate } from "./stream.ts";
import { together } from "./together.ts";
import type { WireProfile } from "./wire.ts";

export type OpenaiOptions = BodyOptions & {
  /** The name shown to people. */
  readonly name: string;
  /** Base URL, …/v1 and …/v1/chat/completions are all accepted. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** The window that is served. */
  readonly contextTokens: number;
  /** How earlier thinking is sent back. Default "same-field". */
  readonly thinking?: WireProfile["thinking"] | undefined;
  /** Said between results and a user message, for templates that insist on it. Default: nothing. */
  readonly bridge?: string | undefined;
  /** The longest silence between two chunks; until the first one there is no limit. Default none. */
  readonly idleMs?: number | undefined;
  /** The command that starts such a server, for the sentence that says none answers. */
  readonly startHint?: string | undefined;
  /** Whether the model takes images. Default: nobody can tell, and they are sent. */
  readonly images?: boolean | undefined;
  /** Gets each body exactly as it is sent. */
  readonly onRequest?: ((body: Readonly<Record<string, unknown>>) => void) | undefined;
};

/** A model behind any OpenAI-compatible server. Always streamed, never timed out by a library. */
export function openaiModel(options: OpenaiOptions): ChatModel {
  const learned: Learned = { brokeOff: false, refusesToolChoice: false };
  const { name, contextTokens, images } = options;
  return {
    name,
    contextTokens,
    images,
    async *stream(request, signal) {
      signal.throwIfAborted();
      const control = new AbortController();
      const abort = () => control.abort(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      const asking = { options, server: serverOf(options), request, control, signal };
      let isOver = false;
      try {
        if (learned.brokeOff) yield* settle(asking, learned);
        for await (const event of together(listen(asking, learned))) {
          isOver = event.type === "reply";
          yield event;
        }
      } catch (error) {
        signal.throwIfAborted();
        isOver = true;
        throw error;
      } finally {
        // Cancelled, or its reader has left: the server may still be at work.
        learned.brokeOff = !isOver;
        signal.removeEventListener("abort", abort);
        control.abort();
      }
    },
  };
}

function serverOf({ baseUrl, model, contextTokens, apiKey, startHint }: OpenaiOptions): Server {
  const url = openaiBase(baseUrl);
  return { url, model, contextTokens, hasKey: apiKey !== undefined, startHint };
}

async function* settle({ options, server, control }: Asking, learned: Learned) {
  if (isLlamaServer(options.runtime)) yield* freeSlot(server.url, options.apiKey, control.signal);
  learned.brokeOff = false;
}

async function* listen(asking: Asking, learned: Learned): AsyncGenerator<ModelEvent, void> {
  const heard = accumulate(callIds(asking.request.messages));
  try {
    yield* hear(asking, learned, heard);
  } catch (error) {
    if (!isUnread(error)) throw error;
    // The conversation goes on with what was heard of it.
    yield* heard.end(error.message);
    return;
  }
  yield* heard.end();
}

async function* hear(
  asking: Asking,
  learned: Learned,
  heard: Accumulator,
): AsyncGenerator<ModelEvent, void> {
  const { options, control, server } = asking;
  const reply = yield* answered(asking, learned);
  try {
    const chunks = chunksOf(reply, control);
    for await (const chunk of withIdleLimit(chunks, { idleMs: options.idleMs }, control)) {
      if (isObject(chunk) && chunk.error) throw refusal(server, saidError(chunk, undefined));
      yield* heard.add(chunk);
    }
  } catch (error) {
    throw broken(asking, error);
  }
  // The reader ends quietly when it is aborted.
  if (control.signal.aborted) throw broken(asking, control.signal.reason);
  if (!heard.spoke()) throw silent(server);
}

/** What ended a stream in its middle, as a sentence; a cancel stays what it is. */
function broken({ server, options, control, signal }: Asking, error: unknown): unknown {
  const { url } = server;
  if (control.signal.reason === idle) {
    const seconds = (options.idleMs ?? 0) / 1_000;
    const text = `The server at ${url} sent nothing for ${seconds} s in the middle of its answer.`;
    return new ModelError("unreachable", text);
  }
  if (signal.aborted || error instanceof ModelError) return error;
  if (error instanceof APIError) return refusal(server, saidError(error.error, error.status));
  if (error instanceof SyntaxError) {
    const text = `The server at ${url} sent a piece of its answer that is not JSON.`;
    return new ModelError("rejected", text, { cause: error });
  }
  return unreachable(server, error);
}
