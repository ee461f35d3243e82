import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readPart } from "../../src/tools/read.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

const read = toolOf(readPart);

test("a file is read with numbered lines by default", async () => {
  using folder = await tempFolder({ "src/a.ts": "one\n  two\n" });
  expect(await runTool(read, folder.path, { path: "src/a.ts" })).toEqual({
    text: "   1| one\n   2|   two",
    read: ["src/a.ts"],
  });
});

test("the format is the agent's, or the call's own", async () => {
  using folder = await tempFolder({ "a.txt": "line 1\nline 2\n" });
  const hashline = toolOf(readPart, { readFormat: "hashline" });
  const own = await runTool(hashline, folder.path, { path: "a.txt" });
  expect(own.text).toBe("1:04e3|line 1\n2:ec76|line 2");
  const raw = await runTool(hashline, folder.path, { path: "a.txt", format: "raw" });
  expect(raw.text).toBe("line 1\nline 2");
});

test("offset skips lines, a line range counts from 1 and beats it", async () => {
  using folder = await tempFolder({ "a.txt": "1\n2\n3\n4\n5\n" });
  const shown = async (wish: object) =>
    (await runTool(read, folder.path, { path: "a.txt", format: "raw", ...wish })).text.split("\n");
  expect(await shown({ offset: 1, limit: 1 })).toEqual([
    "2",
    "(3 more of 5 lines. To go on: offset=2.)",
  ]);
  expect(await shown({ line_start: 4, line_end: 9 })).toEqual(["4", "5"]);
  expect(await shown({ line_start: 4, offset: 1 })).toEqual(["4", "5"]);
  expect(await shown({ line_end: 2 })).toEqual([
    "1",
    "2",
    "(3 more of 5 lines. To go on: offset=2.)",
  ]);
  expect(await shown({ line_start: 0, line_end: -1 })).toEqual(["1", "2", "3", "4", "5"]);
});

test("an empty file and an offset past the end are answers, not errors", async () => {
  using folder = await tempFolder({ "empty.txt": "", "a.txt": "1\n2\n" });
  expect(await runTool(read, folder.path, { path: "empty.txt" })).toEqual({
    text: "empty.txt is empty (0 lines).",
    read: ["empty.txt"],
  });
  expect(await runTool(read, folder.path, { path: "a.txt", offset: 9 })).toEqual({
    text: "a.txt has 2 lines; there is nothing after line 2. You have read it to its end.",
    read: ["a.txt"],
  });
});

test("what cannot be read says why", async () => {
  using folder = await tempFolder({
    "a.txt": "1\n",
    "b.dat": new Uint8Array([1, 0, 2]),
    "huge.txt": "x".repeat(10 * 1024 * 1024 + 1),
  });
  const refusal = async (wish: object) => {
    const { text, failed } = await runTool(read, folder.path, wish);
    return failed ? text : undefined;
  };
  expect(await refusal({ path: "b.dat" })).toBe(
    "b.dat is a binary file (3 bytes); it cannot be read as text.",
  );
  expect(await refusal({ path: "huge.txt" })).toBe(
    "huge.txt is too large to read (10485761 bytes). Find the lines you need with a search tool.",
  );
  expect(await refusal({ path: "A.txtt" })).toBe(
    `There is no file "A.txtt". Did you mean "a.txt"?`,
  );
  expect(await refusal({ path: "a.txt", line_start: 5, line_end: 2 })).toBe(
    "line_end (2) is before line_start (5). Give a range such as line_start=10, line_end=20.",
  );
});

test("a file found elsewhere is read and named", async () => {
  using folder = await tempFolder({ "src/lib/app.ts": "app\n" });
  expect(await runTool(read, folder.path, { path: "app.ts" })).toEqual({
    text: "   1| app\nNote: used src/lib/app.ts; there is no app.ts.",
    read: ["src/lib/app.ts"],
  });
});

test("diff shows what changed since the last read, once for the whole file", async () => {
  using folder = await tempFolder({ "a.txt": "one\ntwo\n" });
  const tool = toolOf(readPart);
  const diff = async () => (await runTool(tool, folder.path, { path: "a.txt", diff: true })).text;
  expect(await diff()).toBe("   1| one\n   2| two");
  expect(await diff()).toBe("No changes in a.txt since the last read.");
  writeFileSync(join(folder.path, "a.txt"), "one\n2\n");
  expect((await diff()).split("\n").slice(-7)).toEqual([
    "--- a.txt\t(previous)",
    "+++ a.txt\t(current)",
    "@@ -1,2 +1,2 @@",
    " one",
    "-two",
    "+2",
    "",
  ]);
  const mixed = await runTool(tool, folder.path, { path: "a.txt", diff: true, line_start: 1 });
  expect(mixed.failed).toBe(true);
});

test("a page never exceeds its room, and the pages together are the file", async () => {
  const line = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constant(""),
    fc.constant("x".repeat(300)),
  );
  const text = fc.array(line, { minLength: 1, maxLength: 120 }).map((lines) => lines.join("\n"));
  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      using folder = await tempFolder({ "a.txt": content });
      const lines: string[] = [];
      let offset = 0;
      for (let pages = 0; pages < 200; pages += 1) {
        const wish = { path: "a.txt", format: "raw", offset };
        const { text: page } = await runTool(read, folder.path, wish, { maxResultChars: 1_000 });
        expect(page.length).toBeLessThanOrEqual(1_000);
        const shown = page.split("\n");
        const next = /^\(\d+ more of \d+ lines\. To go on: offset=(\d+)\.\)$/.exec(
          shown.at(-1) ?? "",
        );
        lines.push(...(next ? shown.slice(0, -1) : shown));
        if (!next) break;
        offset = Number(next[1]);
      }
      const whole = content.replace(/\r\n/g, "\n").replace(/\n$/, "");
      if (content !== "") expect(lines.join("\n")).toBe(whole);
    }),
    { numRuns: 40 },
  );
}, 30_000);

test("a very long line is cut and says how much is missing", async () => {
  using folder = await tempFolder({ "a.js": `${"x".repeat(5_000)}\nend\n` });
  const { text } = await runTool(read, folder.path, { path: "a.js" });
  expect(text).toBe(`   1| ${"x".repeat(2_000)}… (3000 more characters)\n   2| end`);
});

test("a file in another encoding is shown as text and says so", async () => {
  using folder = await tempFolder({ "a.txt": new Uint8Array([0xe9, 0x0a]) });
  const { text } = await runTool(read, folder.path, { path: "a.txt" });
  expect(text).toBe("   1| é\n(a.txt is encoded in latin1; it keeps that when it is changed.)");
});
