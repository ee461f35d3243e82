import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { itemLines } from "../../../src/tui/draw/item.ts";
import { splitFinished } from "../../../src/tui/draw/markdown.ts";
import type { Paint, Pen } from "../../../src/tui/paint.ts";
import { paintFor } from "../../../src/tui/theme.ts";
import { dark } from "../../../src/tui/themes/dark.ts";

const plain: Paint = (_role, text) => text;
const look = { unfolded: false, thinking: false };

function drawn(text: string, pen: Pen): readonly string[] {
  return itemLines({ type: "text", text, first: false }, pen, look);
}

type Streamed = {
  readonly lines: readonly string[];
  readonly pieces: number;
  /** The most lines that were open at once. */
  readonly open: number;
};

/** What is on the screen after a text came in these parts, and its finished pieces were drawn for good. */
function streamed(parts: readonly string[], pen: Pen): Streamed {
  const pieces: string[] = [];
  let rest = "";
  let open = 0;
  for (const part of parts) {
    const split = splitFinished(rest + part);
    if (split.finished !== "") pieces.push(split.finished);
    rest = split.rest;
    open = Math.max(open, rest.split("\n").length);
  }
  const lines = [...pieces, rest].flatMap((piece) => drawn(piece, pen));
  return { lines, pieces: pieces.length, open };
}

function every(text: string, chars: number): readonly string[] {
  return text.match(new RegExp(`[^]{1,${chars}}`, "g")) ?? [];
}

const line = fc.constantFrom(
  ...[
    "para one two",
    "- a",
    "- b\n  c",
    "1. x",
    "2. y",
    "   1. z",
    "  - q",
    "# H",
    "10. k",
    "- [ ] t",
  ],
  ...[
    "```ts",
    "```",
    "````",
    "~~~",
    "const a = `x`;",
    "/* c",
    "*/",
    "> q",
    "    code",
    "\tt",
    "   ",
  ],
  ...[
    "| a | b |",
    "|---|---|",
    "| 1 | 2 |",
    "---",
    "===",
    "<div>",
    "</div>",
    "<!-- x",
    "-->",
    "<details>",
  ],
  ...[
    "",
    "",
    "",
    "**b*",
    "`c",
    "* s",
    "+ p",
    "[a]: http://x",
    "[a]",
    "\\",
    "&lt;",
    "\r",
    "\u001b[31mred",
  ],
);

test("a reply drawn piece by piece looks like one drawn whole, wherever the stream is cut", () => {
  const texts = fc.array(line, { maxLength: 30 }).map((lines) => lines.join("\n"));
  const pen: Pen = { paint: plain, width: 50 };
  fc.assert(
    fc.property(texts, fc.array(fc.integer({ min: 1, max: 40 })), (text, sizes) => {
      const parts: string[] = [];
      let at = 0;
      for (const size of sizes) {
        parts.push(text.slice(at, at + size));
        at += size;
      }
      parts.push(text.slice(at));
      expect(streamed(parts, pen).lines).toEqual(drawn(text, pen));
    }),
    { numRuns: 1_000 },
  );
});

test("long code is parted while it comes, with the colours of the whole", () => {
  const pen: Pen = { paint: paintFor(dark, 3), width: 90 };
  for (const path of ["src/tui/draw/blocks.ts", "src/core/task.ts", "src/tools/shell.ts"]) {
    const code = readFileSync(join(import.meta.dir, "../../..", path), "utf8");
    const text = `Here:\n\n\`\`\`ts\n${code}\`\`\`\n\nDone.`;
    const { lines, pieces, open } = streamed(every(text, 7), pen);
    expect(lines).toEqual(drawn(text, pen));
    expect(pieces).toBeGreaterThan(5);
    expect(open).toBeLessThan(30);
  }
});

test("a comment of many lines is not parted, unless it has no end", () => {
  const fence = (count: number) => `\`\`\`ts\n/*\n${"text\n".repeat(count)}`;
  expect(splitFinished(fence(60)).finished).toBe("");
  const { finished, rest } = splitFinished(fence(100));
  expect(finished).toBe(`${fence(100)}\`\`\`\n`);
  expect(drawn(`${rest}more`, { paint: plain, width: 40 })).toEqual(["  more"]);
});

test("a long list is parted between its items and keeps its numbers", () => {
  const items = Array.from({ length: 40 }, (_, at) => `${at + 1}. item\n   - under it\n`).join("");
  const pen: Pen = { paint: plain, width: 40 };
  const { lines, pieces, open } = streamed(every(items, 5), pen);
  expect(lines).toEqual(drawn(items, pen));
  expect(pieces).toBeGreaterThan(5);
  expect(open).toBeLessThan(20);
});

test("what may still change is not finished", () => {
  expect(splitFinished("One paragraph.\n")).toEqual({ finished: "", rest: "One paragraph.\n" });
  expect(splitFinished("One.\n\nTw")).toEqual({ finished: "", rest: "One.\n\nTw" });
  expect(splitFinished("One.\n\nTwo\n")).toEqual({ finished: "One.\n\n", rest: "Two\n" });
  expect(splitFinished("- a\n\n1")).toEqual({ finished: "", rest: "- a\n\n1" });
  expect(splitFinished("```\na\n\nb\n")).toEqual({ finished: "", rest: "```\na\n\nb\n" });
});
