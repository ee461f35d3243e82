import { expect, test } from "bun:test";
import { emptyNudge } from "../../src/nudges/empty.ts";
import { viewOf, words } from "../support/nudged.ts";

const nudge = emptyNudge(words, 2);

test.each([
  "",
  "  \n",
  "<|channel|>",
  "<|start|>assistant<|channel|>final<|message|>",
  "<|im_end|>",
  "</s>",
  '{"',
  "[TOOL_CALLS]",
  "```json\n```",
  "assistant",
  "<tool_call>\n</tool_call>",
])("%j is an empty reply", (text) => {
  expect(nudge.ask(viewOf({ text }))).toBe(words.empty);
});

test("a reply with nothing but thinking is told so", () => {
  expect(nudge.ask(viewOf({ text: "\n\n", thinking: "Let me see." }))).toBe(words.only_thinking);
});

test.each(["4", "Done.", "👍 ok", "是", "{}: yes", "<b>bold</b>", "final answer", "..."])(
  "%j is an answer",
  (text) => {
    expect(nudge.ask(viewOf({ text }))).toBeUndefined();
  },
);
