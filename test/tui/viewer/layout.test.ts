import { expect, test } from "bun:test";
import type { Pen } from "../../../src/tui/paint.ts";
import { paintFor } from "../../../src/tui/theme.ts";
import { dark } from "../../../src/tui/themes/dark.ts";
import { layoutOf, matchesOf, sameStep } from "../../../src/tui/viewer/layout.ts";
import { highlighted } from "../../../src/tui/viewer/parts.ts";
import { plainLines } from "../../../src/tui/viewer/plain.ts";
import { itemsOf } from "../../../src/tui/viewer/trajectory.ts";
import { everyEntry } from "../../support/entries.ts";
import { all, clock, itemsWith, leap, listOf, trajectoryOf } from "./trajectories.ts";

const pen: Pen = { paint: (_role, text) => text, width: 60 };
const coloured: Pen = { paint: paintFor(dark, 3), width: 60 };
const look = { unfolded: false, thinking: false };

test("entries are the items of a terminal, all of them, however many", () => {
  const items = itemsOf(Array.from({ length: 100 }, () => everyEntry).flat(), "cut");
  const one = itemsOf(everyEntry, "cut");
  expect(one.map(({ type }) => type)).toEqual([
    ...["prompt", "notice", "thinking", "text", "call", "call", "notice", "notice", "notice"],
    ...["notice", "end"],
  ] as const);
  expect(items.length).toBe(100 * one.length);
});

test("a call that has no result runs, or was cut off", () => {
  const at = everyEntry.findIndex(({ type }) => type === "call");
  const begun = everyEntry.slice(0, at + 1);
  expect(itemsOf(begun, "running").at(-1)).toMatchObject({ type: "call", state: "running" });
  expect(itemsOf(begun, "cut").at(-1)).toMatchObject({ type: "call", state: "cut" });
});

test("steps are where things begin", () => {
  const { lines, steps } = layoutOf(trajectoryOf(clock, itemsWith(2)), "transcript", pen, look);
  expect(steps.map((at) => lines[at])).toEqual([
    "› Solve it.",
    "✓ read file-1.py",
    "✓ read file-2.py",
  ]);
  const diff = layoutOf(trajectoryOf(clock), "diff", pen, look);
  expect(diff.steps.map((at) => diff.lines[at])).toEqual(["a.py  +1 −1", "b.py  new  +1 −0"]);
});

test("where there is nothing, a sentence says so", () => {
  const empty = { ...trajectoryOf(clock, []), diff: "", tests: [] };
  const said = (pane: "transcript" | "diff" | "tests", mark = clock.mark) =>
    layoutOf({ ...empty, mark }, pane, pen, look).lines;
  expect([said("transcript"), said("diff"), said("diff", "running"), said("tests")]).toEqual([
    ["Nothing is recorded of it."],
    ["Nothing was changed."],
    ["The changes are told when it has ended."],
    ["No tests were run."],
  ]);
});

test("a line keeps its step in a layout of another size", () => {
  const before = { lines: Array.from({ length: 30 }, () => ""), steps: [0, 10, 20] };
  const after = { lines: Array.from({ length: 12 }, () => ""), steps: [0, 3, 9] };
  expect([0, 5, 10, 12, 19, 29].map((line) => sameStep(line, before, after))).toEqual([
    0, 2, 3, 5, 8, 11,
  ]);
  expect(sameStep(7, { lines: before.lines, steps: [] }, { lines: ["", ""], steps: [] })).toBe(2);
});

test("matches are found below colours, whatever their case, and stand out each", () => {
  const { paint } = coloured;
  const line = `${paint("error", "Wide 字")} and ${paint("strong", "wide 字 again")}`;
  expect(matchesOf({ lines: ["none", line], steps: [] }, "WIDE 字 ")).toEqual([1]);
  expect(matchesOf({ lines: [line], steps: [] }, "")).toEqual([]);
  const shown = highlighted(line, "字", coloured);
  expect(Bun.stripANSI(shown)).toBe(Bun.stripANSI(line));
  expect(shown.split(paint("added-word", "字")).length).toBe(3);
  expect(highlighted(line, "nowhere", coloured)).toBe(line);
});

test("without a terminal the list, or one trajectory with nothing folded, are plain lines", () => {
  const source = {
    list: () => all,
    open: () => trajectoryOf(clock, itemsWith(1)),
    stamp: () => "",
  };
  expect(plainLines(source, undefined, "transcript", 60)).toEqual([
    "run-1  tiny",
    "                    outcome          time",
    "▸ javascript/react  under way",
    "✗ python/clock      failed           12 s",
    "✓ python/leap       passed at try 1   4 s",
  ]);
  expect(plainLines(source, clock.id, "transcript", 60)).toEqual([
    "✗ python/clock  failed · 3/4 tests",
    "",
    "› Solve it.",
    "  Use one file.",
    "  Then stop.",
    "",
    "✓ read file-1.py",
    "  path: file-1.py",
    "  the text of file-1.py",
  ]);
  const none = { ...source, list: () => listOf(), open: () => undefined };
  expect(plainLines(none, leap.id, "diff", 60)).toEqual(["run-1  tiny", "        outcome  time"]);
});
