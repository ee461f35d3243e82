import { expect, test } from "bun:test";
import { grepPart } from "../../src/tools/grep.ts";
import { searchPart } from "../../src/tools/search.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

const grep = toolOf(grepPart);
const search = toolOf(searchPart);

const files = {
  "a.py": "def add(a, b):\n    return a + b\n",
  "src/b.py": "def sub(a, b):\n    return a - b\n",
  "src/c.js": "function add(a, b) {}\n",
};

test("a hit shows its path, line and text, also in a single file", async () => {
  using folder = await tempFolder(files);
  const shown = async (wish: object) => (await runTool(grep, folder.path, wish)).text;
  expect(await shown({ pattern: "def \\w+" })).toBe(
    "a.py:1:def add(a, b):\nsrc/b.py:1:def sub(a, b):",
  );
  expect(await shown({ pattern: "add", path: "a.py" })).toBe("a.py:1:def add(a, b):");
  expect(await shown({ pattern: "add", path: "src" })).toBe("src/c.js:1:function add(a, b) {}");
  expect(await shown({ pattern: "add", include: "*.js" })).toBe("src/c.js:1:function add(a, b) {}");
  expect(await shown({ pattern: "a + b", literal: true })).toBe("a.py:2:    return a + b");
  expect(await shown({ pattern: "nothing here" })).toBe('No matches for "nothing here".');
  expect(await shown({ pattern: "add", path: "b.py" })).toBe(
    'No matches for "add".\nNote: used src/b.py; there is no b.py.',
  );
});

test("search takes its pattern as plain text unless told otherwise", async () => {
  using folder = await tempFolder(files);
  const shown = async (wish: object) => (await runTool(search, folder.path, wish)).text;
  expect(await shown({ pattern: "(a, b) {" })).toBe("src/c.js:1:function add(a, b) {}");
  expect(await shown({ pattern: "a . b" })).toBe('No matches for "a . b".');
  expect(await shown({ pattern: "a . b", literal: false, max_results: 1 })).toBe(
    "a.py:2:    return a + b\n(More matches were left out. Narrow the pattern, the path or include.)",
  );
});

test("a pattern that cannot be used says what to do", async () => {
  using folder = await tempFolder(files);
  const refused = async (pattern: string) => {
    const { text, failed } = await runTool(grep, folder.path, { pattern });
    return failed ? text : undefined;
  };
  expect(await refused("add(")).toBe(
    '"add(" is not a valid regular expression. To find it as plain text, set literal to true.',
  );
  expect(await refused("")).toBe("The pattern is empty. Give the text or expression to look for.");
  const lines =
    "A pattern is looked for line by line, so it cannot hold a line end. Search for one of its lines.";
  expect(await refused("a\\nb")).toBe(lines);
  expect(await refused("a\nb")).toBe(lines);
  expect(await refused("a\\\\nb")).toBe(undefined);
});

test("results are bounded in number, length and room", async () => {
  using folder = await tempFolder({
    "many.txt": "hit\n".repeat(500),
    "wide.txt": `${"<".repeat(400)}hit${">".repeat(400)}\n`,
  });
  const many = await runTool(grep, folder.path, { pattern: "hit" });
  expect(many.text.split("\n")).toEqual([
    ...Array.from({ length: 100 }, (_, index) => `many.txt:${index + 1}:hit`),
    "(More matches were left out. Narrow the pattern, the path or include.)",
  ]);
  const small = await runTool(grep, folder.path, { pattern: "hit" }, { maxResultChars: 1_000 });
  expect(small.text.length).toBeLessThanOrEqual(1_000);
  const wide = await runTool(grep, folder.path, { pattern: "hit", path: "wide.txt" });
  expect(wide.text).toBe(`wide.txt:1:…${"<".repeat(60)}hit${">".repeat(187)}…`);
});

test("nothing outside the project folder is searched", async () => {
  using folder = await tempFolder(files);
  using other = await tempFolder({ "secret.txt": "add\n" });
  for (const path of [other.path, "..", "../", "/etc"]) {
    const { failed, text } = await runTool(grep, folder.path, { pattern: "add", path });
    expect([path, failed, text.includes("secret")]).toEqual([path, true, false]);
  }
});
