import type { Image } from "../core/attachment.ts";
import { interruptedText } from "../core/fold.ts";
import type {
  AssistantMessage,
  Message,
  ToolCall,
  ToolMessage,
  UserMessage,
} from "../core/message.ts";
import { callIds } from "./call-ids.ts";

export type AnsweredCall = {
  readonly id: string;
  readonly name: string;
  /** Always a JSON object, as text. */
  readonly arguments: string;
  readonly answer: string;
};

/** A text or an image, in the order in which they are read. */
export type UserPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly image: Image };

export type Turn =
  | { readonly role: "user"; readonly parts: readonly UserPart[] }
  | {
      readonly role: "assistant";
      readonly text: string;
      readonly thinking: string;
      readonly thinkingField: string | undefined;
      readonly calls: readonly AnsweredCall[];
    };

/**
 * A conversation as every chat template accepts it: a user speaks first, nobody speaks twice in a
 * row, each call has an id of its own, a name and exactly one answer. A reply without text and calls
 * is left out, since strict templates refuse one; so its neighbours are joined.
 */
export function turnsOf(messages: readonly Message[]): readonly Turn[] {
  const turns: Turn[] = [];
  const nextId = callIds([]);
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool") continue;
    const turn =
      message.role === "user"
        ? { role: "user" as const, parts: partsOf(message) }
        : spoken(message, answersAfter(messages, index), nextId);
    if (turn.role === "user" || turns.length > 0) add(turns, turn);
  }
  return turns;
}

function partsOf({ text, images = [] }: UserMessage): readonly UserPart[] {
  const shown = images.map((image) => ({ type: "image" as const, image }));
  return [{ type: "text", text: text.toWellFormed() }, ...shown];
}

function spoken(
  message: AssistantMessage,
  answers: (call: ToolCall) => string,
  nextId: (given?: string) => string,
): Extract<Turn, { role: "assistant" }> {
  return {
    role: "assistant",
    text: message.text.toWellFormed(),
    thinking: message.thinking.toWellFormed(),
    thinkingField: message.thinkingField,
    calls: message.calls.map((call) => ({
      id: nextId(call.id),
      name: sentName(call.name),
      arguments: argumentsOf(call),
      answer: answers(call).toWellFormed(),
    })),
  };
}

/** Adds a turn; of two neighbours of one role the earlier one stays the beginning. */
function add(turns: Turn[], turn: Turn): void {
  const last = turns.at(-1);
  if (turn.role === "user") {
    if (last?.role !== "user") turns.push(turn);
    else turns[turns.length - 1] = { role: "user", parts: joinedParts(last.parts, turn.parts) };
    return;
  }
  if (turn.calls.length === 0 && turn.text.trim() === "") return;
  if (last?.role !== "assistant" || last.calls.length > 0) turns.push(turn);
  else {
    const text = joined(last.text, turn.text);
    turns[turns.length - 1] = { ...turn, text, thinking: joined(last.thinking, turn.thinking) };
  }
}

/** Texts without an image between them become one. */
function joinedParts(before: readonly UserPart[], after: readonly UserPart[]): readonly UserPart[] {
  const [first, ...rest] = after;
  const last = before.at(-1);
  if (first?.type !== "text" || last?.type !== "text") return [...before, ...after];
  return [...before.slice(0, -1), { type: "text", text: joined(last.text, first.text) }, ...rest];
}

function joined(before: string, after: string): string {
  return [before, after].filter((text) => text !== "").join("\n\n");
}

/** Finds the results that stand between a reply and the next one; each is given out once. */
function answersAfter(messages: readonly Message[], at: number): (call: ToolCall) => string {
  const left: ToolMessage[] = [];
  for (let index = at + 1; index < messages.length; index += 1) {
    const message = messages[index];
    if (message?.role === "assistant") break;
    if (message?.role === "tool") left.push(message);
  }
  return (call) => {
    const index = left.findIndex((message) => message.callId === call.id);
    return index === -1 ? interruptedText : (left.splice(index, 1)[0]?.text ?? interruptedText);
  };
}

const maxNameChars = 64;

function sentName(name: string): string {
  return name.replace(/[^\w.-]/g, "_").slice(0, maxNameChars) || "unknown";
}

/** Servers parse the arguments again when they render the template: nothing but an object may stand there. */
function argumentsOf({ input }: ToolCall): string {
  if (typeof input !== "object" || input === null || Array.isArray(input)) return "{}";
  const text = JSON.stringify(input);
  // Half of a surrogate pair is valid for JSON.stringify and a parse error for most servers.
  return /\\ud[89a-f]/i.test(text) ? JSON.stringify(JSON.parse(text, wellFormed)) : text;
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}
