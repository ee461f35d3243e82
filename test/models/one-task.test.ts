import { expect, test } from "bun:test";
import { isObject } from "../../src/core/coerce.ts";
import { run } from "../../src/core/run.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { textCalls } from "../../src/models/text-calls.ts";
import { thinkTags } from "../../src/models/think-tags.ts";
import { agentWith, collect } from "../support/agent.ts";
import { callTools } from "../support/call-tools.ts";

type Call = { readonly name: string; readonly input: Readonly<Record<string, unknown>> };

const task: readonly Call[] = [
  { name: "ls", input: {} },
  { name: "read", input: { path: "src/größe.py", limit: 20 } },
  {
    name: "edit",
    input: {
      path: "src/größe.py",
      old: 'print("a < b")\n',
      new: "if a < b:\n    print('it''s \"less\"')\n",
      all: true,
    },
  },
];

const json = JSON.stringify;
const text = (value: unknown) => (typeof value === "string" ? value : json(value));
const each = (input: Call["input"], write: (key: string, value: string, raw: unknown) => string) =>
  Object.entries(input)
    .map(([key, value]) => write(key, text(value), value))
    .join("");

/** One call as each model family writes it. */
const writers: Readonly<Record<string, (call: Call) => ScriptedLine>> = {
  structure: (call) => ({ calls: [call] }),
  Hermes: ({ name, input }) => `<tool_call>\n${json({ name, arguments: input })}\n</tool_call>`,
  "Qwen XML": ({ name, input }) =>
    `<tool_call>\n<function=${name}>\n${each(input, (key, value) => `<parameter=${key}>\n${value}\n</parameter>\n`)}</function>\n</tool_call>`,
  GLM: ({ name, input }) =>
    `<tool_call>${name}${each(input, (key, value) => `<arg_key>${key}</arg_key><arg_value>${value}</arg_value>`)}</tool_call>`,
  Harmony: ({ name, input }) =>
    `<|channel|>analysis<|message|>I go on.<|end|><|start|>assistant<|channel|>commentary to=functions.${name} <|constrain|>json<|message|>${json(input)}<|call|>`,
  Mistral: ({ name, input }) => `[TOOL_CALLS]${name}[ARGS]${json(input)}`,
  "Mistral's array": ({ name, input }) => `[TOOL_CALLS][${json({ name, arguments: input })}]`,
  Llama: ({ name, input }) => `<|python_tag|>${json({ name, parameters: input })}`,
  "bare JSON": ({ name, input }) => json({ name, parameters: input }),
  DeepSeek: ({ name, input }) =>
    `<think>\nI go on.\n</think>\n<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>${name}\n\`\`\`json\n${json(input)}\n\`\`\`<｜tool▁call▁end｜><｜tool▁calls▁end｜>`,
  DSML: ({ name, input }) =>
    `<｜DSML｜function_calls>\n<｜DSML｜invoke name="${name}">\n${each(input, (key, value, raw) => `<｜DSML｜parameter name="${key}" string="${typeof raw === "string"}">${value}</｜DSML｜parameter>\n`)}</｜DSML｜invoke>\n</｜DSML｜function_calls>`,
  Kimi: ({ name, input }) =>
    `<|tool_calls_section_begin|><|tool_call_begin|>functions.${name}:0<|tool_call_argument_begin|>${json(input)}<|tool_call_end|><|tool_calls_section_end|>`,
  Gemma: ({ name, input }) =>
    `<|tool_call>call:${name}{${each(input, (key, value, raw) => `${key}:${typeof raw === "string" ? `<|"|>${value}<|"|>` : value},`).replace(/,$/, "")}}<tool_call|>`,
  "fenced JSON": ({ name, input }) =>
    `\`\`\`json\n${JSON.stringify({ name, arguments: input }, null, 2)}\n\`\`\``,
};

async function trajectory(write: (call: Call) => ScriptedLine): Promise<readonly unknown[]> {
  const model = scripted([...task.map(write), "Done."]);
  const agent = agentWith(textCalls(thinkTags(model), callTools), { tools: callTools });
  const { entries } = await collect(run(agent, [], "Fix it.", new AbortController().signal));
  return entries.flatMap((entry): unknown[] => {
    if (entry.type === "end") return [entry];
    if (entry.type !== "result" || !isObject(entry.call.input)) return [];
    return [entry.call.name, entry.call.input, entry.result];
  });
}

test.each(Object.keys(writers))("a task goes the same way with calls as %s", async (family) => {
  const write = writers[family];
  const structured = writers.structure;
  if (write === undefined || structured === undefined) throw new Error(`No writer for ${family}.`);
  expect(await trajectory(write)).toEqual([...(await trajectory(structured))]);
});
