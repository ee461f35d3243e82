import words from "../../prompts/prompted-tools.json";
import type { AssistantMessage, Message, ToolMessage } from "../core/message.ts";
import type { ChatRequest } from "../core/model.ts";
import { fill } from "../lib/template.ts";
import { wireTools } from "./wire.ts";

/**
 * The same request for a model without tool calling: the tools stand in the system prompt, calls and
 * results in the text. What the model answers is read by the wrapper that finds calls in text.
 */
export function promptedRequest(request: ChatRequest): ChatRequest {
  if (request.tools.length === 0) return request;
  const tools = wireTools(request.tools).map((tool) => JSON.stringify(tool.function));
  const instructions = fill(words.instructions, { tools: tools.join("\n") });
  return {
    system: [request.system, instructions].filter((part) => part !== "").join("\n\n"),
    messages: request.messages.map(asText),
    tools: [],
  };
}

function asText(message: Message): Message {
  switch (message.role) {
    case "user":
      return message;
    case "assistant":
      return { ...message, text: withCalls(message), calls: [] };
    case "tool":
      return { role: "user", text: result(message) };
  }
}

function withCalls({ text, calls }: AssistantMessage): string {
  const written = calls.map(({ name, input }) =>
    fill(words.call, { call: JSON.stringify({ name, arguments: input }) }),
  );
  return [text, ...written].filter((part) => part !== "").join("\n");
}

function result({ name, text }: ToolMessage): string {
  return fill(words.result, { name, text });
}
