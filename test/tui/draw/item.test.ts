import { expect, test } from "bun:test";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { endReasons } from "../../../src/core/event.ts";
import { type ItemLook, itemLines } from "../../../src/tui/draw/item.ts";
import type { CallItem, Item } from "../../../src/tui/item.ts";
import type { Paint } from "../../../src/tui/paint.ts";
import { paintFor } from "../../../src/tui/theme.ts";
import { dark } from "../../../src/tui/themes/dark.ts";

const plain: Paint = (_role, text) => text;
const folded: ItemLook = { unfolded: false, thinking: false, frame: 0 };
const unfolded: ItemLook = { unfolded: true, thinking: true, frame: 0 };

function drawn(item: Item, look = folded, width = 60): readonly string[] {
  return itemLines(item, { paint: plain, width }, look);
}

function call(name: string, input: unknown, rest: Partial<CallItem> = {}): CallItem {
  return {
    type: "call",
    call: { id: "1", name, input },
    state: "done",
    ms: 0,
    output: "",
    nested: [],
    ...rest,
  };
}

const diff =
  "--- a/src/parser.ts\n+++ b/src/parser.ts\n@@ -7,3 +7,3 @@\n a\n-  return old(1);\n+  return now(1);\n c\n";

const transcript: readonly Item[] = [
  {
    type: "prompt",
    text: "Fix the parser.\nIt crashes on empty input.",
    attached: ["shot.png", "a.ts:1-9"],
  },
  { type: "thinking", text: "I look at the parser first.", ms: 12_300 },
  { type: "text", text: "It is **here**:\n\n- `parse` of 日本語\n- more\n", first: true },
  call(
    "read",
    { path: "src/a/long/path/of/folders/that/goes/on/parser.ts" },
    { ms: 120, output: "1 a" },
  ),
  call("edit", { path: "src/parser.ts", old: "a\nb", new: "c\nd" }, { ms: 210, diff }),
  call(
    "shell",
    { command: "bun test" },
    {
      state: "failed",
      ms: 3_210,
      output: "one\ntwo\nthree\nfour\nfive\nsix\n[exit code 1]\n",
    },
  ),
  call("edit", { path: "x.ts" }, { state: "failed", output: "The old text was not found.\nMore." }),
  call("write", { path: "y.ts" }, { state: "denied", output: "The person said no." }),
  call("write", { path: "y.ts" }, { state: "waiting" }),
  call("shell", { command: "sleep 9" }, { state: "cut", ms: 4_000 }),
  call(
    "ask_agent",
    { prompt: "Find the callers.\nList them." },
    {
      state: "running",
      ms: 64_000,
      nested: ["read a", "read b", "read c", "grep d", "read e"],
    },
  ),
  { type: "shell", command: "ls", output: "a\nb\n", exitCode: 0, isPrivate: false },
  { type: "shell", command: "false", output: "", exitCode: 1, isPrivate: true },
  { type: "panel", title: "Context", text: "- system 2.1k" },
  { type: "lines", lines: ["drawn already"] },
  { type: "notice", level: "plain", text: "Compacted: 12 messages kept." },
  { type: "notice", level: "warning", text: "The prompt cache broke." },
  { type: "notice", level: "error", text: "The server is gone." },
  { type: "end", reason: "done", detail: "" },
  { type: "end", reason: "turn-limit", detail: "The limit of 60 turns is reached." },
];

for (const width of [40, 80, 160]) {
  test(`a transcript at ${width} columns`, () => {
    const lines = transcript.flatMap((item) => drawn(item, folded, width));
    expect(lines.join("\n")).toMatchSnapshot();
  });
}

test("unfolded, a call shows its input and its output", () => {
  const input = { command: "bun test", env: { A: 1 }, note: "two\nlines" };
  expect(drawn(call("shell", input, { ms: 1_200, output: "ok\n\ndone\n" }), unfolded)).toEqual([
    "✓ shell bun test · 1.2 s",
    "  command: bun test",
    '  env: {"A":1}',
    "  note:",
    "    two",
    "    lines",
    "  ok",
    "",
    "  done",
  ]);
});

test("unfolded output has an end too", () => {
  const output = Array.from({ length: 500 }, (_, at) => `line ${at}`).join("\n");
  const lines = drawn(call("read", { path: "a" }, { output }), unfolded);
  expect(lines).toHaveLength(203);
  expect(lines.at(-1)).toBe("  … 300 more lines");
});

test("a running command shows the end of its output as a terminal would", () => {
  const output = "a\nb\nc\nd\ne\n 10%\r 60%\r100%\nab\bc";
  expect(drawn(call("shell", { command: "make" }, { state: "running", ms: 900, output }))).toEqual([
    "⠋ shell make · 0.9 s",
    "  … 2 lines above (Ctrl+O)",
    "  c",
    "  d",
    "  e",
    "  100%",
    "  ac",
  ]);
});

test("the colours of a command's output stay on its lines, and go where no colours are wanted", () => {
  const item = call(
    "shell",
    { command: "x" },
    {
      state: "running",
      output: "\u001b[31mred\nred too\u001b[0m\u001b[2J\nplain",
    },
  );
  const lines = itemLines(item, { paint: paintFor(dark, 3), width: 40 }, folded);
  expect(lines.slice(1, 3)).toEqual(["  \u001b[31mred\u001b[0m", "  \u001b[31mred too\u001b[0m"]);
  expect(drawn(item)).toEqual(["⠋ shell x", "  red", "  red too", "  plain"]);
});

test("thinking is one line, or all of it", () => {
  const item: Item = { type: "thinking", text: "First this.\n\nThen that.", ms: 64_000 };
  expect(drawn(item)).toEqual(["", "✻ thought for 1 min 4 s · Ctrl+T"]);
  expect(drawn(item, unfolded)).toEqual([
    "",
    "✻ thought for 1 min 4 s",
    "  First this.",
    "  ",
    "  Then that.",
  ]);
});

test("a pasted prompt is folded", () => {
  const text = Array.from({ length: 50 }, (_, at) => `line ${at}`).join("\n");
  const lines = drawn({ type: "prompt", text, attached: [] });
  expect(lines).toHaveLength(16);
  expect(lines.at(-1)).toBe("  … 36 more lines (Ctrl+O)");
  expect(drawn({ type: "prompt", text, attached: [] }, unfolded)).toHaveLength(51);
});

test("every end says why in a sentence, but one whose calls said it", () => {
  for (const reason of endReasons) {
    const lines = drawn({ type: "end", reason, detail: "" }, folded, 100);
    const isSilent = reason === "done" || reason === "denied";
    expect(lines.length).toBe(isSilent ? 0 : 1);
    if (!isSilent) expect(lines[0]).toEndWith(".");
  }
});

test("every item fits its columns and holds nothing that a terminal obeys", () => {
  const bad = fc
    .array(
      fc.constantFrom(
        "a b",
        "日本",
        "\u001b[2J",
        "\u001b]0;t\u0007",
        "\r",
        "\t",
        "\n",
        "\b",
        "x".repeat(70),
        "👨‍👩‍👧‍👦",
        "\u009b5n",
      ),
    )
    .map((parts) => parts.join(""));
  const items = bad.map((text): readonly Item[] => [
    { type: "prompt", text, attached: [text, text] },
    { type: "thinking", text, ms: 5 },
    { type: "text", text, first: true },
    call(
      text,
      { path: text, [text]: text },
      {
        state: "failed",
        output: text,
        nested: [text],
        diff: `--- a\n+++ ${text}\n@@ -1 +1 @@\n-${text}\n+x`,
      },
    ),
    call("shell", { command: text }, { state: "running", output: text, ms: 1_000 }),
    { type: "shell", command: text, output: text, exitCode: 2, isPrivate: true },
    { type: "panel", title: text, text },
    { type: "lines", lines: [text] },
    { type: "notice", level: "error", text },
    { type: "end", reason: "failed", detail: text },
  ]);
  const pen = { paint: paintFor(dark, 3), width: 0 };
  fc.assert(
    fc.property(
      items,
      fc.integer({ min: 20, max: 90 }),
      fc.constantFrom(folded, unfolded),
      (all, width, look) => {
        for (const line of all.flatMap((item) => itemLines(item, { ...pen, width }, look))) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
          expect(stripVTControlCharacters(line)).not.toMatch(/\p{Cc}/u);
          expect(line).not.toContain("[2J");
        }
      },
    ),
  );
});
