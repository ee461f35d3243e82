import { expect, test } from "bun:test";
import { utimesSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openFileIndex } from "../../src/app/file-index.ts";
import { findFiles, mentionAt, mentionOf } from "../../src/tui/mention.ts";
import { tempFolder } from "../support/temp.ts";

const atEnd = (text: string) => mentionAt(text, text.length);

test("a mention is open while its path is being typed", () => {
  expect(atEnd("see @")).toEqual({ start: 4, query: "" });
  expect(atEnd("@src/in")).toEqual({ start: 0, query: "src/in" });
  expect(atEnd("(@a:10-4")).toEqual({ start: 1, query: "a:10-4" });
  expect(atEnd('two\n@"my fil')).toEqual({ start: 4, query: "my fil" });
  expect(mentionAt("@src @lib end", 8)).toEqual({ start: 5, query: "li" });
  expect(atEnd(`${"x ".repeat(500_000)}@a`)).toEqual({ start: 1_000_000, query: "a" });
});

test("an address, an escaped mark and a finished mention open none", () => {
  for (const text of ["", "me@home", "\\@src", "@src done", '@"my file" ', "a/@b", "@@b"]) {
    expect([text, atEnd(text)]).toEqual([text, undefined]);
  }
});

test("a path is written so that it is read back as one mention", () => {
  expect(mentionOf({ path: "src/a.ts", isFolder: false })).toBe("@src/a.ts ");
  expect(mentionOf({ path: "src/", isFolder: true })).toBe("@src/");
  expect(mentionOf({ path: "my file", isFolder: false })).toBe('@"my file" ');
  const folder = mentionOf({ path: "my dir/", isFolder: true });
  expect(folder).toBe('@"my dir/');
  expect(atEnd(folder)).toEqual({ start: 0, query: "my dir/" });
});

const files = {
  ".gitignore": "out/\n",
  "out/view.js": "",
  "node_modules/view/index.js": "",
  "README.md": "",
  "src/core/event.ts": "",
  "src/core/view-model.ts": "",
  "src/very/interesting/effect/word.ts": "",
  "src/tui/view.ts": "",
  ".github/ci.yml": "",
};

test("files and folders that .gitignore leaves are found, names before strewn letters", async () => {
  using folder = await tempFolder(files);
  using index = openFileIndex(folder.path);
  expect([index.isListed(), findFiles(index, "view", 10)]).toEqual([false, []]);
  await index.refresh();
  expect(index.isListed()).toBe(true);
  expect(findFiles(index, "view", 3)).toEqual([
    { path: "src/tui/view.ts", isFolder: false, indexes: [8, 9, 10, 11] },
    { path: "src/core/view-model.ts", isFolder: false, indexes: [9, 10, 11, 12] },
    { path: "src/very/interesting/effect/word.ts", isFolder: false, indexes: [4, 9, 21, 28] },
  ]);
  expect(findFiles(index, "cor", 1)).toEqual([
    { path: "src/core/", isFolder: true, indexes: [4, 5, 6] },
  ]);
  const [ranged] = findFiles(index, "event.ts:10-4", 1);
  expect(ranged?.path).toBe("src/core/event.ts");
  expect(findFiles(index, "zzz", 5)).toEqual([]);
  expect(findFiles(index, "gitignor", 1).map(({ path }) => path)).toEqual([".gitignore"]);
});

test("without a query the paths used last come first, then those that changed last", async () => {
  using folder = await tempFolder(files);
  for (const [index, name] of ["README.md", "src/tui/view.ts", ".github/ci.yml"].entries()) {
    utimesSync(join(folder.path, name), 4_000_000_000 - index, 4_000_000_000 - index);
  }
  using index = openFileIndex(folder.path);
  await index.refresh();
  const first = (count: number) => findFiles(index, "", count).map(({ path }) => path);
  expect(first(5)).toEqual(["README.md", "src/tui/view.ts", "src/tui/", "src/", ".github/ci.yml"]);
  index.used("src/");
  index.used("src/core/event.ts");
  index.used("gone.ts");
  expect(first(4)).toEqual(["src/core/event.ts", "src/", "README.md", "src/tui/view.ts"]);
});

test("an empty folder and a listing that is given up make no trouble", async () => {
  using folder = await tempFolder();
  await mkdir(join(folder.path, "empty"));
  const index = openFileIndex(folder.path);
  const listed = index.refresh();
  index[Symbol.dispose]();
  await listed;
  expect(findFiles(index, "", 5)).toEqual([]);
});
