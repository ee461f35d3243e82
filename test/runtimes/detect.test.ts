import { expect, test } from "bun:test";
import { detectServers, identifyServer } from "../../src/runtimes/detect.ts";
import { deadUrl, type FixtureServer, recorded, silentServer } from "./fixture.ts";

const { signal } = new AbortController();

const programs = [
  "lm-studio",
  "localai",
  "llama-server",
  "llama-server-router",
  "llama-server-loading",
  "vllm",
  "ollama",
  "mlx",
  "transformers",
  "openai",
];

async function nameAt(url: string): Promise<string> {
  const identified = await identifyServer({ url }, signal);
  return identified.type === "known" ? identified.runtime.name : identified.type;
}

test("each program is known by the shape of its answers, whatever its port", async () => {
  const known: Record<string, string> = {};
  for (const program of programs) {
    using server = await recorded(program);
    known[program] = await nameAt(server.url);
  }
  expect(known).toEqual({
    "lm-studio": "lm-studio",
    localai: "localai",
    "llama-server": "llama-server",
    "llama-server-router": "llama-server",
    "llama-server-loading": "llama-server",
    vllm: "vllm",
    ollama: "ollama",
    mlx: "mlx",
    transformers: "transformers",
    openai: "openai",
  });
});

test("a web server that is no model server is strange, and a dead address silent", async () => {
  using web = await recorded("openai", { "GET /v1/models": { text: "<html>Hello</html>" } });
  expect([await nameAt(web.url), await nameAt(deadUrl())]).toEqual(["strange", "silent"]);
});

test("detection lists the live servers with their models, in the order of the addresses", async () => {
  using first = await recorded("ollama");
  using second = await recorded("vllm");
  using web = await recorded("openai", { "GET /v1/models": { text: "hello" } });
  const urls = [first.url, deadUrl(), web.url, second.url];
  const found = await detectServers({ env: {}, urls, limitMs: 10_000 }, signal);
  expect(found.map(({ runtime, url, models }) => ({ name: runtime.name, url, models }))).toEqual([
    { name: "ollama", url: first.url, models: ["qwen3:8b", "llama3.2:latest"] },
    { name: "vllm", url: second.url, models: ["meta-llama/Llama-3.1-8B-Instruct"] },
  ]);
});

test("servers that never answer hold detection up for less than half a second", async () => {
  const silent = Array.from({ length: 8 }, silentServer);
  const started = performance.now();
  const found = await detectServers({ env: {}, urls: silent.map(({ url }) => url) }, signal);
  const ms = performance.now() - started;
  for (const server of silent) server[Symbol.dispose]();
  expect(found).toEqual([]);
  expect(ms).toBeLessThan(1_000);
});

test("OLLAMA_HOST's server is found, in any of the forms that Ollama takes", async () => {
  using server: FixtureServer = await recorded("ollama");
  const { port } = new URL(server.url);
  for (const written of [`127.0.0.1:${port}`, `:${port}`, `0.0.0.0:${port}`, `${server.url}/`]) {
    const found = await detectServers({ env: { OLLAMA_HOST: written }, limitMs: 10_000 }, signal);
    const urls = found.map(({ url }) => url);
    expect(urls).toContain(server.url);
  }
});

test("a cancelled detection throws the abort's reason", async () => {
  using server = silentServer();
  const cancelled = AbortSignal.abort(new Error("No."));
  await expect(detectServers({ env: {}, urls: [server.url] }, cancelled)).rejects.toThrow("No.");
});

test("to know a program, no question is asked twice", async () => {
  for (const program of programs) {
    using server = await recorded(program);
    await nameAt(server.url);
    expect([...server.asked].sort()).toEqual([...new Set(server.asked)].sort());
  }
});
