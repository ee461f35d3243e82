import { clip } from "../lib/text.ts";
import type { Entry } from "./event.ts";
import type { Message, ToolCall } from "./message.ts";

/** The conversation after one more entry. Never changes its input. */
export function fold(messages: readonly Message[], entry: Entry): readonly Message[] {
  switch (entry.type) {
    case "prompt":
      return [...messages, { role: "user", text: promptText(entry) }];
    case "nudge":
      return [...messages, { role: "user", text: entry.text }];
    case "phase":
      return entry.hint === "" ? messages : [...messages, { role: "user", text: entry.hint }];
    case "reply":
      return [...messages, entry.message];
    case "result":
      return [...messages, toolMessage(entry.call, entry.result.text)];
    case "summary":
      return [{ role: "user", text: entry.text }, ...keptTail(messages, entry)];
    case "call":
    case "stage":
    case "notice":
    case "end":
      return messages;
  }
}

export function foldAll(entries: readonly Entry[]): readonly Message[] {
  return entries.reduce<readonly Message[]>(fold, []);
}

export const interruptedText =
  "Interrupted before it finished: its effects are unknown. Check before you repeat it.";

/** The calls of the newest reply that have no result: a killed run leaves them open. */
export function openCalls(messages: readonly Message[]): readonly ToolCall[] {
  const last = messages.findLastIndex((message) => message.role === "assistant");
  const reply = messages[last];
  if (reply?.role !== "assistant") return [];
  const answered = new Set(
    messages.slice(last).map((message) => (message.role === "tool" ? message.callId : "")),
  );
  return reply.calls.filter((call) => !answered.has(call.id));
}

/** The entries that answer the open calls of a killed run, so that no server rejects it. */
export function heal(messages: readonly Message[]): readonly Entry[] {
  return openCalls(messages).map((call) => ({
    type: "result",
    call,
    result: { text: interruptedText, failed: true },
    ms: 0,
  }));
}

function toolMessage(call: ToolCall, text: string): Message {
  return { role: "tool", callId: call.id, name: call.name, text };
}

function keptTail(
  messages: readonly Message[],
  summary: Extract<Entry, { type: "summary" }>,
): readonly Message[] {
  const tail = summary.kept === 0 ? [] : messages.slice(-summary.kept);
  return tail.map((message) =>
    message.role === "tool" ? { ...message, text: clip(message.text, summary.clipChars) } : message,
  );
}

function promptText({ text, opening }: Extract<Entry, { type: "prompt" }>): string {
  return opening ? `${opening}\n\n${text}` : text;
}
