import { expect, test } from "bun:test";
import { openFrames } from "../../src/tui/frames.ts";
import type { Item } from "../../src/tui/item.ts";
import { firstState } from "../../src/tui/state.ts";
import { openStore } from "../../src/tui/store.ts";
import { show } from "../../src/tui/view.ts";

const size = { columns: 40, rows: 20 };

function opened() {
  const store = openStore(firstState([], "ask"));
  const paint = () => (_role: string, text: string) => text;
  const frames = openFrames({ store, size: () => size, paint, alternate: true });
  const add = (...texts: readonly string[]): void => {
    for (const text of texts) {
      const item: Item = { type: "prompt", text, attached: [] };
      store.set({ ...store.get(), view: show(store.get().view, { type: "add", item }) }, "now");
    }
  };
  const lines = (): readonly string[] => frames.get().lines;
  return { store, frames, add, lines };
}

const names = Array.from({ length: 30 }, (_, at) => `prompt ${at + 1}`);

test("a view of its own is as tall as the screen, and shows the newest at its end", () => {
  const { frames, add, lines } = opened();
  add(...names);
  expect(lines().length).toBe(size.rows);
  expect(
    lines()
      .filter((line) => line.startsWith("› "))
      .at(-1),
  ).toBe("› prompt 30");
  frames.close();
});

test("what is looked at stays in its place while more comes", () => {
  const { store, frames, add, lines } = opened();
  add(...names);
  store.set({ ...store.get(), scrolled: 20, scrolledAt: names.length }, "now");
  const before = lines();
  expect(before).toContain("› prompt 20");
  add("one more", "and another");
  expect(lines()).toEqual(before);
  expect(frames.scrollable().below).toBe(24);
  frames.close();
});
