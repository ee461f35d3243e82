import { expect, test } from "bun:test";
import type { ChatModel } from "../../src/core/model.ts";
import { babble } from "../../src/models/babble.ts";
import { minRepeatedChars, repetitionAtEnd } from "../../src/models/repetition.ts";
import { chunked, listen } from "../support/chunked.ts";

const notice = "Stopped the model: it said the same thing again and again.";

/** Says a beginning, then one block for ever; tells when it was cancelled. */
function endless(beginning: string, block: string, type: "text" | "thinking" | "calling") {
  const seen = { aborted: false, said: 0 };
  const model: ChatModel = {
    name: "endless",
    contextTokens: 32_768,
    async *stream(_request, signal) {
      signal.addEventListener("abort", () => (seen.aborted = true));
      yield { type: "text", delta: beginning };
      while (true) {
        seen.said += block.length;
        if (seen.said > 1_000_000) throw new Error("Nobody stopped it.");
        if (type === "calling") yield { type, name: "write", delta: block };
        else yield { type, delta: block };
      }
    },
  };
  return { model, seen };
}

test.each([
  ["a line", "I will now check the file again.\n"],
  ["a word", "the "],
  ["a character", "0"],
  ["empty lines", "\n"],
  [
    "a paragraph",
    `${"Wait, let me think about the scoring of a strike once more. ".repeat(8)}\n\n`,
  ],
])("a reply that repeats %s is stopped, cut and marked as cut", async (_what, block) => {
  const { model, seen } = endless("Let me look.\n", block, "text");
  const heard = await listen(babble(model));
  expect(heard.notices).toEqual([notice]);
  expect(seen.aborted).toBe(true);
  expect(seen.said).toBeLessThan(15_000);
  expect(heard.reply.truncated).toBe(true);
  expect(heard.reply.message.text).toStartWith("Let me look.\n");
  expect(heard.reply.message.text.length).toBeLessThan(2_000);
  expect(heard.reply.message.text.length).toBeGreaterThanOrEqual(13 + block.length);
});

test("thinking that repeats is stopped too, and the text stays", async () => {
  const { model } = endless("Hello.", "But wait. Maybe not. ", "thinking");
  const heard = await listen(babble(model));
  expect(heard.reply.truncated).toBe(true);
  expect(heard.reply.message.text).toBe("Hello.");
  expect(heard.reply.message.thinking).toStartWith("But wait. Maybe not. But wait.");
  expect(heard.reply.message.thinking.length).toBeLessThan(100);
});

test("arguments that repeat are stopped; no call is made of them", async () => {
  const { model } = endless("Hello.", "\\n    pass", "calling");
  const heard = await listen(babble(model));
  expect(heard.reply).toEqual({
    type: "reply",
    message: { role: "assistant", text: "Hello.", thinking: "", calls: [] },
    truncated: true,
    brokenOff: "repetition",
    usage: {},
  });
});

const numbers = Array.from({ length: 400 }, (_one, index) => index);
const honest: readonly (readonly [string, string])[] = [
  ["a table", numbers.map((n) => `| row ${n} | ${n * 7} | ok   |`).join("\n")],
  ["a numbered list", numbers.map((n) => `${n}. Check the file again.`).join("\n")],
  ["test code", numbers.map((n) => `  expect(score(${n})).toBe(${n * 3});`).join("\n")],
  [
    "JSON",
    JSON.stringify(
      numbers.map((n) => ({ id: n, name: "item", tags: [] })),
      null,
      2,
    ),
  ],
  ["a rule", `${"=".repeat(120)}\nTitle\n${"=".repeat(120)}\n`.repeat(3)],
  ["a small matrix", `[${"[0, 0, 0, 0, 0, 0, 0, 0],\n".repeat(8)}]`],
  ["a short refrain", `${"Row, row, row your boat.\n".repeat(40)}And that is the song.\n`],
  ["CSS", numbers.map((n) => `.m-${n} { margin: ${n}px; }`).join("\n")],
];

test.each(honest)("%s is no babble", async (_what, text) => {
  const heard = await listen(babble(chunked({ text }, 37)));
  expect(heard.notices).toEqual([]);
  expect(heard.reply).toMatchObject({ truncated: false, message: { text } });
});

test("a repetition counts from where it begins", () => {
  const text = `once upon a time:${"abc ".repeat(1_000)}`;
  expect(repetitionAtEnd(text)).toEqual({ start: 17, period: 4 });
});

test("a repetition that has ended is none", () => {
  expect(repetitionAtEnd(`${"abc ".repeat(1_000)} and so on.`)).toBeUndefined();
});

test("less than the threshold is no repetition", () => {
  expect(repetitionAtEnd("a".repeat(minRepeatedChars - 1))).toBeUndefined();
  expect(repetitionAtEnd("a".repeat(minRepeatedChars))).toEqual({ start: 0, period: 1 });
});
