import type { Entry } from "../core/event.ts";
import { foldAll } from "../core/fold.ts";
import type { Message } from "../core/message.ts";
import type { ChatModel } from "../core/model.ts";
import { estimateTokens } from "../lib/tokens.ts";
import type { SideQuestion } from "../tools/kit.ts";

/** Answers a question beside the conversation, without tools; throws ModelError. */
export async function answerAside(
  model: ChatModel,
  { system, prompt, history, maxTokens }: SideQuestion,
  entries: readonly Entry[],
  signal: AbortSignal,
): Promise<string> {
  const past = history ? spokenPart(foldAll(entries)) : [];
  const messages: readonly Message[] = [...past, { role: "user", text: prompt }];
  let text = "";
  for await (const event of model.stream({ system, messages, tools: [] }, signal)) {
    if (event.type === "reply") return event.message.text.trim();
    if (event.type === "text") text += event.delta;
    if (estimateTokens(text) > maxTokens) return text.trim();
  }
  return text.trim();
}

/** The conversation without the reply that asks the question: its call is still open. */
function spokenPart(messages: readonly Message[]): readonly Message[] {
  const last = messages.findLastIndex((message) => message.role === "assistant");
  return messages[last]?.role === "assistant" ? messages.slice(0, last) : messages;
}
