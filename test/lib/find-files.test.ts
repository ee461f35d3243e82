import { expect, test } from "bun:test";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { findBoth, ripgrep } from "../support/search.ts";
import { tempFolder } from "../support/temp.ts";

const withRipgrep = test.skipIf(ripgrep === "");

const files = {
  ".gitignore": "*.log\nbuild/\n/top.txt\n!keep.log\ndocs/*.md\n",
  ".github/ci.yml": "",
  ".env": "",
  "top.txt": "",
  "a.ts": "",
  "b.log": "",
  "keep.log": "",
  "build/x.ts": "",
  "docs/a.md": "",
  "docs/deep/b.md": "",
  "src/.gitignore": "gen/\n/only-here.ts\n!b.log\n",
  "src/top.txt": "",
  "src/b.log": "",
  "src/gen/g.ts": "",
  "src/only-here.ts": "",
  "src/lib/only-here.ts": "",
  "src/lib/gen/h.ts": "",
  "src/lib/b.log": "",
  "src/build/y.ts": "",
  "nested/.git/HEAD": "",
  "module/.git": "gitdir: ../.git/modules/module",
  "module/m.ts": "",
  "nested/own.log": "",
  "nested/own.ts": "",
  "node_modules/dep/index.js": "",
  "pkg/node_modules/dep/index.js": "",
  "pkg/__pycache__/m.pyc": "",
};

withRipgrep("ripgrep and the walk name the same files in the same order", async () => {
  using folder = await tempFolder(files);
  symlinkSync("src", join(folder.path, "link"));
  symlinkSync("a.ts", join(folder.path, "alias.ts"));
  mkdirSync(join(folder.path, "empty"));
  const whole = await findBoth(folder.path);
  expect(whole.ripgrep).toEqual([
    ".env",
    ".github/ci.yml",
    ".gitignore",
    "a.ts",
    "docs/deep/b.md",
    "keep.log",
    "module/m.ts",
    "nested/own.ts",
    "src/.gitignore",
    "src/b.log",
    "src/lib/b.log",
    "src/lib/only-here.ts",
    "src/top.txt",
  ]);
  expect(whole.walk).toEqual(whole.ripgrep);
  for (const path of ["src", "src/lib", "docs", "build", "src/gen", "nested", "node_modules/dep"]) {
    const both = await findBoth(folder.path, path);
    expect([path, both.walk]).toEqual([path, both.ripgrep]);
  }
});

withRipgrep("the rules of .gitignore files above a folder hold in it", async () => {
  using folder = await tempFolder(files);
  expect((await findBoth(folder.path, "src/lib")).ripgrep).toEqual([
    "src/lib/b.log",
    "src/lib/only-here.ts",
  ]);
  expect((await findBoth(folder.path, "docs")).ripgrep).toEqual(["docs/deep/b.md"]);
});

withRipgrep("a folder that .gitignore leaves out is searched when it is named", async () => {
  using folder = await tempFolder(files);
  expect((await findBoth(folder.path, "build")).ripgrep).toEqual(["build/x.ts"]);
  expect((await findBoth(folder.path, "node_modules/dep")).ripgrep).toEqual([
    "node_modules/dep/index.js",
  ]);
});

withRipgrep(
  "both ways agree on any tree with any rules",
  async () => {
    const name = fc.constantFrom("a", "b", "a.ts", "b.log", "build", ".x", "c d");
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join("/"));
    const rule = fc.constantFrom(
      ...["*.ts", "*.log", "build/", "/a", "a/", "!a.ts", "!*.log", "b/*", "**/a", "a/**", "a/b"],
      ...["/build/*", "!/build/a", "c d", "[ab].ts", "?.ts", ".x", "# nothing", "", "  ", "*"],
    );
    const rules = fc.array(rule, { maxLength: 4 }).map((lines) => lines.join("\n"));
    const tree = fc.record({
      paths: fc.array(path, { minLength: 1, maxLength: 12 }),
      root: rules,
      below: rules,
      folder: fc.constantFrom("", "a", "b", "build", "a/b"),
    });
    await fc.assert(
      fc.asyncProperty(tree, async ({ paths, root, below, folder: start }) => {
        const folders = new Set(
          paths.flatMap((one) => one.split("/").map((_, at, all) => all.slice(0, at).join("/"))),
        );
        const kept = paths.filter((one) => !folders.has(one));
        using folder = await tempFolder({
          ...Object.fromEntries(kept.map((one) => [one, ""])),
          ".gitignore": root,
          ...(folders.has("a") ? { "a/.gitignore": below } : {}),
          ...(folders.has("b") ? { "b/.git/HEAD": "" } : {}),
        });
        const path = folders.has(start) ? start : "";
        const both = await findBoth(folder.path, path);
        expect(both.walk).toEqual(both.ripgrep);
      }),
      { numRuns: 30 },
    );
  },
  30_000,
);
