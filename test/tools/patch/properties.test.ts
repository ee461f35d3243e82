import { expect, test } from "bun:test";
import { createTwoFilesPatch, structuredPatch } from "diff";
import fc from "fast-check";
import { splice } from "../../../src/tools/edit/splice.ts";
import { applyHunks } from "../../../src/tools/patch/apply-hunks.ts";
import { parsePatch } from "../../../src/tools/patch/parse.ts";

/** Few different lines, some of which look like parts of a patch. */
const line = fc.constantFrom(
  "a",
  "b",
  "",
  " ",
  "\tc",
  "-- d",
  "++ e",
  "@@ f",
  "*** g",
  "\\ h",
  "end",
);
const lines = fc.array(line, { maxLength: 12 });
const content = fc
  .tuple(lines, fc.boolean())
  .map(([all, closed]) => all.join("\n") + (closed && all.length > 0 ? "\n" : ""));

function applied(before: string, patch: string): string {
  const parsed = parsePatch(patch);
  if (parsed.type === "bad") return `bad: ${parsed.key}`;
  const [change] = parsed.changes;
  if (change?.type !== "update") return `not an update: ${change?.type}`;
  const result = applyHunks(before, change.hunks);
  return result.type === "failed" ? `failed: ${result.why.type}` : splice(before, result.changes);
}

test("a unified diff of two texts applied to the first gives the second", () => {
  fc.assert(
    fc.property(content, content, fc.nat(4), (before, after, context) => {
      fc.pre(before !== after);
      const names = ["a/x.txt", "b/x.txt"] as const;
      const patch = createTwoFilesPatch(...names, before, after, "", "", { context });
      expect(applied(before, patch)).toEqual(after);
    }),
    { numRuns: 1000 },
  );
});

const numbered = fc
  .tuple(fc.nat(12), fc.array(fc.tuple(fc.nat(12), fc.nat(2)), { minLength: 1, maxLength: 4 }))
  .map(([length, changes]) => {
    const before = Array.from({ length: length + 1 }, (_, index) => `line ${index}`);
    const after = before.flatMap((text, index) => {
      const change = changes.find(([at]) => at === index);
      if (change === undefined) return [text];
      return change[1] === 0 ? [] : Array.from({ length: change[1] }, (_, n) => `${text} new ${n}`);
    });
    return [before.map((text) => `${text}\n`).join(""), after.map((text) => `${text}\n`).join("")];
  });

test("the envelope of any change applies, whatever numbers a unified diff claims", () => {
  fc.assert(
    fc.property(numbered, fc.nat(50), fc.nat(9), ([before = "", after = ""], wrong, count) => {
      fc.pre(before !== after && after !== "");
      const { hunks } = structuredPatch("x", "x", before, after, "", "", { context: 2 });
      const body = hunks.map((hunk) => hunk.lines);
      const envelope = body.map((all) => ["@@", ...all].join("\n")).join("\n");
      const text = `*** Begin Patch\n*** Update File: x\n${envelope}\n*** End Patch`;
      expect(applied(before, text)).toEqual(after);
      const header = `@@ -${wrong},${count} +${wrong},${count} @@`;
      const unified = body.map((all) => [header, ...all].join("\n")).join("\n");
      expect(applied(before, `--- a/x\n+++ b/x\n${unified}\n`)).toEqual(after);
    }),
    { numRuns: 500 },
  );
});
