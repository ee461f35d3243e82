import type { ChatModel, ChatRequest, ModelEvent, Reply } from "../../src/core/model.ts";

const never = new AbortController().signal;

/** A request with one question. */
export const question: ChatRequest = {
  system: "You are a test.",
  messages: [{ role: "user", text: "Hello" }],
  tools: [],
};

/** Everything a model says to a request. */
export async function heardOf(
  model: ChatModel,
  request: ChatRequest = question,
  signal: AbortSignal = never,
): Promise<readonly ModelEvent[]> {
  return await Array.fromAsync(model.stream(request, signal));
}

/** The reply alone. */
export async function replyOf(model: ChatModel, request?: ChatRequest): Promise<Reply> {
  const last = (await heardOf(model, request)).at(-1);
  if (last?.type !== "reply") throw new Error("The stream did not end with a reply.");
  return last;
}

/** What a model throws, and what it said before. */
export async function failureOf(
  model: ChatModel,
  request: ChatRequest = question,
  signal: AbortSignal = never,
): Promise<{ readonly error: unknown; readonly events: readonly ModelEvent[] }> {
  const events: ModelEvent[] = [];
  try {
    for await (const event of model.stream(request, signal)) events.push(event);
  } catch (error) {
    return { error, events };
  }
  throw new Error("The model did not fail.");
}
