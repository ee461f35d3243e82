import type { ToolCall } from "../core/message.ts";
import type { ModelDelta, ModelNotice, Reply } from "../core/model.ts";
import { readArguments } from "./arguments.ts";
import { callPieces } from "./call-pieces.ts";
import { type Chunk, type ChunkDelta, readChunk } from "./chunk.ts";
import { usageOf } from "./usage.ts";

/** The fields in which servers send reasoning; the first that is there is taken. */
export const thinkingFields = [
  "reasoning_content",
  "reasoning",
  "thinking",
  "reasoning_text",
] as const;

export type ThinkingField = (typeof thinkingFields)[number];

export type Accumulator = {
  /** Takes one chunk as the server sent it and tells what it adds. */
  add(sent: unknown): readonly ModelDelta[];
  /** Whether the stream said anything at all: a word, a call, a count or why it ends. */
  spoke(): boolean;
  /** The reply, once the stream has ended; `cutBecause` says to people why it is not the whole one. */
  end(cutBecause?: string): readonly (ModelNotice | Reply)[];
};

const cutReasons: ReadonlySet<string> = new Set(["length", "max_tokens", "model_length"]);

/** Chunks of any OpenAI-compatible server become deltas and one reply. */
export function accumulate(nextId: (given?: string) => string): Accumulator {
  const heard = { text: "", thinking: "" };
  const pieces = callPieces();
  let counts: Parameters<typeof usageOf>[0] = {};
  let field: ThinkingField | undefined;
  let finish: string | undefined;

  const hear = (delta: ChunkDelta): readonly ModelDelta[] => {
    const deltas: ModelDelta[] = [];
    field ??= thinkingFields.find((name) => delta[name]);
    const thinking = delta[thinkingFields.find((name) => delta[name]) ?? "reasoning_content"];
    if (thinking) deltas.push({ type: "thinking", delta: thinking });
    if (delta.content) deltas.push({ type: "text", delta: delta.content });
    heard.thinking += thinking ?? "";
    heard.text += delta.content ?? "";
    for (const piece of delta.tool_calls ?? []) {
      const added = piece && pieces.add(piece);
      if (added) deltas.push({ type: "calling", ...added });
    }
    return deltas;
  };

  return {
    add(sent) {
      const chunk = readChunk(sent);
      const choice = chunk.choices?.[0];
      counts = { usage: chunk.usage ?? counts.usage, timings: chunk.timings ?? counts.timings };
      finish = choice?.finish_reason ?? finish;
      return [...readingOf(chunk.prompt_progress), ...hear(choice?.delta ?? choice?.message ?? {})];
    },

    spoke() {
      const counted = counts.usage !== undefined || counts.timings !== undefined;
      const said = heard.text !== "" || heard.thinking !== "" || pieces.calls().length > 0;
      return said || counted || finish !== undefined;
    },

    end(cutBecause) {
      const calls = pieces.calls().map((call) => finished(call, nextId));
      const cut = finish === undefined && calls.some((call) => call.raw !== undefined);
      const reply: Reply = {
        type: "reply",
        message: {
          role: "assistant",
          ...heard,
          calls,
          ...(field === undefined ? {} : { thinkingField: field }),
        },
        truncated: cutBecause !== undefined || cut || cutReasons.has(finish ?? ""),
        ...(cutBecause === undefined ? {} : { brokenOff: "unread" as const }),
        usage: usageOf(counts),
      };
      const text = cutBecause ?? (finish === undefined ? unexplained : "");
      return text === "" ? [reply] : [{ type: "notice", text }, reply];
    },
  };
}

/** llama.cpp counts what was in its cache as read. */
function readingOf(progress: Chunk["prompt_progress"]): readonly ModelDelta[] {
  if (!progress?.total) return [];
  const { total, processed: done, cache: cached } = progress;
  const known = cached === undefined ? {} : { cached };
  return [{ type: "progress", doing: "reading", done, total, ...known }];
}

const unexplained = "The server ended its answer without saying why.";

function finished(
  call: { readonly id: string; readonly name: string; readonly text: string },
  nextId: (given?: string) => string,
): ToolCall {
  return { id: nextId(call.id), name: call.name.trim(), ...readArguments(call.text) };
}
