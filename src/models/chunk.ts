import { z } from "zod";

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

const callPiece = z.object({
  index: number,
  id: text,
  function: z.object({ name: text, arguments: z.unknown() }).optional().catch(undefined),
});

const delta = z.object({
  content: text,
  reasoning_content: text,
  reasoning: text,
  thinking: text,
  reasoning_text: text,
  tool_calls: z.array(callPiece.optional().catch(undefined)).optional().catch(undefined),
});

const choice = z.object({
  delta: delta.optional().catch(undefined),
  /** Servers that do not stream answer with the whole message. */
  message: delta.optional().catch(undefined),
  finish_reason: text,
});

const usage = z.object({
  prompt_tokens: number,
  completion_tokens: number,
  prompt_tokens_details: z.object({ cached_tokens: number }).optional().catch(undefined),
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

const progress = z.object({ total: z.number(), processed: z.number() });

/** One chunk of a streamed reply. What is missing, null or of another type is simply absent. */
const chunk = z.object({
  choices: z.array(choice.optional().catch(undefined)).optional().catch(undefined),
  usage: usage.optional().catch(undefined),
  timings: timings.optional().catch(undefined),
  prompt_progress: progress.optional().catch(undefined),
});

export type Chunk = z.infer<typeof chunk>;
export type ChunkDelta = z.infer<typeof delta>;
export type CallPiece = z.infer<typeof callPiece>;

/** The chunk in what a server sent; anything that is no object is an empty one. */
export function readChunk(sent: unknown): Chunk {
  return chunk.catch({}).parse(sent);
}
