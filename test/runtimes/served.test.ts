import { expect, test } from "bun:test";
import { ModelError } from "../../src/core/model.ts";
import { llamaServer } from "../../src/runtimes/llama-server.ts";
import { lmStudio } from "../../src/runtimes/lm-studio.ts";
import { localai } from "../../src/runtimes/localai.ts";
import { mlx } from "../../src/runtimes/mlx.ts";
import { ollama } from "../../src/runtimes/ollama.ts";
import { openai } from "../../src/runtimes/openai.ts";
import { transformers } from "../../src/runtimes/transformers.ts";
import type { Runtime, Served, Wanted } from "../../src/runtimes/types.ts";
import { vllm } from "../../src/runtimes/vllm.ts";
import { deadUrl, recorded, silentServer } from "./fixture.ts";

const { signal } = new AbortController();

function windowOf({ contextTokens, source, notice }: Served) {
  return { contextTokens, source, ...(notice === undefined ? {} : { notice }) };
}

async function failure(
  runtime: Runtime,
  wanted: Wanted,
): Promise<{ kind: string; message: string }> {
  try {
    await runtime.served(wanted, signal);
  } catch (error) {
    if (error instanceof ModelError) return { kind: error.kind, message: error.message };
    throw error;
  }
  throw new Error("It did not fail.");
}

test("llama-server's window is that of one slot, not the one trained", async () => {
  using server = await recorded("llama-server");
  const served = await llamaServer.served({ url: server.url, model: "any" }, signal);
  const { template, ...rest } = served;
  expect(template).toStartWith("{%- for m in messages %}");
  expect(rest).toEqual({
    model: "/models/tiny-random-qwen2.gguf",
    contextTokens: 1024,
    source: "llama-server /props",
    slots: 4,
    identity: "b1-de3ff81 /models/tiny-random-qwen2.gguf",
    vision: false,
  });
});

test("llama-server with one model answers to any name, and the person is told which model speaks", async () => {
  using server = await recorded("llama-server");
  const { url } = server;
  const named = await llamaServer.served({ url, model: "tiny-random-qwen2" }, signal);
  const other = await llamaServer.served({ url, model: "glm-4.7-flash" }, signal);
  expect(named.notice).toBeUndefined();
  expect(other.notice).toBe(
    `llama-server at ${url} serves "/models/tiny-random-qwen2.gguf"; that is what answers, not "glm-4.7-flash".`,
  );
});

test("a llama-server router tells the window of the named model, and loads it for that", async () => {
  using server = await recorded("llama-server-router");
  const served = await llamaServer.served({ url: server.url, model: "tiny" }, signal);
  expect([served.model, served.contextTokens]).toEqual(["tiny", 2048]);
  expect(server.asked).toEqual(["GET /v1/models", "GET /props?model=tiny"]);
});

test("a llama-server router without a name gives the only loaded model", async () => {
  using server = await recorded("llama-server-router");
  const served = await llamaServer.served({ url: server.url, model: "any" }, signal);
  expect(served.model).toBe("coder");
});

test("a llama-server that is still loading is waited for, and the waiting is told", async () => {
  const loading = { status: 503, body: { error: { message: "Loading model", code: 503 } } };
  const list = { body: { data: [{ id: "m", meta: { n_ctx: 2048 } }] } };
  let left = 2;
  const answer = () => (left-- > 0 ? loading : list);
  using server = await recorded("llama-server", { "GET /v1/models": answer });
  const waited: number[] = [];
  const onWait = (ms: number) => void waited.push(ms);
  const served = await llamaServer.served({ url: server.url, model: "any", onWait }, signal);
  expect([served.contextTokens, waited.length]).toEqual([1024, 2]);
  expect(waited[1]).toBeGreaterThan(waited[0] ?? Number.NaN);
});

test("an abort ends the wait for a loading server with the abort's reason", async () => {
  using server = await recorded("llama-server-loading");
  const cancel = new AbortController();
  const onWait = () => void setTimeout(() => cancel.abort(new Error("Enough.")), 20);
  const wanted = { url: server.url, model: "any", onWait };
  await expect(llamaServer.served(wanted, cancel.signal)).rejects.toThrow("Enough.");
  expect(server.asked).toEqual(["GET /v1/models"]);
});

test("Ollama's window is the one we shall ask for: n_ctx, the Modelfile's, or a default", async () => {
  using server = await recorded("ollama");
  const { url } = server;
  const ask = async (model: string, nCtx?: number) =>
    windowOf(await ollama.served({ url, model, nCtx }, signal));
  expect([
    await ask("qwen3:8b"),
    await ask("qwen3:8b", 24_576),
    await ask("qwen3:8b", 65_536),
    await ask("llama3.2"),
    await ask("tiny"),
  ]).toEqual([
    { contextTokens: 16_384, source: "localcode's default for Ollama; set n_ctx to change it" },
    { contextTokens: 24_576, source: "n_ctx" },
    {
      contextTokens: 40_960,
      source: "Ollama /api/show context_length",
      notice: 'n_ctx is 65536, but "qwen3:8b" was trained for 40960 tokens; 40960 is used.',
    },
    { contextTokens: 8_192, source: "Ollama /api/show num_ctx" },
    { contextTokens: 2_048, source: "Ollama /api/show context_length" },
  ]);
});

test("a model that Ollama holds with a larger window keeps it, so that it is not loaded again", async () => {
  const running = { models: [{ name: "qwen3:8b", context_length: 32_768, size_vram: 1 }] };
  using server = await recorded("ollama", { "GET /api/ps": { body: running } });
  const served = await ollama.served({ url: server.url, model: "qwen3:8b" }, signal);
  expect(windowOf(served)).toEqual({
    contextTokens: 32_768,
    source: "Ollama /api/ps context_length",
  });
});

test("Ollama tells what a model can do and which build serves it", async () => {
  using server = await recorded("ollama");
  const served = await ollama.served({ url: server.url, model: "qwen3:8b" }, signal);
  expect(served).toEqual({
    model: "qwen3:8b",
    contextTokens: 16_384,
    source: "localcode's default for Ollama; set n_ctx to change it",
    identity: "Ollama 0.12.6 qwen3 8.2B Q4_K_M",
    template: "{{- range .Messages }}{{ .Content }}{{ end }}",
    vision: false,
    thinking: true,
    tools: true,
  });
});

test("vLLM tells max_model_len; a smaller n_ctx holds, a larger one is named and refused", async () => {
  using server = await recorded("vllm");
  const model = "meta-llama/Llama-3.1-8B-Instruct";
  const ask = async (nCtx?: number) =>
    windowOf(await vllm.served({ url: server.url, model, nCtx }, signal));
  expect([await ask(), await ask(8_192), await ask(131_072)]).toEqual([
    { contextTokens: 32_768, source: "vLLM /v1/models max_model_len" },
    { contextTokens: 8_192, source: "n_ctx, below the 32768 of vLLM /v1/models max_model_len" },
    {
      contextTokens: 32_768,
      source: "vLLM /v1/models max_model_len",
      notice:
        "n_ctx is 131072, but vLLM serves 32768 tokens (vLLM /v1/models max_model_len); 32768 is used.",
    },
  ]);
});

test("LM Studio's window is the loaded one, far below the largest", async () => {
  using server = await recorded("lm-studio");
  const served = await lmStudio.served({ url: server.url, model: "qwen3-8b" }, signal);
  expect(served).toEqual({
    model: "qwen3-8b",
    contextTokens: 8_192,
    source: "LM Studio /api/v0/models loaded_context_length",
    identity: "qwen3 Q4_K_M",
    vision: false,
    tools: true,
  });
});

test("a model that LM Studio has not loaded is loaded first, and its window read then", async () => {
  const row = { id: "gemma-3-4b", type: "vlm", arch: "gemma3", max_context_length: 32_768 };
  const loaded = { ...row, state: "loaded", loaded_context_length: 4_096 };
  let asks = 0;
  const models = () => ({
    body: { data: [asks++ === 0 ? { ...row, state: "not-loaded" } : loaded] },
  });
  using server = await recorded("lm-studio", {
    "GET /api/v0/models": models,
    "POST /v1/chat/completions gemma-3-4b": { body: { choices: [] } },
  });
  const served = await lmStudio.served({ url: server.url, model: "any" }, signal);
  expect([served.model, served.contextTokens]).toEqual(["gemma-3-4b", 4_096]);
});

test("a model that LM Studio may not load by itself names the command that does", async () => {
  const refusal = { status: 404, body: { error: { message: "Model is not loaded." } } };
  using server = await recorded("lm-studio", {
    "POST /v1/chat/completions gemma-3-4b": refusal,
  });
  const wanted = { url: server.url, model: "gemma-3-4b", nCtx: 16_384 };
  expect(await failure(lmStudio, wanted)).toEqual({
    kind: "missing",
    message:
      'LM Studio has not loaded "gemma-3-4b". Load it with: lms load gemma-3-4b --context-length 16384',
  });
});

test("where nothing tells the window a small one is assumed and said aloud; n_ctx settles it", async () => {
  for (const [name, runtime, model] of [
    ["localai", localai, "qwen3-4b"],
    ["mlx", mlx, "mlx-community/Qwen3-8B-4bit"],
    ["transformers", transformers, "Qwen/Qwen3-4B"],
    ["openai", openai, "acme/small"],
  ] as const) {
    using server = await recorded(name);
    const { url } = server;
    expect(windowOf(await runtime.served({ url, model }, signal))).toEqual({
      contextTokens: 4_096,
      source: "assumed: the server does not say; set n_ctx",
      notice: `${runtime.title} at ${url} does not tell the context window of "${model}"; 4096 tokens are assumed. Set n_ctx to the window it serves.`,
    });
    expect(windowOf(await runtime.served({ url, model, nCtx: 20_000 }, signal))).toEqual({
      contextTokens: 20_000,
      source: "n_ctx; the server does not tell",
    });
  }
});

test("any OpenAI-compatible server that adds a window to its list is believed", async () => {
  using server = await recorded("openai");
  const served = await openai.served({ url: server.url, model: "acme/coder" }, signal);
  expect(windowOf(served)).toEqual({
    contextTokens: 65_536,
    source: "The OpenAI-compatible server /v1/models context_length",
  });
});

test("a model that is not there names what is, the nearest first, and how to get it", async () => {
  using ofOllama = await recorded("ollama");
  using ofVllm = await recorded("vllm");
  using ofRouter = await recorded("llama-server-router");
  const at = ({ url }: { url: string }, model: string) => ({ url, model });
  expect([
    await failure(ollama, at(ofOllama, "nope")),
    await failure(vllm, at(ofVllm, "x/y")),
    await failure(llamaServer, at(ofRouter, "codr")),
  ]).toEqual([
    {
      kind: "missing",
      message: `There is no model "nope" on Ollama at ${ofOllama.url}. It has: qwen3:8b, llama3.2:latest. Pull it with: ollama pull nope`,
    },
    {
      kind: "missing",
      message: `There is no model "x/y" on vLLM at ${ofVllm.url}. It has: meta-llama/Llama-3.1-8B-Instruct. Start one that serves it: vllm serve x/y --port ${new URL(ofVllm.url).port}`,
    },
    {
      kind: "missing",
      message: `There is no model "codr" on llama-server at ${ofRouter.url}. It has: coder, tiny. Add its GGUF to the server's --models-dir.`,
    },
  ]);
});

test("a server that is down is named with its address and the command that starts it", async () => {
  const url = deadUrl();
  const { host, port } = new URL(url);
  expect([
    await failure(ollama, { url, model: "qwen3:8b" }),
    await failure(llamaServer, { url, model: "any" }),
    await failure(vllm, { url, model: "a/b" }),
  ]).toEqual([
    {
      kind: "unreachable",
      message: `Ollama is not running at ${url} — start it with: OLLAMA_HOST=${host} ollama serve`,
    },
    {
      kind: "unreachable",
      message: `llama-server is not running at ${url} — start it with: llama-server -m MODEL.gguf --port ${port} --jinja`,
    },
    {
      kind: "unreachable",
      message: `vLLM is not running at ${url} — start it with: vllm serve a/b --port ${port}`,
    },
  ]);
  expect(ollama.startHint("http://localhost:11434", "qwen3:8b")).toBe("ollama serve");
});

test("a server that takes the connection and never answers is given up after 1.5 seconds", async () => {
  using server = silentServer();
  const { kind, message } = await failure(llamaServer, { url: server.url, model: "any" });
  expect([kind, message]).toEqual([
    "unreachable",
    `The server at ${server.url} takes the connection but does not answer (no answer in 1.5 s) — restart llama-server with: llama-server -m MODEL.gguf --port ${new URL(server.url).port} --jinja`,
  ]);
});

test("a server that wants a key, and one of another kind, say so in one sentence", async () => {
  using locked = await recorded("vllm", { "GET /v1/models": { status: 401, body: {} } });
  using other = await recorded("mlx");
  expect([
    await failure(vllm, { url: locked.url, model: "x" }),
    await failure(ollama, { url: other.url, model: "x" }),
  ]).toEqual([
    {
      kind: "rejected",
      message: `vLLM at ${locked.url} wants an API key: set LOCALCODE_API_KEY.`,
    },
    {
      kind: "rejected",
      message: `The server at ${other.url} does not answer like Ollama (HTTP 404). Give only --url, and the server's kind is found out.`,
    },
  ]);
});

test("a name that leaves the choice open is refused where there are several models", async () => {
  using server = await recorded("ollama");
  expect(await failure(ollama, { url: server.url, model: "any" })).toEqual({
    kind: "missing",
    message: `Which model? Ollama at ${server.url} has: qwen3:8b, llama3.2:latest. Name one with -m.`,
  });
});

test("answers that are no list, no JSON or of other types are sentences, never crashes", async () => {
  for (const text of ["", "<html>", "null", "[]", '{"data":7}', '{"data":[null,{"id":3}]}']) {
    using server = await recorded("vllm", { "GET /v1/models": { text } });
    const { kind } = await failure(vllm, { url: server.url, model: "x" });
    expect(["rejected", "missing"]).toContain(kind);
  }
});
