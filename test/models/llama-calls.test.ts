import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { z } from "zod";
import { foldAll } from "../../src/core/fold.ts";
import type { ChatRequest, ToolSchema } from "../../src/core/model.ts";
import { run } from "../../src/core/run.ts";
import type { Tool } from "../../src/core/tool.ts";
import { type LlamaModel, llamaModel } from "../../src/models/llama.ts";
import { agentWith, collect } from "../support/agent.ts";
import { never, oneThread, replyTo } from "../support/llama-probe.ts";
import { type ScriptedReply, scriptedEntry } from "../support/llama-script.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";
import { tinyGguf } from "../support/tiny-gguf.ts";

/** A model loads in under a second, but not on a machine that is busy with other things. */
const slowMs = 30_000;
setDefaultTimeout(slowMs);
const file = "const greeting = 'Grüße';\n\treturn a ?? b , 's ; // run ./x ! 日本 👍\n";

const replies: readonly ScriptedReply[] = [
  { call: { name: "read", input: { path: "src/greet.ts", offset: null } } },
  { call: { name: "write", input: { path: "src/greet.ts", content: file, tags: ["a", "b"] } } },
  { text: '<think>\nAll is well.\n</think>\n\nIt says "Grüße" now.' },
  { text: "Yes,\nI am." },
  { text: "Good bye." },
];

const readSchema: ToolSchema = {
  name: "read",
  description: "Reads a file.",
  parameters: {
    type: "object",
    properties: { path: { type: "string" }, offset: { type: "integer", minimum: 1 } },
    required: ["path"],
  },
};

const writeSchema: ToolSchema = {
  name: "write",
  description: "Writes a file.",
  parameters: {
    type: "object",
    properties: {
      path: { type: "string" },
      content: { type: "string" },
      tags: { type: "array", items: { type: "string" } },
    },
    required: ["path", "content"],
  },
};

function toolFor(schema: ToolSchema, input: z.ZodType, text: string, seen: unknown[]): Tool {
  const { name } = schema;
  return {
    name,
    aliases: [],
    argumentAliases: {},
    schema,
    input,
    effect: "read",
    run: (given) => {
      seen.push(given);
      return Promise.resolve({ text });
    },
  };
}

let conversation: ChatRequest["messages"] = [];
let folder: TempFolder;
let model: LlamaModel;

beforeAll(async () => {
  folder = await tempFolder();
  const entry = await scriptedEntry(folder.path, replies);
  const sampling = { temperature: 0.8 };
  const path = await tinyGguf({ pairs: false });
  const options = { ...oneThread, path, entry, sampling, seed: 5, contextTokens: 8_192 };
  model = await llamaModel(options);
}, slowMs);

afterAll(async () => {
  await model[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

test("a task is done in the loop: calls stop the reply, their results are read, the rest stays in the cache", async () => {
  const seen: unknown[] = [];
  const read = z.object({ path: z.string(), offset: z.number().optional() });
  const write = z.object({ path: z.string(), content: z.string(), tags: z.array(z.string()) });
  const agent = agentWith(model, {
    tools: [
      toolFor(readSchema, read, '1\tconst greeting = "Hello";\n2\t<|im_end|>', seen),
      toolFor(writeSchema, write, "Written.", seen),
    ],
  });
  const { events, entries, outcome } = await collect(run(agent, [], "Greet in German.", never));
  expect(seen).toEqual([
    { path: "src/greet.ts" },
    { path: "src/greet.ts", content: file, tags: ["a", "b"] },
  ]);
  expect(outcome.reason).toBe("done");
  expect(outcome.text.trim()).toBe('It says "Grüße" now.');
  const found = entries.filter((entry) => entry.type === "reply");
  expect(found.map(({ message }) => message.thinking.trim())).toEqual(["", "", "All is well."]);
  expect(found.map(({ truncated }) => truncated)).toEqual([false, false, false]);
  const writing = events.filter((event) => event.type === "calling" && event.name === "write");
  expect(JSON.parse(writing.map((one) => ("delta" in one ? one.delta : "")).join(""))).toEqual(
    seen[1],
  );
  conversation = foldAll(entries);
  const [first, second, third] = found.map(({ usage }) => usage);
  expect(first?.cachedTokens).toBe(0);
  expect(second?.cachedTokens).toBeGreaterThanOrEqual(first?.inputTokens ?? 0);
  expect(third?.cachedTokens).toBeGreaterThanOrEqual(second?.inputTokens ?? 0);
});

test("a question beside the conversation leaves what was read of it alone", async () => {
  const said = (text: string) => ({ role: "assistant" as const, text, thinking: "", calls: [] });
  const asked = { role: "user" as const, text: "In which phase are you?" };
  const messages = [asked, said("a"), asked, said("b"), asked, said("c"), asked];
  const aside = model.aside({ temperature: 0, maxTokens: 60 });
  const events = await Array.fromAsync(
    aside.stream({ system: "Name one.", messages, tools: [] }, never),
  );
  const reply = events.at(-1);
  expect(reply).toMatchObject({
    type: "reply",
    message: { text: "Yes,\nI am." },
    usage: { cachedTokens: 0 },
  });
  // That the conversation's own cache is whole is for the next test to see.
});

test("a turn without calls reads the new prompt and nothing else", async () => {
  const tools = [readSchema, writeSchema];
  const ask = async (text: string) => {
    conversation = [...conversation, { role: "user", text }];
    const reply = await replyTo(model, {
      system: "You are a test.",
      messages: conversation,
      tools,
    });
    conversation = [...conversation, reply.message];
    return reply;
  };
  const yes = await ask("Are you sure?");
  const bye = await ask("Bye!");
  expect([yes.message.text, bye.message.text]).toEqual(["Yes,\nI am.", "Good bye."]);
  const read = (yes.usage.inputTokens ?? 0) + "Yes,\nI am.".length;
  // One token a byte, and one for each mark of the format.
  const added = [1, "\n", 1, "user\n", "Bye!", 1, "\n", 1, "assistant\n"];
  const tokens = added.reduce<number>(
    (sum, one) => sum + (typeof one === "string" ? one.length : one),
    0,
  );
  expect(bye.usage.cachedTokens).toBe(read);
  expect(bye.usage.inputTokens).toBe(read + tokens);
});

test("a call cut at the output limit is kept as written and marked as cut", async () => {
  using scripts = await tempFolder();
  const call = { name: "write", input: { path: "a", content: "word ".repeat(40) } };
  const entry = await scriptedEntry(scripts.path, [{ call }]);
  const path = await tinyGguf({ chatTemplate: false });
  const sampling = { maxTokens: 60 };
  await using small = await llamaModel({ ...oneThread, path, entry, sampling, seed: 1 });
  const messages = [{ role: "user" as const, text: "Write it." }];
  const { message, truncated } = await replyTo(small, {
    system: "",
    messages,
    tools: [writeSchema],
  });
  expect(truncated).toBe(true);
  expect(message.calls).toHaveLength(1);
  expect(message.calls[0]).toMatchObject({ name: "write", input: {} });
  expect(message.calls[0]?.raw).toMatch(
    /^\s*\{\s*"path"\s*:\s*"a"\s*,\s*"content"\s*:\s*"word word/,
  );
});
