import { expect, test } from "bun:test";
import { utimesSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenedModel } from "../../src/app/open-model.ts";
import { parseRunCard, type RunCard, readRunCard } from "../../src/bench/run-card.ts";
import { buildRunCard, type CardFacts, quantOf } from "../../src/bench/run-card-build.ts";
import { comparable, remarksOn } from "../../src/bench/run-card-compare.ts";
import { fileIdentity, sha256Of } from "../../src/bench/run-card-file.ts";
import { tempFolder } from "../support/temp.ts";
import { card } from "./cards.ts";

const { signal } = new AbortController();

test("a card is read as it was written, and what is no card is told", async () => {
  using folder = await tempFolder({ "run.json": JSON.stringify(card), "bad.json": "{" });
  expect(readRunCard(join(folder.path, "run.json"))).toEqual(card);
  expect(readRunCard(join(folder.path, "none.json"))).toBeUndefined();
  expect(() => readRunCard(join(folder.path, "bad.json"))).toThrow(/bad.json is no run card/);
  expect(() => parseRunCard(JSON.stringify({ ...card, seed: "x" }), "c.json")).toThrow(
    /c.json is no run card: seed: .* A newer version of localcode may have written it\./,
  );
});

function opened(path: string): OpenedModel {
  return {
    model: {
      name: "tiny",
      contextTokens: 4096,
      stream: () => {
        throw new Error("Nothing is asked here.");
      },
    },
    runtime: "llamacpp",
    modelName: "tiny-Q4_K_M.gguf",
    address: "http://127.0.0.1:1235",
    windowSource: "llama-server /props",
    identity: `b4748-abc ${path}`,
    slots: 2,
    template: "{{ messages }}",
    notices: [],
    lastRequest: () => undefined,
    close: () => Promise.resolve(),
  };
}

function factsFor(folder: string): CardFacts {
  return {
    ...card,
    opened: opened(join(folder, "tiny-Q4_K_M.gguf")),
    fields: {
      temperature: 0.2,
      seed: 7,
      providers: { far: { api_key: "sk-0123456789abcdefghij" } },
    } as CardFacts["fields"],
    system: "You code.",
    tools: [],
    version: "0.1.0",
    packageFolder: folder,
    flags: ["bench", "run", "--api-key", "sk-0123456789abcdefghij"],
  };
}

test("a card holds what the run depends on, and no key", async () => {
  using folder = await tempFolder({ "tiny-Q4_K_M.gguf": "weights" });
  const built = await buildRunCard(factsFor(folder.path), join(folder.path, "hashes.json"), signal);
  expect(built.model).toEqual({
    name: "tiny-Q4_K_M.gguf",
    runtime: "llamacpp",
    file: { name: "tiny-Q4_K_M.gguf", bytes: 7, sha256: sha256Of("weights") },
    server: `b4748-abc ${folder.path}/tiny-Q4_K_M.gguf`,
    quant: "Q4_K_M",
    templateHash: sha256Of("{{ messages }}"),
    window: 4096,
    windowSource: "llama-server /props",
    slots: 2,
  });
  expect([built.sampling.temperature, built.sampling.top_p, built.seed, built.threads]).toEqual([
    0.2,
    null,
    7,
    null,
  ]);
  expect(built.prompts).toEqual({ system: sha256Of("You code."), tools: sha256Of("[]") });
  expect(built.program).toEqual({ version: "0.1.0", changed: false });
  expect(JSON.stringify(built)).not.toContain("sk-0123456789");
  expect(built.machine.cores).toBeGreaterThan(0);
  expect(parseRunCard(JSON.stringify(built), "run.json")).toEqual(built);
});

test("a harness without a model has a card without one", async () => {
  using folder = await tempFolder();
  const { opened: _none, ...facts } = factsFor(folder.path);
  const built = await buildRunCard(facts, join(folder.path, "hashes.json"), signal);
  expect("model" in built).toBe(false);
  expect(parseRunCard(JSON.stringify(built), "run.json")).toEqual(built);
});

test("a model file is read once, and again when it has changed", async () => {
  using folder = await tempFolder({ "a.gguf": "one" });
  const file = join(folder.path, "a.gguf");
  const cache = join(folder.path, "cache/hashes.json");
  const then = new Date("2026-01-01T00:00:00Z");
  utimesSync(file, then, then);
  expect(await fileIdentity(file, cache, signal)).toEqual({
    name: "a.gguf",
    bytes: 3,
    sha256: sha256Of("one"),
  });
  // A file changed behind the back of size and time shows that it was not read again.
  writeFileSync(file, "two");
  utimesSync(file, then, then);
  expect((await fileIdentity(file, cache, signal)).sha256).toBe(sha256Of("one"));
  await writeFile(file, "three");
  expect((await fileIdentity(file, cache, signal)).sha256).toBe(sha256Of("three"));
  await writeFile(cache, "no JSON");
  expect((await fileIdentity(file, cache, signal)).sha256).toBe(sha256Of("three"));
  expect(JSON.parse(await readFile(cache, "utf8"))[file].sha256).toBe(sha256Of("three"));
});

test("a hash is that of the whole file, however many pieces it has", async () => {
  const content = "0123456789abcdef".repeat(600_000);
  using folder = await tempFolder({ "big.gguf": content });
  const { sha256 } = await fileIdentity(
    join(folder.path, "big.gguf"),
    join(folder.path, "c.json"),
    signal,
  );
  expect(sha256).toBe(sha256Of(content));
});

test.each([
  ["qwen3-8b-Q4_K_M.gguf", "Q4_K_M"],
  ["/m/glm-4.7-flash.iq2_xs.gguf", "IQ2_XS"],
  ["gpt-oss-20b-mxfp4.gguf", "MXFP4"],
  ["llama-3.2-1b-f16.gguf", "F16"],
  ["qwen3:8b-q8_0", "Q8_0"],
  ["model-BF16.gguf", "BF16"],
  ["qwen3:8b", undefined],
])("the quant of %p is %p", (name, quant) => {
  expect(quantOf(name)).toBe(quant);
});

function changed(change: (card: RunCard) => Partial<RunCard>): RunCard {
  return { ...card, ...change(card) };
}

const { model, protocol } = card;
const withModel = (change: object) => changed(() => ({ model: { ...model, ...change } as never }));
const withProtocol = (change: object) => changed(() => ({ protocol: { ...protocol, ...change } }));

test("two runs of one card may be compared", () => {
  expect(comparable(card, card)).toEqual([]);
  expect(remarksOn(card, card)).toEqual([]);
});

test.each([
  [
    "dataset",
    changed(({ dataset }) => ({ dataset: { ...dataset, hash: "9".repeat(64) } })),
    "The dataset differs: eeeeeeeeeeee and 999999999999.",
  ],
  ["tries", withProtocol({ tries: 1 }), "The number of tries differs: 2 and 1."],
  [
    "tests",
    withProtocol({ tests: "nothing" }),
    "What is shown of the tests differs: failures from the second try on and nothing.",
  ],
  ["time", withProtocol({ agentSeconds: 60 }), "The agent's time limit differs: 600 s and 60 s."],
  ["network", withProtocol({ network: true }), "The network differs: closed and open."],
  ["quant", withModel({ quant: "Q6_K" }), "The quant differs: Q4_K_M and Q6_K."],
  ["window", withModel({ window: 8192 }), "The window differs: 16384 and 8192."],
  [
    "template",
    withModel({ templateHash: "0".repeat(64) }),
    "The chat template differs: bbbbbbbbbbbb and 000000000000.",
  ],
  [
    "sampling",
    changed(() => ({ sampling: { temperature: 1 } })),
    'The sampling differs: {"temperature":0.2,"top_p":null} and {"temperature":1}.',
  ],
  [
    "version",
    changed(({ program }) => ({ program: { ...program, version: "0.2.0" } })),
    "localcode differs: 0.1.0 and 0.2.0.",
  ],
] as const)("another %s alone is a reason that is named", (_, other, reason) => {
  expect(comparable(card, other)).toEqual([reason]);
});

test("what is compared explains what comes with it, and no more", () => {
  const larger = withModel({ name: "large-Q6_K.gguf", quant: "Q6_K", window: 8192 });
  expect(comparable(card, larger)).toEqual([]);
  expect(comparable(card, { ...larger, protocol: { ...protocol, tries: 1 } })).toEqual([
    "The number of tries differs: 2 and 1.",
  ]);
  expect(comparable(card, withModel({ quant: "Q6_K" }), ["model"])).toEqual([]);
  expect(comparable(card, withModel({ window: 1 }), ["server"])).toEqual([
    "The window differs: 16384 and 1.",
  ]);
});

test("another machine is no reason, but it is said", () => {
  const other = changed(({ machine }) => ({ machine: { ...machine, cores: 16 }, seed: null }));
  expect(comparable(card, other)).toEqual([]);
  expect(remarksOn(card, other)).toEqual([
    "The machine differs: Small CPU, 2 cores and Small CPU, 16 cores. Seconds are not to be compared.",
    "The seed differs: 7 and not known.",
  ]);
});
