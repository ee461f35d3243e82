import { expect, test } from "bun:test";
import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { globMatch } from "../../src/lib/glob-match.ts";
import { ripgrepProgram } from "../../src/lib/ripgrep.ts";
import { searchText } from "../../src/lib/search-text.ts";
import { ripgrep, searchBoth } from "../support/search.ts";
import { tempFolder } from "../support/temp.ts";

const withRipgrep = test.skipIf(ripgrep === "");

const files = {
  ".gitignore": "*.log\n/build/\n",
  ".hidden/h.ts": "hit\n",
  "a.txt": "a hit\nno\nHIT hit\n",
  "a/z.ts": "x\nhit",
  "b.log": "hit\n",
  "build/out.ts": "hit\n",
  "crlf.txt": "one hit\r\ntwo\r\nhit\r\n",
  "mixed.txt": "hit one\r\nhit two\n",
  "binary.dat": "hit\0hit\n",
  "late.dat": `hit\n${"x\n".repeat(40_000)}\0\n`,
  "bom.txt": "\uFEFFhit\n",
  "latin.txt": new Uint8Array([0x68, 0x69, 0x74, 0x20, 0xe9, 0x0a, 0xe9, 0x68, 0x69, 0x74, 0x0a]),
  "wide.txt": new Uint8Array([0xff, 0xfe, 0x68, 0, 0x69, 0, 0x74, 0, 0x0a, 0]),
  "unicode.txt": "grüße → hit\n日本 hit\n",
  "long.txt": `${"x".repeat(5_000)}hit\n`,
  "src/lib/deep.ts": "function hit() {}\n",
  "src/lib/.gitignore": "made.ts\n",
  "src/lib/made.ts": "hit\n",
  "node_modules/dep/index.js": "hit\n",
  "two words/f.ts": "hit\n",
};

withRipgrep("ripgrep and the walk find the same lines in the same order", async () => {
  using folder = await tempFolder(files);
  using other = await tempFolder({ "secret.txt": "hit\n" });
  symlinkSync(other.path, join(folder.path, "outdir"));
  symlinkSync(join(other.path, "secret.txt"), join(folder.path, "out.txt"));
  symlinkSync("a.txt", join(folder.path, "in.txt"));
  const ways = [
    {},
    { path: "src" },
    { path: "src/lib" },
    { path: "a.txt" },
    { path: "b.log" },
    { path: "build" },
    { path: "node_modules/dep" },
    { path: ".hidden" },
    { path: "two words" },
    { includes: globMatch("*.ts") },
    { includes: globMatch("src/**/*.ts") },
    { pattern: "^hit$" },
    { pattern: "hit$" },
    { pattern: "(?i)^hit" },
    { pattern: "\\bhit\\b" },
    { pattern: "(?<=function )hit" },
    { pattern: "→|日本" },
    { pattern: "h.t(", literal: true },
    { pattern: "hit() {", literal: true },
    { pattern: "-hit", literal: true },
    { pattern: "nowhere" },
    { pattern: "(" },
    { pattern: "[z-a]" },
    { pattern: "*" },
  ];
  for (const way of ways) {
    const both = await searchBoth(folder.path, way);
    expect([way, both.walk]).toEqual([way, both.ripgrep]);
  }
});

withRipgrep(
  "hits carry path, line, text and column, ignored and binary files left out",
  async () => {
    using folder = await tempFolder(files);
    const { ripgrep: hits } = await searchBoth(folder.path, {});
    if (typeof hits === "string") throw new Error(hits);
    const short = hits.filter((hit) => hit.path !== "long.txt");
    expect(
      short.map(({ path, line, text, column }) => `${path}:${line}:${column}:${text}`),
    ).toEqual([
      ".hidden/h.ts:1:0:hit",
      "a/z.ts:2:0:hit",
      "a.txt:1:2:a hit",
      "a.txt:3:4:HIT hit",
      "bom.txt:1:0:hit",
      "crlf.txt:1:4:one hit",
      "crlf.txt:3:0:hit",
      "latin.txt:1:0:hit é",
      "latin.txt:2:1:éhit",
      "mixed.txt:1:0:hit one",
      "mixed.txt:2:0:hit two",
      "src/lib/deep.ts:1:9:function hit() {}",
      "two words/f.ts:1:0:hit",
      "unicode.txt:1:8:grüße → hit",
      "unicode.txt:2:3:日本 hit",
      "wide.txt:1:0:hit",
    ]);
  },
);

test("a search can be stopped after its first hit", async () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`f${String(index).padStart(3, "0")}.txt`, "hit\n"]),
  );
  using folder = await tempFolder(many);
  const query = { root: folder.path, path: "", pattern: "hit", literal: true };
  const { signal } = new AbortController();
  const seen: string[] = [];
  for await (const hit of searchText({ ...query, includes: () => true }, signal)) {
    seen.push(hit.path);
    break;
  }
  expect(seen).toEqual(["f000.txt"]);
});

test("a cancelled search ends with the cancel's reason", async () => {
  using folder = await tempFolder({ "a.txt": "hit" });
  const query = { root: folder.path, path: "", pattern: "hit", literal: true };
  const cancelled = AbortSignal.abort(new Error("Stopped by the user."));
  const search = Array.fromAsync(searchText({ ...query, includes: () => true }, cancelled));
  expect(search).rejects.toThrow("Stopped by the user.");
});

test("a file that cannot be read keeps nobody from the others", async () => {
  using folder = await tempFolder({ "a.txt": "hit", "b.txt": "hit" });
  chmodSync(join(folder.path, "a.txt"), 0o000);
  const both = await searchBoth(folder.path, {});
  const isRoot = process.getuid?.() === 0;
  const expected = isRoot ? ["a.txt", "b.txt"] : ["b.txt"];
  const paths = (hits: typeof both.walk) =>
    typeof hits === "string" ? hits : hits.map((hit) => hit.path);
  expect(paths(both.walk)).toEqual(expected);
  if ((await ripgrepProgram()) !== undefined) expect(paths(both.ripgrep)).toEqual(expected);
});
