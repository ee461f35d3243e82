import type { Entry } from "../core/event.ts";
import type { Usage } from "../core/model.ts";

/** What a conversation has cost so far: tokens, and the time the server spent on them. */
export type Spent = {
  readonly replies: number;
  readonly inputTokens: number;
  /** Of those, what the server had in its cache. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly readMs: number;
  readonly writeMs: number;
  /** Tokens whose time is known: those that a rate is made of. */
  readonly timedRead: number;
  readonly timedWritten: number;
};

export const nothingSpent: Spent = {
  replies: 0,
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  readMs: 0,
  writeMs: 0,
  timedRead: 0,
  timedWritten: 0,
};

/** Replies, and the notes of compactions; those of an earlier run of the session count too. */
export function spentOn(entries: readonly Entry[]): Spent {
  return entries.reduce((spent, entry) => {
    if (entry.type === "reply") return { ...plus(spent, entry.usage), replies: spent.replies + 1 };
    if (entry.type === "summary" || entry.type === "phase") return plus(spent, entry.usage ?? {});
    return spent;
  }, nothingSpent);
}

function plus(spent: Spent, usage: Usage): Spent {
  const {
    inputTokens = 0,
    cachedTokens = 0,
    outputTokens = 0,
    prefillMs = 0,
    decodeMs = 0,
  } = usage;
  return {
    replies: spent.replies,
    inputTokens: spent.inputTokens + inputTokens,
    cachedTokens: spent.cachedTokens + cachedTokens,
    outputTokens: spent.outputTokens + outputTokens,
    readMs: spent.readMs + prefillMs,
    writeMs: spent.writeMs + decodeMs,
    timedRead: spent.timedRead + (prefillMs > 0 ? inputTokens - cachedTokens : 0),
    timedWritten: spent.timedWritten + (decodeMs > 0 ? outputTokens : 0),
  };
}

/** Money per million tokens, as the person wrote it down. */
export type Prices = {
  readonly input: number;
  /** Of tokens that were in the cache. Default: as `input`. */
  readonly cached?: number | undefined;
  readonly output: number;
  /** Default "USD". */
  readonly currency?: string | undefined;
};

export function moneyFor(spent: Spent, { input, cached = input, output }: Prices): number {
  const { inputTokens, cachedTokens, outputTokens } = spent;
  const millions = 1_000_000;
  return (
    ((inputTokens - cachedTokens) * input + cachedTokens * cached + outputTokens * output) /
    millions
  );
}
