import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "../../src/core/model.ts";
import type { Lora } from "../../src/models/llama/protocol.ts";
import { type LlamaModel, llamaModel } from "../../src/models/llama.ts";
import {
  asking,
  failureOf,
  joined,
  never,
  oneThread,
  replyIn,
  replyTo,
} from "../support/llama-probe.ts";
import { tempFolder } from "../support/temp.ts";
import { tinyGguf, toolTemplate } from "../support/tiny-gguf.ts";
import { writeTinyLora } from "../support/tiny-lora.ts";

const sampling = { temperature: 0.8, maxTokens: 60 };
/** A model loads in under a second, but not on a machine that is busy with other things. */
const slowMs = 30_000;
setDefaultTimeout(slowMs);
const loading: Progress[] = [];
let path: string;
let model: LlamaModel;

beforeAll(async () => {
  path = await tinyGguf({ contextTokens: 4_096, chatTemplate: false });
  const onProgress = (progress: Progress): void => void loading.push(progress);
  const window = { contextTokens: 16_384, seed: 7 };
  model = await llamaModel({ ...oneThread, ...window, path, sampling, onProgress });
}, slowMs);

afterAll(() => model[Symbol.asyncDispose]());

test("a model says how far it is loaded and which window it serves", () => {
  expect(loading[0]).toEqual({ type: "progress", doing: "loading", done: 0, total: 100 });
  expect(loading.at(-1)).toEqual({ type: "progress", doing: "loading", done: 100, total: 100 });
  expect(model.contextTokens).toBe(16_384);
  expect(model.loaded).toEqual({
    contextTokens: 16_384,
    trainedTokens: 4_096,
    chatWrapper: "General",
    gpu: "none",
  });
});

test("a reply is streamed and says what it cost; a window beyond the training is remarked on", async () => {
  const events = await Array.fromAsync(model.stream(asking("Say something."), never));
  const { message, usage } = replyIn(events);
  expect(events.filter((event) => event.type === "notice")).toEqual([
    {
      type: "notice",
      text: "The window of 16384 tokens is larger than the 4096 this model was trained for: expect worse answers in long conversations.",
    },
  ]);
  expect(message).toEqual({
    role: "assistant",
    text: joined(events, "text"),
    thinking: "",
    calls: [],
  });
  expect(message.text).not.toBe("");
  expect(usage.cachedTokens).toBe(0);
  expect(usage.inputTokens).toBeGreaterThan("Say something.".length / 3);
  expect(usage.outputTokens).toBeGreaterThan(0);
  expect(usage.prefillMs).toBeNumber();
  expect(usage.decodeMs).toBeNumber();
  const reading = events.filter((event) => event.type === "progress").at(-1);
  expect(reading?.total).toBe(usage.inputTokens);
});

test("a prompt is left half read when it is cancelled, and what was read is kept", async () => {
  const long = asking("word ".repeat(2_400));
  const first = await cancelledWhileReading(long, 1);
  const second = await cancelledWhileReading(long, first.last + 1);
  expect(second.begins).toBeGreaterThan(0);
  expect(second.begins).toBeLessThan(second.total);
});

/** Cancels at the first progress that has read this much; says where reading began and what was seen last. */
async function cancelledWhileReading(request: ReturnType<typeof asking>, from: number) {
  const cancel = new AbortController();
  const reason = new Error("Enough.");
  const seen: Progress[] = [];
  try {
    for await (const event of model.stream(request, cancel.signal)) {
      if (event.type !== "progress") continue;
      seen.push(event);
      if (event.done >= from) cancel.abort(reason);
    }
    throw new Error("The stream was not cancelled.");
  } catch (error) {
    expect(error).toBe(reason);
  }
  return { begins: seen[0]?.done ?? 0, last: seen.at(-1)?.done ?? 0, total: seen[0]?.total ?? 0 };
}

test("a prompt that does not fit is refused before any of it is read", async () => {
  const events: string[] = [];
  const work = async (): Promise<void> => {
    const request = asking("word ".repeat(10_000));
    for await (const event of model.stream(request, never)) events.push(event.type);
  };
  expect(await failureOf(work())).toMatch(
    /^overflow: The prompt has \d+ tokens and the window of this model 16384\. Set a larger n_ctx, or start a new conversation\.$/,
  );
  expect(events).toEqual([]);
});

test("the same seed says the same, another seed something else; a chosen seed is told", async () => {
  const request = asking("Tell me a story.");
  await using chosen = await llamaModel({ ...oneThread, path, sampling });
  await using again = await llamaModel({ ...oneThread, path, sampling, seed: chosen.seed });
  // The window is what the model was trained for when none is asked for.
  expect(chosen.contextTokens).toBe(4_096);
  const events = await Array.fromAsync(chosen.stream(request, never));
  const { text } = replyIn(events).message;
  expect(events[0]).toEqual({
    type: "notice",
    text: `The seed of this run is ${chosen.seed}; --seed ${chosen.seed} repeats it.`,
  });
  expect((await replyTo(again, request)).message.text).toBe(text);
  expect((await replyTo(again, request)).message.text).toBe(text);
  expect((await replyTo(model, request)).message.text).not.toBe(text);
});

test("a file that is no model is refused in one sentence", async () => {
  const whole = await readFile(path);
  using folder = await tempFolder({
    "notes.gguf": "Not a model.",
    "cut.gguf": whole.subarray(0, 20_000),
  });
  const opening = (name: string) => llamaModel({ ...oneThread, path: join(folder.path, name) });
  expect(await failureOf(opening("absent.gguf"))).toBe(
    `missing: There is no model file ${join(folder.path, "absent.gguf")}. Name an existing .gguf file, or download one.`,
  );
  expect(await failureOf(opening("."))).toBe(
    `missing: ${folder.path} is a folder. Name the .gguf file in it.`,
  );
  expect(await failureOf(opening("notes.gguf"))).toBe(
    'missing: notes.gguf is not a GGUF file: it does not begin with "GGUF". Name a .gguf file; other formats must be converted first.',
  );
  expect(await failureOf(opening("cut.gguf"))).toBe(
    "missing: cut.gguf cannot be loaded: it is damaged, cut short, or of a kind this llama.cpp does not know. Download it again, or update node-llama-cpp.",
  );
});

test("a LoRA adapter changes what is said; one that is not there is refused", async () => {
  using folder = await tempFolder();
  const adapter = join(folder.path, "adapter.gguf");
  const adapted = (lora: readonly Lora[]) =>
    llamaModel({ ...oneThread, path, lora, sampling, seed: model.seed });
  const request = asking("Who are you?");
  expect(await failureOf(adapted([{ path: adapter }]))).toBe(
    `missing: There is no LoRA adapter file ${adapter}. Name an existing .gguf file, or download one.`,
  );
  await writeTinyLora(adapter);
  const plain = (await replyTo(model, request)).message.text;
  await using none = await adapted([{ path: adapter, scale: 0 }]);
  expect((await replyTo(none, request)).message.text).toBe(plain);
  await using bent = await adapted([{ path: adapter, scale: 1 }]);
  expect((await replyTo(bent, request)).message.text).not.toBe(plain);
});

test("an unknown chat format is refused with the known ones", async () => {
  expect(await failureOf(llamaModel({ ...oneThread, path, chatWrapper: "chatml2" }))).toMatch(
    /^rejected: There is no chat format "chatml2"\. Formats: auto, general, .*jinjaTemplate\.$/,
  );
});

test("a model tells the chat template that its file holds", async () => {
  const path = await tinyGguf({ contextTokens: 512, chatTemplate: toolTemplate });
  await using own = await llamaModel({ ...oneThread, contextTokens: 512, path });
  expect(own.loaded.template).toBe(toolTemplate);
});
