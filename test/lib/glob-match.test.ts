import { expect, test } from "bun:test";
import { globMatch } from "../../src/lib/glob-match.ts";

const paths = ["a.ts", "src/a.ts", "src/lib/b.ts", "src/lib/c.js", ".meta/x.ts", "docs/a.md"];

test("a pattern without a slash speaks of names, one with a slash of paths", () => {
  const matched = (pattern: string, folder?: string) => paths.filter(globMatch(pattern, folder));
  expect(matched("*.ts")).toEqual(["a.ts", "src/a.ts", "src/lib/b.ts", ".meta/x.ts"]);
  expect(matched("a.*")).toEqual(["a.ts", "src/a.ts", "docs/a.md"]);
  expect(matched("**/*.ts")).toEqual(["a.ts", "src/a.ts", "src/lib/b.ts", ".meta/x.ts"]);
  expect(matched("src/*.ts")).toEqual(["src/a.ts"]);
  expect(matched("./src/**/*.{ts,js}")).toEqual(["src/a.ts", "src/lib/b.ts", "src/lib/c.js"]);
  expect(matched("lib/*.ts", "src")).toEqual(["src/lib/b.ts"]);
  expect(matched("src/")).toEqual(["src/a.ts", "src/lib/b.ts", "src/lib/c.js"]);
  expect(matched("*.js, *.md")).toEqual(["src/lib/c.js", "docs/a.md"]);
  expect(matched("*")).toEqual(paths);
  expect(matched("")).toEqual([]);
});
