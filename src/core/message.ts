import type { Image } from "./attachment.ts";

/** One call as the model made it; only a tool's zod schema makes `input` something typed. */
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  readonly input: unknown;
  /** The arguments as written, kept only where they could not be read as JSON. */
  readonly raw?: string;
  /** The dialect it was salvaged from when the model wrote the call as text. */
  readonly salvaged?: string;
};

export type UserMessage = {
  readonly role: "user";
  readonly text: string;
  /** They follow the text; absent where there are none. */
  readonly images?: readonly Image[];
};

export type AssistantMessage = {
  readonly role: "assistant";
  readonly text: string;
  readonly thinking: string;
  readonly calls: readonly ToolCall[];
  /** The wire field or tag the thinking came in, so that it is sent back the same way. */
  readonly thinkingField?: string;
};

export type ToolMessage = {
  readonly role: "tool";
  readonly callId: string;
  readonly name: string;
  readonly text: string;
};

export type Message = UserMessage | AssistantMessage | ToolMessage;
