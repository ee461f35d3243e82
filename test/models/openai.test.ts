import { expect, test } from "bun:test";
import type { ChatRequest } from "../../src/core/model.ts";
import { ModelError } from "../../src/core/model.ts";
import { type OpenaiOptions, openaiModel } from "../../src/models/openai.ts";
import { failureOf, heardOf, question, replyOf } from "../support/model.ts";
import { chunk, says, type Wire, type WireServer, wireServer } from "../support/server.ts";

const modelAt = (url: string, parts: Partial<OpenaiOptions> = {}) =>
  openaiModel({
    name: "test",
    baseUrl: url,
    model: "m",
    contextTokens: 4_096,
    runtime: "llamacpp",
    sampling: {},
    ...parts,
  });

const errorBody = (message: string, more: object = {}) => ({ error: { message, ...more } });

test.each(["", "/", "/v1", "/v1/", "/v1/chat/completions"])(
  "the address with %p at its end reaches the API",
  async (end) => {
    await using server = await wireServer({ wires: [says("Hi")] });
    const reply = await replyOf(modelAt(`${server.url}${end}`));
    expect(reply.message.text).toBe("Hi");
    expect(server.requests.map((request) => request.path)).toEqual(["/v1/chat/completions"]);
  },
);

test("the body seen by onRequest is the body on the wire, and the key goes into the header", async () => {
  await using server = await wireServer({ wires: [says("Hi")] });
  const seen: unknown[] = [];
  await replyOf(modelAt(server.url, { apiKey: "k", onRequest: (body) => seen.push(body) }));
  expect(server.requests[0]?.text).toBe(JSON.stringify(seen[0]));
  expect(server.requests[0]?.headers.authorization).toBe("Bearer k");
});

test("without a key no header pretends one", async () => {
  await using server = await wireServer({ wires: [says("Hi")] });
  await replyOf(modelAt(server.url));
  expect(server.requests[0]?.headers.authorization).toBeUndefined();
});

test("a server that ignores stream gives its whole message", async () => {
  const message = { role: "assistant", content: "Hi", reasoning_content: "hm" };
  const body = { choices: [{ message, finish_reason: "stop" }], usage: { prompt_tokens: 7 } };
  await using server = await wireServer({ wires: [{ body }] });
  expect(await heardOf(modelAt(server.url))).toEqual([
    { type: "thinking", delta: "hm" },
    { type: "text", delta: "Hi" },
    {
      type: "reply",
      message: {
        role: "assistant",
        text: "Hi",
        thinking: "hm",
        calls: [],
        thinkingField: "reasoning_content",
      },
      truncated: false,
      usage: { inputTokens: 7 },
    },
  ]);
});

test("a stream without finish reason and [DONE] is whole, and a notice says so", async () => {
  const wire: Wire = { pieces: [chunk({ content: "Hi" })], end: "close" };
  await using server = await wireServer({ wires: [wire] });
  const events = await heardOf(modelAt(server.url));
  expect(events.map((event) => event.type)).toEqual(["text", "notice", "reply"]);
});

const unread = "The model produced output that does not match the expected peg-native format";

test.each([
  ["in the middle of its answer", { pieces: [chunk({ content: "I read " }), errorBody(unread)] }],
  ["before any of it", { status: 500, body: errorBody(unread) }],
] as const)("a reply that the server cannot read is cut, told %s", async (_when, wire) => {
  await using server = await wireServer({ wires: [wire] });
  const events = await heardOf(modelAt(server.url));
  const notice = `The server at ${server.url}/v1 could not read what the model wrote: ${unread}.`;
  expect(events.slice(-2)).toEqual([
    { type: "notice", text: notice },
    {
      type: "reply",
      message: {
        role: "assistant",
        text: "pieces" in wire ? "I read " : "",
        thinking: "",
        calls: [],
      },
      truncated: true,
      brokenOff: "unread",
      usage: {},
    },
  ]);
});

test("while a server loads its model it is asked again, with progress and without a notice", async () => {
  const loading: Wire = { status: 503, body: errorBody("Loading model", { code: 503 }) };
  await using server = await wireServer({ wires: [loading, loading, says("Hi")] });
  const events = await heardOf(modelAt(server.url));
  expect(events.map((event) => event.type)).toEqual(["progress", "progress", "text", "reply"]);
  expect(events[1]).toMatchObject({ type: "progress", doing: "loading", total: 0 });
  expect(server.requests).toHaveLength(3);
});

type Refusal = {
  readonly when: string;
  readonly wire: Wire;
  readonly kind: ModelError["kind"];
  readonly says: (url: string) => string;
};

const schemaError = 'parse: error parsing grammar: unknown escape in tools[1] ("pattern")';

const refusals: readonly Refusal[] = [
  {
    when: "the prompt does not fit",
    wire: {
      status: 400,
      body: errorBody("request (6007 tokens) exceeds the available context size (4096 tokens)", {
        type: "exceed_context_size_error",
      }),
    },
    kind: "overflow",
    says: (url) =>
      `The prompt does not fit the window of the server at ${url} (4096 tokens): request (6007 tokens) exceeds the available context size (4096 tokens).`,
  },
  {
    when: "the window fills in mid-answer",
    wire: {
      pieces: [
        chunk({ content: "Hi" }),
        errorBody("Context size has been exceeded.", { code: 500, type: "server_error" }),
      ],
    },
    kind: "overflow",
    says: (url) =>
      `The prompt does not fit the window of the server at ${url} (4096 tokens): Context size has been exceeded.`,
  },
  {
    when: "a key is missing",
    wire: { status: 401, body: errorBody("Invalid API Key") },
    kind: "rejected",
    says: (url) => `The server at ${url} wants an API key: set LOCALCODE_API_KEY.`,
  },
  {
    when: "it is busy",
    wire: { status: 429, body: errorBody("slow down") },
    kind: "rejected",
    says: (url) => `The server at ${url} is busy: slow down.`,
  },
  {
    when: "its backend is away",
    wire: { status: 502, headers: { "content-type": "text/html" }, body: "<h1>Bad gateway</h1>" },
    kind: "unreachable",
    says: (url) => `The server at ${url} is not ready (502): <h1>Bad gateway</h1>.`,
  },
  {
    when: "it fails",
    wire: { status: 500, body: { error: "segfault\n  at line 3" } },
    kind: "rejected",
    says: (url) => `The server at ${url} refused the request (500): segfault at line 3.`,
  },
  {
    when: "it fails without a word",
    wire: { status: 500 },
    kind: "rejected",
    says: (url) => `The server at ${url} refused the request (500).`,
  },
  {
    when: "a tool's schema is refused",
    wire: { status: 400, body: errorBody(schemaError) },
    kind: "rejected",
    says: (url) =>
      `The server at ${url} refused the request (400): ${schemaError}. It does not accept the tool "fs__write"; leave it out of the agent's "tools".`,
  },
  {
    when: "the model crashed",
    wire: { status: 400, body: { error: "The model has crashed (Exit code: 6)" } },
    kind: "unreachable",
    says: (url) =>
      `The model crashed in the server at ${url}: The model has crashed (Exit code: 6).`,
  },
  {
    when: "a chunk is not JSON",
    wire: { pieces: [chunk({ content: "Hi" }), "data: {broken\n\n"] },
    kind: "rejected",
    says: (url) => `The server at ${url} sent a piece of its answer that is not JSON.`,
  },
  {
    when: "the connection breaks in mid-answer",
    wire: { pieces: [chunk({ content: "Hi" }), 20], end: "drop" },
    kind: "unreachable",
    says: (url) =>
      `The server at ${url} closed the connection in the middle of the request; its log says why.`,
  },
  {
    when: "it is no model server",
    wire: { headers: { "content-type": "text/html" }, body: "<html></html>" },
    kind: "rejected",
    says: (url) =>
      `${url} answers with a web page and not as a model server does; check the address.`,
  },
];

const parameters = { type: "object", properties: {} };
const withTools: ChatRequest = {
  ...question,
  tools: ["read", "fs__write"].map((name) => ({ name, description: "", parameters })),
};

test.each(refusals)("when $when, one sentence says so", async ({ wire, kind, says: words }) => {
  await using server = await wireServer({ wires: [wire] });
  const { error } = await failureOf(modelAt(server.url), withTools);
  expect(error).toBeInstanceOf(ModelError);
  expect(error).toMatchObject({ kind, message: words(`${server.url}/v1`) });
});

test("no server is unreachable, with the command that starts one", async () => {
  const gone = await wireServer({ wires: [] });
  await gone[Symbol.asyncDispose]();
  const { error } = await failureOf(modelAt(gone.url, { startHint: "llama-server -m x.gguf" }));
  expect(error).toMatchObject({
    kind: "unreachable",
    message: `No server answers at ${gone.url}/v1 — start it with: llama-server -m x.gguf.`,
  });
});

test("a host that does not exist is unreachable and named", async () => {
  const { error } = await failureOf(modelAt("http://no-such-host.invalid:8080"));
  expect(error).toMatchObject({ kind: "unreachable" });
});

const listed = (...ids: readonly string[]) => ({
  "/v1/models": () => ({ body: { data: ids.map((id) => ({ id })) } }),
});

test("a model that the server does not have is missing, with those it has", async () => {
  const wire: Wire = { status: 404, body: errorBody("model 'm' not found") };
  await using server = await wireServer({ wires: [wire], paths: listed("qwen3:8b", "glm") });
  const { error } = await failureOf(modelAt(server.url));
  expect(error).toMatchObject({
    kind: "missing",
    message: `The server at ${server.url}/v1 has no model "m". Models: qwen3:8b, glm.`,
  });
});

test("404 for a model that the server lists is the address's fault", async () => {
  await using server = await wireServer({ wires: [{ status: 404 }], paths: listed("m") });
  const { error } = await failureOf(modelAt(server.url));
  expect(error).toMatchObject({ kind: "rejected", status: 404 });
});

test("a server that refuses tool_choice gets the request without it, once with a notice", async () => {
  const refused: Wire = { status: 400, body: errorBody("tool_choice is not supported") };
  await using server = await wireServer({ wires: [refused, says("Hi"), says("Again")] });
  const model = modelAt(server.url, { toolChoice: "required" });
  const first = await heardOf(model, withTools);
  const second = await heardOf(model, withTools);
  expect(first.map((event) => event.type)).toEqual(["notice", "text", "reply"]);
  expect(second.map((event) => event.type)).toEqual(["text", "reply"]);
  expect(server.requests.map((request) => request.body.tool_choice)).toEqual([
    "required",
    undefined,
    undefined,
  ]);
});

const cancelled = new Error("Cancelled.");

/** Cancels when the server has got the request and, if wanted, the model has said something. */
async function cancelIn(
  server: WireServer,
  parts: Partial<OpenaiOptions>,
  when: "silent" | "speaking",
): Promise<{ readonly error: unknown; readonly closedMs: number }> {
  const control = new AbortController();
  let cancelledAt = 0;
  const cancel = () => {
    cancelledAt = performance.now();
    control.abort(cancelled);
  };
  const listen = async () => {
    for await (const event of modelAt(server.url, parts).stream(question, control.signal)) {
      if (event.type === "text" && when === "speaking") cancel();
    }
  };
  const failed = listen().catch((error: unknown) => error);
  if (when === "silent") {
    while (server.requests.length === 0) await Bun.sleep(2);
    cancel();
  }
  await server.dropped(0);
  return { closedMs: performance.now() - cancelledAt, error: await failed };
}

test.each<["silent" | "speaking", Wire]>([
  ["silent", { pieces: [60_000], end: "hang" }],
  ["speaking", { pieces: [chunk({ content: "Hi" })], end: "hang" }],
])("a cancel while the server is %s closes the socket within 100 ms", async (when, wire) => {
  // The best of three, since another program may hold the machine for a moment.
  const times: number[] = [];
  for (const _ of [1, 2, 3]) {
    await using server = await wireServer({ wires: [wire] });
    const { error, closedMs } = await cancelIn(server, {}, when);
    expect(error).toBe(cancelled);
    times.push(closedMs);
  }
  expect(Math.min(...times)).toBeLessThan(100);
});

test("a cancel while the model loads ends the wait at once", async () => {
  const loading: Wire = { status: 503, body: errorBody("Loading model") };
  await using server = await wireServer({ wires: [loading] });
  const control = new AbortController();
  const stream = modelAt(server.url).stream(question, control.signal)[Symbol.asyncIterator]();
  await stream.next();
  const waiting = stream.next();
  control.abort(cancelled);
  expect(await waiting.catch((error: unknown) => error)).toBe(cancelled);
  expect(server.requests).toHaveLength(1);
});

test("a request that is cancelled before it starts is never sent", async () => {
  await using server = await wireServer({ wires: [says("Hi")] });
  const { error } = await failureOf(modelAt(server.url), question, AbortSignal.abort(cancelled));
  expect(error).toBe(cancelled);
  expect(server.requests).toHaveLength(0);
});

test("a reader that stops reading closes the socket", async () => {
  const wire: Wire = { pieces: [chunk({ content: "Hi" })], end: "hang" };
  await using server = await wireServer({ wires: [wire] });
  for await (const event of modelAt(server.url).stream(question, new AbortController().signal)) {
    if (event.type === "text") break;
  }
  await server.dropped(0);
});

test("silence between two chunks longer than its limit ends the stream; before the first it does not", async () => {
  const slow: Wire = { pieces: [150, chunk({ content: "Hi" }), 60_000], end: "hang" };
  await using server = await wireServer({ wires: [slow] });
  const { error, events } = await failureOf(modelAt(server.url, { idleMs: 50 }));
  expect(events).toEqual([{ type: "text", delta: "Hi" }]);
  expect(error).toMatchObject({
    kind: "unreachable",
    message: `The server at ${server.url}/v1 sent nothing for 0.05 s in the middle of its answer.`,
  });
  await server.dropped(0);
});

test("after a cancel the next request waits until llama-server has a free slot", async () => {
  const hang: Wire = { pieces: [chunk({ content: "Hi" })], end: "hang" };
  const slots = (asked: number): Wire => ({ body: [{ is_processing: asked < 3 }] });
  await using server = await wireServer({
    wires: [hang, says("Later")],
    paths: { "/slots": slots },
  });
  const model = modelAt(server.url);
  const control = new AbortController();
  const first = (async () => {
    for await (const _ of model.stream(question, control.signal)) control.abort(cancelled);
  })();
  expect(await first.catch((error: unknown) => error)).toBe(cancelled);
  const events = await heardOf(model);
  expect(events.map((event) => event.type)).toEqual(["progress", "progress", "text", "reply"]);
  expect(events[0]).toMatchObject({ doing: "waiting", done: expect.any(Number) });
});

test("a reply that was read to its end asks for no slot, one that was left does", async () => {
  let asked = 0;
  const slots = (): Wire => {
    asked += 1;
    return { body: [{ is_processing: false }] };
  };
  const hang: Wire = { pieces: [chunk({ content: "Hi" })], end: "hang" };
  await using server = await wireServer({
    wires: [says("One"), hang, says("Three"), says("Four")],
    paths: { "/slots": slots },
  });
  const model = modelAt(server.url);
  const counts: number[] = [];
  for (const last of ["reply", "text", "reply", "reply"]) {
    for await (const event of model.stream(question, new AbortController().signal)) {
      if (event.type === last) break;
    }
    counts.push(asked);
  }
  expect(counts).toEqual([0, 0, 1, 1]);
});
