import type { Message } from "../core/message.ts";
import type { ChatModel, ChatRequest, ModelEvent } from "../core/model.ts";
import { wrapped } from "./wrapped.ts";

export type HistoryOptions = {
  /** Messages of a request; 0 for all. The task, the first one, is always among them. */
  readonly maxMessages: number;
  /** Leaves earlier thinking out. */
  readonly stripThinking: boolean;
  /** Characters of an older result; 0 for all. */
  readonly toolChars: number;
  /** Newest results that stay whole. */
  readonly toolKeepLast: number;
};

/** What was left out of a request, in numbers. */
export type Trimmed = { readonly dropped: number; readonly stripped: number; readonly cut: number };

/**
 * A model that is sent less of the history. What is left out changes in steps and not with every
 * message, so that between two steps a server still keeps its prompt cache.
 */
export function withHistoryView(model: ChatModel, options: () => HistoryOptions): ChatModel {
  let before: Trimmed = { dropped: 0, stripped: 0, cut: 0 };
  return wrapped(model, async function* (request, signal): AsyncGenerator<ModelEvent> {
    const { messages, trimmed } = viewOf(request.messages, options());
    yield* told(before, trimmed, request);
    before = trimmed;
    yield* model.stream({ ...request, messages }, signal);
  });
}

/** The messages as they are sent. */
export function viewOf(
  messages: readonly Message[],
  { maxMessages, stripThinking, toolChars, toolKeepLast }: HistoryOptions,
): { readonly messages: readonly Message[]; readonly trimmed: Trimmed } {
  const kept = windowOf(messages, maxMessages);
  const stripped = stripThinking ? kept.map(withoutThinking) : kept;
  const cut = toolChars > 0 ? cutResults(stripped, toolChars, toolKeepLast) : stripped;
  const differing = (one: readonly Message[], other: readonly Message[]) =>
    one.filter((message, index) => message !== other[index]).length;
  const trimmed = {
    dropped: messages.length - kept.length,
    stripped: differing(stripped, kept),
    cut: differing(cut, stripped),
  };
  return { messages: cut, trimmed };
}

/** The first message and the newest; half a window goes at a time, and never half of a call. */
function windowOf(messages: readonly Message[], most: number): readonly Message[] {
  const [first] = messages;
  if (most <= 0 || messages.length <= most || first === undefined) return messages;
  const step = Math.max(1, Math.floor(most / 2));
  const over = messages.length - most;
  let from = 1 + Math.ceil(over / step) * step;
  while (messages[from]?.role === "tool") from += 1;
  return [first, ...messages.slice(from)];
}

function withoutThinking(message: Message): Message {
  if (message.role !== "assistant" || message.thinking === "") return message;
  return { ...message, thinking: "" };
}

/** Results before the newest are cut, as many at a time as stay whole. */
function cutResults(
  messages: readonly Message[],
  chars: number,
  keepLast: number,
): readonly Message[] {
  const results = messages.filter((message) => message.role === "tool").length;
  const step = Math.max(1, keepLast);
  const old = Math.floor(Math.max(0, results - keepLast) / step) * step;
  let seen = 0;
  return messages.map((message) => {
    if (message.role !== "tool") return message;
    seen += 1;
    const over = message.text.length - chars;
    if (seen > old || over <= 0) return message;
    return { ...message, text: `${message.text.slice(0, chars)}...[truncated ${over} chars]` };
  });
}

function* told(before: Trimmed, now: Trimmed, request: ChatRequest): Generator<ModelEvent> {
  const total = request.messages.length;
  const sentences = [
    now.dropped > before.dropped ? `history_trim: ${total} → ${total - now.dropped} messages.` : "",
    now.stripped > 0 && before.stripped === 0
      ? `history_strip_thinking: ${now.stripped} messages.`
      : "",
    now.cut > before.cut ? `history_tool_truncate: ${now.cut} results.` : "",
  ];
  for (const text of sentences) if (text !== "") yield { type: "notice", text };
}
