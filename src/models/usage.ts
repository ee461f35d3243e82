import type { Usage } from "../core/model.ts";
import type { Chunk } from "./chunk.ts";

type Counts = Pick<Chunk, "usage" | "timings">;

/** What the last chunks say of tokens and times; what the server does not report stays absent. */
export function usageOf({ usage, timings }: Counts): Usage {
  // llama.cpp's prompt_n leaves out what came from its cache; prompt_tokens is the whole prompt.
  const evaluated = timings?.prompt_n;
  const cachedTokens =
    usage?.prompt_tokens_details?.cached_tokens ??
    timings?.cache_n ??
    usage?.prompt_cache_hit_tokens;
  const inputTokens =
    positive(usage?.prompt_tokens) ??
    positive(evaluated === undefined ? undefined : evaluated + (timings?.cache_n ?? 0));
  const outputTokens = usage?.completion_tokens ?? timings?.predicted_n;
  return known({
    inputTokens,
    cachedTokens,
    outputTokens,
    prefillMs: timings?.prompt_ms ?? msAt(usage?.prompt_tps, inputTokens),
    decodeMs: timings?.predicted_ms ?? msAt(usage?.generation_tps, outputTokens),
  });
}

/** A patched mlx_lm reports speeds in place of times. */
function msAt(perSecond: number | undefined, tokens: number | undefined): number | undefined {
  if (tokens === undefined || positive(perSecond) === undefined) return undefined;
  return (tokens / (perSecond ?? 1)) * 1_000;
}

function positive(count: number | undefined): number | undefined {
  return count !== undefined && count > 0 ? count : undefined;
}

function known(usage: { readonly [Key in keyof Usage]: Usage[Key] | undefined }): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined));
}
