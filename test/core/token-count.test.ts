import { expect, test } from "bun:test";
import { fixedPart, messagesTokens } from "../../src/core/budget.ts";
import type { Entry } from "../../src/core/event.ts";
import type { Usage } from "../../src/core/model.ts";
import { openRecord } from "../../src/core/record.ts";
import { echo } from "../support/echo.ts";

const start = fixedPart("You are a test.", [echo.schema]);
const fixed = start.tokens();
const prompt: Entry = { type: "prompt", text: "The parser counts blanks. ".repeat(20) };
const estimated = fixed + messagesTokens([{ role: "user", text: prompt.text }]);
const margin = 1.15;

function reply(usage: Usage): Entry {
  const message = { role: "assistant" as const, text: "Yes.", thinking: "", calls: [] };
  return { type: "reply", message, truncated: false, usage, ms: 1 };
}

function expectedAfter(...history: readonly Entry[]): number {
  return openRecord({ history, fixed: start, runStart: 0 }).expectedTokens();
}

test("before any count the estimate is taken with a margin", () => {
  expect(expectedAfter(prompt)).toBe(Math.ceil(estimated * margin));
});

test("the server's own count of prompt and answer is taken as it is", () => {
  expect(expectedAfter(prompt, reply({ inputTokens: 300, outputTokens: 7 }))).toBe(307);
});

test("what is new is estimated with the ratio that the server's count gave", () => {
  const nudge: Entry = { type: "nudge", name: "n", text: "Go on with the next step now." };
  const fresh = messagesTokens([{ role: "user", text: nudge.text }]);
  const inputTokens = estimated * 2;
  expect(expectedAfter(prompt, reply({ inputTokens, outputTokens: 7 }), nudge)).toBe(
    inputTokens + 7 + Math.ceil(fresh * 2 * margin),
  );
});

test("a count that leaves out what the server had in its cache is not believed", () => {
  expect(expectedAfter(prompt, reply({ inputTokens: 12, outputTokens: 7 }))).toBeGreaterThan(
    estimated,
  );
});

test("after a summary the ratio stays and the count is forgotten", () => {
  const summary: Entry = { type: "summary", text: "The past.", kept: 0, clipChars: 0 };
  const left = fixed + messagesTokens([{ role: "user", text: summary.text }]);
  const counted = reply({ inputTokens: estimated * 2, outputTokens: 7 });
  expect(expectedAfter(prompt, counted, summary)).toBe(Math.ceil(left * 2 * margin));
});
