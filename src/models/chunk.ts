// The small build of zod: a start waits for this file.
import * as z from "zod/mini";
import { onFirstUse } from "../lib/on-first-use.ts";
import { maybe } from "./maybe.ts";

/** One chunk of a streamed reply. What is missing, null or of another type is simply absent. */
const chunk = onFirstUse(() => {
  const text = maybe(z.string());
  const number = maybe(z.number());

  const callPiece = z.object({
    index: number,
    id: text,
    function: maybe(z.object({ name: text, arguments: z.unknown() })),
  });

  const delta = z.object({
    content: text,
    reasoning_content: text,
    reasoning: text,
    thinking: text,
    reasoning_text: text,
    tool_calls: maybe(z.array(maybe(callPiece))),
  });

  const choice = z.object({
    delta: maybe(delta),
    /** Servers that do not stream answer with the whole message. */
    message: maybe(delta),
    finish_reason: text,
  });

  const usage = z.object({
    prompt_tokens: number,
    completion_tokens: number,
    prompt_tokens_details: maybe(z.object({ cached_tokens: number })),
    prompt_cache_hit_tokens: number,
    prompt_tps: number,
    generation_tps: number,
  });

  const timings = z.object({
    cache_n: number,
    prompt_n: number,
    prompt_ms: number,
    predicted_n: number,
    predicted_ms: number,
  });

  const progress = z.object({ total: z.number(), processed: z.number(), cache: number });

  return z.object({
    choices: maybe(z.array(maybe(choice))),
    usage: maybe(usage),
    timings: maybe(timings),
    prompt_progress: maybe(progress),
  });
});

export type Chunk = z.infer<ReturnType<typeof chunk>>;
type Choice = NonNullable<NonNullable<Chunk["choices"]>[number]>;
export type ChunkDelta = NonNullable<Choice["delta"]>;
export type CallPiece = NonNullable<NonNullable<ChunkDelta["tool_calls"]>[number]>;

/** The chunk in what a server sent; anything that is no object is an empty one. */
export function readChunk(sent: unknown): Chunk {
  return chunk().safeParse(sent).data ?? {};
}
