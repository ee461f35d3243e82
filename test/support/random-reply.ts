import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ToolCall } from "../../src/core/message.ts";
import { callMarks, thinkTagList } from "../../src/models/think-marks.ts";
import { callTools } from "./call-tools.ts";
import type { Said } from "./chunked.ts";

/** Numbers from 0 to 1, the same ones for one seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const folder = join(import.meta.dir, "../fixtures/dialects");
const fixtures = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".txt"))
  .toSorted()
  .map((name) => readFileSync(join(folder, name), "utf8"));

const halfCharacter = "\ud83d";
const prose = [
  "I looked at the file.",
  "Let me read it:",
  "",
  " ",
  "\n\n",
  "Größe 🎳 说明",
  `half ${halfCharacter} of one`,
  "nul \0 and \u0007",
  "```js\nlet x = {};\n```",
  "```",
  "`<tool_call>`",
  "| a | b |\n|---|---|",
  "</think>\n",
  "</tool_call>",
  "<|im_end|>",
  "<|endoftext|>",
  "analysisWe look.assistantfinal",
  "<|channel|>analysis<|message|>",
  "<|start|>assistant<|channel|>final<|message|>",
  "<|end|>",
  '{"',
  "null",
  "same line again\n".repeat(220),
];
const names = [
  ...callTools.flatMap((tool) => [tool.name, ...tool.aliases]),
  "",
  " ",
  "READ",
  "read<|channel|>commentary",
  "functions.read",
  "reed",
  "write_filewrite_file",
  "weird näme 🎳",
  halfCharacter,
  "x".repeat(200),
  "constructor",
  "__proto__",
  "stop",
  "crash",
];
const ids = ["", "1", "1", "call_1", "call00001", "call00002", "🎳", halfCharacter, "x".repeat(90)];
const inputs: readonly unknown[] = [
  {},
  { path: "a.py" },
  { file_path: "a.py", limit: "ten" },
  { path: "a.py", content: `x${halfCharacter}\0` },
  { path: "a.py", old: "x", new: "y", all: "True" },
  { command: 'echo "hi"' },
  { [halfCharacter]: halfCharacter, nested: { deep: [null, undefined, { a: [halfCharacter] }] } },
  JSON.parse('{"__proto__": {"path": "a"}}'),
  null,
  undefined,
  [],
  ["a"],
  "text",
  '{"path":"a"}',
  7,
  Number.NaN,
  true,
];
const fields = [
  "<think>",
  "reasoning_content",
  "reasoning",
  "<|channel|>analysis",
  "odd field",
  "",
];

/** One reply as a bad day may bring it. */
export function randomReply(random: () => number): Said {
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined && items.length === 0) throw new Error("There is nothing to pick.");
    return item as Item;
  };
  const marks = [...callMarks, ...thinkTagList.flatMap((tag) => [tag.open, tag.close])];
  const piece = (): string => {
    const kind = random();
    if (kind < 0.35) return pick(prose);
    if (kind < 0.5) return pick(marks);
    const fixture = pick(fixtures);
    if (kind < 0.75) return fixture;
    const [from, to] = [random() * fixture.length, random() * fixture.length];
    return fixture.slice(Math.min(from, to), Math.max(from, to));
  };
  const text = (most: number) =>
    Array.from({ length: Math.floor(random() * most) }, piece).join(pick(["", "\n", " "]));
  const call = (): ToolCall => ({
    id: pick(ids),
    name: pick(names),
    input: pick(inputs),
    ...(random() < 0.15 ? { raw: '{"path": "a' } : {}),
  });
  const calls = Array.from({ length: random() < 0.5 ? 0 : Math.floor(random() * 4) }, call);
  return {
    text: text(4),
    thinking: random() < 0.3 ? text(3) : "",
    calls: random() < 0.1 ? [...calls, ...calls] : calls,
    truncated: random() < 0.15,
    ...(random() < 0.4 ? { thinkingField: pick(fields) } : {}),
  };
}
