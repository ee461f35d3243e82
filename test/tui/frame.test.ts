import { expect, test } from "bun:test";
import stringWidth from "string-width";
import { bottomLines, type Size } from "../../src/tui/frame.ts";
import { noLive } from "../../src/tui/live.ts";
import type { Overlay } from "../../src/tui/overlay.ts";
import { firstState, noFacts, type State } from "../../src/tui/state.ts";

const sizes: readonly Size[] = [
  { columns: 40, rows: 15 },
  { columns: 80, rows: 24 },
  { columns: 160, rows: 50 },
];

const first = firstState([], "ask");
const facts = { ...noFacts, model: "a-model-of-a-long-name", runtime: "vllm", window: 32_768 };
const start: State = { ...first, facts };

const question: Overlay = {
  id: 1,
  title: "May edit run?",
  body: Array.from({ length: 300 }, (_, at) => ({ role: "added", text: `+ line ${at}` })),
  choices: [
    { label: "Yes, this once" },
    { label: "Yes, from now on exactly: edit a/path/that/is/longer/than/a/small/screen.py" },
    { label: "No", wants: "Tell it:" },
  ],
  isSearchable: false,
  empty: "",
  keys: [],
  openedMs: 0,
  isSudden: true,
  query: "",
  selected: 0,
  scrolled: 0,
  text: undefined,
  confirming: undefined,
};

function drawn(state: State, size: Size): readonly string[] {
  return bottomLines(state, size, { nowMs: 5_000, frame: 0 }, (_role, text) => text).lines;
}

const text = "A word and another. ".repeat(400);
const states: readonly State[] = [
  start,
  { ...start, view: { ...start.view, live: { ...noLive, text } } },
  { ...start, overlays: [question] },
  { ...start, overlays: [{ ...question, selected: 2, text: "Do it otherwise. ".repeat(20) }] },
];

test("a frame leaves two rows of the screen free and never wraps", () => {
  for (const size of sizes) {
    for (const state of states) {
      const lines = drawn(state, size);
      expect(lines.length).toBeLessThanOrEqual(size.rows - 2);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(size.columns);
    }
  }
});

test("what always would allow is shown whole where it fits, and the keys stay below it", () => {
  const lines = drawn({ ...start, overlays: [question] }, { columns: 40, rows: 24 });
  const shown = lines.map((line) => line.trim()).join(" ");
  expect(shown).toContain("edit a/path/that/is/longer/than/a/small /screen.py");
  expect(lines.at(-2)).toBe(" Enter takes it · Esc declines");
});

test("a body longer than the screen says how much of it is above and below", () => {
  const size = { columns: 80, rows: 24 };
  const note = (scrolled: number): string | undefined =>
    drawn({ ...start, overlays: [{ ...question, scrolled }] }, size).find((line) =>
      line.includes("PageDown"),
    );
  expect(note(0)).toBe(" … more: 287 below (PageUp, PageDown)");
  expect(note(8)).toBe(" … more: 8 above, 279 below (PageUp, PageDown)");
  expect(note(297)).toBe(" … more: 287 above (PageUp, PageDown)");
});

test("on a narrow screen the status line keeps how far it is and the time left", () => {
  const stage = { type: "reading", sinceMs: 0, done: 9_000, total: 18_000, from: 0 } as const;
  const status = (columns: number): string | undefined =>
    drawn({ ...start, view: { ...start.view, stage } }, { columns, rows: 15 }).at(-1);
  expect(status(40)).toBe(" ⠋ reading 50% of 18k · 5.0 s left");
  expect(status(100)).toContain(
    " ⠋ reading 50% of 18k · 1800/s · 5.0 s left · a-model-of-a-long-name",
  );
});
