import { expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openRateBook, rateKey } from "../../src/app/rate-book.ts";
import { estimateReading, learned, measureReading } from "../../src/app/reading-rate.ts";
import { tempFolder } from "../support/temp.ts";

const usage = {
  inputTokens: 5_000,
  cachedTokens: 1_000,
  outputTokens: 120,
  prefillMs: 10_000,
  decodeMs: 10_000,
};

test("the first reply is taken as it is, later ones a little at a time", () => {
  const first = learned({}, { usage });
  expect(first).toEqual({ prefill: 400, decode: 12 });
  expect(learned(first, { usage: { ...usage, prefillMs: 5_000, decodeMs: 5_000 } })).toEqual({
    prefill: 520,
    decode: 15.6,
  });
});

test("where the server tells no times, those that were watched are taken", () => {
  const { prefillMs: _read, decodeMs: _written, ...counts } = usage;
  expect(learned({}, { usage: counts, firstDeltaMs: 8_000, restMs: 6_000 })).toEqual({
    prefill: 500,
    decode: 20,
  });
});

test("a watched time says nothing where it is not known what was in the cache", () => {
  const counts = { inputTokens: 5_000, outputTokens: 120 };
  expect(learned({ prefill: 7 }, { usage: counts, firstDeltaMs: 50, restMs: 6_000 })).toEqual({
    prefill: 7,
    decode: 20,
  });
});

test("a few tokens teach nothing", () => {
  const few = { ...usage, cachedTokens: 4_990, outputTokens: 3 };
  expect(learned({ prefill: 400 }, { usage: few })).toEqual({ prefill: 400 });
});

test("an estimate goes from what is cached towards the end and never says that it is done", () => {
  const rates = { prefill: 100 };
  const at = (elapsedMs: number) =>
    estimateReading({ promptTokens: 2_000, cachedGuess: 1_000, elapsedMs, rates });
  expect(at(0)).toEqual({
    share: 0.5,
    tokensDone: 1_000,
    total: 2_000,
    rate: 100,
    secondsLeft: 10,
    isEstimate: true,
  });
  expect(at(5_000)).toMatchObject({ share: 0.75, secondsLeft: 5 });
  expect(at(60_000)).toMatchObject({ share: 0.99, secondsLeft: 0 });
});

test("nothing is estimated of a model that nothing was learned of", () => {
  const expecting = { promptTokens: 2_000, cachedGuess: 0, elapsedMs: 1_000, rates: {} };
  expect(estimateReading(expecting)).toBeUndefined();
});

test("a server's own numbers are taken, and what was cached does not count as read", () => {
  const progress = { type: "progress", doing: "reading", done: 1_500, total: 2_000 } as const;
  expect(measureReading({ ...progress, cached: 1_000 }, 2_000, {})).toEqual({
    share: 0.75,
    tokensDone: 1_500,
    total: 2_000,
    rate: 250,
    secondsLeft: 2,
    isEstimate: false,
  });
  expect(measureReading({ ...progress, cached: 1_500 }, 0, { prefill: 100 })).toMatchObject({
    rate: 100,
    secondsLeft: 5,
  });
});

test("what was learned is there after the next start, per runtime and model", async () => {
  using folder = await tempFolder();
  const state = join(folder.path, "state");
  const key = rateKey({ runtime: "llama-server", model: "qwen3" });
  openRateBook({ state }, () => {}).learn(key, { usage });
  const again = openRateBook({ state }, () => {});
  expect(again.of(key)).toEqual({ prefill: 400, decode: 12 });
  expect(again.of("ollama/qwen3")).toEqual({});
  expect(readdirSync(state)).toEqual(["rates.json"]);
});

test("two processes keep what the other one learned", async () => {
  using folder = await tempFolder();
  const one = openRateBook({ state: folder.path }, () => {});
  const two = openRateBook({ state: folder.path }, () => {});
  one.learn("a/a", { usage });
  two.learn("b/b", { usage });
  const file = readFileSync(join(folder.path, "rates.json"), "utf8");
  expect(Object.keys(JSON.parse(file))).toEqual(["a/a", "b/b"]);
});

test("only so many models are kept, the newest ones", async () => {
  const rows = Array.from({ length: 300 }, (_, at) => [`r/${at}`, { prefill: 1 }]);
  const text = JSON.stringify(Object.fromEntries(rows));
  using folder = await tempFolder({ "rates.json": text });
  openRateBook({ state: folder.path }, () => {}).learn("r/0", { usage });
  const kept = Object.keys(JSON.parse(readFileSync(join(folder.path, "rates.json"), "utf8")));
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([200, "r/101", "r/0"]);
});

test("a broken file is ignored with a notice and written anew", async () => {
  using folder = await tempFolder({ "rates.json": "{ broken" });
  const said: string[] = [];
  const book = openRateBook({ state: folder.path }, (text) => void said.push(text));
  expect(said).toEqual([expect.stringMatching(/is not valid JSON.* are ignored\.$/)]);
  book.learn("a/a", { usage });
  expect(openRateBook({ state: folder.path }, () => {}).of("a/a")).toEqual(learned({}, { usage }));
});

test("values that are no rates are left out", async () => {
  const text =
    '{ "a/a": { "prefill": "fast", "decode": 3 }, "b/b": null, "c/c": { "decode": -1 } }';
  using folder = await tempFolder({ "rates.json": text });
  const book = openRateBook({ state: folder.path }, () => {});
  expect([book.of("a/a"), book.of("b/b"), book.of("c/c")]).toEqual([{ decode: 3 }, {}, {}]);
});

test("a state folder that cannot be written is said once", async () => {
  using folder = await tempFolder();
  const state = join(folder.path, "state");
  await writeFile(state, "");
  const said: string[] = [];
  const book = openRateBook({ state }, (text) => void said.push(text));
  book.learn("a/a", { usage });
  book.learn("a/a", { usage });
  expect({ said: said.length, isThere: existsSync(`${state}/rates.json`) }).toEqual({
    said: 1,
    isThere: false,
  });
});
