import type { Entry } from "../core/event.ts";
import type { AssistantMessage } from "../core/message.ts";
import { stageTitle } from "../core/stage-title.ts";
import type { ToolResult } from "../core/tool.ts";
import type { CallItem, CallState, Item } from "./item.ts";
import { type Live, noLive, type Settled, settleThinking } from "./live.ts";

type EntryOf<Type extends Entry["type"]> = Extract<Entry, { type: Type }>;

const outputCharsKept = 20_000;

/** What an entry moves from the live part into the transcript. */
export function itemsAfter(live: Live, entry: Entry, atMs: number): Settled {
  switch (entry.type) {
    case "prompt":
      return { live, items: [promptItem(entry)] };
    case "reply":
      return afterReply(live, entry, atMs);
    case "call": {
      const call = { ...callItem(entry.call, "running"), sinceMs: atMs, askedMs: 0 };
      return { live: { ...live, call }, items: [] };
    }
    case "result":
      return { live: { ...live, call: undefined }, items: [resultItem(live, entry)] };
    case "nudge":
      return { live, items: [plain(`Told the model (${entry.name}): ${firstLine(entry.text)}`)] };
    case "notice":
      return { live, items: [plain(entry.text)] };
    case "phase":
      return { live, items: phaseItems(entry) };
    case "stage":
      return { live, items: [plain(sentence(stageTitle(entry)))] };
    case "summary":
    case "snapshot":
      return { live, items: [] };
    case "end":
      return afterEnd(live, entry, atMs);
  }
}

/** A move; that a phase stayed is for the log alone. */
function phaseItems({ from, to, why }: EntryOf<"phase">): readonly Item[] {
  if (from === to) return [];
  return [plain(`Phase ${from || "none"} → ${to || "none"}: ${why}`)];
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

function promptItem({ text, attachments = [] }: EntryOf<"prompt">): Item {
  return { type: "prompt", text, attached: attachments.map(({ name }) => name) };
}

/** What did not come as deltas is taken from the message. */
function afterReply(live: Live, { message }: EntryOf<"reply">, atMs: number): Settled {
  const thought = settleThinking(withThinking(live, message, atMs), atMs);
  const wasStreamed = live.hasTextAbove || live.text !== "";
  const text = trimmed(wasStreamed ? live.text : message.text);
  const items: readonly Item[] =
    text === "" ? [] : [{ type: "text", text, first: !live.hasTextAbove }];
  return { live: { ...noLive, shell: live.shell }, items: [...thought.items, ...items] };
}

function withThinking(live: Live, message: AssistantMessage, atMs: number): Live {
  const isNew = live.thinking === undefined && live.text === "" && !live.hasTextAbove;
  if (!isNew || live.calling !== undefined || message.thinking === "") return live;
  return { ...live, thinking: { text: message.thinking, sinceMs: atMs } };
}

/** A run that was stopped keeps what had come. */
function afterEnd(live: Live, { reason, detail }: EntryOf<"end">, atMs: number): Settled {
  const thought = settleThinking(live, atMs);
  const text = trimmed(live.text);
  const items: readonly Item[] = [
    ...thought.items,
    ...(text === "" ? [] : [{ type: "text", text, first: !live.hasTextAbove } as const]),
    ...(live.call === undefined ? [] : [{ ...live.call, state: "cut" } as const]),
    { type: "end", reason, detail },
  ];
  return { live: { ...noLive, shell: live.shell }, items };
}

function resultItem(live: Live, { call, result, ms }: EntryOf<"result">): Item {
  const running = live.call?.call.id === call.id ? live.call : undefined;
  const { diff } = result;
  return {
    ...callItem(call, stateOf(result)),
    ms: Math.max(0, ms - (running?.askedMs ?? 0)),
    output: (running?.output || result.text).slice(-outputCharsKept),
    nested: running?.nested ?? [],
    ...(diff === undefined ? {} : { diff }),
  };
}

function stateOf({ denied, failed }: ToolResult): CallState {
  if (denied) return "denied";
  return failed ? "failed" : "done";
}

function callItem(call: CallItem["call"], state: CallState): CallItem {
  return { type: "call", call, state, ms: 0, output: "", nested: [] };
}

function plain(text: string): Item {
  return { type: "notice", level: "plain", text };
}

/** Without empty lines around it; what indents its first line stays. */
function trimmed(text: string): string {
  return text.trimEnd().replace(/^(?:[ \t]*\n)+/, "");
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
