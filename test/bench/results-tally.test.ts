import { expect, test } from "bun:test";
import gateWords from "../../prompts/gates.json";
import loopWords from "../../prompts/loop.json";
import { errorCategory } from "../../src/bench/results-errors.ts";
import { emptyTry, tallyTry } from "../../src/bench/results-tally.ts";
import type { AgentEvent, Entry } from "../../src/core/event.ts";
import type { Usage } from "../../src/core/model.ts";
import { fill } from "../../src/lib/template.ts";
import editWords from "../../tools/edit.json";

function reply(usage: Usage, ms = 500): AgentEvent {
  const message = { role: "assistant", text: "", thinking: "", calls: [] } as const;
  return { type: "reply", message, truncated: false, usage, ms };
}

function result(
  name: string,
  input: object,
  text: string,
  failed = true,
): Extract<Entry, { type: "result" }> {
  const call = { id: "1", name, input };
  return { type: "result", call, result: { text, ...(failed ? { failed: true } : {}) }, ms: 1 };
}

const notFound = fill(editWords.feedback.not_found, { path: "a.py" });

test("a try is counted from its events, sub-agents and probes with it", () => {
  const usage = {
    inputTokens: 100,
    cachedTokens: 40,
    outputTokens: 10,
    prefillMs: 30,
    decodeMs: 200,
  };
  const events: AgentEvent[] = [
    { type: "prompt", text: "Do." },
    reply(usage),
    result("read_file", { path: "a.py" }, "text", false),
    { type: "nested", callId: "1", event: reply(usage) },
    {
      type: "phase",
      from: "",
      to: "plan",
      why: "",
      hint: "",
      usage: { inputTokens: 7, outputTokens: 1 },
    },
    result("edit", { path: "a.py" }, `${notFound} More.`),
    { type: "nudge", name: "empty", text: "Go on." },
    { type: "end", reason: "turn-limit", detail: "Enough." },
  ];
  expect(tallyTry(events)).toEqual({
    ...emptyTry,
    turns: 1,
    calls: 2,
    toolErrors: 1,
    nudges: 1,
    inputTokens: 207,
    cachedTokens: 80,
    outputTokens: 21,
    prefillTokens: 120,
    prefillMs: 60,
    decodeTokens: 20,
    decodeMs: 400,
    tools: { read: { calls: 1, errors: 0 }, edit: { calls: 1, errors: 1 } },
    errors: { "edit.not_found": 1 },
    mechanisms: { nudge_empty: 1 },
    steps: ["read_file[a.py] * edit[a.py]!"],
    stepTurn: 1,
    end: "turn-limit",
    detail: "Enough.",
  });
});

test("where the server tells no times, the reply's own is taken and called an estimate", () => {
  const tally = tallyTry([reply({ inputTokens: 100, outputTokens: 30 }, 1500)]);
  expect(tally).toEqual({
    ...emptyTry,
    turns: 1,
    inputTokens: 100,
    outputTokens: 30,
    decodeTokens: 30,
    decodeMs: 1500,
    estimated: true,
  });
});

test("calls of one reply are one step, those of the next another one", () => {
  const events = [
    reply({}),
    result("read", { path: "a.py" }, "", false),
    result("read", { path: "b.py" }, "", false),
    reply({}),
    result("finish", {}, "", false),
  ];
  expect(tallyTry(events).steps).toEqual(["read[a.py] * read[b.py]", "finish"]);
});

test("a harness that tells no end has failed", () => {
  expect(tallyTry([]).end).toBe("failed");
});

test.each([
  ["edit.not_found", result("edit", {}, notFound)],
  ["edit.not_found", result("str_replace", {}, notFound)],
  [
    "call_unknown_tool",
    result(
      "wrte",
      {},
      fill(loopWords.call_unknown_tool, { name: "wrte", near: "", tools: "read" }),
    ),
  ],
  [
    "call_missing",
    result(
      "edit",
      {},
      fill(loopWords.call_missing, { tool: "edit", parameter: "path", example: "{}" }),
    ),
  ],
  [
    "permission_denied",
    result("shell", {}, fill(gateWords.permission_denied, { what: "rm", why: "No.", instead: "" })),
  ],
  ["unread", result("edit", {}, fill(gateWords.unread, { path: "a.py" }))],
  ["shell.exit", result("shell", { command: "false" }, "exit code 1")],
  ["read.other", result("read", {}, "Something new.")],
  ["nope.other", result("nope", {}, "Something new.")],
])("a failed call is of the category %p by the words it was answered with", (category, entry) => {
  expect(errorCategory(entry)).toBe(category);
});
