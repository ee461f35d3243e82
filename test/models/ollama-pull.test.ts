import { expect, test } from "bun:test";
import { ModelError } from "../../src/core/model.ts";
import { type PullProgress, pullModel } from "../../src/models/ollama/pull.ts";
import { ollamaServer } from "./ollama-server.ts";

const { signal } = new AbortController();
const digest = "sha256:a3de86cd1c132c822487ededd47a324c50491393e6565cd14bafa40d0b8e686f";
const layer = { status: `pulling ${digest.slice(7, 19)}`, digest, total: 5_225_374_496 };

async function pulled(url: string, model = "qwen3:8b"): Promise<PullProgress[]> {
  const events: PullProgress[] = [];
  for await (const event of pullModel({ url, model }, signal)) events.push(event);
  return events;
}

test("a pull tells each step, with bytes where it downloads", async () => {
  using server = ollamaServer([
    [
      { status: "pulling manifest" },
      layer,
      { ...layer, completed: 2_048 },
      { ...layer, completed: layer.total },
      { status: "verifying sha256 digest" },
      { status: "success" },
    ],
  ]);
  expect(await pulled(server.url)).toEqual([
    { status: "pulling manifest", done: 0, total: 0 },
    { status: layer.status, done: 0, total: layer.total },
    { status: layer.status, done: 2_048, total: layer.total },
    { status: layer.status, done: layer.total, total: layer.total },
    { status: "verifying sha256 digest", done: 0, total: 0 },
    { status: "success", done: 0, total: 0 },
  ]);
  expect(server.paths).toEqual(["/api/pull"]);
  expect(JSON.parse(server.bodies[0] ?? "")).toEqual({ name: "qwen3:8b", stream: true });
});

test("a model that no library has is missing, and a broken download says that it can go on", async () => {
  using server = ollamaServer([
    [{ status: "pulling manifest" }, { error: "pull model manifest: file does not exist" }],
    [layer],
  ]);
  const { url } = server;
  const failures: unknown[] = [];
  for (const model of ["qwen33", "qwen3:8b"]) {
    const failed = await pulled(url, model).catch((error: unknown) => error);
    failures.push(failed instanceof ModelError ? [failed.kind, failed.message] : failed);
  }
  expect(failures).toEqual([
    ["missing", 'Ollama\'s library has no model "qwen33".'],
    [
      "unreachable",
      `The download of "qwen3:8b" to Ollama at ${url} broke off: Did not receive done or success response in stream. Pulled again, it goes on where it was.`,
    ],
  ]);
});

test("a pull that is given up closes its connection, so that the server stops", async () => {
  const gone = Promise.withResolvers<void>();
  using server = ollamaServer([
    (asked) => {
      asked.signal.addEventListener("abort", () => gone.resolve());
      const line = new TextEncoder().encode(`${JSON.stringify(layer)}\n`);
      return new Response(new ReadableStream({ start: (stream) => stream.enqueue(line) }));
    },
  ]);
  const cancel = new AbortController();
  const pull = async () => {
    for await (const event of pullModel({ url: server.url, model: "m" }, cancel.signal)) {
      if (event.total > 0) cancel.abort(new Error("Enough."));
    }
  };
  await expect(pull()).rejects.toThrow("Enough.");
  await gone.promise;
});
