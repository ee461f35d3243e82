import { describe, expect, test } from "bun:test";
import { textCalls } from "../../src/models/text-calls.ts";
import { type ThinkTagOptions, thinkTags } from "../../src/models/think-tags.ts";
import { callTools } from "../support/call-tools.ts";
import { chunked, listen, type Said } from "../support/chunked.ts";

type Case = readonly [
  what: string,
  text: string,
  said: { readonly text: string; readonly thinking: string; readonly field?: string },
];

const cases: readonly Case[] = [
  [
    "think tags (Qwen 3, DeepSeek R1)",
    "<think>\nLet me see.\n</think>\n\nIt is 4.",
    { text: "\n\nIt is 4.", thinking: "\nLet me see.\n", field: "<think>" },
  ],
  [
    "empty think tags",
    "<think>\n\n</think>\n\nIt is 4.",
    { text: "\n\nIt is 4.", thinking: "\n\n", field: "<think>" },
  ],
  [
    "thinking tags",
    "<thinking>Hm.</thinking>Yes.",
    { text: "Yes.", thinking: "Hm.", field: "<thinking>" },
  ],
  [
    "Magistral's tags",
    "[THINK]Hm.[/THINK]Yes.",
    { text: "Yes.", thinking: "Hm.", field: "[THINK]" },
  ],
  [
    "Seed-OSS's tags",
    "<seed:think>Hm.</seed:think>Yes.",
    { text: "Yes.", thinking: "Hm.", field: "<seed:think>" },
  ],
  [
    "Gemma 4's channel",
    "<|channel>thought\nHm.<channel|>Yes.",
    { text: "Yes.", thinking: "\nHm.", field: "<|channel>thought" },
  ],
  [
    "no opening tag, because the prompt held it",
    "First I look.\nThen I edit.\n</think>\n\nDone.",
    { text: "\n\nDone.", thinking: "First I look.\nThen I edit.\n", field: "<think>" },
  ],
  [
    "no closing tag",
    "<think>\nI should read the file and",
    { text: "", thinking: "\nI should read the file and", field: "<think>" },
  ],
  [
    "a second block after some text",
    "<think>a</think>One.\n<think>b</think>Two.",
    { text: "One.\nTwo.", thinking: "ab", field: "<think>" },
  ],
  [
    "no tags",
    "Just text with a < b and c > d.",
    { text: "Just text with a < b and c > d.", thinking: "" },
  ],
  [
    "tags that the text is about",
    "Put it in `<think>` and `</think>` tags:\n```\n<think>\nx\n</think>\n```\nOr <think>not here</think>.",
    {
      text: "Put it in `<think>` and `</think>` tags:\n```\n<think>\nx\n</think>\n```\nOr <think>not here</think>.",
      thinking: "",
    },
  ],
  [
    "tags in a call's arguments",
    "<tool_call>\n<function=write>\n<parameter=content>\n<think>\nx\n</think>\n</parameter>",
    {
      text: "<tool_call>\n<function=write>\n<parameter=content>\n<think>\nx\n</think>\n</parameter>",
      thinking: "",
    },
  ],
  [
    "channels (gpt-oss)",
    "<|channel|>analysis<|message|>User asks 2+2.<|end|><|start|>assistant<|channel|>final<|message|>It is 4.<|return|>",
    { text: "It is 4.", thinking: "User asks 2+2.", field: "<|channel|>analysis" },
  ],
  [
    "analysis, a preamble and the answer",
    "<|channel|>analysis<|message|>A.<|end|><|start|>assistant<|channel|>commentary<|message|>I look.<|end|><|start|>assistant<|channel|>final<|message|>Done.",
    { text: "I look.\n\nDone.", thinking: "A.", field: "<|channel|>analysis" },
  ],
  [
    "two analyses",
    "<|channel|>analysis<|message|>A.<|end|><|start|>assistant<|channel|>analysis<|message|>B.<|end|><|start|>assistant<|channel|>final<|message|>C.",
    { text: "C.", thinking: "A.\n\nB.", field: "<|channel|>analysis" },
  ],
  [
    "an analysis that nothing follows",
    "<|channel|>analysis<|message|>We need to read the file.",
    { text: "", thinking: "We need to read the file.", field: "<|channel|>analysis" },
  ],
  [
    "a channel whose header breaks off",
    '<|channel|>analysis<|message|>A.<|end|><|start|>assistant<|channel|>final {"answer": "hi"}<|return|>',
    { text: '{"answer": "hi"}', thinking: "A.", field: "<|channel|>analysis" },
  ],
  [
    "only the final channel",
    "<|channel|>final<|message|>I'm in the middle of",
    { text: "I'm in the middle of", thinking: "" },
  ],
  [
    "channels whose tokens were stripped",
    "analysisWe need to answer. The answer is four.assistantfinalfour",
    {
      text: "four",
      thinking: "We need to answer. The answer is four.",
      field: "<|channel|>analysis",
    },
  ],
  [
    "a word that begins like a channel",
    "analysisResult is a variable.",
    { text: "analysisResult is a variable.", thinking: "" },
  ],
];

const hear = (said: Said, size: number, options: ThinkTagOptions = {}) =>
  listen(thinkTags(chunked(said, size), options));

describe.each([1, 2, 7, 100_000])("in pieces of %d characters", (size) => {
  test.each(cases)("%s", async (_what, text, said) => {
    const heard = await hear({ text }, size);
    const { field, ...rest } = said;
    expect(heard.reply.message).toEqual({
      role: "assistant",
      ...rest,
      calls: [],
      ...(field === undefined ? {} : { thinkingField: field }),
    });
  });
});

test.each(cases.filter(([what]) => !what.startsWith("no opening")))(
  "what is shown is what is kept: %s",
  async (_what, text, said) => {
    const heard = await hear({ text }, 3);
    expect({ text: heard.text, thinking: heard.thinking }).toEqual({
      text: said.text,
      thinking: said.thinking,
    });
  },
);

test("where the prompt opens the thinking, nothing of it is shown as text", async () => {
  const text = "First I look.\n</think>\n\nDone.";
  const heard = await hear({ text }, 4, { opened: true });
  expect(heard.thinking).toBe("First I look.\n");
  expect(heard.text).toBe("\n\nDone.");
});

test("where the server has taken the thinking out, the text is text", async () => {
  const said = { thinking: "Hm.", text: "Done.", thinkingField: "reasoning_content" };
  const heard = await hear(said, 2, { opened: true });
  expect(heard.reply.message).toEqual({ role: "assistant", calls: [], ...said });
});

test("thinking of the server and of a tag are both kept", async () => {
  const said = { thinking: "One.", text: "<think>Two.</think>Done.", thinkingField: "reasoning" };
  const heard = await hear(said, 2);
  expect(heard.reply.message).toEqual({
    role: "assistant",
    calls: [],
    text: "Done.",
    thinking: "One.\n\nTwo.",
    thinkingField: "reasoning",
  });
});

test("a call in the thinking is not read, one after it is", async () => {
  const call = '<tool_call>\n{"name": "ls", "arguments": {}}\n</tool_call>';
  const text = `<think>\n${call}\n</think>\n${call.replace("{}", '{"path": "src"}')}`;
  const heard = await listen(textCalls(thinkTags(chunked({ text }, 5)), callTools), callTools);
  expect(heard.reply.message.calls.map((one) => one.input)).toEqual([{ path: "src" }]);
  expect(heard.reply.message.thinking).toBe(`\n${call}\n`);
});

test.each([
  [
    '<|channel|>analysis<|message|>Look.<|end|><|start|>assistant<|channel|>commentary to=functions.read <|constrain|>json<|message|>{"path":"a"}<|call|>',
    "",
  ],
  [
    '<|channel|>analysis<|message|>Look.<|end|><|start|>assistant to=functions.read<|channel|>commentary<|message|>{"path":"a"}<|call|><|start|>assistant<|channel|>final<|message|>Done.',
    "Done.",
  ],
  [
    '<|channel|>analysis<|message|>Look.<|end|><|start|>assistant<|channel|>analysis to=functions.read code<|message|>{"path":"a"}<|end|><|start|>assistant<|channel|>final<|message|>Done.',
    "Done.",
  ],
  ['analysisWe look.assistantcommentary to=functions.read json{"path":"a"}', ""],
])("analysis and call of gpt-oss are told apart: %s", async (text, rest) => {
  for (const size of [1, 6, 1_000]) {
    const heard = await listen(textCalls(thinkTags(chunked({ text }, size)), callTools), callTools);
    const { message } = heard.reply;
    expect(message.calls.map(({ name, input }) => ({ name, input }))).toEqual([
      { name: "read", input: { path: "a" } },
    ]);
    expect(message.thinking).toMatch(/^(We l|L)ook\.$/);
    expect(message.text).toBe(rest);
    expect(heard.text.trim()).toBe(rest);
  }
});
