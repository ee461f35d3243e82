import { expect, test } from "bun:test";
import type { AgentEvent, Entry } from "../../src/core/event.ts";
import type { AssistantMessage } from "../../src/core/message.ts";
import { emptyView, show, type View } from "../../src/tui/view.ts";

function after(events: readonly AgentEvent[], view: View = emptyView): View {
  return events.reduce(
    (now, event, index) => show(now, { type: "event", event, atMs: index * 1_000 }),
    view,
  );
}

const text = (delta: string): AgentEvent => ({ type: "text", delta });
const thinking = (delta: string): AgentEvent => ({ type: "thinking", delta });
const call = { id: "1", name: "shell", input: { command: "ls" } };

function reply(message: Partial<AssistantMessage>, usage = {}): Entry {
  const whole = { role: "assistant", text: "", thinking: "", calls: [], ...message } as const;
  return { type: "reply", message: whole, truncated: false, usage, ms: 5 };
}

test("a reply that streams is shown in finished blocks, and its rest at its end", () => {
  const streamed = after([text("# One\n\nFirst para"), text("graph.\n\nSecond\nSecond")]);
  expect(streamed.items).toEqual([
    { type: "text", text: "# One\n\nFirst paragraph.\n\n", first: true },
  ]);
  expect(streamed.live.text).toBe("Second\nSecond");
  const whole = after([reply({ text: "# One\n\nFirst paragraph.\n\nSecond\nSecond" })], streamed);
  expect(whole.items.at(-1)).toEqual({ type: "text", text: "Second\nSecond", first: false });
  expect(whole.live.text).toBe("");
});

test("a reply that did not stream is shown from its message", () => {
  expect(after([reply({ text: "Done.", thinking: "Hm." })]).items).toEqual([
    { type: "thinking", text: "Hm.", ms: 0 },
    { type: "text", text: "Done.", first: true },
  ]);
});

test("thinking is over when the text begins", () => {
  const view = after([thinking("I look"), thinking(" around."), text("So")]);
  expect(view.items).toEqual([{ type: "thinking", text: "I look around.", ms: 2_000 }]);
  expect(view.live.thinking).toBeUndefined();
});

test("a call runs in the live part and is finished with its result", () => {
  const running = after([
    { type: "call", call },
    { type: "output", callId: "1", chunk: "a\n" },
    { type: "output", callId: "1", chunk: "b\n" },
    { type: "output", callId: "other", chunk: "c\n" },
  ]);
  expect(running.live.call).toMatchObject({ state: "running", output: "a\nb\n" });
  const result: Entry = { type: "result", call, result: { text: "a\nb", failed: true }, ms: 40 };
  const done = after([result], running);
  expect(done.items).toEqual([
    { type: "call", call, state: "failed", ms: 40, output: "a\nb\n", nested: [] },
  ]);
  expect([done.live.call, done.total.calls]).toEqual([undefined, 1]);
});

test("a run that is stopped keeps what had come", () => {
  const view = after([
    text("Half a sen"),
    { type: "end", reason: "cancelled", detail: "Interrupted." },
  ]);
  expect(view.items).toEqual([
    { type: "text", text: "Half a sen", first: true },
    { type: "end", reason: "cancelled", detail: "Interrupted." },
  ]);
  expect([view.live.text, view.stage]).toEqual(["", { type: "idle" }]);
});

test("the window's use is what the server counted, and what came since", () => {
  const counted = after([reply({ text: "x" }, { inputTokens: 900, outputTokens: 100 })]);
  expect([counted.countedTokens, counted.addedTokens]).toEqual([1_000, 0]);
  const result: Entry = { type: "result", call, result: { text: "word ".repeat(400) }, ms: 1 };
  expect(after([result], counted).addedTokens).toBeGreaterThan(200);
});

test("only the end of a long transcript is kept, and its count goes on", () => {
  const notices = Array.from(
    { length: 1_500 },
    (_, at): Entry => ({
      type: "notice",
      text: `Notice ${at}.`,
    }),
  );
  const view = after(notices);
  expect(view.items.length).toBeLessThan(700);
  expect(view.dropped + view.items.length).toBe(1_500);
  expect(view.items.at(-1)).toEqual({ type: "notice", level: "plain", text: "Notice 1499." });
});

test("an old session shows its tail, with no clock running", () => {
  const old: readonly Entry[] = [
    { type: "prompt", text: "List." },
    reply({ text: "I list.", calls: [call] }, { inputTokens: 50 }),
    { type: "call", call },
  ];
  const view = show(emptyView, { type: "replay", entries: old });
  expect(view.items.map(({ type }) => type)).toEqual(["prompt", "text"]);
  expect([view.live.call, view.stage, view.total.replies]).toEqual([
    undefined,
    { type: "idle" },
    0,
  ]);
});
