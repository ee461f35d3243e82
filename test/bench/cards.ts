import type { RunCard } from "../../src/bench/run-card.ts";

const hash = (letter: string) => letter.repeat(64);

export const card: RunCard = {
  version: 1,
  name: "tiny",
  started: "2026-11-21T10:00:00.000Z",
  harness: { name: "self", version: "0.1.0" },
  agent: "tiny",
  model: {
    name: "tiny-Q4_K_M.gguf",
    runtime: "llamacpp",
    file: { name: "tiny-Q4_K_M.gguf", bytes: 9_100_000, sha256: hash("a") },
    server: "b4748 /models/tiny-Q4_K_M.gguf",
    quant: "Q4_K_M",
    templateHash: hash("b"),
    window: 16_384,
    windowSource: "llama-server /props",
    slots: 2,
  },
  sampling: { temperature: 0.2, top_p: null },
  seed: 7,
  threads: null,
  fields: { agent: "tiny", max_turns: 20 },
  prompts: { system: hash("c"), tools: hash("d") },
  dataset: { name: "starter", hash: hash("e"), exercises: 24 },
  protocol: {
    tries: 2,
    repeats: 1,
    tests: "failures from the second try on",
    agentSeconds: 600,
    testSeconds: 180,
    sandbox: "bwrap",
    network: false,
    jobs: 2,
    toolchains: { python: "python 3.12.1" },
  },
  program: { version: "0.1.0", commit: "f".repeat(40), changed: false },
  machine: {
    cpu: "Small CPU",
    cores: 2,
    memoryBytes: 8 * 2 ** 30,
    gpus: [],
    os: "Linux 6.1 x64",
    bun: "1.4.5",
  },
  flags: ["bench", "run", "tiny"],
};
