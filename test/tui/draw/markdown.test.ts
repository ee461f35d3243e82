import { expect, test } from "bun:test";
import fc from "fast-check";
import stringWidth from "string-width";
import { markdownLines } from "../../../src/tui/draw/markdown.ts";
import type { Paint } from "../../../src/tui/paint.ts";
import { paintFor } from "../../../src/tui/theme.ts";
import { dark } from "../../../src/tui/themes/dark.ts";

const plain: Paint = (_role, text) => text;
const named: Paint = (role, text) => (role === "text" ? text : `<${role}>${text}</>`);

function drawn(text: string, width = 40, paint = plain): string {
  return markdownLines(text, { paint, width }).join("\n");
}

test("emphasis within emphasis keeps what is around it", () => {
  expect(drawn("# A *b* c\n\n**x *y* z** ~~n~~ `c *d*`", 80, named)).toBe(
    [
      "<heading>A </><heading><emphasis>b</></><heading> c</>",
      "",
      "<strong>x </><strong><emphasis>y</></><strong> z</> <struck>n</> <code>c *d*</>",
    ].join("\n"),
  );
});

test("a link shows where it leads unless its text says so", () => {
  expect(drawn("[docs](https://a.b/c) https://a.b <me@a.b> ![pic](p.png)", 90, named)).toBe(
    "<link>docs</><dim> (https://a.b/c)</> <link>https://a.b</> <link>me@a.b</> pic<dim> (p.png)</>",
  );
});

test("lists keep their numbers, boxes and nesting, and hang at their text", () => {
  const text =
    "3. three is a rather long item that wraps\n7. seven\n   - [x] done\n   - [ ] open\n\n     more of it\n- other";
  expect(drawn(text)).toBe(
    [
      "3. three is a rather long item that",
      "   wraps",
      "7. seven",
      "   • [x] done",
      "   • [ ] open",
      "",
      "     more of it",
      "",
      "• other",
    ].join("\n"),
  );
});

test("a quote has a bar before each line", () => {
  expect(drawn("> one two three four five six seven eight nine\n>\n> - ten\n\ntext")).toBe(
    ["▎ one two three four five six seven", "▎ eight nine", "▎ ", "▎ • ten", "", "text"].join("\n"),
  );
});

test("a table is aligned by columns of the screen and wraps its widest cells", () => {
  const text =
    "| Name | Nr | What |\n|:--|--:|:-:|\n| 日本語 | 1 | x |\n| b | 22 | words that are **too long** for the row |";
  expect(drawn(text)).toBe(
    [
      "Name   │ Nr │            What",
      "───────┼────┼───────────────────────────",
      "日本語 │  1 │             x",
      "b      │ 22 │  words that are too long",
      "       │    │        for the row",
    ].join("\n"),
  );
});

test("a table that is too wide to be read becomes one list for each row", () => {
  const head = ["one", "two", "three", "four", "five", "six"].map((name) => `${name} column`);
  const cells = head.map((name) => `${name} value`);
  const text = [head, head.map(() => "---"), cells, cells].map((row) => row.join("|")).join("\n");
  const lines = drawn(text).split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "one column: one column value",
    "two column: two column value",
    "three column: three column value",
  ]);
  expect(lines).toHaveLength(13);
});

test("code keeps its lines, and a long one goes on at its own indentation", () => {
  const text = `\`\`\`\nif x:\n    ${"y".repeat(50)}\n\tz\n\`\`\``;
  expect(drawn(text)).toBe(
    ["  if x:", `      ${"y".repeat(34)}`, `      ${"y".repeat(16)}`, "      z"].join("\n"),
  );
});

test("code has the colours of its language, a fence that is still open too", () => {
  const lines = [
    '  <keyword>const</> a = <string>"b"</>; <comment>// c</>',
    "  <function>f</>(<number>1</>);",
  ];
  const code = 'const a = "b"; // c\nf(1);';
  expect(drawn(`\`\`\`ts\n${code}\n\`\`\``, 80, named)).toBe(lines.join("\n"));
  expect(drawn(`\`\`\`TypeScript title=x\n${code}`, 80, named)).toBe(lines.join("\n"));
  expect(drawn(`\`\`\`unknown\n${code}`, 80, named)).toBe(`  ${code.replace("\n", "\n  ")}`);
});

test("rules, HTML, entities and line breaks are drawn as text", () => {
  expect(drawn("a &lt;b&gt; &amp; c<br>d  \ne\nf\n\n---\n\n<div>\nx\n</div>")).toBe(
    ["a <b> & c", "d", "e f", "", "─".repeat(40), "", "<div>", "x", "</div>"].join("\n"),
  );
});

test("nothing that a model writes moves the cursor or colours the rest", () => {
  const text =
    "# \u001b[31mred\n\n`x\u001b[2J`\u0007 \u202eevil\n\n```ts\n\u001b]0;title\u0007const a\n```";
  expect(drawn(text)).toBe("red\n\nx evil\n\n  const a");
});

test("each line fits, whatever the text and the width", () => {
  const part = fc.constantFrom(
    ...[
      "# Title 日本語",
      "- item **bold**",
      "  - deeper",
      "    1. deepest 👨‍👩‍👧‍👦",
      "> quote",
      "> > two",
    ],
    ...[
      "| a | 日本 |",
      "|---|---|",
      "| x | `y` z |",
      "```ts",
      "```",
      "const a = 1;",
      "",
      "\ttab",
      "---",
    ],
    ...[
      "a".repeat(90),
      "日".repeat(50),
      "[link](http://example.com/very/long/address)",
      "<b>",
      "&lt;",
    ],
  );
  const paint = paintFor(dark, 3);
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 15 }),
      fc.integer({ min: 2, max: 90 }),
      (parts, width) => {
        for (const line of markdownLines(parts.join("\n"), { paint, width })) {
          expect(stringWidth(line)).toBeLessThanOrEqual(width);
          expect(line).not.toContain("\n");
        }
      },
    ),
  );
});

test("deep nesting and long runs of signs are drawn", () => {
  for (const sign of [">", "- ", "*", "[", "`a", "<", "_a ", "|", "![", "&"]) {
    const lines = markdownLines(`${sign.repeat(800)}x`, { paint: plain, width: 40 });
    expect(lines.length).toBeGreaterThan(0);
  }
  const steps = Array.from({ length: 500 }, (_, at) => `${"  ".repeat(at)}- a`);
  expect(drawn(steps.join("\n")).split("\n").length).toBeGreaterThan(500);
});
