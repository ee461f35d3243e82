import { appendFileSync } from "node:fs";
import type { OpenedModel } from "../app/open-model.ts";
import type { Message } from "../core/message.ts";
import { type ChatModel, type ChatRequest, ModelError, type Reply } from "../core/model.ts";
import { toJson, toJsonLine } from "../lib/jsonl.ts";
import { wrapped } from "../models/wrapped.ts";

/** One request and what came of it. What it shares with the one before is not written again. */
export type Exchange = {
  readonly v: 1;
  /** Absent where they are those of the exchange before. */
  readonly system?: string;
  readonly tools?: ChatRequest["tools"];
  /** Messages at the beginning that are those of the exchange before. */
  readonly kept: number;
  readonly messages: readonly Message[];
  readonly wantsText?: true;
  readonly reply?: Reply;
  readonly error?: {
    readonly kind: ModelError["kind"] | "cancelled" | "other";
    readonly text: string;
  };
};

/** The model with all that is said to it and by it kept in a file, so that a run can be replayed. */
export function withTraffic(opened: OpenedModel, file: string): OpenedModel {
  const write = trafficFile(file);
  const { aside } = opened;
  return {
    ...opened,
    model: recording(opened.model, write),
    ...(aside && { aside: (wish) => recording(aside(wish), write) }),
  };
}

type Write = (request: ChatRequest, came: Pick<Exchange, "reply" | "error">) => void;

function trafficFile(file: string): Write {
  let before: ChatRequest = { system: "", messages: [], tools: [] };
  return (request, came) => {
    const kept = sharedMessages(before.messages, request.messages);
    const { system, tools, messages, wantsText } = request;
    const exchange: Exchange = {
      v: 1,
      ...(system === before.system ? {} : { system }),
      ...(toJson(tools) === toJson(before.tools) ? {} : { tools }),
      kept,
      messages: messages.slice(kept),
      ...(wantsText ? { wantsText } : {}),
      ...came,
    };
    before = request;
    appendFileSync(file, toJsonLine(exchange));
  };
}

function sharedMessages(before: readonly Message[], now: readonly Message[]): number {
  const differs = now.findIndex((message, index) => toJson(message) !== toJson(before[index]));
  return differs === -1 ? now.length : differs;
}

function recording(model: ChatModel, write: Write): ChatModel {
  return wrapped(model, async function* (request, signal) {
    try {
      for await (const event of model.stream(request, signal)) {
        if (event.type === "reply") write(request, { reply: event });
        yield event;
      }
    } catch (error) {
      write(request, { error: errorOf(error, signal) });
      throw error;
    }
  });
}

function errorOf(error: unknown, signal: AbortSignal): NonNullable<Exchange["error"]> {
  const text = error instanceof Error ? error.message : String(error);
  if (signal.aborted) return { kind: "cancelled", text };
  return { kind: error instanceof ModelError ? error.kind : "other", text };
}

/** The requests of a traffic file, whole again. */
export function requestsOf(exchanges: readonly Exchange[]): readonly ChatRequest[] {
  let before: ChatRequest = { system: "", messages: [], tools: [] };
  return exchanges.map(({ system, tools, kept, messages, wantsText }) => {
    before = {
      system: system ?? before.system,
      tools: tools ?? before.tools,
      messages: [...before.messages.slice(0, kept), ...messages],
      ...(wantsText ? { wantsText } : {}),
    };
    return before;
  });
}
