import type { ChatRequest, JsonSchema } from "../core/model.ts";
import { conservativeSchema } from "./schema.ts";
import { thinkingFields } from "./stream.ts";
import { type Turn, turnsOf, type UserPart } from "./turns.ts";

export type WireCall = {
  readonly id: string;
  readonly type: "function";
  readonly function: { readonly name: string; readonly arguments: string };
};

export type WirePart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

export type WireMessage =
  | { readonly role: "system"; readonly content: string }
  | { readonly role: "user"; readonly content: string | readonly WirePart[] }
  | {
      readonly role: "assistant";
      readonly content: string;
      readonly tool_calls?: readonly WireCall[];
      readonly [thinkingField: string]: unknown;
    }
  | {
      readonly role: "tool";
      readonly tool_call_id: string;
      readonly name: string;
      readonly content: string;
    };

export type WireTool = {
  readonly type: "function";
  readonly function: {
    readonly name: string;
    readonly description: string;
    readonly parameters: JsonSchema;
  };
};

export type WireProfile = {
  /**
   * How earlier thinking is sent back. "same-field": in the field or tag it came in. "inline-think":
   * as a <think> block before the text. "none": not at all.
   */
  readonly thinking: "same-field" | "inline-think" | "none";
  /** Said by the assistant between results and a user message, for templates that insist (Mistral's). */
  readonly bridge?: string | undefined;
  /** False where the model takes none: those of an earlier model's conversation are left out. */
  readonly images?: boolean | undefined;
};

/**
 * Our messages as an OpenAI-compatible server gets them: one system message, then strictly
 * alternating turns. The wire of a conversation begins with the wire of its beginning, so that a
 * server's prompt cache holds; only the newest user text may still grow at its end.
 */
export function wireMessages(
  { system, messages }: Pick<ChatRequest, "system" | "messages">,
  profile: WireProfile,
): readonly WireMessage[] {
  const turns = turnsOf(messages);
  const head: WireMessage = { role: "system", content: system.toWellFormed() };
  const sent = turns.flatMap((turn, index) => sentTurn(turn, turns[index - 1], profile));
  return system === "" ? sent : [head, ...sent];
}

export function wireTools(tools: ChatRequest["tools"]): readonly WireTool[] {
  return tools.map((tool) => {
    const { name, description } = tool;
    const parameters = conservativeSchema(tool);
    return { type: "function", function: { name, description, parameters } };
  });
}

function sentTurn(
  turn: Turn,
  before: Turn | undefined,
  profile: WireProfile,
): readonly WireMessage[] {
  if (turn.role === "assistant") return [reply(turn, profile), ...results(turn)];
  const user = { role: "user", content: contentOf(turn.parts, profile) } as const;
  const afterResults = before?.role === "assistant" && before.calls.length > 0;
  if (!afterResults || profile.bridge === undefined) return [user];
  return [{ role: "assistant", content: profile.bridge }, user];
}

/** A plain text wherever that is enough: some servers refuse parts. */
function contentOf(
  parts: readonly UserPart[],
  { images }: WireProfile,
): string | readonly WirePart[] {
  const texts = parts.flatMap((part) =>
    part.type === "text" && part.text !== "" ? part.text : [],
  );
  if (images === false || parts.every((part) => part.type === "text")) return texts.join("\n\n");
  return parts.flatMap((part): readonly WirePart[] => {
    if (part.type === "text") return part.text === "" ? [] : [part];
    const { mime, base64 } = part.image;
    return [{ type: "image_url", image_url: { url: `data:${mime};base64,${base64}` } }];
  });
}

type Spoken = Extract<Turn, { role: "assistant" }>;

/**
 * A reply that only calls has the content "", not null: templates trim and join it, and null breaks
 * those or is printed as the word None.
 */
function reply(turn: Spoken, { thinking }: WireProfile): WireMessage {
  const calls = turn.calls.map(({ id, name, arguments: text }) => ({
    id,
    type: "function" as const,
    function: { name, arguments: text },
  }));
  return {
    role: "assistant",
    ...withThinking(turn, thinking),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  };
}

function withThinking(
  { text, thinking, thinkingField = "" }: Spoken,
  profile: WireProfile["thinking"],
): { readonly content: string } {
  if (thinking === "" || profile === "none") return { content: text };
  if (profile === "inline-think") return { content: `<think>\n${thinking}\n</think>\n\n${text}` };
  const tag = /^<(\w+)>$/.exec(thinkingField)?.[1];
  if (tag !== undefined) return { content: `<${tag}>${thinking}</${tag}>${text}` };
  const field = thinkingFields.find((name) => name === thinkingField) ?? "reasoning_content";
  return { content: text, [field]: thinking };
}

/** The name is not part of OpenAI's message, but templates without ids (Gemma's) need it. */
function results({ calls }: Spoken): readonly WireMessage[] {
  return calls.map(({ id, name, answer }) => ({
    role: "tool",
    tool_call_id: id,
    name,
    content: answer,
  }));
}
