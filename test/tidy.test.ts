import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = join(import.meta.dir, "..");
const maxFileLines = 250;

const floors: Readonly<Record<string, number>> = {
  lib: 0,
  core: 1,
  models: 2,
  runtimes: 2,
  catalog: 2,
  tools: 2,
  gates: 2,
  nudges: 2,
  sandbox: 2,
  session: 2,
  memory: 2,
  skills: 2,
  mcp: 2,
  app: 3,
  tui: 4,
  headless: 4,
  bench: 4,
  serve: 4,
  acp: 4,
  cli: 4,
  "command-line": 5,
  "main.ts": 6,
};

/** The words of another age or of no meaning; a name says what a thing is. */
const bannedNames = /\b\w*(utils?|helpers?|manager|service|handler)\b/i;

const sources = filesBelow(join(root, "src")).filter((file) => /\.tsx?$/.test(file));
const tests = filesBelow(join(root, "test")).filter((file) => /\.tsx?$/.test(file));

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g);
  return [...found].map((match) => join(dirname(file), match[1] ?? ""));
}

/** The part of src a file belongs to: its first folder, or itself. */
function partOf(file: string): string {
  return relative(join(root, "src"), file).split("/")[0] ?? "";
}

test("imports go down: never up, never sideways", () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith(join(root, "src")))
      .filter((target) => partOf(target) !== partOf(file))
      .filter((target) => (floors[partOf(target)] ?? 9) >= (floors[partOf(file)] ?? -1))
      .map((target) => `${relative(root, file)} → ${relative(root, target)}`),
  );
  expect(wrong).toEqual([]);
});

test("every folder of src has a floor", () => {
  const parts = [...new Set(sources.map(partOf))];
  expect(parts.filter((part) => !(part in floors))).toEqual([]);
});

test("core does no I/O and imports only zod and lib", () => {
  const wrong = sources
    .filter((file) => partOf(file) === "core")
    .flatMap((file) => {
      const text = readFileSync(file, "utf8");
      const packages = [...text.matchAll(/from "([^."][^"]*)"/g)].map((match) => match[1]);
      const outside = packages.filter((name) => name !== "zod");
      const io = /\b(Bun|process|fetch|console)\b[.(]/.test(text) ? ["I/O"] : [];
      return [...outside, ...io].map((what) => `${relative(root, file)}: ${what}`);
    });
  expect(wrong).toEqual([]);
});

test("no source file is longer than a reader's patience", () => {
  const long = sources.filter(
    (file) => readFileSync(file, "utf8").trimEnd().split("\n").length > maxFileLines,
  );
  expect(long.map((file) => relative(root, file))).toEqual([]);
});

test("no file or export is called util, helper, manager, service or handler", () => {
  const wrong = sources.filter((file) => {
    const exported = [
      ...readFileSync(file, "utf8").matchAll(
        /^export (?:async )?(?:function\*?|const|type|interface|class) (\w+)/gm,
      ),
    ];
    return (
      bannedNames.test(file.slice(root.length)) ||
      exported.some((match) => bannedNames.test(match[1] ?? ""))
    );
  });
  expect(wrong.map((file) => relative(root, file))).toEqual([]);
});

test("no default exports, no silent catch, no notes to do later, no suppressed checks", () => {
  const smells = [
    /^export default/m,
    /catch\s*(\(\w*\))?\s*\{\s*\}/,
    new RegExp(`\\b(${["TO", "DO"].join("")}|${["FIX", "ME"].join("")}|X{3})\\b`),
    new RegExp(["@ts-", "(ignore|expect-error|nocheck)"].join("")),
    new RegExp(["biome-", "ignore"].join("")),
    /\.(only)\(/,
  ];
  const wrong = [...sources, ...tests].flatMap((file) => {
    const text = readFileSync(file, "utf8");
    return smells
      .filter((smell) => smell.test(text))
      .map((smell) => `${relative(root, file)}: ${smell}`);
  });
  expect(wrong).toEqual([]);
});

test("imports of our own files end in .ts, .tsx or .json", () => {
  const wrong = sources.flatMap((file) =>
    importsOf(file)
      .filter((target) => !/\.(tsx?|json|md)$/.test(target))
      .map((target) => `${relative(root, file)} → ${target}`),
  );
  expect(wrong).toEqual([]);
});
