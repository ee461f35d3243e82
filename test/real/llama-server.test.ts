// What our code and a real llama-server say to each other. The weights are random, all else is real:
// tokenizer, template, grammar, cache, times.
import { expect, setDefaultTimeout, test } from "bun:test";
import { ModelError, type Progress } from "../../src/core/model.ts";
import { llamaServer } from "../../src/runtimes/llama-server.ts";
import { needs } from "../support/needs.ts";
import { askLlama, type LlamaProcess, servedBy, startLlama } from "./llama-process.ts";
import { randomModel } from "./random-gguf.ts";
import { hear, modelAt } from "./random-model.ts";

// On a busy machine each may take a while.
setDefaultTimeout(120_000);

const absent = !needs.llamaServer;
const words = (count: number) => "word ".repeat(count);

test.skipIf(absent)("a real server is known by its answers and says what it serves", async () => {
  await using server = await startLlama();
  const { signal } = new AbortController();
  const { template, identity, ...served } = await servedBy(server);
  expect(served).toEqual({
    model: "random",
    contextTokens: 8_192,
    source: "llama-server /props",
    slots: 1,
    vision: false,
  });
  expect(identity).toEndWith(await randomModel());
  expect(template).toContain("<|im_start|>");
  expect(await llamaServer.models({ url: server.url }, signal)).toEqual(["random"]);
  expect(await askLlama(server, "/health")).toEqual({ status: "ok" });
});

test.skipIf(absent)("a long prompt is read with progress, counted, and cached", async () => {
  await using server = await startLlama();
  await servedBy(server);
  const model = modelAt(server, { sampling: { max_tokens: 20, seed: 1 } });
  const { events, reply } = await hear(model, words(1_000));
  const { inputTokens = 0, cachedTokens, outputTokens = 0, ...times } = reply.usage;
  const read = progressIn(events);
  expect({ cachedTokens, cut: reply.truncated }).toEqual({
    cachedTokens: 0,
    cut: outputTokens === 20,
  });
  expect(inputTokens).toBeGreaterThan(5_000);
  expect(read.map(({ doing, total }) => ({ doing, total }))).toEqual(
    read.map(() => ({ doing: "reading", total: inputTokens })),
  );
  expect(read.map(({ done }) => done)).toEqual([0, 2_048, 4_096, inputTokens]);
  expect(Object.keys(times).sort()).toEqual(["decodeMs", "prefillMs"]);
  expect(Math.min(...Object.values(times))).toBeGreaterThan(0);
  const deltas = events.map((event) => (event.type === "text" ? event.delta : ""));
  expect(deltas.join("")).toBe(reply.message.text);
  expect(deltas.filter((delta) => delta !== "").length).toBeGreaterThan(1);

  const again = await hear(model, words(1_000));
  expect(again.reply.usage).toMatchObject({ inputTokens, cachedTokens: inputTokens - 1 });
});

test.skipIf(absent)("the same seed says the same text, another seed another one", async () => {
  await using server = await startLlama();
  await servedBy(server);
  const say = async (seed: number) => {
    const sampling = { seed, max_tokens: 40, temperature: 1 };
    const { reply } = await hear(
      modelAt(server, { sampling, cachePrompt: false }),
      "Say something.",
    );
    return reply.message.text;
  };
  const first = await say(7);
  expect(first.length).toBeGreaterThan(1);
  expect(await say(7)).toBe(first);
  expect(await say(8)).not.toBe(first);
});

test.skipIf(absent)(
  "a cancel while the prompt is read frees the slot long before its end",
  async () => {
    await using server = await startLlama(65_536);
    await servedBy(server);
    const model = modelAt(server, { sampling: { max_tokens: 1 }, contextTokens: 65_536 });
    const abort = new AbortController();
    const reason = new Error("Enough.");
    const request = {
      system: "",
      messages: [{ role: "user" as const, text: words(12_000) }],
      tools: [],
    };
    const read = async () => {
      for await (const event of model.stream(request, abort.signal)) {
        if (event.type === "progress" && event.done > 0) abort.abort(reason);
      }
    };
    expect(await read().catch((error: unknown) => error)).toBe(reason);
    expect(await readUntilIdle(server)).toBeLessThan(30_000);
    const { reply, events } = await hear(model, "And now?");
    expect(reply.usage.outputTokens).toBe(1);
    expect(events.filter((event) => event.type === "notice")).toEqual([]);
  },
);

test.skipIf(absent)("a prompt beyond the window is told as an overflow", async () => {
  await using server = await startLlama();
  await servedBy(server);
  const refused = await hear(modelAt(server), words(2_000)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ModelError);
  expect(refused).toMatchObject({ kind: "overflow", status: 400 });
  expect(String(refused)).toContain("does not fit the window of the server");
});

const starts = 10;

test.skipIf(absent)(
  "a request made while the server loads its model is answered later",
  async () => {
    // Loading takes a tenth of a second: not each start is caught at it.
    for (let start = 1; start <= starts; start += 1) {
      await using server = await startLlama();
      const { events, reply } = await hearAtOnce(server);
      expect(reply.usage.outputTokens).toBe(1);
      const [waited] = progressIn(events).filter(({ doing }) => doing === "loading");
      if (waited !== undefined) return expect(waited.total).toBe(0);
    }
    throw new Error(`The server was not seen loading in ${starts} starts.`);
  },
);

function progressIn(events: readonly { readonly type: string }[]): readonly Progress[] {
  return events.filter((event): event is Progress => event.type === "progress");
}

type Slot = { readonly is_processing: boolean; readonly n_prompt_tokens_processed: number };

const looks = 3_000;

/** Waits for the slot to be idle and says how many tokens of the prompt were read till then. */
async function readUntilIdle(server: LlamaProcess): Promise<number> {
  let read = 0;
  for (let looked = 0; looked < looks; looked += 1) {
    const [slot] = (await askLlama(server, "/slots")) as Slot[];
    if (slot && !slot.is_processing) return read;
    read = slot?.n_prompt_tokens_processed ?? read;
    await Bun.sleep(20);
  }
  throw new Error("The slot stays busy.");
}

const tries = 30_000;

/** Asks again and again until the port is open, so that the first request meets a loading model. */
async function hearAtOnce(server: LlamaProcess) {
  const model = modelAt(server, { sampling: { max_tokens: 1 } });
  for (let tried = 0; tried < tries; tried += 1) {
    try {
      return await hear(model, "Are you there?");
    } catch (error) {
      if (!(error instanceof ModelError) || error.kind !== "unreachable") throw error;
      await Bun.sleep(1);
    }
  }
  throw new Error("The server never answered.");
}
