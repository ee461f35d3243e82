import type { Entry } from "../../src/core/event.ts";
import type { Usage } from "../../src/core/model.ts";
import { type LlamaProcess, tokensOf } from "./llama-process.ts";
import { rendered } from "./random-gguf.ts";

/** What one request had the server read, and what came before it. */
export type Reading = {
  readonly usage: Usage;
  readonly before: Usage;
  /** Results and prompts since the reply before, oldest first. */
  readonly texts: readonly string[];
};

/** The readings of a conversation's second reply and all that follow it. */
export function readings(entries: readonly Entry[]): readonly Reading[] {
  const found: Reading[] = [];
  let before: Usage | undefined;
  let texts: string[] = [];
  for (const entry of entries) {
    if (entry.type === "result") texts.push(entry.result.text);
    if (entry.type === "prompt" || entry.type === "nudge") texts.push(entry.text);
    if (entry.type !== "reply") continue;
    if (before !== undefined) found.push({ usage: entry.usage, before, texts });
    before = entry.usage;
    texts = [];
  }
  return found;
}

/** The word that ends a reply: it was sampled, but never read. */
const endTokens = 1;

/** Tokens the server read, against those that were new; tokens it had, against those it had read or said. */
export async function measured(server: LlamaProcess, { usage, before, texts }: Reading) {
  const { inputTokens = 0, cachedTokens = 0 } = usage;
  return {
    evaluated: inputTokens - cachedTokens,
    fresh: (await tokensOf(server, rendered(texts))).length,
    cached: cachedTokens,
    known: (before.inputTokens ?? 0) + (before.outputTokens ?? 0) - endTokens,
  };
}
