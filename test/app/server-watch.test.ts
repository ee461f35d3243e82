import { expect, test } from "bun:test";
import { changedSince, keepAliveMs, prefixOf, watchServer } from "../../src/app/server-watch.ts";
import type { Entry } from "../../src/core/event.ts";
import { echo } from "../support/echo.ts";

const was = { agent: "default", model: "qwen3", prefix: "abc", server: "b1 qwen3.gguf" };

test("what is not as it was is named, the most telling first", () => {
  expect(changedSince(undefined, was)).toEqual([]);
  expect(changedSince(was, was)).toEqual([]);
  expect(changedSince(was, { ...was, model: "glm", prefix: "x" })).toEqual(["the model"]);
  expect(changedSince(was, { ...was, agent: "compact", prefix: "x" })).toEqual(["the agent"]);
  expect(changedSince(was, { ...was, prefix: "x", server: "b2 qwen3.gguf" })).toEqual([
    "the system text or the tool list",
    "the server",
  ]);
});

test("a session of an older version tells less and accuses nothing", () => {
  expect(changedSince({ agent: "default", model: "qwen3" }, was)).toEqual([]);
});

test("the prefix is one word that changes with the system text and with each tool", () => {
  const tools = [echo.schema];
  expect(prefixOf("You are.", tools)).toBe(prefixOf("You are.", tools));
  expect(prefixOf("You are!", tools)).not.toBe(prefixOf("You are.", tools));
  expect(prefixOf("You are.", [])).not.toBe(prefixOf("You are.", tools));
});

test("the pause is from the end of one reply to the request of the next", () => {
  let now = 0;
  const watch = watchServer(
    { changed: ["the model"], endedMs: 0, keepAliveMs: 300_000 },
    () => now,
  );
  const message = { role: "assistant" as const, text: "Yes.", thinking: "", calls: [] };
  const reply: Entry = { type: "reply", message, truncated: false, usage: {}, ms: 10_000 };
  now = 70_000;
  watch.heard(reply);
  expect(watch.around()).toEqual({
    changed: ["the model"],
    keepAliveMs: 300_000,
    pausedMs: 60_000,
  });
  now = 85_000;
  watch.heard({ type: "notice", text: "Something else." });
  watch.heard(reply);
  expect(watch.around()).toEqual({ changed: [], keepAliveMs: 300_000, pausedMs: 5_000 });
});

test("only Ollama lets a model go, after what was asked for or five minutes", () => {
  const minute = 60_000;
  expect(keepAliveMs("llama-server", {})).toBe(Number.POSITIVE_INFINITY);
  expect(keepAliveMs("ollama", {})).toBe(5 * minute);
  expect(keepAliveMs("ollama", { keep_alive: "30m" })).toBe(30 * minute);
  expect(keepAliveMs("ollama", { keep_alive: 90 })).toBe(1.5 * minute);
  expect(keepAliveMs("ollama", { keep_alive: -1 })).toBe(Number.POSITIVE_INFINITY);
  expect(keepAliveMs("ollama", { keep_alive: "for ever" })).toBe(5 * minute);
});
