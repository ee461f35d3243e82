import { expect, test } from "bun:test";
import { join } from "node:path";
import type { ToolCall } from "../../src/core/message.ts";
import type { Reply, Usage } from "../../src/core/model.ts";
import { callIds } from "../../src/models/call-ids.ts";
import { openaiModel } from "../../src/models/openai.ts";
import { accumulate } from "../../src/models/stream.ts";
import { replyOf } from "../support/model.ts";
import { chunk, wireServer } from "../support/server.ts";

const wires = join(import.meta.dir, "../fixtures/wires");

const readBoth = (ids: readonly [string, string]): readonly ToolCall[] => [
  { id: ids[0], name: "read", input: { path: "a.js" } },
  { id: ids[1], name: "read", input: { path: "b.js" } },
];

type Row = {
  readonly wire: string;
  readonly text?: string;
  readonly field?: string;
  readonly ids: readonly [string, string];
  readonly usage: Usage;
};

const rows: readonly Row[] = [
  {
    wire: "llama-server-calls.sse",
    text: "I read both.",
    field: "reasoning_content",
    ids: ["6NdCuk1yd5vGS3p6h0eXtTDbnhXzKAol", "yT2ZpPd0uQJ3xW8vQyVfKsL4n7RcEh1M"],
    usage: {
      inputTokens: 1002,
      cachedTokens: 900,
      outputTokens: 30,
      prefillMs: 40.5,
      decodeMs: 300.25,
    },
  },
  {
    wire: "ollama-calls.sse",
    field: "reasoning",
    ids: ["call_8k2j1x0q", "call_p0s4m7vd"],
    usage: { inputTokens: 812, outputTokens: 44 },
  },
  {
    wire: "lm-studio-calls.sse",
    text: "I read both.",
    ids: ["365174485", "call00001"],
    usage: { inputTokens: 640, outputTokens: 51 },
  },
  {
    wire: "vllm-calls.sse",
    field: "reasoning_content",
    ids: ["chatcmpl-tool-1a2b", "chatcmpl-tool-3c4d"],
    usage: { inputTokens: 700, outputTokens: 19 },
  },
  {
    wire: "localai-calls.sse",
    ids: ["4d0c", "9e7f"],
    usage: { inputTokens: 333, outputTokens: 21 },
  },
  {
    wire: "mlx-calls.sse",
    field: "reasoning",
    ids: ["call00001", "call00002"],
    usage: { inputTokens: 500, outputTokens: 40, prefillMs: 500, decodeMs: 2000 },
  },
];

test.each(rows)(
  "two calls of $wire stay two calls",
  async ({ wire, text = "", field, ids, usage }) => {
    const recorded = await Bun.file(join(wires, wire)).text();
    await using server = await wireServer({ wires: [{ pieces: [recorded], end: "close" }] });
    const model = openaiModel({
      name: "test",
      baseUrl: server.url,
      model: "m",
      contextTokens: 4_096,
      runtime: "any",
      sampling: {},
    });
    expect(await replyOf(model)).toEqual({
      type: "reply",
      message: {
        role: "assistant",
        text,
        thinking: field === undefined ? "" : "Two files to read.",
        calls: readBoth(ids),
        ...(field === undefined ? {} : { thinkingField: field }),
      },
      truncated: false,
      usage,
    });
  },
);

test("a recorded llama-server reply gives its progress, its text and its counts", async () => {
  const recorded = await Bun.file(join(wires, "llama-server-text.sse")).text();
  const heard = accumulate(callIds([]));
  const sent = recorded.split("\n\n").filter((line) => line.includes("{"));
  const deltas = sent.flatMap((line) => heard.add(JSON.parse(line.slice("data: ".length))));
  expect(deltas).toEqual([
    { type: "progress", doing: "reading", done: 0, total: 102, cached: 0 },
    { type: "progress", doing: "reading", done: 102, total: 102, cached: 0 },
    { type: "text", delta: " habits" },
    { type: "text", delta: ".heap" },
    { type: "text", delta: "LERİ" },
    { type: "text", delta: "rooms" },
  ]);
  expect(heard.end()).toEqual([
    {
      type: "reply",
      message: { role: "assistant", text: " habits.heapLERİrooms", thinking: "", calls: [] },
      truncated: true,
      usage: {
        inputTokens: 102,
        cachedTokens: 0,
        outputTokens: 4,
        prefillMs: 19.042,
        decodeMs: 37.445,
      },
    },
  ]);
});

/** One piece of a call as it stands in a chunk. */
type Part = { id?: string; index?: number; name?: string; args?: unknown };

function replyTo(parts: readonly Part[], finish: string | null = "tool_calls"): Reply {
  const heard = accumulate(callIds([]));
  for (const { id, index, name, args } of parts) {
    heard.add(chunk({ tool_calls: [{ id, index, function: { name, arguments: args } }] }));
  }
  heard.add(chunk({}, finish));
  const reply = heard.end().find((event) => event.type === "reply");
  if (reply === undefined) throw new Error("There is no reply.");
  return reply;
}

const callsOf = (parts: readonly Part[]) =>
  replyTo(parts).message.calls.map(({ id, name, input }) => [id, name, input]);

test("a new id begins a call although index and name are the same", () => {
  const parts = [
    { id: "x", index: 0, name: "ls", args: '{"path":"a"}' },
    { id: "y", index: 0, name: "ls", args: '{"path":"b"}' },
  ];
  expect(callsOf(parts)).toEqual([
    ["x", "ls", { path: "a" }],
    ["y", "ls", { path: "b" }],
  ]);
});

test("a new name begins a call without any id", () => {
  const parts = [
    { index: 0, name: "ls", args: "{}" },
    { index: 0, name: "read", args: '{"path":"b"}' },
  ];
  expect(callsOf(parts)).toEqual([
    ["call00001", "ls", {}],
    ["call00002", "read", { path: "b" }],
  ]);
});

test("arguments that are whole begin a new call with what follows them", () => {
  const parts = [
    { id: "x", index: 0, name: "read", args: '{"path":"a"}' },
    { index: 0, args: '{"path":' },
    { index: 0, args: '"b"}' },
  ];
  expect(callsOf(parts)).toEqual([
    ["x", "read", { path: "a" }],
    ["call00001", "read", { path: "b" }],
  ]);
});

test("two objects that a server joined are two calls", () => {
  const parts = [{ id: "x", name: "read", args: '{"path":"a}"}{"path":"b"}' }];
  expect(callsOf(parts)).toEqual([
    ["x", "read", { path: "a}" }],
    ["call00001", "read", { path: "b" }],
  ]);
});

test("a piece that repeats id, name or whole arguments adds nothing", () => {
  const parts = [
    { id: "x", index: 0, name: "read", args: '{"path"' },
    { id: "x", index: 0, name: "read", args: ':"a"}' },
    { id: "x", index: 0, name: "read", args: '{"path":"a"}' },
  ];
  expect(callsOf(parts)).toEqual([["x", "read", { path: "a" }]]);
});

test("a name that is repeated with every piece is one call", () => {
  const parts = [
    { index: 0, name: "read", args: "" },
    { index: 0, name: "read", args: '{"path"' },
    { index: 0, name: "read", args: ':"a"}' },
  ];
  expect(callsOf(parts)).toEqual([["call00001", "read", { path: "a" }]]);
});

test("an id that comes after the name belongs to it, and {} before the arguments is nothing", () => {
  const parts = [
    { index: 0, name: "read" },
    { index: 0, id: "x", args: "{}" },
    { index: 0, args: '{"path":"a"}' },
  ];
  expect(callsOf(parts)).toEqual([["x", "read", { path: "a" }]]);
});

test("a call without arguments has none, and arguments may be encoded twice", () => {
  const parts = [
    { id: "x", name: "ls" },
    { id: "y", name: "ls", args: "null" },
    { id: "z", name: "ls", args: JSON.stringify('{"path":"a"}') },
  ];
  expect(callsOf(parts)).toEqual([
    ["x", "ls", {}],
    ["y", "ls", {}],
    ["z", "ls", { path: "a" }],
  ]);
});

test("an id that the conversation already has is made new", () => {
  const calls = [{ id: "call_0", name: "ls", input: {} }];
  const nextId = callIds([{ role: "assistant", text: "", thinking: "", calls }]);
  expect([nextId("call_0"), nextId("call_1"), nextId(), nextId("call00002")]).toEqual([
    "call00002",
    "call_1",
    "call00003",
    "call00004",
  ]);
});

test("arguments that break off in a string are kept raw and never become input", () => {
  const parts = [{ id: "x", name: "write", args: '{"path":"a.js","content":"half a li' }];
  expect(replyTo(parts, "stop")).toMatchObject({
    message: { calls: [{ input: {}, raw: '{"path":"a.js","content":"half a li' }] },
    truncated: false,
  });
});

test.each(["length", "max_tokens"])("finish reason %s cuts the reply", (finish) => {
  const parts = [{ id: "x", name: "write", args: '{"path":"a.js","content":"whole"}' }];
  expect(replyTo(parts, finish).truncated).toBe(true);
});

test("a stream that ends in the middle of a call without a reason is cut", () => {
  expect(replyTo([{ id: "x", name: "write", args: '{"path":"a' }], null).truncated).toBe(true);
});

test("null content, missing fields, empty choices and odd types are nothing", () => {
  const heard = accumulate(callIds([]));
  const odd: readonly unknown[] = [
    null,
    "text",
    [],
    {},
    { choices: null },
    { choices: [] },
    { choices: [null] },
    { choices: [{ delta: null }] },
    { choices: [{ delta: { content: null, tool_calls: null } }], usage: null },
    { choices: [{ delta: { content: 5, tool_calls: [null, 7] } }], usage: "none" },
    { choices: [{ delta: { tool_calls: "x" }, finish_reason: 3 }], timings: [] },
  ];
  expect(odd.flatMap((sent) => heard.add(sent))).toEqual([]);
  heard.add(chunk({ content: "Done." }, "stop"));
  expect(heard.end()).toEqual([
    {
      type: "reply",
      message: { role: "assistant", text: "Done.", thinking: "", calls: [] },
      truncated: false,
      usage: {},
    },
  ]);
});

test("a call streamed in thousands of pieces, each of which may seem the last, is one call", () => {
  const content = "} else { x();\n".repeat(3_000);
  const text = JSON.stringify({ path: "a.js", content });
  const pieces = text.match(/[\s\S]{1,15}/g) ?? [];
  const reply = replyTo(
    pieces.map((args, at) => (at === 0 ? { id: "x", name: "write", args } : { args })),
  );
  expect(reply.message.calls).toEqual([
    { id: "x", name: "write", input: { path: "a.js", content } },
  ]);
});
