import { beginsLine, type Dialect, matchAt, open, prose } from "./dialect.ts";
import { readPythonCalls } from "./python-text.ts";

const closer = /\s*(?:<\|tool_call_end\|>|```|<\/tool_code>)/y;
const fence = /```(?:tool_code|tool_call|python_call)[^\S\n]*\n\s*(?:print\()?/y;
const opener = /<\|tool_call_start\|>|<tool_code>\s*(?:print\()?/y;

/** Python calls: Llama 4, Gemma 3 (in a tool_code fence), LFM2 (between tokens). */
export const pythonic: Dialect = {
  name: "pythonic",
  bare: true,
  openers: ["[", "```tool_code", "<|tool_call_start|>", "<tool_code>"],
  read(page, start) {
    const { text } = page;
    const isBare = text.startsWith("[", start);
    if (isBare && !beginsLine(text, start)) return prose;
    const from = isBare
      ? { end: start }
      : (matchAt(fence, text, start) ?? matchAt(opener, text, start));
    if (from === undefined) return /^```tool_code\s*$/.test(text.slice(start)) ? open : prose;
    const reading = readPythonCalls(page, from.end, isBare ? /(?!)/y : closer);
    if (reading.type !== "calls") return reading;
    const rest = text.slice(reading.end);
    return isBare && /^\s*[([.]/.test(rest)
      ? prose
      : { ...reading, end: printed(text, reading.end) };
  },
};

/** Gemma likes to print what a call returns. */
function printed(text: string, end: number): number {
  return matchAt(/\s*\)\s*(?:```|<\/tool_code>)/y, text, end)?.end ?? end;
}
