import { onFirstUse } from "../lib/on-first-use.ts";
import { clip } from "../lib/text.ts";
import { estimateTokens, mostTokensOf } from "../lib/tokens.ts";
import type { Message } from "./message.ts";
import type { ToolSchema } from "./model.ts";

const tokensPerMessage = 6;
/** What a picture costs depends on the model and its size; most take between 250 and 1,500. */
const tokensPerImage = 1_000;
const known = new WeakMap<object, number>();

/** Estimated tokens of one message as a chat template renders it. */
export function messageTokens(message: Message): number {
  return remembered(message, () => {
    if (message.role !== "assistant") {
      const images = message.role === "user" ? (message.images?.length ?? 0) : 0;
      return estimateTokens(message.text) + tokensPerMessage + images * tokensPerImage;
    }
    const calls = message.calls
      .map((call) => `${call.name} ${JSON.stringify(call.input)}`)
      .join("\n");
    const text = `${message.thinking}\n${message.text}\n${calls}`;
    return estimateTokens(text) + tokensPerMessage * (1 + message.calls.length);
  });
}

export function messagesTokens(messages: readonly Message[]): number {
  return messages.reduce((sum, message) => sum + messageTokens(message), 0);
}

/** What every request begins with: the system text and the tools. */
export type Fixed = {
  /** Estimated when it is first asked for: that takes longer than all else before a first request. */
  readonly tokens: () => number;
  /** The estimate is not above it; known at once. */
  readonly mostTokens: number;
};

export function fixedPart(system: string, tools: readonly ToolSchema[]): Fixed {
  const mostTokens = mostTokensOf(`${system}${JSON.stringify(tools)}`) + tokensPerMessage;
  return { tokens: onFirstUse(() => fixedTokens(system, tools)), mostTokens };
}

/** Estimated tokens of what every request begins with. */
export function fixedTokens(system: string, tools: readonly ToolSchema[]): number {
  const listed = tools.reduce(
    (sum, tool) => sum + remembered(tool, () => estimateTokens(JSON.stringify(tool))),
    0,
  );
  return estimateTokens(system) + listed + tokensPerMessage;
}

/** Head and tail of a text, in at most this many estimated tokens, saying how much was left out. */
export function clipToTokens(text: string, maxTokens: number): string {
  const tokens = estimateTokens(text);
  if (tokens <= maxTokens) return text;
  const clipNoteTokens = 12;
  let chars = Math.floor((text.length * Math.max(0, maxTokens - clipNoteTokens)) / tokens);
  let clipped = clip(text, chars);
  // A dense part may cost more than the average: a tenth less at a time gets there soon.
  while (chars > 0 && estimateTokens(clipped) > maxTokens) {
    chars = Math.floor(chars * 0.9);
    clipped = clip(text, chars);
  }
  return clipped;
}

function remembered(key: object, measure: () => number): number {
  const stored = known.get(key);
  if (stored !== undefined) return stored;
  const value = measure();
  known.set(key, value);
  return value;
}
