import { expect, test } from "bun:test";
import type { ToolCall } from "../../src/core/message.ts";
import type { ChatRequest, ModelEvent } from "../../src/core/model.ts";
import { textCalls } from "../../src/models/text-calls.ts";
import { callTools } from "../support/call-tools.ts";
import { chunked, listen, type Said } from "../support/chunked.ts";

const hermes = (name: string, input: unknown) =>
  `<tool_call>\n${JSON.stringify({ name, arguments: input })}\n</tool_call>`;

const hear = (said: Said, size = 5) => listen(textCalls(chunked(said, size), callTools), callTools);

const call = (id: string, name: string, input: unknown): ToolCall => ({ id, name, input });

test("each call read from text is told in one notice", async () => {
  const heard = await hear({
    text: `${hermes("edit", { path: "a", old: "x", new: "y" })}\n<function=ls>\n</function>`,
  });
  expect(heard.notices).toEqual([
    "Read a call to edit that the model wrote as text (Hermes).",
    "Read a call to ls that the model wrote as text (Qwen XML).",
  ]);
});

test("a call inside the thinking is never read", async () => {
  const thinking = hermes("shell", { command: "make clean" });
  const heard = await hear({ thinking, text: "Nothing to do." });
  expect(heard.reply.message).toEqual({
    role: "assistant",
    text: "Nothing to do.",
    thinking,
    calls: [],
  });
});

test("a call that came as structure and as text is made once, and its text is dropped", async () => {
  const calls = [call("1", "read", { path: "a.py", limit: 5 })];
  const text = `I will read it.\n${hermes("read_file", { file_path: "a.py", limit: "5" })}`;
  const heard = await hear({ text, calls });
  expect(heard.reply.message).toEqual({
    role: "assistant",
    text: "I will read it.",
    thinking: "",
    calls,
  });
  expect(heard.notices).toEqual([]);
});

test("beside structured calls another call in the text stays text", async () => {
  const calls = [call("1", "read", { path: "a.py" })];
  const text = hermes("shell", { command: "ls" });
  const heard = await hear({ text, calls });
  expect(heard.reply.message).toEqual({ role: "assistant", text, thinking: "", calls });
  expect(heard.text).toBe(text);
});

test("what is written twice in one reply is one call", async () => {
  const once = hermes("read", { path: "a.py" });
  const heard = await hear({ text: `${once}\n${once}\n${hermes("read", { path: "b.py" })}` });
  expect(heard.reply.message.calls.map((one) => one.input)).toEqual([
    { path: "a.py" },
    { path: "b.py" },
  ]);
});

test("a call that the output limit cut becomes a call that says so, with no arguments", async () => {
  const text =
    "Now I write it.\n<tool_call>\n<function=write>\n<parameter=path>\na.py\n</parameter>\n<par";
  const heard = await hear({ text, truncated: true });
  const raw = text.slice(text.indexOf("<tool_call>"));
  expect(heard.reply.truncated).toBe(true);
  expect(heard.reply.message.text).toBe("Now I write it.");
  expect(heard.reply.message.calls).toEqual([
    { id: "call00001", name: "write", input: {}, raw, salvaged: "Qwen XML" },
  ]);
});

test("at the output limit a call is not completed by missing tags", async () => {
  const text = "<function=read>\n<parameter=path>\nsrc/a\n</parameter>";
  const heard = await hear({ text, truncated: true });
  expect(heard.reply.message.calls[0]?.input).toEqual({});
});

test("only tools of the request are called", async () => {
  const text = hermes("shell", { command: "ls" });
  const model = textCalls(chunked({ text }, 9), callTools);
  const offered = callTools.filter((tool) => tool.name !== "shell");
  const heard = await listen(model, offered);
  expect(heard.reply.message).toEqual({ role: "assistant", text, thinking: "", calls: [] });
});

test("a name is not guessed", async () => {
  const heard = await hear({ text: hermes("reed", { path: "a.py" }) });
  expect(heard.reply.message.calls).toEqual([]);
});

test("ids differ from those of the whole conversation", async () => {
  const model = textCalls(chunked({ text: hermes("ls", {}) }, 99), callTools);
  const used = [call("call00001", "ls", {}), call("call00002", "ls", {})];
  const request: ChatRequest = {
    system: "",
    messages: [{ role: "assistant", text: "", thinking: "", calls: used }],
    tools: callTools.map((tool) => tool.schema),
  };
  const events: ModelEvent[] = [];
  for await (const event of model.stream(request, new AbortController().signal)) events.push(event);
  const reply = events.at(-1);
  expect(reply?.type === "reply" ? reply.message.calls.map((one) => one.id) : []).toEqual([
    "call00003",
  ]);
});

test("a reply without a call is passed on byte for byte", async () => {
  const text = " \n{a} [1] `<tool_call>` and ```\nx\n```\n<function = f>\n ";
  const heard = await hear({ text }, 1);
  expect(heard.reply.message.text).toBe(text);
  expect(heard.text).toBe(text);
});

test("prose streams while it comes; only what may be a call waits", async () => {
  const text = "One {brace} and <b>bold</b>.\n```js\nlet x = {};\n```\nDone [1].\n";
  const heard = await hear({ text }, 1);
  const late = heard.events.filter((event) => event.type === "text" && event.delta.length > 12);
  expect(late).toEqual([]);
  expect(heard.text).toBe(text);
});

test("a call in the making is shown as one", async () => {
  const heard = await hear({ text: hermes("write", { path: "a.py", content: "x" }) }, 10);
  const calling = heard.events.filter((event) => event.type === "calling");
  expect(new Set(calling.map((event) => event.type === "calling" && event.name))).toEqual(
    new Set(["write"]),
  );
  expect(calling.length).toBeGreaterThan(2);
});

test("a long text of braces is searched in no time", async () => {
  const text = `${'{"key": [1, 2, {"name": "x"}]}\n'.repeat(1_000)}`;
  const started = performance.now();
  const heard = await hear({ text }, 40);
  expect(heard.text).toBe(text);
  expect(performance.now() - started).toBeLessThan(5_000);
});
