import { expect, test } from "bun:test";
import type { Key } from "ink";
import { typed, viewerAction, viewerHelp, viewerStrokes } from "../../../src/tui/viewer/keys.ts";

const noKey: Key = {
  ...{ upArrow: false, downArrow: false, leftArrow: false, rightArrow: false },
  ...{ pageDown: false, pageUp: false, home: false, end: false, return: false, escape: false },
  ...{ ctrl: false, shift: false, tab: false, backspace: false, delete: false, meta: false },
  ...{ super: false, hyper: false, capsLock: false, numLock: false },
};

function meant(input: string, key: Partial<Key> = {}, isTyping = false) {
  const strokes = viewerStrokes(input, { ...noKey, ...key });
  return strokes.map((stroke) => viewerAction(stroke, isTyping));
}

test("letters mean what they say, and several at once one after the other", () => {
  expect(meant("jj k")).toEqual([
    { type: "step", by: 1 },
    { type: "step", by: 1 },
    { type: "page", by: 1 },
    { type: "step", by: -1 },
  ]);
  expect(meant("/\r\rj")).toEqual([
    { type: "search" },
    { type: "open" },
    { type: "open" },
    { type: "step", by: 1 },
  ]);
  expect(meant("G", { shift: true })).toEqual([{ type: "edge", to: "end" }]);
  expect(meant("x")).toEqual([{ type: "none" }]);
});

test("named keys and those with Ctrl are told from letters", () => {
  expect(meant("", { upArrow: true })).toEqual([{ type: "line", by: -1 }]);
  expect(meant("", { tab: true, shift: true })).toEqual([{ type: "pane", by: -1 }]);
  expect(meant("c", { ctrl: true })).toEqual([{ type: "interrupt" }]);
  expect(meant("j", { ctrl: true })).toEqual([{ type: "none" }]);
  expect(meant("j", { eventType: "release" })).toEqual([]);
  expect([...meant("[I"), ...meant("[O")]).toEqual([]);
});

test("while one types, letters are text and a few keys end it", () => {
  expect(meant("qé", {}, true)).toEqual([
    { type: "type", text: "q" },
    { type: "type", text: "é" },
  ]);
  expect(meant("", { return: true }, true)).toEqual([{ type: "accept" }]);
  expect(meant("", { escape: true }, true)).toEqual([{ type: "cancel" }]);
  expect(meant("", { pageUp: true }, true)).toEqual([{ type: "none" }]);
  expect(typed("one\u0007 line\nand more")).toEqual({ type: "type", text: "one line" });
  expect(typed("\n")).toEqual({ type: "none" });
});

test("the help names each key once", () => {
  const keys = viewerHelp.flatMap((line) => line.keys.split(" "));
  expect(new Set(keys).size).toBe(keys.length);
});
