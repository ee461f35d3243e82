import { expect, test } from "bun:test";
import { chmod, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { applyPatchPart } from "../../src/tools/apply-patch.ts";
import { batchReadPart } from "../../src/tools/batch-read.ts";
import { readPart } from "../../src/tools/read.ts";
import { kitWith } from "../support/kit.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool } from "../support/tools.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files and apply_patch; disposed with the folder. */
async function bench(files: Files) {
  const folder = await tempFolder(files);
  const kit = kitWith();
  const tool = applyPatchPart.make(applyPatchPart.words, kit);
  return {
    [Symbol.dispose]: () => folder[Symbol.dispose](),
    root: folder.path,
    kit,
    patch: (...lines: readonly string[]) => runTool(tool, folder.path, { patch: envelope(lines) }),
    diff: (...lines: readonly string[]) => runTool(tool, folder.path, { patch: lines.join("\n") }),
    read: (path: string) => readFile(join(folder.path, path), "utf8"),
    list: async () => (await readdir(folder.path, { recursive: true })).sort(),
  };
}

function envelope(lines: readonly string[]): string {
  return ["*** Begin Patch", ...lines, "*** End Patch"].join("\n");
}

const five = "one\ntwo\nthree\nfour\nfive\n";
const update = ["*** Update File: a.txt", "@@", " two", "-three", "+3", "+three and a half"];

test("an update is told with its counts, its place and its diff", async () => {
  using on = await bench({ "a.txt": five });
  const result = await on.patch(...update);
  expect({ ...result, diff: result.diff?.split("\n").slice(-7) }).toEqual({
    text: [
      "Patched 1 file, +2 -1 lines.",
      "Updated a.txt, +2 -1 lines.",
      "   1| one",
      "   2| two",
      "   3| 3",
      "   4| three and a half",
      "   5| four",
      "   6| five",
    ].join("\n"),
    changed: ["a.txt"],
    diff: [" two", "-three", "+3", "+three and a half", " four", " five", ""],
  });
  expect(await on.read("a.txt")).toEqual("one\ntwo\n3\nthree and a half\nfour\nfive\n");
});

test("one patch updates, adds, deletes and moves", async () => {
  using on = await bench({ "a.txt": five, "b.txt": "b\n", "c.sh": "old\nkept\n" });
  await chmod(join(on.root, "c.sh"), 0o755);
  const result = await on.patch(
    ...update,
    "*** Add File: new/d.txt",
    "+first",
    "+second",
    "",
    "*** Delete File: b.txt",
    "*** Update File: c.sh",
    "*** Move to: bin/e.sh",
    "-old",
    "+new",
  );
  expect(result.text.split("\n").slice(0, 5)).toEqual([
    "Patched 4 files, +5 -3 lines.",
    "Updated a.txt, +2 -1 lines.",
    "Added new/d.txt, +2 lines.",
    "Deleted b.txt, -1 lines.",
    "Moved c.sh to bin/e.sh, +1 -1 lines.",
  ]);
  expect(result.changed).toEqual(["a.txt", "new/d.txt", "b.txt", "c.sh", "bin/e.sh"]);
  expect(await on.list()).toEqual(["a.txt", "bin", "bin/e.sh", "new", "new/d.txt"]);
  expect(await on.read("new/d.txt")).toEqual("first\nsecond\n");
  expect(await on.read("bin/e.sh")).toEqual("new\nkept\n");
  expect((await stat(join(on.root, "bin/e.sh"))).mode & 0o777).toBe(0o755);
});

test("two sections for one file build on each other", async () => {
  using on = await bench({ "a.txt": five });
  await on.patch(
    "*** Update File: a.txt",
    "-one",
    "+1",
    "*** Update File: a.txt",
    " 1",
    "-two",
    "+2",
  );
  expect(await on.read("a.txt")).toEqual("1\n2\nthree\nfour\nfive\n");
});

test("a patch whose second file does not fit changes no file", async () => {
  using on = await bench({ "a.txt": five, "b.txt": five });
  const result = await on.patch(...update, "*** Update File: b.txt", " one", "-zwei", "+2");
  expect(result).toEqual({
    text: [
      "Hunk 1 of 1 does not fit b.txt: its context and removed lines were not found.",
      "The nearest lines there are (the first difference is in line 2):",
      "   1| one",
      "   2| two",
      "   3| three",
      "Copy the context from these lines as they stand.",
      "No file was changed.",
    ].join("\n"),
    failed: true,
  });
  expect([await on.read("a.txt"), await on.read("b.txt")]).toEqual([five, five]);
});

test("a file that cannot be written puts all others back as they were", async () => {
  // 0xE9 is no UTF-8, so the file is in an old encoding that has no Chinese signs.
  const old = new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x0a]);
  using on = await bench({ "a.txt": five, "c.txt": "gone\n", "old.txt": old });
  const before = await stat(join(on.root, "a.txt"));
  const result = await on.patch(
    ...update,
    "*** Add File: deep/er/new.txt",
    "+x",
    "*** Delete File: c.txt",
    "*** Update File: old.txt",
    "@@",
    "+漢字",
    "*** End of File",
  );
  expect(result.failed).toBe(true);
  expect(result.text).toContain("old.txt could not be written.");
  expect(result.text).toContain("All files are as they were before.");
  expect(await on.list()).toEqual(["a.txt", "c.txt", "old.txt"]);
  expect([await on.read("a.txt"), await on.read("c.txt")]).toEqual([five, "gone\n"]);
  expect(new Uint8Array(await readFile(join(on.root, "old.txt")))).toEqual(old);
  expect((await stat(join(on.root, "a.txt"))).mode).toBe(before.mode);
});

test("CRLF, BOM and a missing final line end stay", async () => {
  using on = await bench({ "a.txt": "\ufeffone\r\ntwo\r\nthree" });
  await on.patch("*** Update File: a.txt", " one", "-two", "+2", "+more", " three");
  expect(await on.read("a.txt")).toEqual("\ufeffone\r\n2\r\nmore\r\nthree");
});

test("context with other blanks, signs or indentation fits, and stays as the file has it", async () => {
  using on = await bench({ "a.py": "class A:\n\tdef f(self):  \n\t\treturn “x”\n" });
  const result = await on.patch(
    "*** Update File: a.py",
    " def f(self):",
    '-    return "x"',
    "+    if self:",
    "+        return 1",
  );
  expect(result.text.split("\n")[2]).toEqual(
    "Matched in a.py although the indentation differs; added lines were indented as the file is.",
  );
  expect(await on.read("a.py")).toEqual(
    "class A:\n\tdef f(self):  \n\t\tif self:\n\t\t\treturn 1\n",
  );
});

test("outer context that is wrong is left out where a removal says enough", async () => {
  using on = await bench({ "a.txt": five });
  const result = await on.patch("*** Update File: a.txt", " uno", " two", "-three", "+3", " vier");
  expect(result.text).toContain("Matched in a.txt although the outermost context lines differ.");
  expect(await on.read("a.txt")).toEqual("one\ntwo\n3\nfour\nfive\n");
});

const twice = "def f():\n  x = 1\n\ndef g():\n  x = 1\n";

test("an anchor chooses among several places, and without one they are named", async () => {
  using on = await bench({ "a.py": twice });
  const result = await on.patch("*** Update File: a.py", "@@", "-  x = 1", "+  x = 2");
  expect(result).toEqual({
    text: "Hunk 1 of 1 does not fit a.py: its lines are not unique; they match 2 places, at lines 2, 5. Add lines of context, or @@ with the line that begins the right function or class.\nNo file was changed.",
    failed: true,
  });
  await on.patch("*** Update File: a.py", "@@ def g():", "-  x = 1", "+  x = 2");
  expect(await on.read("a.py")).toEqual("def f():\n  x = 1\n\ndef g():\n  x = 2\n");
});

test("anchors one below the other choose the inner place", async () => {
  const text = "class A:\n  def f():\n    pass\nclass B:\n  def f():\n    pass\n";
  using on = await bench({ "a.py": text });
  await on.patch("*** Update File: a.py", "@@ class B", "@@ def f", "-    pass", "+    go()");
  expect(await on.read("a.py")).toEqual(text.replace(/pass\n$/, "go()\n"));
});

test("the end of the file chooses the last place, and additions may stand there alone", async () => {
  using on = await bench({ "a.txt": "x\ny\nx\n", "b.txt": "x" });
  await on.patch("*** Update File: a.txt", "@@", "-x", "+z", "*** End of File");
  expect(await on.read("a.txt")).toEqual("x\ny\nz\n");
  await on.patch("*** Update File: b.txt", "@@", "+more", "*** End of File");
  expect(await on.read("b.txt")).toEqual("x\nmore");
});

test("added lines alone go below their anchor, and are refused without one", async () => {
  using on = await bench({ "a.txt": five });
  const refused = await on.patch("*** Update File: a.txt", "@@", "+new");
  expect(refused.text.split("\n")[0]).toEqual(
    "Hunk 1 of 1 does not fit a.txt: it only adds lines and does not say where. Give a line of context that stands in the file, with a space before it.",
  );
  await on.patch("*** Update File: a.txt", "@@ two", "+new");
  expect(await on.read("a.txt")).toEqual("one\ntwo\nnew\nthree\nfour\nfive\n");
});

test("hunks are looked for in order, and one that stands above the last is told so", async () => {
  using on = await bench({ "a.txt": "x\na\nx\nb\nx\n" });
  await on.patch("*** Update File: a.txt", "@@", " b", "-x", "+y", "*** End of File");
  expect(await on.read("a.txt")).toEqual("x\na\nx\nb\ny\n");
  await on.patch("*** Update File: a.txt", "@@", "-a", "+A", "@@", "-x", "+z");
  expect(await on.read("a.txt")).toEqual("x\nA\nz\nb\ny\n");
  const refused = await on.patch("*** Update File: a.txt", "@@", "-b", "+B", "@@", "-A", "+a");
  expect(refused.text.split("\n")[0]).toEqual(
    "Hunk 2 of 2 does not fit a.txt: its lines stand above those of the hunk before. Send the hunks in the order of the file.",
  );
});

test("the same patch is refused while the file is as the patch left it", async () => {
  using on = await bench({ "a.txt": "one\ntwo\n", "b.txt": "b\n" });
  const insert = ["*** Update File: a.txt", "@@", " one", "+more"];
  const say =
    "Repeated patch: a.txt has exactly this change already, and it did not change since. Go on with the next step, or read a.txt first if you do want it twice.\nNo file was changed.";
  await on.patch(...insert);
  expect(await on.patch(...insert)).toEqual({ text: say, failed: true });
  const both = await on.patch("*** Update File: b.txt", "-b", "+B", ...insert);
  expect(both).toEqual({ text: say, failed: true });
  expect(await on.read("b.txt")).toEqual("b\n");
  await writeFile(join(on.root, "a.txt"), "one\ntwo\n");
  expect((await on.patch(...insert)).failed).toBeUndefined();
  expect(await on.read("a.txt")).toEqual("one\nmore\ntwo\n");
});

test("who reads the file again may apply the same patch again", async () => {
  using on = await bench({ "a.txt": "one\n" });
  const insert = ["*** Update File: a.txt", "@@", " one", "+more"];
  await on.patch(...insert);
  for (const [part, input] of [
    [readPart, { path: "a.txt" }],
    [batchReadPart, { paths: ["a.txt"] }],
  ] as const) {
    expect((await on.patch(...insert)).failed).toBe(true);
    await runTool(part.make(part.words, on.kit), on.root, input);
    expect((await on.patch(...insert)).failed).toBeUndefined();
  }
  expect(await on.read("a.txt")).toEqual("one\nmore\nmore\nmore\n");
});

test("a failed patch leaves no mark, and a move takes the mark along", async () => {
  using on = await bench({ "a.txt": "one\ntwo\n" });
  const body = ["@@", " one", "+more"];
  const failed = await on.patch("*** Update File: a.txt", ...body, "@@", "-none", "+x");
  expect(failed.failed).toBe(true);
  const move = ["*** Update File: a.txt", "*** Move to: b.txt", ...body];
  expect((await on.patch(...move)).failed).toBeUndefined();
  for (const again of [move, ["*** Update File: b.txt", ...body]]) {
    expect((await on.patch(...again)).text).toStartWith("Repeated patch: b.txt");
  }
  expect(await on.read("b.txt")).toEqual("one\nmore\ntwo\n");
});

test("each mistake about files has its own words", async () => {
  using on = await bench({ "a.txt": five, "b.txt": "b\n" });
  const said = async (...lines: readonly string[]) =>
    (await on.patch(...lines)).text.split("\n")[0];
  expect([
    await said("*** Add File: a.txt", "+x"),
    await said("*** Update File: a.txt", "*** Move to: b.txt", "-one", "+1"),
    await said("*** Update File: a.txt", " one", "-two", "+two"),
  ]).toEqual([
    "a.txt exists already, so it cannot be added. Change it with *** Update File: a.txt, or use write to replace it whole.",
    "a.txt cannot be moved to b.txt: a file is there already.",
    "No change: the patch leaves a.txt as it is. Lines to remove begin with -, lines to add with +.",
  ]);
  for (const path of ["../other.txt", "zzz.txt"]) {
    expect(await said(`*** Delete File: ${path}`)).toContain(`"${path}"`);
  }
});

test("a patch that breaks a valid program is refused", async () => {
  using on = await bench({ "a.ts": "export function f(): number {\n  return 1;\n}\n" });
  const result = await on.patch("*** Update File: a.ts", "   return 1;", "-}");
  expect(result.text).toStartWith("a.ts was valid before, and this patch would break its syntax");
  expect(await on.read("a.ts")).toEqual("export function f(): number {\n  return 1;\n}\n");
});

test("a unified diff changes, makes, deletes and renames files", async () => {
  using on = await bench({ "src/a.txt": five, "b.txt": "b\n", "c.txt": "c\n" });
  const result = await on.diff(
    "```diff",
    "--- a/src/a.txt",
    "+++ b/src/a.txt",
    "@@ -40,3 +40,2 @@",
    " two",
    "-three",
    "+3",
    "--- /dev/null",
    "+++ b/src/new.txt",
    "@@ -0,0 +1,1 @@",
    "+new",
    "--- a/b.txt",
    "+++ /dev/null",
    "@@ -1 +0,0 @@",
    "-b",
    "diff --git a/c.txt b/d.txt",
    "rename from c.txt",
    "rename to d.txt",
    "```",
  );
  expect(result.changed).toEqual(["src/a.txt", "src/new.txt", "b.txt", "c.txt", "d.txt"]);
  expect(await on.list()).toEqual(["d.txt", "src", "src/a.txt", "src/new.txt"]);
  expect(await on.read("src/a.txt")).toEqual("one\ntwo\n3\nfour\nfive\n");
  expect(await on.read("d.txt")).toEqual("c\n");
});

test("two names in a diff without a word of renaming mean the file that exists", async () => {
  using on = await bench({ "a.txt": five });
  await on.diff("--- a.txt.orig", "+++ a.txt", "@@ -1 +1 @@", "-one", "+1");
  expect(await on.list()).toEqual(["a.txt"]);
  expect(await on.read("a.txt")).toEqual("1\ntwo\nthree\nfour\nfive\n");
});

test("after three failed patches of a short file the answer is to write it", async () => {
  using on = await bench({ "a.txt": five });
  const wrong = ["*** Update File: a.txt", "-zero", "+0"];
  await on.patch(...wrong);
  await on.patch(...wrong);
  expect((await on.patch(...wrong)).text.split("\n").at(-1)).toEqual(
    "That was failed patch 3 of a.txt. The file is short: use write with its whole new content instead.",
  );
});
