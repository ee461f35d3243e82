import type { ChatRequest } from "../../core/model.ts";
import { thinkingFields } from "../stream.ts";
import { type WireMessage, type WirePart, wireMessages, wireTools } from "../wire.ts";
import type { OllamaOptions, Think } from "./options.ts";

export type ChatBody = {
  readonly model: string;
  readonly stream: true;
  readonly options: Readonly<Record<string, unknown>>;
  readonly messages: OllamaMessage[];
};

export type OllamaMessage = {
  readonly role: string;
  readonly content: string;
  readonly [field: string]: unknown;
};

/** What an override may not touch: the conversation, and that it is streamed. */
const ours: ReadonlySet<string> = new Set(["messages", "tools", "stream", "options"]);

/** One request of /api/chat. Messages come last, so that request n + 1 begins with the bytes of request n. */
export function chatBody(
  request: ChatRequest,
  given: OllamaOptions,
  think: Think | undefined,
): ChatBody {
  const { model, keepAlive, thinking = "same-field", requestOverrides = {} } = given;
  const profile = { thinking, bridge: given.bridge, images: given.images };
  const tools = wireTools(request.tools);
  const overrides = Object.entries(requestOverrides).filter(([name]) => !ours.has(name));
  return {
    model,
    stream: true,
    ...set({
      think,
      keep_alive: keepAlive,
      // Newer servers then refuse a prompt that is too long, where older ones cut it in silence.
      truncate: false,
      shift: false,
      ...Object.fromEntries(overrides),
    }),
    options: set({ ...samplingOptions(given), ...Object(requestOverrides.options) }),
    ...(tools.length === 0 ? {} : { tools }),
    messages: wireMessages(request, profile).map(ollamaMessage),
  };
}

function samplingOptions({ contextTokens, sampling = {}, threads }: OllamaOptions) {
  const { max_tokens, ...rest } = sampling;
  return set({ num_ctx: contextTokens, num_predict: max_tokens, ...rest, num_thread: threads });
}

function set(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(fields);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

/** OpenAI's message as Ollama takes it: arguments as objects, thinking in one field, results by tool. */
function ollamaMessage(message: WireMessage): OllamaMessage {
  if (message.role === "tool") {
    const { role, content, name, tool_call_id } = message;
    return { role, content, tool_name: name, tool_call_id };
  }
  if (message.role === "system") return message;
  if (message.role === "user") return userMessage(message.content);
  const { role, content, tool_calls = [] } = message;
  const thinking = thinkingFields.map((field) => message[field]).find(Boolean);
  const calls = tool_calls.map(({ id, function: { name, arguments: text } }) => ({
    id,
    function: { name, arguments: JSON.parse(text) as unknown },
  }));
  return {
    role,
    content,
    ...set({ thinking, tool_calls: calls.length === 0 ? undefined : calls }),
  };
}

/** Images stand beside the text, without the head of a data address. */
function userMessage(content: string | readonly WirePart[]): OllamaMessage {
  if (typeof content === "string") return { role: "user", content };
  const texts = content.flatMap((part) => (part.type === "text" ? part.text : []));
  const images = content.flatMap((part) =>
    part.type === "text" ? [] : part.image_url.url.replace(/^[^,]*,/, ""),
  );
  return { role: "user", content: texts.join("\n\n"), images };
}
