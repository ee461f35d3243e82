import { expect, test } from "bun:test";
import fc from "fast-check";
import { z } from "zod";
import type { Message } from "../../src/core/message.ts";
import {
  type ChatModel,
  type ChatRequest,
  ModelError,
  type ModelEvent,
} from "../../src/core/model.ts";
import { defineTool, type Tool } from "../../src/core/tool.ts";
import type { OllamaOptions } from "../../src/models/ollama/options.ts";
import { ollamaModel } from "../../src/models/ollama.ts";
import { textCalls } from "../../src/models/text-calls.ts";
import { heardOf } from "../support/model.ts";
import { called, done, ndjson, ollamaServer, said } from "./ollama-server.ts";

const { signal } = new AbortController();

const readTool = {
  name: "read",
  description: "Read a file.",
  parameters: {
    type: "object",
    properties: { path: { type: "string", description: "The file." } },
    required: ["path"],
  },
};

const request: ChatRequest = {
  system: "You are a test.",
  messages: [{ role: "user", text: "Read a.txt." }],
  tools: [readTool],
};

function modelAt(url: string, options: Partial<OllamaOptions> = {}): ChatModel {
  return ollamaModel({ url, model: "qwen3:8b", contextTokens: 16_384, ...options });
}

async function heard(model: ChatModel, asked = request, until = signal): Promise<ModelEvent[]> {
  const events: ModelEvent[] = [];
  for await (const event of model.stream(asked, until)) events.push(event);
  return events;
}

async function failure(model: ChatModel): Promise<readonly unknown[]> {
  try {
    await heard(model);
  } catch (error) {
    if (error instanceof ModelError) return [error.kind, error.status, error.message];
    throw error;
  }
  throw new Error("It did not fail.");
}

function bodyOf(text: string | undefined) {
  return JSON.parse(text ?? "null") as Record<string, unknown>;
}

test("thinking, text and a call come as deltas, then as one reply with tokens and times", async () => {
  using server = ollamaServer([
    [
      said({ thinking: "The file " }),
      said({ thinking: "first." }),
      said({ content: "I read " }),
      said({ content: "it." }),
      said({ tool_calls: [called("read", { path: "a.txt" })] }),
      done(),
    ],
  ]);
  expect(await heard(modelAt(server.url))).toEqual([
    { type: "thinking", delta: "The file " },
    { type: "thinking", delta: "first." },
    { type: "text", delta: "I read " },
    { type: "text", delta: "it." },
    { type: "calling", name: "read", delta: '{"path":"a.txt"}' },
    {
      type: "reply",
      message: {
        role: "assistant",
        text: "I read it.",
        thinking: "The file first.",
        thinkingField: "thinking",
        calls: [{ id: "call00001", name: "read", input: { path: "a.txt" } }],
      },
      truncated: false,
      usage: { inputTokens: 612, outputTokens: 48, prefillMs: 1_500, decodeMs: 2_400 },
    },
  ]);
});

const conversation: readonly Message[] = [
  { role: "user", text: "Read a.txt." },
  {
    role: "assistant",
    text: "I read it.",
    thinking: "The file first.",
    thinkingField: "thinking",
    calls: [{ id: "call00001", name: "read", input: { path: "a.txt" } }],
  },
  { role: "tool", callId: "call00001", name: "read", text: "1\tHello" },
];

test("a request carries the window, the sampling, the tools, and the conversation in Ollama's form", async () => {
  using server = ollamaServer([[done()]]);
  const model = modelAt(server.url, {
    sampling: {
      temperature: 0.7,
      top_p: 0.8,
      top_k: 20,
      min_p: 0.05,
      repeat_penalty: 1.05,
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      max_tokens: 4_096,
      seed: 7,
    },
    threads: 4,
    think: "high",
    keepAlive: "30m",
    requestOverrides: { options: { num_gpu: 99 }, messages: [], format: "json" },
  });
  await heard(model, { ...request, messages: conversation });
  expect(server.paths).toEqual(["/api/chat"]);
  expect(bodyOf(server.bodies[0])).toEqual({
    model: "qwen3:8b",
    stream: true,
    think: "high",
    keep_alive: "30m",
    truncate: false,
    shift: false,
    format: "json",
    options: {
      num_ctx: 16_384,
      num_predict: 4_096,
      temperature: 0.7,
      top_p: 0.8,
      top_k: 20,
      min_p: 0.05,
      repeat_penalty: 1.05,
      presence_penalty: 0.1,
      frequency_penalty: 0.2,
      seed: 7,
      num_thread: 4,
      num_gpu: 99,
    },
    tools: [{ type: "function", function: readTool }],
    messages: [
      { role: "system", content: "You are a test." },
      { role: "user", content: "Read a.txt." },
      {
        role: "assistant",
        content: "I read it.",
        thinking: "The file first.",
        tool_calls: [{ id: "call00001", function: { name: "read", arguments: { path: "a.txt" } } }],
      },
      { role: "tool", content: "1\tHello", tool_name: "read", tool_call_id: "call00001" },
    ],
  });
});

test("what is not set is not sent, but for the window", async () => {
  using server = ollamaServer([[done()]]);
  await heard(modelAt(server.url), { ...request, tools: [] });
  const { messages: _, ...body } = bodyOf(server.bodies[0]);
  expect(body).toEqual({
    model: "qwen3:8b",
    stream: true,
    truncate: false,
    shift: false,
    options: { num_ctx: 16_384 },
  });
});

test("images go beside the text, unless the model takes none", async () => {
  const images = [{ mime: "image/png", base64: "iVBORw0KGgo=" }];
  const messages: readonly Message[] = [{ role: "user", text: "Look.", images }];
  for (const [takes, sent] of [
    [undefined, { role: "user", content: "Look.", images: ["iVBORw0KGgo="] }],
    [false, { role: "user", content: "Look." }],
  ] as const) {
    using server = ollamaServer([[done()]]);
    await heard(modelAt(server.url, { images: takes }), { ...request, messages });
    expect((bodyOf(server.bodies[0]).messages as readonly object[]).at(-1)).toEqual(sent);
  }
});

test("each request begins with the bytes of the one before", async () => {
  using server = ollamaServer([[done()]]);
  const model = modelAt(server.url);
  const more: readonly Message[] = [
    ...conversation,
    { role: "assistant", text: "It says Hello.", thinking: "", calls: [] },
    { role: "user", text: "Thank you." },
  ];
  for (const messages of [conversation.slice(0, 1), conversation, more]) {
    await heard(model, { ...request, messages });
  }
  const [first = "", second = "", third = ""] = server.bodies;
  expect(second).toStartWith(first.slice(0, -"]}".length));
  expect(third).toStartWith(second.slice(0, -"]}".length));
});

test("calls without ids get new ones that the conversation does not have, the same ones each time", async () => {
  const calls = [called("read", { path: "b" }), called("read", { path: "b" }), called("ls", null)];
  using server = ollamaServer([[said({ tool_calls: calls }), done()]]);
  const ids = async () => {
    const last = (await heard(modelAt(server.url), { ...request, messages: conversation })).at(-1);
    return last?.type === "reply" ? last.message.calls : [];
  };
  const made = await ids();
  expect(made).toEqual([
    { id: "call00002", name: "read", input: { path: "b" } },
    { id: "call00003", name: "read", input: { path: "b" } },
    { id: "call00004", name: "ls", input: {} },
  ]);
  expect(await ids()).toEqual(made);
});

test("a reply that ends at the output limit is truncated", async () => {
  using server = ollamaServer([[said({ content: "Once" }), done({ done_reason: "length" })]]);
  expect((await heard(modelAt(server.url))).at(-1)).toMatchObject({ truncated: true });
});

test("a prompt count of 0, and one that is missing, are unknown and not zero", async () => {
  const { prompt_eval_count: _, ...without } = done();
  using server = ollamaServer([[done({ prompt_eval_count: 0 })], [without]]);
  for (let turn = 0; turn < 2; turn += 1) {
    const last = (await heard(modelAt(server.url))).at(-1);
    expect(last?.type === "reply" && last.usage).toEqual({
      outputTokens: 48,
      prefillMs: 1_500,
      decodeMs: 2_400,
    });
  }
});

test("a server that cuts the prompt in silence tells it by its count; one that refuses is an overflow", async () => {
  const long = { ...request, messages: [{ role: "user" as const, text: "word ".repeat(9_000) }] };
  const cutting = async (asked: Request) => {
    const { options } = (await asked.json()) as { options: { num_ctx: number } };
    return ndjson([said({ content: "What?" }), done({ prompt_eval_count: options.num_ctx })]);
  };
  const text = "the input length exceeds the context length";
  using server = ollamaServer([cutting, { status: 400, error: text }]);
  const model = modelAt(server.url, { contextTokens: 4_096 });
  const last = (await heard(model, long)).at(-1);
  expect(last?.type === "reply" && last.usage.inputTokens).toBe(4_096);
  expect(await failure(model)).toEqual([
    "overflow",
    400,
    `The prompt does not fit the window of 4096 tokens of "qwen3:8b" (${text}).`,
  ]);
});

test("a wait for the headers is told: a load while the model is not there, a wait afterwards", async () => {
  const asked = { models: 0 };
  const lookedTwice = Promise.withResolvers<void>();
  const running = {
    get models() {
      asked.models += 1;
      if (asked.models === 2) lookedTwice.resolve();
      return asked.models === 1 ? [] : [{ name: "qwen3:8b", context_length: 16_384 }];
    },
  };
  const slow = async () => {
    await lookedTwice.promise;
    return ndjson([said({ content: "Here." }), done()]);
  };
  using server = ollamaServer([slow], { "/api/ps": running });
  const events = await heard(modelAt(server.url));
  const progress = events.filter((event) => event.type === "progress");
  expect(progress.map(({ doing, total }) => [doing, total])).toEqual([
    ["loading", 0],
    ["waiting", 0],
  ]);
  expect(events.at(-1)).toMatchObject({ type: "reply", message: { text: "Here." } });
});

test("a model without thinking is asked again without it, once, and the person is told", async () => {
  const refusal = { status: 400, error: '"llama3" does not support thinking' };
  using server = ollamaServer([refusal, [said({ content: "Hi." }), done()]]);
  const model = modelAt(server.url, { think: true });
  const first = await heard(model);
  const second = await heard(model);
  expect(first[0]).toEqual({
    type: "notice",
    text: '"qwen3:8b" does not support thinking; it is asked without.',
  });
  expect(second[0]).toEqual({ type: "text", delta: "Hi." });
  expect(server.bodies.map((body) => bodyOf(body).think)).toEqual([true, undefined, undefined]);
});

test("a thinking level that the model does not have becomes plain thinking", async () => {
  const refusal = { status: 400, error: 'think value "high" is not supported for this model' };
  using server = ollamaServer([refusal, [done()]]);
  const [notice] = await heard(modelAt(server.url, { think: "high" }));
  expect(notice).toEqual({
    type: "notice",
    text: '"qwen3:8b" has no thinking level "high"; it thinks as it does by default.',
  });
  expect(server.bodies.map((body) => bodyOf(body).think)).toEqual(["high", true]);
});

test("a model without tool calling gets the tools in its prompt, and the person is told", async () => {
  const refusal = {
    status: 400,
    error: "gemma:2b does not support tools",
  };
  const written = '<tool_call>\n{"name": "read", "arguments": {"path": "b"}}\n</tool_call>';
  using server = ollamaServer([refusal, [said({ content: written }), done()]]);
  const events = await heard(modelAt(server.url), { ...request, messages: conversation });
  expect(events[0]).toEqual({
    type: "notice",
    text: '"qwen3:8b" has no tool calling on this server; the tools are described in the prompt, and calls are read from its text.',
  });
  expect(events.at(-1)).toMatchObject({ type: "reply", message: { text: written } });
  const { tools, messages } = bodyOf(server.bodies[1]);
  const [system, ...rest] = messages as { role: string; content: string }[];
  expect(tools).toBeUndefined();
  expect(system?.content).toStartWith("You are a test.\n\n# Tools\n");
  expect(system?.content).toEndWith(JSON.stringify(readTool));
  expect(rest).toEqual([
    { role: "user", content: "Read a.txt." },
    {
      role: "assistant",
      content:
        'I read it.\n<tool_call>\n{"name":"read","arguments":{"path":"a.txt"}}\n</tool_call>',
      thinking: "The file first.",
    } as (typeof rest)[number],
    { role: "user", content: '<tool_response name="read">\n1\tHello\n</tool_response>' },
  ]);
});

test("with the reader of calls in text around it, a model without tool calling calls tools", async () => {
  const written = '<tool_call>\n{"name": "read", "arguments": {"path": "b"}}\n</tool_call>';
  using server = ollamaServer([[said({ content: written }), done()]]);
  const read = defineTool(
    { ...readTool, aliases: [], feedback: {} },
    {
      input: z.object({ path: z.string() }),
      effect: "read",
      run: () => Promise.resolve({ text: "" }),
    },
  );
  const events = await heard(textCalls(modelAt(server.url, { tools: false }), [read as Tool]));
  expect(events.at(-1)).toMatchObject({
    type: "reply",
    message: { text: "", calls: [{ name: "read", input: { path: "b" }, salvaged: "Hermes" }] },
  });
});

test("a model known to have no tool calling is never asked with tools", async () => {
  using server = ollamaServer([[done()]]);
  await heard(modelAt(server.url, { tools: false }));
  expect(bodyOf(server.bodies[0]).tools).toBeUndefined();
});

test("every refusal is one sentence of the right kind that says what to do", async () => {
  const tags = { models: [{ name: "qwen3:4b" }, { name: "llama3.2:latest" }] };
  const cases = [
    { status: 404, error: 'model "qwen3:8b" not found, try pulling it first' },
    {
      status: 500,
      error: "model requires more system memory (9.1 GiB) than is available (5.2 GiB)",
    },
    { status: 500, error: "llama runner process has terminated: signal: killed" },
    { status: 401, error: "unauthorized" },
    { status: 400, error: "invalid options: num_ctx" },
    { status: 503, error: "server busy, please try again. maximum pending requests exceeded" },
  ];
  using server = ollamaServer(cases, { "/api/tags": tags });
  const { url } = server;
  const failures: unknown[] = [];
  for (const _ of cases) failures.push(await failure(modelAt(url)));
  expect(failures).toEqual([
    [
      "missing",
      404,
      `There is no model "qwen3:8b" on Ollama at ${url}. It has: qwen3:4b, llama3.2:latest. Pull it with: ollama pull qwen3:8b`,
    ],
    [
      "rejected",
      500,
      'Ollama cannot load "qwen3:8b": model requires more system memory (9.1 GiB) than is available (5.2 GiB). Lower n_ctx or choose a smaller model.',
    ],
    [
      "unreachable",
      500,
      `Ollama at ${url} broke off its reply: llama runner process has terminated: signal: killed. Its log (ollama serve) says why.`,
    ],
    ["rejected", 401, `Ollama at ${url} wants an API key: set LOCALCODE_API_KEY.`],
    ["rejected", 400, "Ollama refused the request: invalid options: num_ctx."],
    [
      "rejected",
      503,
      "Ollama refused the request: server busy, please try again. maximum pending requests exceeded.",
    ],
  ]);
});

test("a server that is down is named with the command that starts it", async () => {
  const server = ollamaServer([]);
  server[Symbol.dispose]();
  expect(await failure(modelAt(server.url))).toEqual([
    "unreachable",
    undefined,
    `Ollama is not running at ${server.url} — start it with: ollama serve`,
  ]);
});

test("a stream that carries an error, or ends in its middle, is a sentence too", async () => {
  const crash = "model runner has unexpectedly stopped, this may be due to resource limitations";
  using server = ollamaServer([
    [said({ content: "I " }), { error: crash }],
    [said({ content: "I " })],
  ]);
  const { url } = server;
  const failures = [await failure(modelAt(url)), await failure(modelAt(url))];
  expect(failures).toEqual([
    [
      "unreachable",
      undefined,
      `Ollama at ${url} broke off its reply: ${crash}. Its log (ollama serve) says why.`,
    ],
    [
      "unreachable",
      undefined,
      `Ollama at ${url} broke off its reply: Did not receive done or success response in stream. Its log (ollama serve) says why.`,
    ],
  ]);
});

test("a call that Ollama cannot read is a cut reply, before the stream and in it", async () => {
  const error = "error parsing tool call: raw='ls -R', err=invalid character 'l'";
  using server = ollamaServer([{ status: 500, error }, [said({ content: "I " }), { error }]]);
  const model = modelAt(server.url);
  const notice = `Ollama at ${server.url} could not read what the model wrote: ${error}.`;
  const replies = [await heardOf(model), await heardOf(model)].map((events) => events.slice(-2));
  expect(replies).toEqual(
    ["", "I "].map((text) => [
      { type: "notice", text: notice },
      {
        type: "reply",
        message: { role: "assistant", text, thinking: "", calls: [] },
        truncated: true,
        brokenOff: "unread",
        usage: {},
      },
    ]),
  );
});

test("pages, empty bodies and lines that are not JSON are never printed and never crash", async () => {
  const page = () => new Response("<html>502 Bad Gateway</html>", { status: 502 });
  const lines = [
    said({ content: "A" }),
    "{broken",
    "",
    "null",
    "7",
    said({ content: "B" }),
    done(),
  ];
  using server = ollamaServer([page, lines]);
  const [kind] = await failure(modelAt(server.url));
  const last = (await heard(modelAt(server.url))).at(-1);
  expect(kind).toBe("rejected");
  expect(last).toMatchObject({ type: "reply", message: { text: "AB" } });
});

test("whatever Ollama's fields hold, the outcome is a reply or a ModelError", async () => {
  const value = fc.oneof(
    fc.constantFrom(null, 0, true, "", "x", [], {}),
    fc.array(fc.constantFrom(null, 1, "x", {}, called("read", "{"), { function: null })),
  );
  const message = fc.record({ content: value, thinking: value, tool_calls: value });
  const line = fc.record({
    message: fc.oneof(value, message),
    done: fc.constantFrom(false, true),
    done_reason: value,
    eval_count: value,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 4 }), async (lines) => {
      using server = ollamaServer([lines]);
      try {
        expect((await heard(modelAt(server.url))).at(-1)?.type).toBe("reply");
      } catch (error) {
        expect(error).toBeInstanceOf(ModelError);
      }
    }),
    { numRuns: 150 },
  );
});

/** A server that begins or not, then is silent; tells how long after the abort it lost its client. */
function hanging(begins: boolean) {
  const gone = Promise.withResolvers<void>();
  const server = ollamaServer([
    (asked) => {
      asked.signal.addEventListener("abort", () => gone.resolve());
      const line = new TextEncoder().encode(`${JSON.stringify(said({ content: "I" }))}\n`);
      const body = new ReadableStream({ start: (stream) => stream.enqueue(line) });
      return begins ? new Response(body) : new Promise<Response>(() => {});
    },
  ]);
  return { server, gone: gone.promise };
}

/** How long after a cancel the server loses its client. */
async function cancelMs(begins: boolean): Promise<number> {
  const { server, gone } = hanging(begins);
  using _ = server;
  const cancel = new AbortController();
  const reply = heard(modelAt(server.url), request, cancel.signal);
  while (server.bodies.length === 0) await Bun.sleep(5);
  await Bun.sleep(30);
  const started = performance.now();
  cancel.abort(new Error("Cancelled."));
  await expect(reply).rejects.toThrow("Cancelled.");
  await gone;
  return performance.now() - started;
}

test("a cancel closes the connection within 200 ms, before the first token and in mid-stream", async () => {
  for (const begins of [false, true]) {
    // The best of three, since another program may hold the machine for a moment.
    const times = [await cancelMs(begins), await cancelMs(begins), await cancelMs(begins)];
    expect(Math.min(...times)).toBeLessThan(200);
  }
});

test("a reader that stops listening closes the connection too", async () => {
  const { server, gone } = hanging(true);
  using _ = server;
  for await (const event of modelAt(server.url).stream(request, signal)) {
    if (event.type === "text") break;
  }
  await gone;
  expect(server.bodies).toHaveLength(1);
});
