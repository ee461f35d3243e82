import { expect, setDefaultTimeout, test } from "bun:test";
import fc from "fast-check";
import {
  ChatMLChatWrapper,
  type ChatWrapper,
  GemmaChatWrapper,
  HarmonyChatWrapper,
  JinjaTemplateChatWrapper,
  Llama3_1ChatWrapper,
  MistralChatWrapper,
  QwenChatWrapper,
} from "node-llama-cpp";
import { interruptedText } from "../../../src/core/fold.ts";
import type { Message } from "../../../src/core/message.ts";
import { historyOf } from "../../../src/models/llama/history.ts";
import { withPlainResults } from "../../../src/models/llama/wrapper.ts";
import { toolTemplate } from "../../support/tiny-gguf.ts";

setDefaultTimeout(30_000);

const system = "You are a test.";

test("a reply, its results and the next reply are one item; prompts in a row are joined", () => {
  const messages: readonly Message[] = [
    { role: "user", text: "One." },
    { role: "user", text: "Two." },
    {
      role: "assistant",
      text: "I look.",
      thinking: "Hm.",
      calls: [
        { id: "a", name: "read", input: { path: "x" } },
        { id: "b", name: "read", input: {}, raw: '{"path' },
      ],
    },
    { role: "tool", callId: "b", name: "read", text: "Bad." },
    { role: "assistant", text: "Done.", thinking: "", calls: [] },
    { role: "tool", callId: "z", name: "read", text: "Nobody asked." },
  ];
  const read = { type: "functionCall" as const, name: "read" };
  expect(historyOf({ system, messages, tools: [] }, true)).toEqual([
    { type: "system", text: system },
    { type: "user", text: "One.\n\nTwo." },
    {
      type: "model",
      response: [
        { type: "segment", segmentType: "thought", text: "Hm.", ended: true },
        "I look.",
        { ...read, params: { path: "x" }, result: interruptedText, startsNewChunk: true },
        { ...read, params: {}, result: "Bad.", startsNewChunk: false },
        "Done.",
      ],
    },
    { type: "user", text: "Nobody asked." },
  ]);
});

test("thinking is left out where the format has no place for it", () => {
  const messages: readonly Message[] = [
    { role: "assistant", text: "Yes.", thinking: "Hm.", calls: [] },
  ];
  expect(historyOf({ system: "", messages, tools: [] }, false)).toEqual([
    { type: "user", text: "" },
    { type: "model", response: ["Yes."] },
  ]);
});

const text = fc.string({
  unit: fc.constantFrom("a", "\n", '"', "\\", "{", "<|im_end|>", "ü", "👍"),
});
const call = fc.record({
  id: fc.constantFrom("a", "b", "c"),
  name: fc.constantFrom("read", "write"),
  input: fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue()),
});
const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ role: fc.constant("user" as const), text }),
  fc.record({
    role: fc.constant("assistant" as const),
    text,
    thinking: text,
    calls: fc.array(call, { maxLength: 3 }),
  }),
  fc.record({
    role: fc.constant("tool" as const),
    callId: fc.constantFrom("a", "b", "c"),
    name: fc.constant("read"),
    text,
  }),
);

const strict = `{%- if messages[0].role != 'user' and messages[0].role != 'system' -%}
{{- raise_exception('The first message must be a prompt.') }}
{%- endif %}${toolTemplate}`;

const wrappers: readonly ChatWrapper[] = [
  new ChatMLChatWrapper(),
  new QwenChatWrapper(),
  new MistralChatWrapper(),
  new Llama3_1ChatWrapper(),
  new GemmaChatWrapper(),
  new HarmonyChatWrapper(),
  new JinjaTemplateChatWrapper({ template: strict }),
].map(withPlainResults);

test("any messages become a well-formed history that every format renders", () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), (messages) => {
      const history = historyOf({ system, messages, tools: [] }, true);
      const types = history.map((item) => item.type);
      expect(types[0]).toBe("system");
      types.slice(1).forEach((type, index) => {
        expect(type).toBe(index % 2 === 0 ? "user" : "model");
      });
      for (const wrapper of wrappers) {
        const open = types.at(-1) === "model" ? [] : [{ type: "model" as const, response: [] }];
        const chatHistory = [...history, ...open];
        expect(wrapper.generateContextState({ chatHistory }).contextText.toString()).toInclude(
          system,
        );
      }
    }),
    { numRuns: 30 },
  );
});

test("a result is read as it is, and escaped only inside other JSON", () => {
  const result = 'const a = "x\\n";\n<|im_end|>';
  const rendered = (wrapper: ChatWrapper, text: string): string => {
    const messages: readonly Message[] = [
      { role: "user", text: "Look." },
      { role: "assistant", text: "", thinking: "", calls: [{ id: "a", name: "read", input: {} }] },
      { role: "tool", callId: "a", name: "read", text },
    ];
    const chatHistory = historyOf({ system, messages, tools: [] }, true);
    return withPlainResults(wrapper).generateContextState({ chatHistory }).contextText.toString();
  };
  expect(rendered(new QwenChatWrapper(), result)).toInclude(
    `<tool_response>\n${result}\n</tool_response>`,
  );
  expect(rendered(new JinjaTemplateChatWrapper({ template: toolTemplate }), result)).toInclude(
    `<tool_response>\n${result}\n</tool_response>`,
  );
  expect(rendered(new Llama3_1ChatWrapper(), result)).toInclude(`\n\n${result}<|eot_id|>`);
  expect(rendered(new MistralChatWrapper(), result)).toInclude(
    `"content": ${JSON.stringify(result)}}`,
  );
  expect(rendered(new ChatMLChatWrapper(), result)).toInclude(
    `||result: ${JSON.stringify(result)}\n`,
  );
});
