import { expect, test } from "bun:test";
import type { AgentEvent } from "../../src/core/event.ts";
import { idle, type Stage, stageAfter } from "../../src/tui/stage.ts";

function after(...events: readonly AgentEvent[]): Stage {
  return events.reduce<Stage>((stage, event, index) => stageAfter(stage, event, index), idle);
}

const text = (delta: string): AgentEvent => ({ type: "text", delta });

test("a request is out, is read, and is answered", () => {
  const prompt: AgentEvent = { type: "prompt", text: "Hi." };
  const reading = (done: number): AgentEvent => ({
    type: "progress",
    doing: "reading",
    done,
    total: 900,
    cached: 100,
  });
  expect(after(prompt)).toEqual({ type: "sent", sinceMs: 0 });
  expect(after(prompt, reading(300), reading(600))).toEqual({
    type: "reading",
    sinceMs: 1,
    done: 600,
    total: 900,
    from: 100,
  });
  expect(after(prompt, reading(900), text("He"), text("llo"))).toEqual({
    type: "writing",
    sinceMs: 2,
    chars: 5,
  });
});

test("another request is waited for before this one is read", () => {
  const waiting: AgentEvent = { type: "progress", doing: "waiting", done: 10, total: 100 };
  expect(after(waiting, waiting)).toEqual({ type: "queued", sinceMs: 0 });
});

test("a call is written, then run, then its result is read", () => {
  const call = { id: "1", name: "read", input: {} };
  const calling: AgentEvent = { type: "calling", name: "read", delta: '{"pa' };
  const written = after(text("So."), calling, calling);
  expect(written).toEqual({ type: "calling", sinceMs: 1, name: "read", chars: 8 });
  expect(stageAfter(written, { type: "call", call }, 9)).toEqual({
    type: "tool",
    sinceMs: 9,
    name: "read",
  });
  const result: AgentEvent = { type: "result", call, result: { text: "" }, ms: 1 };
  expect(stageAfter(written, result, 10)).toEqual({ type: "sent", sinceMs: 10 });
});

test("nothing is waited for after the end", () => {
  expect(after(text("So."), { type: "end", reason: "done", detail: "" })).toEqual(idle);
});
