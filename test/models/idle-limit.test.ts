import { expect, test } from "bun:test";
import { type ChatModel, ModelError, type ModelEvent } from "../../src/core/model.ts";
import { idleLimit } from "../../src/models/idle-limit.ts";
import { ollamaModel } from "../../src/models/ollama.ts";
import { failureOf, heardOf, question } from "../support/model.ts";
import { ollamaServer, said } from "./ollama-server.ts";

const silentMs = 50;

/** Says these, pausing before each, and then stays silent until it is ended. */
function model(events: readonly ModelEvent[], pauseMs = 0, stays = true): ChatModel {
  return {
    name: "test",
    contextTokens: 4_096,
    async *stream(_, signal) {
      for (const event of events) {
        await Bun.sleep(pauseMs);
        yield event;
      }
      if (!stays) return;
      await new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      });
    },
  };
}

const text: ModelEvent = { type: "text", delta: "I" };
const reading: ModelEvent = { type: "progress", doing: "reading", done: 1, total: 9 };

test("Ollama that goes silent in the middle of its answer is given up", async () => {
  const encoder = new TextEncoder();
  const start = (control: ReadableStreamDefaultController) =>
    control.enqueue(encoder.encode(`${JSON.stringify(said({ content: "I" }))}\n`));
  using server = ollamaServer([() => new Response(new ReadableStream({ start }))]);
  const { url } = server;
  const asked = ollamaModel({ url, model: "qwen3:8b", contextTokens: 4_096, idleMs: silentMs });
  const { error, events } = await failureOf(asked);
  expect(error).toBeInstanceOf(ModelError);
  expect({ events, error }).toMatchObject({
    events: [text],
    error: {
      kind: "unreachable",
      message: `Ollama at ${url} sent nothing for 0.05 s in the middle of its answer.`,
    },
  });
});

test("before the answer begins any silence is waited for", async () => {
  const slow = model([reading, reading, text], 2 * silentMs, false);
  expect(await heardOf(idleLimit(slow, silentMs, "It"))).toEqual([reading, reading, text]);
});

test("after it a silence ends it, and a cancel stays a cancel", async () => {
  const { error } = await failureOf(idleLimit(model([reading, text]), silentMs, "It"));
  expect(error).toMatchObject({
    message: "It sent nothing for 0.05 s in the middle of its answer.",
  });
  const signal = AbortSignal.timeout(silentMs);
  const cancelled = await failureOf(idleLimit(model([text]), 60_000, "It"), question, signal);
  expect(cancelled.error).toBe(signal.reason);
});

test("without a limit it is the model itself", () => {
  const inner = model([]);
  expect(idleLimit(inner, undefined, "It")).toBe(inner);
});
