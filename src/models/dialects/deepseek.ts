import type { Dialect } from "./dialect.ts";
import { type NamedJson, readNamedJson } from "./named-json.ts";

/** The bar and the blank of DeepSeek's tokens, as the tokenizer or a server writes them. */
const bar = "[｜|]";
const gap = "[▁_ ]";
const calls = `<${bar}tool${gap}calls${gap}(?:begin|end)${bar}>`;
const token = (name: string) => `<${bar}tool${gap}${name}${bar}>`;

const shape: NamedJson = {
  header: new RegExp(
    `(?:${calls}\\s*)?(?:${token(`call${gap}begin`)}\\s*)?(?:function\\s*${token("sep")}\\s*)?([\\w.:-]+)\\s*(?:${token("sep")}\\s*)?(?:\`\`\`\\w*\\s*)?(?=\\{)`,
    "y",
  ),
  begun:
    /(?:<[^<>]{0,30}>\s*)*(?:<[^<>]{0,30}|[\w.:-]{0,80}(?:<[^<>]{0,30}>?)?[\w.:-]{0,80}\s*`{0,3}\w{0,5}\s*)$/y,
  after: new RegExp(
    `\\s*(?:\`\`\`)?\\s*(?:${token(`call${gap}end`)})?(?:\\s*${calls.replace("(?:begin|end)", "end")})?(?:\\s*<${bar}end${gap}of${gap}sentence${bar}>)?`,
    "y",
  ),
  closers: ["```", "<｜tool", "<|tool"],
};

/** DeepSeek V3, R1 (arguments in a fence) and V3.1 (bare arguments), with its full-width tokens. */
export const deepseek: Dialect = {
  name: "DeepSeek",
  openers: ["<｜tool▁", "<｜tool_", "<｜tool ", "<|tool▁"],
  read: (page, start) => readNamedJson(page, start, shape),
};
