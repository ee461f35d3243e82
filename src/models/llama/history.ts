import type { ChatHistoryItem, ChatModelResponse } from "node-llama-cpp";
import { interruptedText } from "../../core/fold.ts";
import type { AssistantMessage, Message, ToolCall } from "../../core/message.ts";
import type { ChatRequest } from "../../core/model.ts";

type Spoken = ChatModelResponse["response"];

/**
 * The conversation as the library takes it: a reply, the results of its calls and the next reply are
 * one item. Any list of messages comes out well formed: prompts in a row are joined, a call without a
 * result gets one, a result without its call becomes a prompt.
 */
export function historyOf(request: ChatRequest, withThinking: boolean): ChatHistoryItem[] {
  const { system, messages } = request;
  const items: ChatHistoryItem[] = system === "" ? [] : [{ type: "system", text: system }];
  const answered = new Set<Message>();
  for (const [index, message] of messages.entries()) {
    if (message.role === "assistant") {
      const results = resultsAfter(messages, index);
      const spoken = spokenBy(message, withThinking, (call) => {
        const result = results.find((one) => one.callId === call.id && !answered.has(one));
        if (result) answered.add(result);
        return result?.text ?? interruptedText;
      });
      addReply(items, spoken);
    } else if (!answered.has(message)) addPrompt(items, message.text);
  }
  return items;
}

function resultsAfter(messages: readonly Message[], index: number) {
  const next = messages.findIndex((one, at) => at > index && one.role === "assistant");
  const until = next === -1 ? messages.length : next;
  return messages.slice(index + 1, until).filter((one) => one.role === "tool");
}

function spokenBy(
  message: AssistantMessage,
  withThinking: boolean,
  resultOf: (call: ToolCall) => string,
): Spoken {
  const { thinking, text, calls } = message;
  const spoken: Spoken = [];
  if (thinking !== "" && withThinking)
    spoken.push({ type: "segment", segmentType: "thought", text: thinking, ended: true });
  if (text !== "") spoken.push(text);
  for (const [index, call] of calls.entries()) {
    spoken.push({
      type: "functionCall",
      name: call.name,
      params: paramsOf(call),
      result: resultOf(call),
      startsNewChunk: index === 0,
    });
  }
  return spoken;
}

/** What could not be read as an object is sent back empty: a template would break on it. */
function paramsOf({ input, raw }: ToolCall): object {
  const isRecord = typeof input === "object" && input !== null && !Array.isArray(input);
  return isRecord && raw === undefined ? input : {};
}

function addReply(items: ChatHistoryItem[], spoken: Spoken): void {
  const last = items.at(-1);
  if (spoken.length === 0) return;
  if (last?.type === "model") {
    last.response.push(...spoken);
    return;
  }
  // Strict templates want a prompt first.
  if (last?.type !== "user") addPrompt(items, "");
  items.push({ type: "model", response: spoken });
}

function addPrompt(items: ChatHistoryItem[], text: string): void {
  const last = items.at(-1);
  if (last?.type === "user") last.text = `${last.text}\n\n${text}`;
  else items.push({ type: "user", text });
}
