import { type Fixed, messagesTokens } from "./budget.ts";
import type { Entry } from "./event.ts";
import { beginsAnew } from "./fold.ts";
import type { Message } from "./message.ts";

/** What is known of a conversation's tokens. */
export type Count = {
  /** The system text and the tools. */
  readonly fixed: Fixed;
  /** Real tokens per estimated one. */
  readonly ratio: number;
  /** The server's own count of the first so many messages; absent after the past was rewritten. */
  readonly measured?: { readonly tokens: number; readonly messages: number };
};

// Some texts have this many more tokens than estimated; a prompt that is too long costs more than room.
const margin = 1.15;
const lowestRatio = 0.7;
const highestRatio = 3;
// A server that counts only what it had to read again would make a full window look empty.
const believedShare = 0.6;

export function newCount(fixed: Fixed): Count {
  return { fixed, ratio: 1 };
}

/** The count after one more entry; `before` is the conversation that it was the answer to. */
export function countAfter(count: Count, entry: Entry, before: readonly Message[]): Count {
  const { fixed } = count;
  if (entry.type === "summary" || beginsAnew(entry)) return { fixed, ratio: count.ratio };
  if (entry.type !== "reply" || !entry.usage.inputTokens) return count;
  const { inputTokens, outputTokens } = entry.usage;
  const found = inputTokens / (fixed.tokens() + messagesTokens(before));
  if (found < believedShare) return count;
  const ratio = Math.min(highestRatio, Math.max(lowestRatio, found));
  const answer = outputTokens ?? Math.ceil(messagesTokens([entry.message]) * ratio);
  return { fixed, ratio, measured: { tokens: inputTokens + answer, messages: before.length + 1 } };
}

/** Real tokens that one estimated token must be taken for. */
export function tokensPerEstimated({ ratio }: Count): number {
  return ratio * margin;
}

/** Tokens of a request with these messages: the server's count, and an estimate of what is new. */
export function countTokens(count: Count, messages: readonly Message[]): number {
  const { measured, fixed } = count;
  const perEstimated = tokensPerEstimated(count);
  if (measured === undefined) {
    return Math.ceil((fixed.tokens() + messagesTokens(messages)) * perEstimated);
  }
  const fresh = messagesTokens(messages.slice(measured.messages));
  return measured.tokens + Math.ceil(fresh * perEstimated);
}

/** Whether these messages fit; where there is plenty of room no estimate is made. */
export function fits(count: Count, messages: readonly Message[], tokens: number): boolean {
  const { measured, fixed } = count;
  const most = (fixed.mostTokens + messagesTokens(messages)) * tokensPerEstimated(count);
  if (measured === undefined && Math.ceil(most) <= tokens) return true;
  return countTokens(count, messages) <= tokens;
}
