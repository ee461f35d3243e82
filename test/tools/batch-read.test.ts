import { expect, test } from "bun:test";
import { batchReadPart } from "../../src/tools/batch-read.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

const batchRead = toolOf(batchReadPart);

test("several files come under their names, a missing one in its place", async () => {
  using folder = await tempFolder({ "a.txt": "a\n", "src/b.txt": "b\n" });
  const paths = ["a.txt", "none.zip", "b.txt", "a.txt"];
  expect(await runTool(batchRead, folder.path, { paths })).toEqual({
    text: [
      "=== FILE: a.txt ===",
      "   1| a",
      "=== FILE: none.zip ===",
      'There is no file "none.zip".',
      "=== FILE: src/b.txt ===",
      "Note: used src/b.txt; there is no b.txt.",
      "   1| b",
    ].join("\n"),
    read: ["a.txt", "src/b.txt"],
  });
});

test("the call fails only where no file could be read", async () => {
  using folder = await tempFolder();
  expect(await runTool(batchRead, folder.path, { paths: ["x"] })).toEqual({
    text: '=== FILE: x ===\nThere is no file "x".',
    failed: true,
  });
});

test("files share the room and those that do not fit are named", async () => {
  const names = Array.from({ length: 10 }, (_, index) => `f${index}.txt`);
  using folder = await tempFolder(
    Object.fromEntries(names.map((name) => [name, "a line of text\n".repeat(200)])),
  );
  for (const maxResultChars of [1_000, 2_000, 6_000, 60_000]) {
    const { text, read = [] } = await runTool(
      batchRead,
      folder.path,
      { paths: names },
      { maxResultChars },
    );
    expect(text.length).toBeLessThanOrEqual(maxResultChars);
    for (const name of names.filter((one) => !read.includes(one))) expect(text).toContain(name);
    expect(read.length).toBeGreaterThan(0);
  }
});

test("no more than ten files are taken, and at least one", async () => {
  const fits = async (count: number) => {
    const paths = Array.from({ length: count }, () => "a");
    return (await batchRead.input.safeParseAsync({ paths })).success;
  };
  expect(await Promise.all([0, 1, 10, 11].map(fits))).toEqual([false, true, true, false]);
});
