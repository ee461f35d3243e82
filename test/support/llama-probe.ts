import type { Message } from "../../src/core/message.ts";
import { type ChatRequest, ModelError, type ModelEvent, type Reply } from "../../src/core/model.ts";
import type { LlamaModel } from "../../src/models/llama.ts";

export const never = new AbortController().signal;

/** More threads than one slow a tiny model down, most of all on a busy machine. */
export const oneThread = { threads: 1, gpu: false } as const;

export function asking(text: string, before: readonly Message[] = []): ChatRequest {
  return { system: "You are a test.", messages: [...before, { role: "user", text }], tools: [] };
}

export async function replyTo(model: LlamaModel, request: ChatRequest): Promise<Reply> {
  return replyIn(await Array.fromAsync(model.stream(request, never)));
}

export function replyIn(events: readonly ModelEvent[]): Reply {
  const last = events.at(-1);
  if (last?.type === "reply") return last;
  throw new Error("The stream did not end with a reply.");
}

/** What the deltas of one type say together. */
export function joined(
  events: readonly ModelEvent[],
  type: "text" | "thinking" | "calling",
): string {
  return events.map((event) => (event.type === type ? event.delta : "")).join("");
}

/** The failure as a person and the loop see it. */
export async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (error instanceof ModelError) return `${error.kind}: ${error.message}`;
  throw new Error("There was no ModelError.", { cause: error });
}
