import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import tokenizer from "llama3-tokenizer-js";
import type { Message } from "../../src/core/message.ts";
import type { ChatModel, ChatRequest, Usage } from "../../src/core/model.ts";
import { scripted } from "../../src/models/scripted.ts";
import { type TripwireOptions, tripwire } from "../../src/models/tripwire.ts";
import { failureOf, replyOf } from "../support/model.ts";

const tokensOf = (text: string) => tokenizer.encode(text, { bos: false, eos: false }).length;

const user = (text: string): Message => ({ role: "user", text });
const said = (text: string, thinking = ""): Message => ({
  role: "assistant",
  text,
  thinking,
  calls: [],
});
const result = (text: string): Message => ({ role: "tool", callId: "x", name: "read", text });

const requestOf = (messages: readonly Message[]): ChatRequest => ({
  system: "You are a test.",
  messages,
  tools: [],
});

/** A model whose server reports these counts, in turn. */
function counting(counts: readonly Usage[], options: TripwireOptions = {}): ChatModel {
  return tripwire(scripted(counts.map((usage) => ({ text: "ok", usage }))), options);
}

const source = readFileSync(join(import.meta.dir, "../../src/models/schema.ts"), "utf8");
const prose = "The server cut the prompt without a word, and the model forgot its task. ".repeat(
  400,
);

test("a count far below the texts is a cut prompt, with what was seen, what was sent and the fix", async () => {
  const model = counting([{ inputTokens: 2_050 }], { fix: "Set num_ctx to 16384." });
  const { error } = await failureOf(model, requestOf([user(prose)]));
  expect(error).toMatchObject({ kind: "prompt-cut" });
  expect(String(error)).toMatch(
    /^ModelError: The server cut the prompt: it read 2050 of at least \d{4} tokens, so the model did not see all of it\. Set num_ctx to 16384\.$/,
  );
});

test("a count that hardly grows while a long result is added is a cut prompt", async () => {
  const model = counting([{ inputTokens: 4_000 }, { inputTokens: 4_090 }]);
  const first = [user(source)];
  await replyOf(model, requestOf(first));
  const { error } = await failureOf(model, requestOf([...first, said("ok"), result(source)]));
  expect(error).toMatchObject({ kind: "prompt-cut" });
});

test("a count that falls although the prompt only grew is a cut prompt", async () => {
  const model = counting([{ inputTokens: 8_000 }, { inputTokens: 4_096 }]);
  const first = [user("Go")];
  await replyOf(model, requestOf(first));
  const { error } = await failureOf(model, requestOf([...first, said("ok"), user("Go on")]));
  expect(error).toMatchObject({ kind: "prompt-cut" });
});

test.each<[string, Usage]>([
  ["no count", {}],
  ["a count of zero", { inputTokens: 0 }],
  ["a count of only what is new", { inputTokens: 40 }],
])("%s says nothing", async (_, usage) => {
  expect((await replyOf(counting([usage]), requestOf([user(prose)]))).usage).toEqual(usage);
});

test("a template that drops earlier thinking is no cut", async () => {
  const thought = said("ok", prose);
  const first = [user("Go"), thought, result("ok")];
  const model = counting([{ inputTokens: tokensOf(prose) + 60 }, { inputTokens: 300 }]);
  await replyOf(model, requestOf(first));
  await replyOf(model, requestOf([...first, said("ok"), user("Go on")]));
});

test("another conversation on the same model, or one that was compacted, is not compared", async () => {
  const model = counting([{ inputTokens: 8_000 }, { inputTokens: 300 }, { inputTokens: 290 }]);
  await replyOf(model, requestOf([user("One")]));
  await replyOf(model, requestOf([user("Two"), said("ok"), user("Three")]));
  await replyOf(model, requestOf([user("Summary"), user("Three")]));
});

/** Texts on which estimates go wrong: each is counted by the real tokenizer and must not trip. */
const texts: Readonly<Record<string, string>> = {
  code: source,
  prose,
  json: readFileSync(join(import.meta.dir, "../../package.json"), "utf8").repeat(5),
  chinese: "这是一个用于测试的句子，包含许多汉字和标点符号。".repeat(100),
  japanese: "日本語のテキストも少し入れておきます。カタカナもあります。".repeat(100),
  korean: "한국어 문장도 있습니다. 시험을 위한 글입니다. ".repeat(100),
  russian: "Это предложение нужно только для проверки. ".repeat(100),
  indentation: `${" ".repeat(60)}x\n`.repeat(300),
  tabs: `${"\t".repeat(12)}y;\n\n\n\n`.repeat(300),
  rules: `${"-".repeat(80)}\n${"=".repeat(80)}\n${"#".repeat(40)}\n`.repeat(100),
  table: `| a    | b    |\n|------|------|\n`.repeat(200),
  blank: `${" ".repeat(400)}\n`.repeat(20),
  newlines: "\n".repeat(5_000),
  letters: "a".repeat(5_000),
  zeros: "0".repeat(5_000),
  emoji: "😀🎉👍".repeat(300),
  boxes: "┌──────┐│ text │└──────┘\n".repeat(200),
  hex: Array.from({ length: 300 }, (_, at) => Bun.hash(`${at}`).toString(16)).join("\n"),
};

test.each(Object.entries(texts))("no false alarm on %s", async (_, text) => {
  const first = requestOf([user(text)]);
  const count = tokensOf(first.system) + tokensOf(text);
  const model = counting([{ inputTokens: count }, { inputTokens: 2 * count }]);
  await replyOf(model, first);
  await replyOf(model, requestOf([...first.messages, said("ok"), result(text)]));
});

const piece = fc.oneof(
  fc.constantFrom(
    "function",
    " the ",
    "    ",
    "\n",
    "\t",
    "){",
    "====",
    "你好",
    "é",
    "0x1f",
    "-->",
  ),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.lorem({ maxCount: 8 }),
);

test("property: no false alarm on any mixture of texts", async () => {
  const mixture = fc
    .array(piece, { minLength: 50, maxLength: 400 })
    .map((pieces) => pieces.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(mixture, { minLength: 1, maxLength: 3 }), async (parts) => {
      const request = requestOf(parts.map(user));
      const count = parts.reduce((sum, text) => sum + tokensOf(text), tokensOf(request.system));
      // A vocabulary of twice the size makes about a tenth less of a text.
      await replyOf(counting([{ inputTokens: Math.ceil(count * 0.9) }]), request);
    }),
    { numRuns: 40 },
  );
}, 30_000);
