import { expect, test } from "bun:test";
import { join } from "node:path";
import { ModelError } from "../../src/core/model.ts";
import { NothingServedError } from "../../src/runtimes/nothing-served.ts";
import { type Choice, resolveModel } from "../../src/runtimes/resolve.ts";
import { tempFolder } from "../support/temp.ts";
import { deadUrl, recorded, silentServer } from "./fixture.ts";

const { signal } = new AbortController();

/** What a choice means: runtime, address, model and provider, or a file. */
async function meant(choice: Partial<Choice>): Promise<readonly (string | undefined)[]> {
  const resolved = await resolveModel(
    { env: {}, cwd: "/", servers: [], detectLimitMs: 10_000, ...choice },
    signal,
  );
  if (resolved.type === "file") return ["file", resolved.path];
  const { runtime, url, model, provider } = resolved;
  return [runtime.name, url, model, ...(provider === undefined ? [] : [provider])];
}

async function refusal(choice: Partial<Choice>): Promise<readonly string[]> {
  try {
    return ["meant", JSON.stringify(await meant(choice))];
  } catch (error) {
    if (error instanceof ModelError) return [error.kind, error.message];
    throw error;
  }
}

test("every prefix and alias leads to its runtime at its usual address; the name may have slashes", async () => {
  const specs = [
    "ollama/qwen3:8b",
    "ollama_chat/llama3",
    "llamacpp/any",
    "llama_cpp/any",
    "llama.cpp/any",
    "vllm/meta-llama/Llama-3.1-8B-Instruct",
    "lm_studio/x",
    "lmstudio/x",
    "localai/x",
    "mlx/org/x",
    "transformers/org/x",
    "openai/gpt-x",
    "OLLAMA/qwen3",
  ];
  expect(await Promise.all(specs.map((spec) => meant({ spec })))).toEqual([
    ["ollama", "http://localhost:11434", "qwen3:8b"],
    ["ollama", "http://localhost:11434", "llama3"],
    ["llama-server", "http://localhost:8080", "any"],
    ["llama-server", "http://localhost:8080", "any"],
    ["llama-server", "http://localhost:8080", "any"],
    ["vllm", "http://localhost:8000", "meta-llama/Llama-3.1-8B-Instruct"],
    ["lm-studio", "http://localhost:1234", "x"],
    ["lm-studio", "http://localhost:1234", "x"],
    ["localai", "http://localhost:8080", "x"],
    ["mlx", "http://localhost:1234", "org/x"],
    ["transformers", "http://localhost:8000", "org/x"],
    ["openai", "https://api.openai.com", "gpt-x"],
    ["ollama", "http://localhost:11434", "qwen3"],
  ]);
});

test("the address is the flag's, then the environment's, the settings', the agent's, the usual one", async () => {
  const all = {
    spec: "ollama/q",
    url: "http://flag:1/v1",
    env: { OLLAMA_HOST: "env:2" },
    providers: { ollama: "http://settings:3" },
    agentUrl: "http://agent:4/v1/chat/completions",
  };
  const { url: _flag, ...noFlag } = all;
  const noEnv = { ...noFlag, env: {} };
  expect([
    await meant(all),
    await meant(noFlag),
    await meant(noEnv),
    await meant({ ...noEnv, providers: {} }),
  ]).toEqual([
    ["ollama", "http://flag:1", "q"],
    ["ollama", "http://env:2", "q"],
    ["ollama", "http://settings:3", "q", "ollama"],
    ["ollama", "http://agent:4", "q"],
  ]);
});

test("a path that ends in .gguf is a file; one that is not there names its neighbours", async () => {
  using folder = await tempFolder({ "qwen3-8b.gguf": "GGUF", "models/glm.gguf": "GGUF" });
  const cwd = folder.path;
  expect([
    await meant({ spec: "qwen3-8b.gguf", cwd }),
    await meant({ spec: "models/glm.gguf", cwd }),
    await meant({ spec: join(cwd, "qwen3-8b.gguf") }),
    await refusal({ spec: "./qwen3-9b.gguf", cwd }),
  ]).toEqual([
    ["file", join(cwd, "qwen3-8b.gguf")],
    ["file", join(cwd, "models/glm.gguf")],
    ["file", join(cwd, "qwen3-8b.gguf")],
    ["missing", `There is no file ${join(cwd, "qwen3-9b.gguf")}. The folder has: qwen3-8b.gguf.`],
  ]);
});

test("an address alone is enough: the program that answers there is found out", async () => {
  for (const name of ["ollama", "llama-server", "vllm", "lm-studio", "localai", "mlx", "openai"]) {
    using server = await recorded(name);
    const { url } = server;
    expect(await meant({ url: `${url}/v1`, spec: "m" })).toEqual([name, url, "m"]);
    expect(await meant({ agentUrl: `${url}/v1/chat/completions` })).toEqual([name, url, ""]);
  }
});

test("openai/ with an address of Ollama is spoken to in Ollama's own way, which keeps the window", async () => {
  using server = await recorded("ollama");
  const { url } = server;
  expect(await meant({ spec: "openai/qwen3:8b", url })).toEqual(["ollama", url, "qwen3:8b"]);
});

test("a provider of the settings works like a runtime, whatever stands behind it", async () => {
  using server = await recorded("vllm");
  const providers = { myserver: `${server.url}/v1` };
  const expected = ["vllm", server.url, "org/x", "myserver"];
  expect(await meant({ spec: "myserver/org/x", providers })).toEqual(expected);
});

test("a bare name is searched on the live servers, with slashes and without its tag too", async () => {
  using one = await recorded("ollama");
  using two = await recorded("vllm");
  const servers = [one.url, two.url];
  expect([
    await meant({ spec: "qwen3:8b", servers }),
    await meant({ spec: "llama3.2", servers }),
    await meant({ spec: "meta-llama/Llama-3.1-8B-Instruct", servers }),
    await meant({ spec: "llama-3.1-8b-instruct", servers }),
  ]).toEqual([
    ["ollama", one.url, "qwen3:8b"],
    ["ollama", one.url, "llama3.2:latest"],
    ["vllm", two.url, "meta-llama/Llama-3.1-8B-Instruct"],
    ["vllm", two.url, "meta-llama/Llama-3.1-8B-Instruct"],
  ]);
});

test("a name that no live server has names the nearest one and all there are", async () => {
  using one = await recorded("ollama");
  const servers = [one.url];
  const has = `Ollama at ${one.url} has qwen3:8b, llama3.2:latest.`;
  expect([
    await refusal({ spec: "qwen3:9b", servers }),
    await refusal({ spec: "foo/bar", servers }),
    await refusal({ spec: "qwen3", servers: [] }),
  ]).toEqual([
    ["missing", `No running server has a model "qwen3:9b". Did you mean "qwen3:8b"? ${has}`],
    [
      "missing",
      `There is no runtime or provider "foo", and no running server has a model "foo/bar". Runtimes: lm_studio, localai, llamacpp, vllm, ollama, mlx, transformers, openai. ${has}`,
    ],
    [
      "missing",
      'No running server has a model "qwen3". No model server is running on this machine. Start one (ollama serve, llama-server -m MODEL.gguf --jinja) or name a file: -m MODEL.gguf.',
    ],
  ]);
});

test("a live server that is slow is found by the second, longer look", async () => {
  let isFirst = true;
  const slowOnce = () => {
    if (isFirst) Bun.sleepSync(150);
    isFirst = false;
    return { body: { version: "0.12.6" } };
  };
  using server = await recorded("ollama", { "GET /api/version": slowOnce });
  const choice = { spec: "llama3.2", servers: [server.url], detectLimitMs: 50 };
  expect(await meant(choice)).toEqual(["ollama", server.url, "llama3.2:latest"]);
});

test("that no server has any model is told apart from every other failure", async () => {
  const models = () => ({ body: { models: [] } });
  using empty = await recorded("ollama", { "GET /api/tags": models });
  using one = await recorded("ollama");
  const kinds = [[], [empty.url], [empty.url, one.url]].map(async (servers) => {
    const error = await meant({ servers }).catch((thrown: unknown) => thrown);
    return error instanceof NothingServedError ? `nothing: ${error.kind}` : "something";
  });
  expect(await Promise.all(kinds)).toEqual([
    "nothing: unreachable",
    "nothing: missing",
    "something",
  ]);
});

test("without a name the only model of the only live server is taken; otherwise one must be named", async () => {
  using one = await recorded("vllm");
  using two = await recorded("ollama");
  const has = "has meta-llama/Llama-3.1-8B-Instruct";
  expect([
    await meant({ servers: [one.url] }),
    await refusal({ servers: [one.url, two.url] }),
    (await refusal({ servers: [] }))[0],
  ]).toEqual([
    ["vllm", one.url, "meta-llama/Llama-3.1-8B-Instruct"],
    [
      "missing",
      `Which model? Name one with -m. vLLM at ${one.url} ${has}. Ollama at ${two.url} has qwen3:8b, llama3.2:latest.`,
    ],
    "unreachable",
  ]);
});

test("an address where nobody answers is given up after 1.5 seconds, with a command to try", async () => {
  using silent = silentServer();
  const dead = deadUrl();
  const late = await refusal({ url: silent.url, spec: "m.gguf" });
  const [kind, refused] = await refusal({ url: dead, spec: "m" });
  const start = (url: string, file: string) =>
    `llama-server would be started with: llama-server -m ${file} --port ${new URL(url).port} --jinja`;
  expect(late).toEqual([
    "unreachable",
    `No server answers at ${silent.url} (no answer in 1.5 s). ${start(silent.url, "m.gguf")}`,
  ]);
  expect(kind).toBe("unreachable");
  expect(refused).toStartWith(`No server answers at ${dead} (`);
  expect(refused).toEndWith(start(dead, "MODEL.gguf"));
});

test("what is no address at all is named", async () => {
  expect(await refusal({ url: "http://", spec: "m" })).toEqual([
    "missing",
    '"http://" is no address. An address is like http://localhost:8080/v1.',
  ]);
});
