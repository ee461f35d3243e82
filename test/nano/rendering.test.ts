import { expect, test } from "bun:test";
import type { Episode } from "../../scripts/nano/episode.ts";
import { lineEdit } from "../../scripts/nano/line-edit.ts";
import { renderedByLibrary, systemOfNano } from "../../scripts/nano/reference.ts";
import { rendered, systemSegments } from "../../scripts/nano/render.ts";

const episode: Episode = [
  { role: "user", text: 'Write "a.py".\n' },
  { role: "call", name: "read", input: { path: "a.py" }, learnt: true },
  { role: "result", text: "def a():\n    pass" },
  {
    role: "call",
    name: "write",
    input: { path: "a.py", content: "def a():\n\treturn 'é' + \"\\n\"\n" },
    learnt: true,
  },
  { role: "result", text: "Updated a.py, +1 -1 lines." },
  { role: "assistant", text: "a.py is written.", learnt: true },
];

test("an episode is trained on in the bytes that node-llama-cpp renders", async () => {
  const { prompt, tools } = await systemOfNano();
  for (const cut of ["whole", "in-parts"] as const) {
    const ours = rendered(episode, systemSegments(prompt, tools), cut);
    const text = ours.map((segment) => segment.text).join("");
    // The library leaves the end of the newest reply to the model.
    expect(text).toBe(`${await renderedByLibrary(episode)}<|im_end|>\n`);
  }
});

test("only what the model says itself is learnt", () => {
  const learnt = rendered(episode, [], "whole").filter((segment) => segment.learnt);
  expect(learnt.map(({ text }) => text)).toEqual([
    '<tool_call>\n{"name": "read", "arguments": {"path": "a.py"}}\n</tool_call>',
    "<|im_end|>",
    `<tool_call>\n{"name": "write", "arguments": {"path": "a.py", "content": "def a():\\n\\treturn 'é' + \\"\\\\n\\"\\n"}}\n</tool_call>`,
    "<|im_end|>",
    "a.py is written.",
    "<|im_end|>",
  ]);
});

test("a mistake in one line is mended by an edit whose old text stands once", () => {
  expect(lineEdit("a\nb\nc\nb\n", "a\nb\nd\nb\n")).toEqual({ old: "c", new: "d" });
  expect(lineEdit("a\nx\nb\nx\n", "a\nx\nb\ny\n")).toEqual({ old: "b\nx", new: "b\ny" });
  expect(lineEdit("1\n2\n3\n4\n5\n6\n7\n8\n", "a\nb\nc\nd\ne\nf\ng\nh\n")).toBeUndefined();
});
