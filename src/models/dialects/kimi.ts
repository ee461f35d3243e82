import type { Dialect } from "./dialect.ts";
import { type NamedJson, readNamedJson } from "./named-json.ts";

const shape: NamedJson = {
  header:
    /(?:<\|tool_calls_section_begin\|>\s*)?<\|tool_call_begin\|>\s*([\w.:-]+)\s*<\|tool_call_argument_begin\|>\s*(?=\{)/y,
  begun:
    /(?:<\|tool_calls_section_begin\|>\s*)?(?:<\|tool_call_begin\|>\s*)?[\w.:-]{0,80}\s*(?:<[^<>{]{0,40}>?)?\s*$/y,
  after: /\s*<\|tool_call_end\|>(?:\s*<\|tool_calls_section_end\|>)?/y,
  closers: ["<|tool_call_end|>"],
};

/** Kimi K2: the name carries the number of the call ("functions.read:0"). */
export const kimi: Dialect = {
  name: "Kimi",
  openers: ["<|tool_calls_section_begin|>", "<|tool_call_begin|>"],
  read: (page, start) => readNamedJson(page, start, shape),
};
