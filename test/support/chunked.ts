import type { AssistantMessage } from "../../src/core/message.ts";
import type { ChatModel, ModelEvent, Reply } from "../../src/core/model.ts";
import type { Tool } from "../../src/core/tool.ts";

export type Said = Partial<Omit<AssistantMessage, "role">> & { readonly truncated?: boolean };

/** A model that streams one reply, its text in pieces of so many characters. */
export function chunked(said: Said, size: number): ChatModel {
  const { truncated = false, text = "", thinking = "", calls = [], ...rest } = said;
  return {
    name: "chunked",
    contextTokens: 32_768,
    async *stream() {
      if (thinking !== "") yield { type: "thinking", delta: thinking };
      for (let at = 0; at < text.length; at += size) {
        yield { type: "text", delta: text.slice(at, at + size) };
      }
      const message = { role: "assistant" as const, text, thinking, calls, ...rest };
      yield { type: "reply", message, truncated, usage: {} };
    },
  };
}

export type Heard = {
  readonly events: readonly ModelEvent[];
  readonly reply: Reply;
  /** What a person saw. */
  readonly text: string;
  readonly thinking: string;
  readonly notices: readonly string[];
};

/** Listens to one reply of a model that offers these tools. */
export async function listen(model: ChatModel, tools: readonly Tool[] = []): Promise<Heard> {
  const request = { system: "", messages: [], tools: tools.map((tool) => tool.schema) };
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, new AbortController().signal)) events.push(event);
  const reply = events.at(-1);
  if (reply?.type !== "reply") throw new Error("The stream ended without a reply.");
  const said = (type: "text" | "thinking") =>
    events.map((event) => (event.type === type ? event.delta : "")).join("");
  const notices = events.flatMap((event) => (event.type === "notice" ? [event.text] : []));
  return { events, reply, text: said("text"), thinking: said("thinking"), notices };
}
