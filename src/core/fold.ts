import words from "../../prompts/fixed.json" with { type: "json" };
import { clip } from "../lib/text.ts";
import { imagesOf, textWithAttachments } from "./attachment.ts";
import type { Entry } from "./event.ts";
import type { Message, ToolCall } from "./message.ts";

/** The conversation after one more entry. Never changes its input. */
export function fold(messages: readonly Message[], entry: Entry): readonly Message[] {
  if (entry.type === "summary") return summarised(messages, entry);
  const added = messagesOf(entry);
  if (beginsAnew(entry)) return added;
  return added.length === 0 ? messages : [...messages, ...added];
}

/** The conversation that a log holds, in time linear in its length. */
export function foldAll(entries: readonly Entry[]): readonly Message[] {
  let messages: Message[] = [];
  for (const entry of entries) messages = foldInto(messages, entry);
  return messages;
}

/** As `fold`, but into an array that is the caller's own: adding to a long conversation copies nothing. */
export function foldInto(messages: Message[], entry: Entry): Message[] {
  if (entry.type === "summary") return [...summarised(messages, entry)];
  if (beginsAnew(entry)) return [...messagesOf(entry)];
  messages.push(...messagesOf(entry));
  return messages;
}

/** The conversation as it is saved for people and training: without what phases told the model. */
export function foldSaved(entries: readonly Entry[]): readonly Message[] {
  const hints = new Set(entries.map((entry) => (entry.type === "phase" ? entry.hint : "")));
  const isHint = (message: Message) =>
    message.role === "user" && message.text !== "" && hints.has(message.text);
  return foldAll(entries).filter((message) => !isHint(message));
}

/** A stage that is to know nothing of the conversation but what its text says. */
export function beginsAnew(entry: Entry): boolean {
  return entry.type === "stage" && entry.fresh === true;
}

type Summary = Extract<Entry, { type: "summary" }>;

/** What one entry adds to the conversation. */
function messagesOf(entry: Exclude<Entry, Summary>): readonly Message[] {
  switch (entry.type) {
    case "prompt":
      return [userMessage(entry)];
    case "nudge":
      return [{ role: "user", text: entry.text }];
    case "phase":
      return entry.hint === "" ? [] : [{ role: "user", text: entry.hint }];
    case "stage":
      return entry.text ? [{ role: "user", text: entry.text }] : [];
    case "reply":
      return [entry.message];
    case "result":
      return [toolMessage(entry.call, entry.result.text)];
    case "call":
    case "notice":
    case "snapshot":
    case "end":
      return [];
  }
}

export const interruptedText = words.interrupted;
export const notStartedText = words.not_started;

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

/**
 * The entries that answer the open calls of a killed run, so that no server rejects it. A call whose
 * `call` entry is missing was never run: that entry is on disk before the tool starts.
 */
export function heal(entries: readonly Entry[]): readonly Extract<Entry, { type: "result" }>[] {
  const last = entries.findLastIndex((entry) => entry.type === "reply");
  const started = new Set(
    entries.slice(last + 1).map((entry) => (entry.type === "call" ? entry.call.id : "")),
  );
  return openCalls(foldAll(entries)).map((call) => {
    const text = started.has(call.id) ? interruptedText : notStartedText;
    return { type: "result", call, result: { text, failed: true }, ms: 0 };
  });
}

function toolMessage(call: ToolCall, text: string): Message {
  return { role: "tool", callId: call.id, name: call.name, text };
}

function summarised(messages: readonly Message[], summary: Summary): readonly Message[] {
  const tail = summary.kept === 0 ? [] : messages.slice(-summary.kept);
  const clipped = tail.map((message) =>
    message.role === "tool" ? { ...message, text: clip(message.text, summary.clipChars) } : message,
  );
  return [{ role: "user", text: summary.text }, ...clipped];
}

type Prompt = Extract<Entry, { type: "prompt" }>;

function userMessage(prompt: Prompt): Message {
  const images = imagesOf(prompt);
  const text = promptText(prompt);
  return images.length === 0 ? { role: "user", text } : { role: "user", text, images };
}

/** All that the model reads of a prompt. */
export function promptText(prompt: Prompt): string {
  const text = textWithAttachments(prompt);
  return prompt.opening ? `${prompt.opening}\n\n${text}` : text;
}
