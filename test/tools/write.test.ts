import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writePart } from "../../src/tools/write.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

const write = toolOf(writePart);

test("a new file is made with its folders", async () => {
  using folder = await tempFolder();
  const wish = { path: "src/deep/a.ts", content: "one\ntwo\n" };
  const { diff, ...result } = await runTool(write, folder.path, wish);
  expect(result).toEqual({ text: "Created src/deep/a.ts, +2 lines.", changed: ["src/deep/a.ts"] });
  expect(diff).toContain("+one\n+two\n");
  expect(readFileSync(join(folder.path, "src/deep/a.ts"), "utf8")).toBe("one\ntwo\n");
});

test("a changed file says how many lines came and went", async () => {
  using folder = await tempFolder({ "a.ts": "one\ntwo\nthree\n" });
  const wish = { path: "a.ts", content: "one\n2\nthree\nfour\n" };
  const { diff, ...result } = await runTool(write, folder.path, wish);
  expect(result).toEqual({ text: "Updated a.ts, +2 -1 lines.", changed: ["a.ts"] });
  expect(diff?.split("\n").slice(-7)).toEqual([
    "@@ -1,3 +1,4 @@",
    " one",
    "-two",
    "+2",
    " three",
    "+four",
    "",
  ]);
});

test("the same content is no change, a second time an error, and a real write forgets it", async () => {
  using folder = await tempFolder({ "a.ts": "no changes\n" });
  const tool = toolOf(writePart);
  const attempt = (content: string) => runTool(tool, folder.path, { path: "a.ts", content });
  const same = { text: "No change: a.ts already has exactly this content. Nothing was written." };
  expect(await attempt("no changes\n")).toEqual(same);
  const again = await attempt("no changes\n");
  expect(again.failed).toBe(true);
  expect(again.text).toStartWith("Repeated write without a change: a.ts");
  expect((await attempt("no changes here\n")).changed).toEqual(["a.ts"]);
  expect(await attempt("no changes here\n")).toEqual({ ...same });
});

test("line ends, BOM and encoding of the file are kept", async () => {
  using folder = await tempFolder({
    "crlf.txt": "\uFEFFone\r\ntwo\r\n",
    "latin.txt": new Uint8Array([0xe9, 0x0a]),
  });
  const bytesAfter = async (path: string, content: string) => {
    const { text } = await runTool(write, folder.path, { path, content });
    return [text, readFileSync(join(folder.path, path)).toString("latin1")];
  };
  expect(await bytesAfter("crlf.txt", "one\n2\n")).toEqual([
    "Updated crlf.txt, +1 -1 lines.",
    "\xef\xbb\xbfone\r\n2\r\n",
  ]);
  expect(await bytesAfter("latin.txt", "ü\n")).toEqual([
    "Updated latin.txt, +1 -1 lines.",
    "\xfc\n",
  ]);
  expect(await bytesAfter("latin.txt", "→\n")).toEqual([
    "latin.txt could not be written. Its encoding is latin1, which lacks a character of the new text.",
    "\xfc\n",
  ]);
});

test("a bare name goes to the one file of that name, and nothing stray is made", async () => {
  using folder = await tempFolder({ "src/main/java/React.java": "class React {}\n" });
  const { diff, ...result } = await runTool(write, folder.path, {
    path: "React.java",
    content: "class React { int a; }\n",
  });
  expect(result).toEqual({
    text: "Updated src/main/java/React.java, +1 -1 lines.\nNote: used src/main/java/React.java; there is no React.java.",
    changed: ["src/main/java/React.java"],
  });
  expect(readdirSync(folder.path)).toEqual(["src"]);
});

test("a path out of the project folder is refused and the file of that name inside is untouched", async () => {
  using folder = await tempFolder({ "sub/foo.js": "mine\n" });
  const result = await runTool(write, folder.path, { path: "/tmp/zzz/foo.js", content: "x" });
  expect(result.failed).toBe(true);
  expect(result.text).toBe(
    '"/tmp/zzz/foo.js" is outside the sandbox: only files below the project folder can be used. Give a path relative to it. Did you mean "sub/foo.js"?',
  );
  expect(readFileSync(join(folder.path, "sub/foo.js"), "utf8")).toBe("mine\n");
});

test("a binary file is not replaced by text, and content in a fence stays as it is", async () => {
  using folder = await tempFolder({ "b.dat": new Uint8Array([1, 0, 2]) });
  expect(await runTool(write, folder.path, { path: "b.dat", content: "x" })).toEqual({
    text: "b.dat is a binary file; write makes text files only. Choose another path.",
    failed: true,
  });
  const content = "```ts\nconst a = 1;\n```\n";
  await runTool(write, folder.path, { path: "a.md", content });
  expect(readFileSync(join(folder.path, "a.md"), "utf8")).toBe(content);
});
