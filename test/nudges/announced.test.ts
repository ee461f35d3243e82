import { expect, test } from "bun:test";
import { announcedNudge } from "../../src/nudges/announced.ts";
import { callTools } from "../support/call-tools.ts";
import { viewOf, words } from "../support/nudged.ts";

const nudge = announcedNudge(words, 2);
const unread = words.unread_call.replace("{tools}", callTools.map((tool) => tool.name).join(", "));

test.each([
  "Let me read the file.",
  "Let me first look at the tests:",
  "Let me check the implementation…",
  "I'll now edit src/app.py",
  "I’ll start by reading the file.",
  "I will update the function now.",
  "I'm going to run the tests.",
  "Okay, I'll create the file now.",
  "Great! Now let me fix the bug:",
  "The test fails because of the sign. Let me fix it.",
  "I see the problem.\n\nFirst, let me look at the parser:\n",
  "Now I need to modify the constructor.",
  "Next, I will run the tests.",
  "We need to implement the roll method.",
])("%j announces a call", (text) => {
  expect(nudge.ask(viewOf({ text }))).toBe(words.announced);
});

test.each([
  "I've updated the file and the tests pass.",
  "Done. Let me know if you want more.",
  "Would you like me to run the tests?",
  "Let me explain: the loop runs once per turn.",
  "Let me read the file:\n\nIt has three functions.",
  "I will not change anything.",
  "You can run the tests with `bun test`.",
  "I'll leave that to you.",
  "I'll be happy to run your tests whenever you want.",
  "The function reads the file and updates the cache.",
  "I would read the file next, then edit it.",
  "Here is the list:\n- read\n- write",
  "Let me know which file to edit.",
  "4",
  "I need to know your Python version.",
])("%j is an answer", (text) => {
  expect(nudge.ask(viewOf({ text }))).toBeUndefined();
});

test.each([
  '<tool_call>\n{"name": "write", "arguments": {"path": "a", "content": "say "hi""}}\n</tool_call>',
  '<tool_call>\n{"name": "get_weather", "arguments": {}}\n</tool_call>',
  "<function=write>\n<parameter=content>\nimport os",
  '[TOOL_CALLS]frobnicate[ARGS]{"a": 1}',
  '```json\n{"name": "frobnicate", "arguments": {"a": 1}}\n```',
  '{"name": "frobnicate", "parameters": {"a": 1}}',
  "<|channel|>commentary to=functions.frobnicate<|message|>{}",
])("%j is a call that could not be read", (text) => {
  expect(nudge.ask(viewOf({ text }))).toBe(unread);
});

test.each([
  "Put it between `<tool_call>` tags.",
  'An example:\n\n```json\n{"name": "read", "arguments": {}}\n```\n\nThat is all.',
  "```xml\n<tool_call>\n</tool_call>\n```\nis the markup.",
])("%j is talk about calls", (text) => {
  expect(nudge.ask(viewOf({ text }))).toBeUndefined();
});

test("without tools nothing can be announced", () => {
  expect(nudge.ask(viewOf({ text: "Let me read the file." }, {}, []))).toBeUndefined();
});
