import { expect, test } from "bun:test";
import { type ChatModel, ModelError } from "../../src/core/model.ts";
import { openaiModel } from "../../src/models/openai.ts";
import { retry } from "../../src/models/retry.ts";
import { failureOf, heardOf, question } from "../support/model.ts";
import { chunk, says, type Wire, wireServer } from "../support/server.ts";

const quick = { attempts: 3, firstWaitMs: 1 };

const modelAt = (url: string, idleMs?: number): ChatModel =>
  retry(
    openaiModel({
      name: "test",
      baseUrl: url,
      model: "m",
      contextTokens: 4_096,
      runtime: "any",
      sampling: {},
      idleMs,
    }),
    quick,
  );

const dropped: Wire = { pieces: [], end: "drop" };
const refused = (status: number): Wire => ({ status, body: { error: "no" } });

test.each<[string, Wire, string]>([
  [
    "a broken connection",
    dropped,
    "closed the connection in the middle of the request; its log says why.",
  ],
  [
    "a stream without a word",
    { pieces: [chunk({ role: "assistant" })], end: "close" },
    "ended its answer before it said anything; its log says why.",
  ],
  ["502", refused(502), "is not ready (502): no."],
  ["503", refused(503), "is not ready (503): no."],
  ["429", refused(429), "is busy: no."],
])("after %s the request is sent again, with a notice", async (_, wire, why) => {
  await using server = await wireServer({ wires: [wire, says("Hi")] });
  expect(await heardOf(modelAt(server.url))).toEqual([
    {
      type: "notice",
      text: `The server at ${server.url}/v1 ${why} Trying again: attempt 2 of 3 in 0.001 s.`,
    },
    { type: "text", delta: "Hi" },
    {
      type: "reply",
      message: { role: "assistant", text: "Hi", thinking: "", calls: [] },
      truncated: false,
      usage: {},
    },
  ]);
  expect(server.requests[1]?.text).toBe(server.requests[0]?.text);
});

test("the attempts are bounded and the last error is told", async () => {
  await using server = await wireServer({ wires: [refused(503)] });
  const { error, events } = await failureOf(modelAt(server.url));
  expect(error).toMatchObject({ kind: "unreachable", status: 503 });
  expect(events.map((event) => event.type)).toEqual(["notice", "notice"]);
  expect(server.requests).toHaveLength(3);
});

test.each<[string, Wire]>([
  ["a word was said", { pieces: [chunk({ content: "Hi" }), 20], end: "drop" }],
  ["a thought was said", { pieces: [chunk({ reasoning: "hm" }), 20], end: "drop" }],
  [
    "the prompt was being read",
    { pieces: [{ prompt_progress: { total: 9, processed: 1 } }, 20], end: "drop" },
  ],
  ["the server refused", refused(400)],
  ["the server failed", refused(500)],
  ["the gateway gave up", refused(504)],
])("once %s, nothing is sent again", async (_, wire) => {
  await using server = await wireServer({ wires: [wire, says("Hi")] });
  const { error } = await failureOf(modelAt(server.url));
  expect(error).toBeInstanceOf(ModelError);
  expect(server.requests).toHaveLength(1);
});

test("a server that is not there is told at once", async () => {
  const gone = await wireServer({ wires: [] });
  await gone[Symbol.asyncDispose]();
  const { events } = await failureOf(modelAt(gone.url));
  expect(events).toEqual([]);
});

test("our own limit of silence is never a reason to send again", async () => {
  const wire: Wire = { pieces: [{}, 60_000], end: "hang" };
  await using server = await wireServer({ wires: [wire, says("Hi")] });
  const { error } = await failureOf(modelAt(server.url, 20));
  expect(error).toMatchObject({ kind: "unreachable" });
  expect(server.requests).toHaveLength(1);
});

test("a cancel during the wait ends it at once and sends nothing", async () => {
  const wire: Wire = { status: 429, headers: { "retry-after": "20" }, body: { error: "no" } };
  await using server = await wireServer({ wires: [wire] });
  const control = new AbortController();
  const cancelled = new Error("Cancelled.");
  const listen = async () => {
    for await (const event of modelAt(server.url).stream(question, control.signal)) {
      expect(event).toMatchObject({ type: "notice", text: expect.stringContaining("in 20 s") });
      control.abort(cancelled);
    }
  };
  expect(await listen().catch((error: unknown) => error)).toBe(cancelled);
  expect(server.requests).toHaveLength(1);
});
