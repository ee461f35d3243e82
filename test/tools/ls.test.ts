import { expect, test } from "bun:test";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { lsPart } from "../../src/tools/ls.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

const ls = toolOf(lsPart);

test("folders come first, hidden names too, .git and node_modules never", async () => {
  using folder = await tempFolder({
    "b.ts": "",
    "a.ts": "",
    ".env": "",
    "src/x.ts": "",
    ".meta/y": "",
    ".git/HEAD": "",
    "node_modules/dep/i.js": "",
  });
  symlinkSync("a.ts", join(folder.path, "link"));
  expect(await runTool(ls, folder.path, {})).toEqual({
    text: ".meta/\nsrc/\n.env\na.ts\nb.ts\nlink@",
  });
  expect(await runTool(ls, folder.path, { path: "src/" })).toEqual({ text: "x.ts" });
});

test("an empty folder, a missing one and a file each have their sentence", async () => {
  using folder = await tempFolder({ "src/sub/x.ts": "", "empty/.git/HEAD": "" });
  expect(await runTool(ls, folder.path, { path: "empty" })).toEqual({
    text: "empty is an empty folder.",
  });
  expect(await runTool(ls, folder.path, { path: "scr" })).toEqual({
    text: 'There is no folder "scr". Did you mean "src"?',
    failed: true,
  });
  expect(await runTool(ls, folder.path, { path: "src/sub/x.ts" })).toEqual({
    text: '"src/sub/x.ts" is a file, not a folder.',
    failed: true,
  });
  expect(await runTool(ls, folder.path, { path: "sub" })).toEqual({
    text: "x.ts\nNote: used src/sub; there is no sub.",
  });
});

test("a long list is cut to its room and says how much is missing", async () => {
  const names = Array.from({ length: 200 }, (_, index) => `file-${1000 + index}.txt`);
  using folder = await tempFolder(Object.fromEntries(names.map((name) => [name, ""])));
  const { text } = await runTool(ls, folder.path, {}, { maxResultChars: 1_000 });
  const lines = text.split("\n");
  expect(text.length).toBeLessThanOrEqual(1_000);
  expect(lines.slice(0, -1)).toEqual(names.slice(0, lines.length - 1));
  expect(lines.at(-1)).toBe(
    `(${200 - lines.length + 1} more of 200 names. Use glob with a pattern to find one.)`,
  );
});
