import { estimateTokens } from "../lib/tokens.ts";
import type { Message } from "./message.ts";
import type { ToolSchema } from "./model.ts";

const tokensPerMessage = 6;
const known = new WeakMap<object, number>();

/** Estimated tokens of one message as a chat template renders it. */
export function messageTokens(message: Message): number {
  return remembered(message, () => {
    if (message.role !== "assistant") return estimateTokens(message.text) + tokensPerMessage;
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

/** Estimated tokens of what every request begins with. */
export function fixedTokens(system: string, tools: readonly ToolSchema[]): number {
  const listed = tools.reduce(
    (sum, tool) => sum + remembered(tool, () => estimateTokens(JSON.stringify(tool))),
    0,
  );
  return estimateTokens(system) + listed + tokensPerMessage;
}

function remembered(key: object, measure: () => number): number {
  const stored = known.get(key);
  if (stored !== undefined) return stored;
  const value = measure();
  known.set(key, value);
  return value;
}
