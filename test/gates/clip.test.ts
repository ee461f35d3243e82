import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { clipGate } from "../../src/gates/clip.ts";
import { readPart } from "../../src/tools/read.ts";
import { contextIn, gatedCall, gateSay, toolNamed } from "../support/gated.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

async function clipped(root: string, text: string, maxResultChars: number) {
  const gate = clipGate({ scratchDir: join(root, ".localcode/scratch"), say: gateSay });
  const tool = toolNamed("shell", "execute", () => ({ text, changed: ["a"] }));
  const gated = gatedCall(tool, {}, contextIn(root, { maxResultChars }));
  return await gate(gated, (passed) => passed.tool.run(passed.input, passed.context));
}

test("a result that fits is left alone and nothing is written", async () => {
  using folder = await tempFolder();
  expect(await clipped(folder.path, "short", 1_000)).toEqual({ text: "short", changed: ["a"] });
  expect(existsSync(join(folder.path, ".localcode"))).toBe(false);
});

test("a long result keeps head and tail, and the whole can be read from the file it names", async () => {
  using folder = await tempFolder();
  const text = Array.from({ length: 2_000 }, (_, n) => `line ${n}`).join("\n");
  const result = await clipped(folder.path, text, 1_000);
  expect(result.changed).toEqual(["a"]);
  expect(result.text.length).toBeLessThanOrEqual(1_000);
  const parts =
    /^([\s\S]*)\n\[… (\d+) characters left out; the whole result is in (\S+): read it in parts with offset and limit …\]\n([\s\S]*)$/.exec(
      result.text,
    );
  const [, head = "", count = "", file = "", tail = ""] = parts ?? [];
  expect(text.startsWith(head) && text.endsWith(tail)).toBe(true);
  expect(head.length + Number(count) + tail.length).toBe(text.length);
  expect(readFileSync(join(folder.path, file), "utf8")).toBe(text);
  const page = { path: file, offset: 1_000, limit: 1, format: "raw" };
  expect((await runTool(toolOf(readPart), folder.path, page)).text).toStartWith("line 1000");
});

test("no result is longer than its limit, and no character is cut in two", async () => {
  using folder = await tempFolder();
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: "grapheme", minLength: 400, maxLength: 900 }),
      fc.integer({ min: 300, max: 700 }),
      async (text, max) => {
        const result = await clipped(folder.path, text, max);
        expect(result.text.length).toBeLessThanOrEqual(Math.max(max, 0));
        expect(result.text.isWellFormed()).toBe(text.isWellFormed());
      },
    ),
    { numRuns: 60 },
  );
});
