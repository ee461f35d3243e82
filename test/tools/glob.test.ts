import { expect, test } from "bun:test";
import { utimesSync } from "node:fs";
import { join } from "node:path";
import { globPart } from "../../src/tools/glob.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

const glob = toolOf(globPart);

test("files are found by name, the newest first, ignored ones left out", async () => {
  using folder = await tempFolder({
    ".gitignore": "dist/\n",
    "old.py": "",
    "src/new.py": "",
    "src/mid.py": "",
    "src/x.js": "",
    "dist/made.py": "",
  });
  for (const [name, seconds] of Object.entries({ "old.py": 1, "src/mid.py": 2, "src/new.py": 3 })) {
    utimesSync(join(folder.path, name), seconds, seconds);
  }
  const found = async (wish: object) => (await runTool(glob, folder.path, wish)).text.split("\n");
  expect(await found({ pattern: "*.py" })).toEqual(["src/new.py", "src/mid.py", "old.py"]);
  expect(await found({ pattern: "src/**/*.py" })).toEqual(["src/new.py", "src/mid.py"]);
  expect(await found({ pattern: "*.py", path: "src" })).toEqual(["src/new.py", "src/mid.py"]);
  expect(await found({ pattern: `${folder.path}/*.py` })).toEqual(["old.py"]);
  expect(await found({ pattern: "*.rs" })).toEqual(['No files match "*.rs".']);
});

test("a pattern that leads out of the project folder lists nothing", async () => {
  using folder = await tempFolder({ "a.txt": "" });
  for (const pattern of ["../*", "/etc/*", "src/../../*", "{..,x}/*", "../**/passwd", "..\\*"]) {
    const { text, failed } = await runTool(glob, folder.path, { pattern });
    expect([pattern, failed, text]).toEqual([
      pattern,
      true,
      `"${pattern}" leads out of the project folder. Patterns are relative to it, for example *.ts or src/**/*.ts.`,
    ]);
  }
  const outside = await runTool(glob, folder.path, { pattern: "*", path: "/etc" });
  expect(outside.failed).toBe(true);
});

test("at most a hundred files are named, and never more than there is room for", async () => {
  const names = Array.from({ length: 150 }, (_, index) => `file-${1000 + index}.txt`);
  using folder = await tempFolder(Object.fromEntries(names.map((name) => [name, ""])));
  const { text } = await runTool(glob, folder.path, { pattern: "*.txt" });
  const lines = text.split("\n");
  expect(lines.length).toBe(101);
  expect(lines.at(-1)).toBe(
    "(More than 100 files match; these are the newest. Narrow the pattern or give a path.)",
  );
  const small = await runTool(glob, folder.path, { pattern: "*" }, { maxResultChars: 1_000 });
  expect(small.text.length).toBeLessThanOrEqual(1_000);
});
