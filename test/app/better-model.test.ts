import { expect, test } from "bun:test";
import { betterModel } from "../../src/app/better-model.ts";
import models from "../../src/app/better-models.json";

function commandFor(gb: number, ...programs: readonly string[]): string {
  return betterModel({ memoryBytes: gb * 2 ** 30, has: (name) => programs.includes(name) }).command;
}

test("the larger the memory, the larger the model", () => {
  const commands = [2, 8, 16, 24, 64].map((gb) => commandFor(gb, "ollama"));
  expect(commands).toEqual([
    "ollama pull qwen3:1.7b",
    "ollama pull qwen3:4b",
    "ollama pull qwen3:8b",
    "ollama pull gpt-oss:20b",
    "ollama pull qwen3-coder:30b",
  ]);
});

test("without Ollama it is llama-server that brings it, and where that is missing too it is said", () => {
  const machine = { memoryBytes: 16 * 2 ** 30 };
  const command = "llama-server -hf Qwen/Qwen3-8B-GGUF:Q4_K_M --jinja";
  const there = betterModel({ ...machine, has: (name) => name === "llama-server" });
  expect(there).toEqual({ name: "Qwen3 8B", command, needs: "" });
  const missing = betterModel({ ...machine, has: () => false });
  expect(missing).toEqual({ ...there, needs: "llama-server is a program of llama.cpp" });
});

test("the table begins with the largest need and ends with what any machine has", () => {
  const needs = models.map(({ needsGb }) => needsGb);
  expect(needs).toEqual([...needs].sort((one, other) => other - one));
  expect(needs.at(-1)).toBe(0);
});
