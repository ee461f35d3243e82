import { expect, test } from "bun:test";
import fc from "fast-check";
import stringWidth from "string-width";
import { lineDiff } from "../../../src/tools/line-diff.ts";
import { diffCounts, diffLines } from "../../../src/tui/draw/diff.ts";
import type { Paint } from "../../../src/tui/paint.ts";
import { paintFor } from "../../../src/tui/theme.ts";
import { dark } from "../../../src/tui/themes/dark.ts";

const plain: Paint = (_role, text) => text;
const named: Paint = (role, text) =>
  role.startsWith("added") || role.startsWith("removed") ? `<${role}>${text}</>` : text;

const before = Array.from({ length: 24 }, (_, at) => `\tvalue${at} = compute(${at});`);
const after = before
  .with(2, "\tvalue2 = measure(2, true);")
  .with(20, `\tvalue20 = compute("${"a long text 日本語 ".repeat(12)}");`)
  .toSpliced(22, 1);

async function sample(): Promise<string> {
  const { diff } = await lineDiff(
    "src/a/folder/of/files/values.ts",
    `${before.join("\n")}\n`,
    `${after.join("\n")}\n`,
  );
  return diff ?? "";
}

for (const width of [40, 80, 120, 200]) {
  test(`a diff at ${width} columns has numbers, signs and its long lines wrapped`, async () => {
    const lines = diffLines(await sample(), { paint: plain, width });
    expect(lines.join("\n")).toMatchSnapshot();
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  });
}

test("the words that changed in a line stand out, and a new line is new as a whole", () => {
  const diff =
    "--- a/x.ts\n+++ b/x.ts\n@@ -1,2 +1,3 @@\n-const a = old(1);\n+const a = now(1);\n+return nothing else;\n same\n";
  expect(diffLines(diff, { paint: named, width: 80 })).toEqual([
    "x.ts  <added>+2</> <removed>−1</>",
    "1   <removed>-</> <removed>const a = </><removed-word>old</><removed>(1);</>",
    "  1 <added>+</> <added>const a = </><added-word>now</><added>(1);</>",
    "  2 <added>+</> <added>return nothing else;</>",
    "2 3   same",
  ]);
});

test("a diff of git tells new, deleted, renamed and binary files", () => {
  const diff = [
    "diff --git a/new.ts b/new.ts",
    "new file mode 100644",
    "index 000..111",
    "--- /dev/null",
    "+++ b/new.ts",
    "@@ -0,0 +1 @@",
    "+--- not a head",
    "\\ No newline at end of file",
    "diff --git a/gone.ts b/gone.ts",
    "deleted file mode 100644",
    "--- a/gone.ts",
    "+++ /dev/null",
    "@@ -1 +0,0 @@",
    "-x",
    "diff --git a/old.ts b/moved.ts",
    "rename from old.ts",
    "rename to moved.ts",
    "diff --git a/p.png b/p.png",
    "Binary files a/p.png and b/p.png differ",
  ].join("\n");
  expect(diffLines(diff, { paint: plain, width: 60 })).toEqual([
    "new.ts  new  +1 −0",
    "  1 + --- not a head",
    "gone.ts  deleted  +0 −1",
    "1   - x",
    "moved.ts  renamed from old.ts",
    "p.png  binary",
  ]);
  expect(diffCounts(diff)).toEqual({ added: 1, removed: 1 });
});

test("a long diff is cut and says how much is left", async () => {
  const pen = { paint: plain, width: 60 };
  const diff = await sample();
  const whole = diffLines(diff, pen);
  const cut = diffLines(diff, pen, { maxLines: 6 });
  expect(cut.slice(0, 5)).toEqual(whole.slice(0, 5));
  expect(cut[5]).toMatch(/^… \d+ more lines \(Ctrl\+O\)$/);
  expect(cut).toHaveLength(6);
  expect(diffLines(diff, pen, { maxLines: whole.length })).toEqual(whole);
});

test("any text is drawn in lines that fit, with no sequence of a file in them", () => {
  const line = fc.constantFrom(
    "+a\u001b[2Jb",
    "-日本語\t日本",
    " x",
    "@@ -1,2 +1,2 @@",
    "--- a",
    "+++ b",
    "\u001b[31m",
    "+\r",
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 20 }),
      fc.integer({ min: 12, max: 80 }),
      (lines, width) => {
        for (const drawn of diffLines(lines.join("\n"), { paint: paintFor(dark, 3), width })) {
          expect(stringWidth(drawn)).toBeLessThanOrEqual(width);
          expect(drawn).not.toMatch(/\[2J|\[31m|[\r\n\t]/);
        }
      },
    ),
  );
});
