import { expect, test } from "bun:test";
import { answer, type Overlay, type OverlayAction, shownChoices } from "../../src/tui/overlay.ts";

const overlay: Overlay = {
  id: 1,
  title: "Session",
  body: [],
  choices: [{ label: "fix the parser" }, { label: "write docs" }, { label: "parse dates" }],
  isSearchable: true,
  empty: "None.",
  keys: [{ key: "d", label: "deletes", confirm: "Delete it?" }],
  openedMs: 0,
  isSudden: false,
  query: "",
  selected: 0,
  scrolled: 0,
  text: undefined,
  confirming: undefined,
};

const permission: Overlay = {
  ...overlay,
  isSearchable: false,
  keys: [],
  choices: [
    { label: "Yes", shortcut: "y" },
    { label: "No", shortcut: "n", wants: "Why:" },
  ],
};

function after(start: Overlay, ...actions: readonly OverlayAction[]) {
  return actions.reduce((step, action) => answer(step.overlay, action, 20), {
    overlay: start,
    result: { type: "open" },
  } as ReturnType<typeof answer>);
}

const type = (text: string): OverlayAction => ({ type: "type", text });
const take: OverlayAction = { type: "take" };

test("what is typed narrows the choices, and Enter takes the best of them", () => {
  const { result } = after(overlay, type("p"), type("a"), type("r"), { type: "move", by: 1 }, take);
  const narrowed = after(overlay, type("p"), type("a"), type("r")).overlay;
  expect(shownChoices(narrowed).toSorted()).toEqual([0, 2]);
  expect(result).toEqual({
    type: "taken",
    index: shownChoices(narrowed)[1] ?? -1,
    text: undefined,
  });
});

test("one step beyond the last choice is the first, a page beyond is the last", () => {
  const step: OverlayAction = { type: "move", by: -1 };
  expect(after(overlay, step).overlay.selected).toBe(2);
  expect(after(overlay, { type: "page", by: 1 }).overlay.selected).toBe(2);
  expect(after(overlay, step, { type: "move", by: 1 }).overlay.selected).toBe(0);
});

test("nothing is taken where nothing fits", () => {
  expect(after(overlay, type("zzz"), take).result).toEqual({ type: "open" });
});

test("a key with a confirmation is done only after a yes", () => {
  const asked = after(overlay, { type: "move", by: 1 }, { type: "key", key: "d" });
  expect(asked.result).toEqual({ type: "open" });
  expect(after(asked.overlay, type("y")).result).toEqual({ type: "key", index: 1, key: "d" });
  expect(after(asked.overlay, { type: "leave" }).result).toEqual({ type: "open" });
  expect(after(asked.overlay, type("x")).overlay.confirming).toBeUndefined();
});

test("letters are for the search, also those of a key", () => {
  expect(after(overlay, type("d"), type("o")).overlay.query).toBe("do");
});

test("a page goes through a list, or through a body as far as three of its rows", () => {
  const page: OverlayAction = { type: "page", by: 1 };
  expect(after(overlay, page).overlay.selected).toBe(2);
  const line = { role: "text", text: "a line that is wrapped into two" } as const;
  const long: Overlay = { ...permission, body: Array.from({ length: 10 }, () => line) };
  const scrolled = (...actions: readonly OverlayAction[]) =>
    after(long, ...actions).overlay.scrolled;
  expect(scrolled(page)).toBe(8);
  expect(scrolled(page, page, page)).toBe(17);
  expect(scrolled(page, page, page, { type: "page", by: -1 })).toBe(9);
});

test("letters and numbers answer a question at once", () => {
  expect(after(permission, type("y")).result).toEqual({ type: "taken", index: 0, text: undefined });
  expect(after(permission, type("1")).result).toEqual({ type: "taken", index: 0, text: undefined });
});

test("a choice that wants words is taken with them, and Esc goes back first", () => {
  const writing = after(permission, type("n"), type("use "), type("bun"));
  expect(writing.overlay.text).toBe("use bun");
  expect(after(writing.overlay, take).result).toEqual({ type: "taken", index: 1, text: "use bun" });
  const back = after(writing.overlay, { type: "leave" });
  expect([back.overlay.text, back.result]).toEqual([undefined, { type: "open" }]);
  expect(after(back.overlay, { type: "leave" }).result).toEqual({ type: "left" });
});
