import { expect, test } from "bun:test";
import { chmod, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { applyPatchPart } from "../../src/tools/apply-patch.ts";
import { toolsForEditFormat } from "../../src/tools/edit/format.ts";
import { editPart } from "../../src/tools/edit.ts";
import type { ToolKit } from "../../src/tools/kit.ts";
import { lineDiff } from "../../src/tools/line-diff.ts";
import { lineHash } from "../../src/tools/lines.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files and an edit tool; disposed with the folder. */
async function bench(files: Files, kit: Partial<ToolKit> = {}) {
  const folder = await tempFolder(files);
  const tool = toolOf(editPart, kit);
  return {
    [Symbol.dispose]: () => folder[Symbol.dispose](),
    root: folder.path,
    edit: (input: unknown) => runTool(tool, folder.path, input),
    read: (path: string) => readFile(join(folder.path, path), "utf8"),
  };
}

const five = "one\ntwo\nthree\nfour\nfive\n";

test("a unique text is replaced, and the result shows the place and the diff", async () => {
  using on = await bench({ "src/a.txt": five });
  expect(await on.edit({ path: "src/a.txt", old: "three", new: "3" })).toEqual({
    text: [
      "Updated src/a.txt: 1 replacement, +1 -1 lines.",
      "   1| one",
      "   2| two",
      "   3| 3",
      "   4| four",
      "   5| five",
    ].join("\n"),
    changed: ["src/a.txt"],
    diff: (await lineDiff("src/a.txt", five, five.replace("three", "3"))).diff ?? "none",
  });
  expect(await on.read("src/a.txt")).toEqual("one\ntwo\n3\nfour\nfive\n");
});

test("a text that stands twice is refused with its lines, and replaced everywhere on all", async () => {
  using on = await bench({ "a.txt": "x = 1\ny = 2\nx = 1\n" });
  expect(await on.edit({ path: "a.txt", old: "x = 1", new: "x = 3" })).toEqual({
    text: "old is not unique: it matches 2 places in a.txt, at lines 1, 3. Add the lines around the place you mean to old and new, or set all to true to change every one.",
    failed: true,
  });
  const done = await on.edit({ path: "a.txt", old: "x = 1", new: "x = 3", all: true });
  expect(done.text.split("\n")[0]).toEqual("Updated a.txt: 2 replacements, +2 -2 lines.");
  expect(await on.read("a.txt")).toEqual("x = 3\ny = 2\nx = 3\n");
});

test("a line number beside old chooses among several matches", async () => {
  using on = await bench({ "a.txt": "x = 1\ny = 2\nx = 1\n" });
  await on.edit({ path: "a.txt", old: "x = 1", new: "x = 3", old_start: 3 });
  expect(await on.read("a.txt")).toEqual("x = 1\ny = 2\nx = 3\n");
});

test("a missing text is answered with the nearest real lines, not with the file", async () => {
  const lines = Array.from({ length: 60 }, (_, index) => `const value${index} = load(${index});`);
  using on = await bench({ "a.txt": `${lines.join("\n")}\n` });
  const old = "const value30 = load(30)\nconst value31 = save(31);";
  expect(await on.edit({ path: "a.txt", old, new: "x" })).toEqual({
    text: [
      "old was not found in a.txt.",
      "The nearest lines there are (the first difference is in line 31):",
      "  30| const value29 = load(29);",
      "  31| const value30 = load(30);",
      "  32| const value31 = load(31);",
      "  33| const value32 = load(32);",
      "Copy old from these lines as they stand.",
    ].join("\n"),
    failed: true,
  });
  expect((await on.edit({ path: "a.txt", old: "zebra crossing", new: "x" })).text).toEqual(
    "old was not found in a.txt.\nNo line there is like it. Read a.txt again before you edit it.",
  );
});

test("a looser match is named, and its replacement indented as the file is", async () => {
  using on = await bench({ "a.py": "class A:\n\tdef f(self):\n\t\treturn 1\n" });
  const result = await on.edit({
    path: "a.py",
    old: "def f(self):\n    return 1",
    new: "def f(self):\n    return 2",
  });
  expect(result.text.split("\n").slice(0, 2)).toEqual([
    "Updated a.py: 1 replacement, +1 -1 lines.",
    "Matched although the indentation differs from your old text; the new text was indented as the file is.",
  ]);
  expect(await on.read("a.py")).toEqual("class A:\n\tdef f(self):\n\t\treturn 2\n");
});

test("an edit without a change is refused, more clearly each time", async () => {
  using on = await bench({ "a.txt": five });
  const texts: string[] = [];
  for (let time = 0; time < 3; time += 1) {
    const { text, failed } = await on.edit({ path: "a.txt", old: "two", new: "two" });
    expect(failed).toBe(true);
    texts.push(text.slice(0, 38));
  }
  expect(texts).toEqual([
    "No change: old and new are the same te",
    "Again no change: old and new are still",
    "No change, 3 times now: this edit of a",
  ]);
});

test("the same edit sent again is no mistake the first time and is not made twice", async () => {
  using on = await bench({ "a.txt": "a\nb\n" });
  const wish = { path: "a.txt", old: "a\n", new: "a\nmore\n" };
  await on.edit(wish);
  expect(await on.edit(wish)).toEqual({
    text: "No change: a.txt already is as this edit would make it. Go on with the next step.",
  });
  expect((await on.edit(wish)).failed).toBe(true);
  expect(await on.read("a.txt")).toEqual("a\nmore\nb\n");
});

test("an edit whose new text stands there already says so", async () => {
  using on = await bench({ "a.txt": "total = count + 1\nend\n" });
  const old = "total = number";
  const { text, failed } = await on.edit({ path: "a.txt", old, new: "total = count + 1" });
  expect(failed).toBe(true);
  expect(text).toContain("The new text stands in a.txt already, at line 1");
});

test("CRLF, BOM, mode and a missing final line end stay", async () => {
  using on = await bench({
    "a.sh": "\ufeffone\r\ntwo\r\nthree",
    "mixed.txt": "one\ntwo\r\nthree\n",
  });
  await on.edit({ path: "mixed.txt", old: "one\ntwo\n", new: "one\n2\nmore\n" });
  expect(await on.read("mixed.txt")).toEqual("one\n2\r\nmore\r\nthree\n");
  await chmod(join(on.root, "a.sh"), 0o755);
  await on.edit({ path: "a.sh", old: "one\ntwo", new: "one\n2\nmore" });
  expect(await on.read("a.sh")).toEqual("\ufeffone\r\n2\r\nmore\r\nthree");
  expect((await stat(join(on.root, "a.sh"))).mode & 0o777).toBe(0o755);
});

test("line numbers and hashes copied from a read are taken off", async () => {
  using on = await bench({ "a.txt": five, "b.txt": five });
  const old = "   2| two\n   3| three";
  const { text } = await on.edit({ path: "a.txt", old, new: "   2| 2\n   3| 3" });
  expect(text.split("\n")[1]).toEqual("Line numbers in front of your lines were taken off.");
  expect(await on.read("a.txt")).toEqual("one\n2\n3\nfour\nfive\n");
  await on.edit({ path: "b.txt", old: "2:ab12|two\n3:cd34|three", new: "2\n3" });
  expect(await on.read("b.txt")).toEqual("one\n2\n3\nfour\nfive\n");
});

test("an empty old is refused, also with all, and write is named for an empty or new file", async () => {
  using on = await bench({ "a.txt": five, "empty.txt": "" });
  const refused = await on.edit({ path: "a.txt", old: "", new: "x", all: true });
  expect(refused).toEqual({
    text: "old is empty, so there is nothing to replace in a.txt. Give as old a line that stands in the file, and repeat it in new with what you add before or after it.",
    failed: true,
  });
  for (const path of ["empty.txt", "fresh.txt"]) {
    expect(await on.edit({ path, old: "", new: "x" })).toEqual({
      text: `old is empty and ${path} has no text yet. Use write with the whole content.`,
      failed: true,
    });
  }
  expect(await on.read("a.txt")).toEqual(five);
});

test("an anchor replaces exactly its lines and never glues the next one", async () => {
  using on = await bench({ "a.txt": five, "b.txt": five, "c.txt": five, "d.txt": "one\ntwo" });
  await on.edit({ path: "a.txt", old_start: `2:${lineHash("two")}`, new: "2" });
  expect(await on.read("a.txt")).toEqual("one\n2\nthree\nfour\nfive\n");
  await on.edit({ path: "b.txt", old_start: 2, old_end: "4", new: "2\n\n" });
  expect(await on.read("b.txt")).toEqual("one\n2\n\nfive\n");
  await on.edit({ path: "c.txt", old_start: "1", old_end: 4, new: "" });
  expect(await on.read("c.txt")).toEqual("five\n");
  await on.edit({ path: "d.txt", old_start: 2, new: "2\n3" });
  expect(await on.read("d.txt")).toEqual("one\n2\n3");
});

test("lines echoed with their hashes into new are taken off", async () => {
  using on = await bench({ "a.txt": five });
  const hash = lineHash("two");
  await on.edit({ path: "a.txt", old_start: `2:${hash}|two`, new: `2:${hash}|2\n3:0000|more` });
  expect(await on.read("a.txt")).toEqual("one\n2\nmore\nthree\nfour\nfive\n");
  await on.edit({ path: "a.txt", old_start: 5, new: "1| a table\n2| of its own" });
  expect(await on.read("a.txt")).toEqual("one\n2\nmore\nthree\n1| a table\n2| of its own\nfive\n");
});

test("a stale anchor is refused with the lines as they are now", async () => {
  using on = await bench({ "a.txt": "one\ntwo\n" });
  expect(await on.edit({ path: "a.txt", old_start: "2:0000", new: "2" })).toEqual({
    text: `Line 2 of a.txt changed since it was read (hash mismatch). Nothing was changed. The lines there now:\n1:${lineHash("one")}|one\n2:${lineHash("two")}|two`,
    failed: true,
  });
  expect(await on.read("a.txt")).toEqual("one\ntwo\n");
});

test("anchors that make no sense are each told apart", async () => {
  using on = await bench({ "a.txt": "one\ntwo\n" });
  const said = async (input: object) =>
    (await on.edit({ path: "a.txt", new: "x", ...input })).text.split(/\.\s/)[0];
  expect([
    await said({ old_end: 2 }),
    await said({ old_start: 2, old_end: 1 }),
    await said({ old_start: 3 }),
    await said({ old_start: "top" }),
    await said({}),
  ]).toEqual([
    "old_end needs old_start",
    "old_end is before old_start",
    "a.txt has 2 lines; there is no line 3",
    '"top" is no line',
    "edit needs old, the text to replace, or old_start, the line to replace",
  ]);
});

test("an edit that breaks a valid program is refused, and the file stays", async () => {
  using on = await bench({ "a.js": "function f() {\n  return 1;\n}\n", "b.js": "function (\n" });
  expect(await on.edit({ path: "a.js", old: "  return 1;\n}", new: "  return 2;" })).toEqual({
    text: [
      "Nothing was changed: a.js was valid before, and this edit would break its syntax at line 2: Unexpected end of file",
      "It would read there:",
      "   1| function f() {",
      "   2|   return 2;",
      "Send the edit again with all brackets, quotes and blocks closed.",
    ].join("\n"),
    failed: true,
  });
  expect(await on.read("a.js")).toEqual("function f() {\n  return 1;\n}\n");
  expect((await on.edit({ path: "b.js", old: "(", new: "((" })).failed).toBeUndefined();
});

test("JSON and TypeScript are guarded too", async () => {
  using on = await bench({ "a.json": '{ "a": 1 }\n', "a.ts": "const a: number = 1;\n" });
  const json = await on.edit({ path: "a.json", old: "1 }", new: "1" });
  const code = await on.edit({ path: "a.ts", old: "= 1", new: "= (1" });
  expect([json.failed, code.failed]).toEqual([true, true]);
  expect(await on.read("a.json")).toEqual('{ "a": 1 }\n');
});

test("after three failed edits of a short file the answer is to write it", async () => {
  using on = await bench({ "a.txt": five });
  const last: (string | undefined)[] = [];
  for (const old of ["x1", "x2", "x3"]) {
    last.push((await on.edit({ path: "a.txt", old, new: "y" })).text.split("\n").at(-1));
  }
  expect(last).toEqual([
    "No line there is like it. Read a.txt again before you edit it.",
    "No line there is like it. Read a.txt again before you edit it.",
    "That was failed edit 3 of a.txt. The file is short: use write with its whole new content instead.",
  ]);
  await on.edit({ path: "a.txt", old: "one", new: "1" });
  const after = await on.edit({ path: "a.txt", old: "x4", new: "y" });
  expect(after.text).not.toContain("use write");
});

test("a file that is missing, binary or a folder is refused in a sentence", async () => {
  using on = await bench({ "bin.dat": new Uint8Array([0, 1, 2, 0, 255]), "src/a.txt": five });
  const said = async (path: string) => await on.edit({ path, old: "x", new: "y" });
  expect((await said("nothing.txt")).failed).toBe(true);
  expect((await said("../outside.txt")).failed).toBe(true);
  expect((await said("src")).failed).toBe(true);
  expect(await said("bin.dat")).toEqual({
    text: "bin.dat is a binary file (5 bytes); it cannot be edited as text.",
    failed: true,
  });
});

test("long changed regions and long lines are shown in part", async () => {
  using on = await bench({ "a.txt": "start\nend\n" });
  const lines = Array.from({ length: 200 }, (_, index) => `${index} ${"x".repeat(300)}`);
  const { text } = await on.edit({ path: "a.txt", old: "start", new: lines.join("\n") });
  const shown = text.split("\n");
  expect(shown.length).toBe(42);
  expect(shown[21]).toBe("[… 161 lines …]");
  expect(shown[1]).toBe(`   1| ${`0 ${"x".repeat(300)}`.slice(0, 200)}…`);
});

test("no answer is longer than its room, whatever the input", async () => {
  using folder = await tempFolder({ "a.txt": `${"y".repeat(5_000)}\n`.repeat(30) });
  const long = "x".repeat(50_000);
  const calls = [
    { part: editPart, input: { path: long, old: "x", new: "y" } },
    { part: editPart, input: { path: "a.txt", old: "y", new: "z", all: true } },
    { part: editPart, input: { path: "a.txt", new: "z", old_start: long } },
    { part: applyPatchPart, input: { patch: `*** Update File: ${long}\n-x` } },
    { part: applyPatchPart, input: { patch: `*** Update File: a.txt\n*** ${long}\n-x` } },
  ];
  for (const { part, input } of calls) {
    const result = await runTool(toolOf(part), folder.path, input, { maxResultChars: 1_000 });
    expect(result.text.length).toBeLessThanOrEqual(1_000);
  }
});

test("each edit format offers its tools", () => {
  expect(toolsForEditFormat("replace")).toEqual(["edit", "write"]);
  expect(toolsForEditFormat("anchored")).toEqual(["edit", "write"]);
  expect(toolsForEditFormat("patch")).toEqual(["apply_patch", "write"]);
  expect(toolsForEditFormat("whole")).toEqual(["write"]);
});
