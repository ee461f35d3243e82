import { expect, test } from "bun:test";
import fc from "fast-check";
import stringWidth from "string-width";
import { editorLines } from "../../src/tui/editor/lines.ts";
import { type EditAction, type Editor, edit, emptyEditor, promptOf } from "../../src/tui/editor.ts";
import type { Paint } from "../../src/tui/paint.ts";

const plainEdits = [
  ...["newline", "backspace", "delete", "left", "right", "up", "down", "home", "end"],
  ...["text-start", "text-end", "word-left", "word-right", "kill-to-end", "kill-to-start"],
  ...["kill-word-left", "kill-word-right", "kill-argument", "yank", "yank-older", "transpose"],
  ...["undo", "redo", "expand", "older", "newer", "search-start", "search-older"],
  ...["search-newer", "search-accept", "search-cancel", "clear"],
];
const history = ["git status", "zwei\nZeilen 日本語", "👨‍👩‍👧 family", "x".repeat(90)];
const pieces = [
  "a",
  "word ",
  "日本",
  "👨‍👩‍👧",
  "🇩🇪",
  "\u0301",
  "\u200d",
  "©",
  "\t",
  "\n",
  "العربية",
  "한국",
  "\u1100",
];
const unit = fc.oneof(
  fc.constantFrom(...pieces),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
);
const plain = fc.constantFrom(...plainEdits).map((type) => ({ type }) as EditAction);
const action: fc.Arbitrary<EditAction> = fc.oneof(
  { weight: 5, arbitrary: plain },
  { weight: 4, arbitrary: unit.map((text) => ({ type: "insert", text }) as const) },
  { weight: 1, arbitrary: unit.map((text) => ({ type: "set", text }) as const) },
  {
    weight: 1,
    arbitrary: unit.map((text) => ({ type: "paste", text: text + "\nline".repeat(9) }) as const),
  },
  { weight: 1, arbitrary: unit.map((text) => ({ type: "paste", text }) as const) },
);
const actions = fc.array(action, { maxLength: 60 });
const columns = fc.integer({ min: 4, max: 90 });
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const unpainted: Paint = (_role, text) => text;

function after(steps: readonly EditAction[], width: number): Editor {
  return steps.reduce((now, step) => edit(now, step, width), emptyEditor(history));
}

test("the cursor stands between two graphemes and never inside a label, whatever was done", () => {
  fc.assert(
    fc.property(actions, columns, (steps, width) => {
      const { text, cursor, pastes } = after(steps, width);
      const borders = [0, ...[...segmenter.segment(text)].map(({ index }) => index), text.length];
      expect(borders).toContain(cursor);
      for (const { label } of pastes) {
        const from = text.lastIndexOf(label, cursor);
        if (from !== -1) expect(from === cursor || from + label.length <= cursor).toBe(true);
      }
      expect(/[^\P{Cc}\n\t]/u.test(text) || !text.isWellFormed()).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test("undo brings back what was there, to the first text, and redo the last", () => {
  fc.assert(
    fc.property(actions, columns, action, (done, width, last) => {
      const before = after([...done, { type: "search-cancel" }], width);
      const changed = edit(before, last, width);
      const isStep = changed.text !== before.text && changed.past.length > before.past.length;
      if (isStep && last.type !== "redo") {
        expect(placed(edit(changed, { type: "undo" }))).toEqual(placed(before));
      }
      const newest = { ...changed, search: undefined };
      const first = times(newest.past.length, { type: "undo" }, newest);
      expect({ text: first.text, past: first.past }).toEqual({ text: "", past: [] });
      const again = times(newest.past.length, { type: "redo" }, first);
      expect(placed(again)).toEqual(placed(newest));
    }),
    { numRuns: 150 },
  );
});

test("left and right, and deleting what was typed, come back to the same place", () => {
  fc.assert(
    fc.property(actions, columns, (steps, width) => {
      const here = edit(after([...steps, { type: "search-cancel" }], width), { type: "yank" });
      const right = edit(here, { type: "right" });
      if (right.cursor > here.cursor) {
        expect(edit(right, { type: "left" }).cursor).toBe(here.cursor);
      }
      const deleted = edit(here, { type: "delete" });
      if (deleted !== here) expect(edit(deleted, { type: "undo" }).text).toBe(here.text);
    }),
    { numRuns: 150 },
  );
});

test("every drawn line fits its width, and the cursor is within the drawn rows", () => {
  fc.assert(
    fc.property(
      actions,
      fc.integer({ min: 40, max: 200 }),
      fc.integer({ min: 1, max: 12 }),
      (steps, width, maxRows) => {
        const editor = after(steps, width - 3);
        const drawCursor = maxRows % 2 === 0;
        const drawn = editorLines(editor, {
          width,
          paint: unpainted,
          maxRows,
          focused: true,
          drawCursor,
        });
        expect(drawn.lines.length).toBeGreaterThan(0);
        expect(drawn.lines.length).toBeLessThanOrEqual(maxRows);
        expect(drawn.lines.filter((line) => stringWidth(line) > width)).toEqual([]);
        expect(drawn.cursor?.x).toBeWithin(0, width);
        expect(drawn.cursor?.y).toBeWithin(0, drawn.lines.length);
      },
    ),
    { numRuns: 150 },
  );
});

function placed({ text, cursor }: Editor) {
  return { text, cursor };
}

function times(count: number, action: EditAction, editor: Editor): Editor {
  return Array.from({ length: count }).reduce<Editor>((now) => edit(now, action), editor);
}

test("a paste of a megabyte is folded, and keys beside it cost nothing", () => {
  const text = "lorem ipsum dolor sit amet\n".repeat(40_000);
  const started = performance.now();
  let editor = edit(emptyEditor([]), { type: "paste", text });
  for (let count = 0; count < 1_000; count++) editor = edit(editor, { type: "insert", text: "x" });
  // Some 10 ms here; a way that looks at the megabyte at each key takes seconds.
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(editor.text).toBe(`[Pasted #1 · 40,000 lines]${"x".repeat(1_000)}`);
  expect(promptOf(editor)).toBe(text + "x".repeat(1_000));
});

test("a key in the middle of a megabyte costs little, drawing included", () => {
  const text = "lorem ipsum dolor sit amet\n".repeat(40_000);
  const look = { width: 80, paint: unpainted, maxRows: 12, focused: true };
  let editor: Editor = { ...emptyEditor([]), text, cursor: 500_000 };
  const started = performance.now();
  for (let count = 0; count < 50; count++) {
    editor = edit(edit(editor, { type: "insert", text: "x" }), { type: "up" });
    expect(editorLines(editor, look).lines).toHaveLength(12);
  }
  // Some 100 ms here, 2 ms for a key.
  expect(performance.now() - started).toBeLessThan(3_000);
});
