import { clip } from "../lib/text.ts";
import { messageTokens } from "./budget.ts";
import type { Message } from "./message.ts";

/** The newest messages that a summary leaves as they are, but for results that are too long. */
export type Tail = { readonly kept: number; readonly clipChars: number };

export const noTail: Tail = { kept: 0, clipChars: 0 };

const clipSizes: readonly number[] = [60_000, 16_000, 8_000, 4_000, 2_000, 1_000, 500, 250];

/**
 * As many of the newest messages as the room allows, results clipped no further than the newest group
 * needs. It begins with a reply or a user's message and never parts a reply from its results. The
 * first message is never in it: a summary says it again.
 */
export function chooseTail(messages: readonly Message[], maxTokens: number): Tail {
  for (const clipChars of clipSizes) {
    const kept = keptWithin(messages, maxTokens, clipChars);
    if (kept > 0) return { kept, clipChars };
  }
  return noTail;
}

function keptWithin(messages: readonly Message[], maxTokens: number, clipChars: number): number {
  let kept = 0;
  let tokens = 0;
  for (let at = messages.length - 1; at > 0; at -= 1) {
    const message = messages[at];
    if (message === undefined) break;
    tokens += clippedTokens(message, clipChars);
    if (tokens > maxTokens) break;
    if (message.role !== "tool") kept = messages.length - at;
  }
  return kept;
}

function clippedTokens(message: Message, clipChars: number): number {
  if (message.role !== "tool" || message.text.length <= clipChars) return messageTokens(message);
  return messageTokens({ ...message, text: clip(message.text, clipChars) });
}
