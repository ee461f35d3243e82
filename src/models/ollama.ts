import type { ChatModel, ChatRequest, ModelEvent, ModelNotice } from "../core/model.ts";
import { callIds } from "./call-ids.ts";
import { idleLimit } from "./idle-limit.ts";
import { type ChatBody, chatBody } from "./ollama/body.ts";
import { chunkOf } from "./ollama/chunk.ts";
import { openClient } from "./ollama/client.ts";
import { failureOf, unreadNotice } from "./ollama/failure.ts";
import { whileOpening } from "./ollama/opening.ts";
import type { OllamaOptions, Think } from "./ollama/options.ts";
import { promptedRequest } from "./prompted.ts";
import { accumulate } from "./stream.ts";

const waitTellMs = 1_000;

/** What the server turned out to refuse; learnt once, so that later requests do not ask again. */
type Learnt = { think: Think | undefined; tools: boolean };

/**
 * A model of Ollama through its own /api/chat, the only way to choose the window. Where a server
 * refuses thinking or tools, the request is made again without them and a notice says so; the tools
 * then stand in the prompt, and a wrapper that reads calls from text is needed to run them.
 */
export function ollamaModel(options: OllamaOptions): ChatModel {
  const learnt: Learnt = { think: options.think, tools: options.tools ?? true };
  const model: ChatModel = {
    name: `ollama/${options.model}`,
    contextTokens: options.contextTokens,
    images: options.images,
    async *stream(request, signal) {
      signal.throwIfAborted();
      while (true) {
        const asked = learnt.tools ? request : promptedRequest(request);
        const body = chatBody(asked, options, learnt.think);
        options.onRequest?.(body);
        const refused = yield* chat(body, request, options, signal);
        if (refused === undefined) return;
        const notice = adapt(learnt, refused, options.model);
        if (notice === undefined) throw await failureOf(refused, options, signal);
        yield notice;
      }
    },
  };
  return idleLimit(model, options.idleMs, `Ollama at ${options.url}`);
}

/** One request; gives back the error where the server refused it before it said anything. */
async function* chat(
  body: ChatBody,
  { messages }: ChatRequest,
  options: OllamaOptions,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, unknown> {
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  const heard = accumulate(callIds(messages));
  let begun = false;
  try {
    const client = await openClient(options, either);
    const waiting = { ...options, everyMs: waitTellMs };
    const lines = yield* whileOpening(client.chat(body), waiting, either);
    for await (const line of lines) {
      begun = true;
      yield* heard.add(chunkOf(line));
    }
  } catch (error) {
    signal.throwIfAborted();
    const unread = unreadNotice(error, options);
    if (unread !== undefined) {
      // The conversation goes on with what was heard of it.
      yield* heard.end(unread);
      return undefined;
    }
    if (!begun) return error;
    throw await failureOf(error, options, signal);
  } finally {
    own.abort();
  }
  yield* heard.end();
  return undefined;
}

/** What to leave out of the next try, said to the person; undefined where the error is another one. */
function adapt(learnt: Learnt, refused: unknown, model: string): ModelNotice | undefined {
  const said = refused instanceof Error ? refused.message : "";
  if (/does not support tools/i.test(said) && learnt.tools) {
    learnt.tools = false;
    const text = `"${model}" has no tool calling on this server; the tools are described in the prompt, and calls are read from its text.`;
    return { type: "notice", text };
  }
  if (!/does not support thinking|think value/i.test(said)) return undefined;
  if (learnt.think === undefined) return undefined;
  // A level that the model does not have: thinking itself it may have.
  const isLevel = typeof learnt.think === "string" && /think value/i.test(said);
  const text = isLevel
    ? `"${model}" has no thinking level "${learnt.think}"; it thinks as it does by default.`
    : `"${model}" does not support thinking; it is asked without.`;
  learnt.think = isLevel ? true : undefined;
  return { type: "notice", text };
}
