import type { ToolSchema } from "../../src/core/model.ts";
import type { Episode, Segment, Turn } from "./episode.ts";

/** Where a call is cut: as node-llama-cpp does while it is written, or as one text, as in a history. */
export type Cut = "in-parts" | "whole";

/** The text of a conversation as the chat template writes it; `testsOf` of test/nano holds both equal. */
export function rendered(episode: Episode, system: readonly Segment[], cut: Cut): Segment[] {
  const turns = episode.flatMap((turn, at) => turnSegments(turn, episode[at - 1], cut));
  return joined([...system, ...turns]);
}

export function systemSegments(prompt: string, tools: readonly ToolSchema[]): readonly Segment[] {
  const listed = tools.map((tool) => `\n${python({ type: "function", function: tool })}`).join("");
  return [
    special("<|im_start|>system\n"),
    plain(prompt),
    special(
      `\n\nTools, one JSON a line:\n<tools>${listed}\n</tools>\n\nTo call one, write:\n<tool_call>\n{"name": NAME, "arguments": OBJECT}\n</tool_call><|im_end|>\n`,
    ),
  ];
}

function turnSegments(turn: Turn, before: Turn | undefined, cut: Cut): Segment[] {
  const opens = special("<|im_start|>assistant\n");
  switch (turn.role) {
    case "user":
      return [special("<|im_start|>user\n"), plain(turn.text), special("<|im_end|>\n")];
    case "result":
      return [
        special("<|im_start|>user\n<tool_response>\n"),
        plain(turn.text),
        special("\n</tool_response><|im_end|>\n"),
      ];
    case "assistant":
      return [
        opens,
        { ...plain(turn.text), learnt: turn.learnt },
        { ...special("<|im_end|>"), learnt: turn.learnt },
        special("\n"),
      ];
    case "call":
      return [
        ...(before?.role === "assistant" ? [] : [opens]),
        ...call(turn, cut),
        { ...special("<|im_end|>"), learnt: turn.learnt },
        special("\n"),
      ];
  }
}

function call({ name, input, learnt }: Extract<Turn, { role: "call" }>, cut: Cut): Segment[] {
  const [open, params, close] = ['<tool_call>\n{"name": "', '", "arguments": ', "}\n</tool_call>"];
  const texts = [open, name, params, python(input), close];
  if (cut === "whole") return [{ text: texts.join(""), special: true, learnt }];
  return texts.map((text, at) => ({ text, special: at % 2 === 0, learnt }));
}

/** JSON with a blank after each comma and colon, as Jinja's `tojson` writes it. */
export function python(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${python(one)}`);
  return `{${pairs.join(", ")}}`;
}

function special(text: string): Segment {
  return { text, special: true, learnt: false };
}

function plain(text: string): Segment {
  return { text, special: false, learnt: false };
}

/** Neighbours that are special and equally learnt are one text for the tokenizer, as in the library. */
function joined(segments: readonly Segment[]): Segment[] {
  const out: Segment[] = [];
  for (const segment of segments) {
    const last = out.at(-1);
    const fits = last?.special && segment.special && last.learnt === segment.learnt;
    if (last !== undefined && fits && !segment.learnt)
      out[out.length - 1] = { ...last, text: last.text + segment.text };
    else if (segment.text !== "") out.push(segment);
  }
  return out;
}
