import { expect, test } from "bun:test";
import { z } from "zod";
import type { Entry } from "../../src/core/event.ts";
import { heal, interruptedText, notStartedText } from "../../src/core/fold.ts";
import type { ToolCall } from "../../src/core/message.ts";
import { run } from "../../src/core/run.ts";
import { defineTool } from "../../src/core/tool.ts";
import { scripted } from "../../src/models/scripted.ts";
import { agentWith, collect } from "../support/agent.ts";

const never = new AbortController().signal;
const calls: readonly ToolCall[] = ["a", "b"].map((id) => ({
  id,
  name: "echo",
  input: { text: id },
}));
const prompt: Entry = { type: "prompt", text: "Hello" };

function reply(text: string, made: readonly ToolCall[] = []): Entry {
  const message = { role: "assistant" as const, text, thinking: "", calls: made };
  return { type: "reply", message, truncated: false, usage: {}, ms: 1 };
}

function result(call: ToolCall | undefined, text: string): Entry {
  return { type: "result", call: call ?? { id: "", name: "", input: {} }, result: { text }, ms: 1 };
}

test("an open call that had begun is told apart from one that had not", () => {
  const [first, second] = calls;
  const history: readonly Entry[] = [
    prompt,
    reply("", calls),
    { type: "call", call: first ?? { id: "", name: "", input: {} } },
  ];
  const failed = { failed: true as const };
  expect(heal(history)).toEqual([
    {
      type: "result",
      call: first as ToolCall,
      result: { text: interruptedText, ...failed },
      ms: 0,
    },
    {
      type: "result",
      call: second as ToolCall,
      result: { text: notStartedText, ...failed },
      ms: 0,
    },
  ]);
});

test("a conversation without open calls needs no healing", () => {
  expect(heal([])).toEqual([]);
  expect(heal([prompt, reply("", calls), result(calls[0], "a"), result(calls[1], "b")])).toEqual(
    [],
  );
});

test("without a prompt the run goes on where it broke off, with no word of ours", async () => {
  const model = scripted(["Done."]);
  const history = [prompt, reply("", calls), result(calls[0], "a"), result(calls[1], "b")];
  const { entries, outcome } = await collect(run(agentWith(model), history, undefined, never));
  expect(model.requests[0]?.messages.map(({ role }) => role)).toEqual([
    "user",
    "assistant",
    "tool",
    "tool",
  ]);
  expect(entries.map(({ type }) => type)).toEqual(["reply", "end"]);
  expect(outcome).toMatchObject({ reason: "done", text: "Done." });
});

test("a run that only its end was missing ends without a request", async () => {
  const model = scripted([]);
  const { entries } = await collect(
    run(agentWith(model), [prompt, reply("Hi.")], undefined, never),
  );
  expect(entries).toEqual([{ type: "end", reason: "done", detail: "" }]);
});

test("a call that ended the task ends it after a kill too", async () => {
  const stop: Entry = {
    type: "result",
    call: { id: "a", name: "echo", input: {} },
    result: { text: "I cannot.", stop: "blocked" },
    ms: 1,
  };
  const history = [prompt, reply("", calls.slice(0, 1)), stop];
  const { entries } = await collect(run(agentWith(scripted([])), history, undefined, never));
  expect(entries).toEqual([{ type: "end", reason: "blocked", detail: "I cannot." }]);
});

test("limits and nudges of a run go on counting after a kill", async () => {
  const nudges = [{ name: "sure", limit: 1, ask: () => "Are you sure?" }];
  const history: readonly Entry[] = [
    prompt,
    reply("Old."),
    { type: "nudge", name: "sure", text: "Are you sure?" },
    { type: "end", reason: "done", detail: "" },
    prompt,
    reply("New."),
    { type: "nudge", name: "sure", text: "Are you sure?" },
  ];
  const agent = agentWith(scripted(["Yes."]), { nudges });
  const { entries } = await collect(run(agent, history, undefined, never));
  expect(entries.map(({ type }) => type)).toEqual(["reply", "end"]);
  const limits = { ...agent.limits, maxTurns: 1 };
  const limited = await collect(run({ ...agent, limits }, history, undefined, never));
  expect(limited.outcome.reason).toBe("turn-limit");
});

test("a finish call that was followed by no end is asked about as it would have been", async () => {
  const finish = defineTool(
    { name: "finish", aliases: [], description: "", parameters: {}, feedback: {} },
    { input: z.object({}), effect: "read", run: async () => ({ text: "", stop: "done" as const }) },
  );
  const done: Entry = {
    type: "result",
    call: { id: "a", name: "finish", input: {} },
    result: { text: "Ended.", stop: "done" },
    ms: 1,
  };
  const nudges = [
    { name: "change", limit: 1, onFinish: true as const, ask: () => "Nothing was changed." },
  ];
  const agent = agentWith(scripted(["Right."]), { tools: [finish], nudges });
  const history = [prompt, reply("", [{ id: "a", name: "finish", input: {} }]), done];
  const { entries } = await collect(run(agent, history, undefined, never));
  expect(entries.map(({ type }) => type)).toEqual(["nudge", "reply", "end"]);
});
