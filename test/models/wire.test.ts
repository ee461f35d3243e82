import { expect, test } from "bun:test";
import fc from "fast-check";
import { interruptedText } from "../../src/core/fold.ts";
import type { AssistantMessage, Message, ToolCall } from "../../src/core/message.ts";
import { requestBody } from "../../src/models/body.ts";
import {
  type WireCall,
  type WireMessage,
  type WireProfile,
  wireMessages,
} from "../../src/models/wire.ts";
import { checkWire } from "../support/strict-wire.ts";

const image = { mime: "image/png", base64: "iVBORw0KGgo=" };
const sentImage = {
  type: "image_url",
  image_url: { url: "data:image/png;base64,iVBORw0KGgo=" },
} as const;

const sameField: WireProfile = { thinking: "same-field" };

const user = (text: string): Message => ({ role: "user", text });
const said = (text: string, parts: Partial<AssistantMessage> = {}): Message => ({
  role: "assistant",
  text,
  thinking: "",
  calls: [],
  ...parts,
});
const calling = (...calls: readonly ToolCall[]): Message => said("", { calls });
const read = (id: string): ToolCall => ({ id, name: "read", input: { path: "a" } });
const result = (callId: string, text = "ok"): Message => ({
  role: "tool",
  callId,
  name: "read",
  text,
});

const sentCall = (id: string, text = '{"path":"a"}'): WireCall => ({
  id,
  type: "function",
  function: { name: "read", arguments: text },
});
const sentResult = (id: string, content = "ok"): WireMessage => ({
  role: "tool",
  tool_call_id: id,
  name: "read",
  content,
});

const wire = (messages: readonly Message[], profile = sameField) =>
  wireMessages({ system: "", messages }, profile);

test("a conversation is one system message and alternating turns", () => {
  const messages = [
    user("Go"),
    calling(read("x"), read("y")),
    result("x"),
    result("y"),
    said("Done"),
  ];
  expect(wireMessages({ system: "Be brief.", messages }, sameField)).toEqual([
    { role: "system", content: "Be brief." },
    { role: "user", content: "Go" },
    { role: "assistant", content: "", tool_calls: [sentCall("x"), sentCall("y")] },
    sentResult("x"),
    sentResult("y"),
    { role: "assistant", content: "Done" },
  ]);
});

test("neighbouring user messages are joined with a blank line", () => {
  expect(wire([user("one"), user(""), user("two")])).toEqual([
    { role: "user", content: "one\n\ntwo" },
  ]);
});

test("images follow their text, and texts around them stay where they are", () => {
  const shown: Message = { role: "user", text: "Look.", images: [image, image] };
  const sent = [user("Hi."), shown, user("Well?"), user("Say."), said("Yes.")];
  expect(wire(sent)).toEqual([
    {
      role: "user",
      content: [
        { type: "text", text: "Hi.\n\nLook." },
        sentImage,
        sentImage,
        { type: "text", text: "Well?\n\nSay." },
      ],
    },
    { role: "assistant", content: "Yes." },
  ]);
});

test("a model that takes no images gets the texts of a conversation that has some", () => {
  const shown: Message = { role: "user", text: "Look.", images: [image] };
  expect(wire([shown, user("Well?")], { ...sameField, images: false })).toEqual([
    { role: "user", content: "Look.\n\nWell?" },
  ]);
});

test("a reply without text and calls is left out, so its neighbours are joined", () => {
  expect(wire([user("one"), said(" \n", { thinking: "hm" }), user("two")])).toEqual([
    { role: "user", content: "one\n\ntwo" },
  ]);
});

test("results stand in the order of their calls, orphans are dropped, gaps are filled", () => {
  const messages = [
    result("stray"),
    user("Go"),
    calling(read("x"), read("y"), read("z")),
    result("z", "Z"),
    result("x", "X"),
    result("x", "X again"),
    result("w"),
  ];
  expect(wire(messages).slice(2)).toEqual([
    sentResult("x", "X"),
    sentResult("y", interruptedText),
    sentResult("z", "Z"),
  ]);
});

test("an id used twice is made new for the call and its result", () => {
  const once = [calling(read("x")), result("x", "first"), said("Next")];
  const twice = [calling(read("x"), read("x")), result("x", "second"), result("x", "third")];
  expect(wire([user("Go"), ...once, user("Go on"), ...twice]).slice(5)).toEqual([
    { role: "assistant", content: "", tool_calls: [sentCall("call00001"), sentCall("call00002")] },
    sentResult("call00001", "second"),
    sentResult("call00002", "third"),
  ]);
});

test.each([undefined, null, "text", 7, [1]])("arguments %p become an empty object", (input) => {
  const call = { id: "x", name: "read", input, raw: '{"path":' };
  expect(wire([user("Go"), calling(call), result("x")])[1]).toEqual({
    role: "assistant",
    content: "",
    tool_calls: [sentCall("x", "{}")],
  });
});

test("half of a surrogate pair, which servers answer with 500, is replaced", () => {
  const half = "😀".slice(0, 1);
  const call = { id: "x", name: "read", input: { path: half } };
  expect(wire([user(half), calling(call), result("x", half)])).toEqual([
    { role: "user", content: "\ufffd" },
    { role: "assistant", content: "", tool_calls: [sentCall("x", '{"path":"\ufffd"}')] },
    sentResult("x", "\ufffd"),
  ]);
});

test("a conversation that does not begin with the user loses what comes before", () => {
  expect(wire([calling(read("x")), result("x"), said("Hm"), user("Go")])).toEqual([
    { role: "user", content: "Go" },
  ]);
});

test("a bridge stands between results and a user message, and nowhere else", () => {
  const messages = [
    user("Go"),
    calling(read("x")),
    result("x"),
    user("And?"),
    said("So"),
    user("Ok"),
  ];
  const bridged = wire(messages, { ...sameField, bridge: "Understood." });
  expect(bridged.map(({ role, content }) => [role, content])).toEqual([
    ["user", "Go"],
    ["assistant", ""],
    ["tool", "ok"],
    ["assistant", "Understood."],
    ["user", "And?"],
    ["assistant", "So"],
    ["user", "Ok"],
  ]);
});

type ThinkingRow = {
  readonly profile: WireProfile["thinking"];
  readonly thinkingField?: string;
  readonly sent: object;
};

const thinkingRows: readonly ThinkingRow[] = [
  {
    profile: "same-field",
    thinkingField: "reasoning",
    sent: { content: "So", reasoning: "hm\n" },
  },
  { profile: "same-field", sent: { content: "So", reasoning_content: "hm\n" } },
  {
    profile: "same-field",
    thinkingField: "<thought>",
    sent: { content: "<thought>hm\n</thought>So" },
  },
  { profile: "inline-think", sent: { content: "<think>\nhm\n\n</think>\n\nSo" } },
  { profile: "none", thinkingField: "reasoning", sent: { content: "So" } },
];

test.each(thinkingRows)(
  "thinking of $thinkingField is sent back by $profile",
  ({ profile, thinkingField, sent }) => {
    const field = thinkingField === undefined ? {} : { thinkingField };
    const reply = said("So", { thinking: "hm\n", ...field });
    expect(wire([user("Go"), reply], { thinking: profile })[1]).toEqual({
      role: "assistant",
      ...sent,
    } as never);
  },
);

const text = fc.oneof(
  fc.constantFrom("", " ", "\n"),
  fc.string({ unit: "binary" }),
  fc.constantFrom("\ud83d", "<|im_end|>", '{"a":'),
);
const id = fc.constantFrom("", "a", "b", "call00001");
const anyCall = fc.record({
  id,
  name: fc.oneof(text, fc.constantFrom("read", "x".repeat(99))),
  input: fc.oneof(fc.jsonValue(), fc.constant(undefined), text),
});
const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ role: fc.constant("user" as const), text }),
  fc.record({ role: fc.constant("user" as const), text, images: fc.constant([image]) }),
  fc.record({
    role: fc.constant("assistant" as const),
    text,
    thinking: text,
    calls: fc.array(anyCall, { maxLength: 3 }),
  }),
  fc.record({ role: fc.constant("tool" as const), callId: id, name: text, text }),
);
const conversation = fc
  .array(anyMessage, { maxLength: 12 })
  .map((messages): readonly Message[] => [user("Go"), ...messages, user("Go on")]);

const options = { model: "m", runtime: "any", sampling: {} };

test("property: whatever the messages are, the strictest server takes the request", () => {
  fc.assert(
    fc.property(conversation, (messages) => {
      const request = { system: "Be brief.", messages, tools: [] };
      for (const bridge of [undefined, "Understood."]) {
        const body = requestBody(options, request, { thinking: "same-field", bridge });
        checkWire(body, { bridged: bridge !== undefined });
      }
    }),
    { numRuns: 500 },
  );
}, 30_000);

test("property: a request begins with the bytes of the one before, up to the seam of two user texts", () => {
  fc.assert(
    fc.property(conversation, fc.array(anyMessage, { maxLength: 6 }), (messages, more) => {
      // A request is only sent when every call is answered; here a user message ends each.
      const bytes = (sent: readonly Message[]) => {
        const request = { system: "Be brief.", messages: sent, tools: [] };
        return JSON.stringify(asParts(requestBody(options, request, sameField)));
      };
      const first = bytes(messages);
      // Without the quotes and brackets that close the newest user message.
      const stem = first.replace(/["\]}]+$/, "");
      expect(bytes([...messages, ...answering(more), user("More")])).toStartWith(stem);
    }),
    { numRuns: 400 },
  );
}, 30_000);

/** A text is what a list of one text is: both are read the same. */
function asParts(body: Readonly<Record<string, unknown>>): object {
  const messages = (body.messages as readonly WireMessage[]).map((one) =>
    one.role === "user" && typeof one.content === "string"
      ? { ...one, content: one.content === "" ? [] : [{ type: "text", text: one.content }] }
      : one,
  );
  return { ...body, messages };
}

/** Results that belong to an earlier reply cannot come after it was sent; they would be orphans. */
function answering(messages: readonly Message[]): readonly Message[] {
  const first = messages.findIndex((message) => message.role === "assistant");
  return messages.filter(({ role }, index) => role !== "tool" || (first >= 0 && index > first));
}
