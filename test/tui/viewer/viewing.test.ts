import { expect, test } from "bun:test";
import { ConfigError } from "../../../src/app/config-error.ts";
import type { ViewerAction } from "../../../src/tui/viewer/action.ts";
import {
  all,
  callOf,
  clock,
  itemsWith,
  leap,
  listOf,
  trajectoryOf,
  viewing,
} from "./trajectories.ts";

type Simple = Extract<ViewerAction, { by: 1 | -1 }>["type"];
const by = (type: Simple, step: 1 | -1 = 1): ViewerAction => ({ type, by: step }) as ViewerAction;
const open: ViewerAction = { type: "open" };

function type(view: ReturnType<typeof viewing>, text: string): void {
  view.act({ type: "search" });
  for (const sign of text) view.act({ type: "type", text: sign });
}

test("the list shows every trajectory with what came of it, as tall as the screen", () => {
  const view = viewing({}, { rows: 9, columns: 50 });
  expect(view.lines()).toEqual([
    " run-1  tiny",
    "─".repeat(50),
    "                      outcome          time",
    "❯ ▸ javascript/react  under way",
    "  ✗ python/clock      failed           12 s",
    "  ✓ python/leap       passed at try 1   4 s",
    "",
    "",
    " ? keys · q leaves · Enter looks at it        1/3",
  ]);
});

test("a screen that is too narrow keeps the names and leaves out columns", () => {
  const view = viewing({}, { rows: 7, columns: 24 });
  expect(view.lines().slice(2)).toEqual([
    "    ",
    "❯ ▸ javascript/react",
    "  ✗ python/clock",
    "  ✓ python/leap",
    " ? keys · q leaves  1/3",
  ]);
});

test("the chosen one is looked at, with its name, its panes and where one is", () => {
  const view = viewing();
  view.act(by("line"));
  view.act(open);
  expect(view.lines()).toEqual([
    " ✗ python/clock  failed · 3/4 tests                     2/3",
    " [Transcript]  Changes +2 −1   Tests ",
    "─".repeat(60),
    "› Solve it.",
    "  Use one file.",
    "  Then stop.",
    "",
    "✓ read file-1.py",
    "✓ read file-2.py",
    "✓ read file-3.py",
    "✓ read file-4.py",
    "✓ read file-5.py",
    "✓ read file-6.py",
    " ? keys · q list · ←→ trial · Tab pane · / search        0%",
  ]);
});

test("lines, pages, steps and ends are where they are expected", () => {
  const view = viewing({}, { id: clock.id });
  const top = (): string => view.body()[0] ?? "";
  const tops = [by("line"), by("step"), by("step"), by("page"), by("page", -1), by("step", -1)].map(
    (action) => {
      view.act(action);
      return top();
    },
  );
  expect(tops).toEqual([
    "  Use one file.",
    "✓ read file-1.py",
    "✓ read file-2.py",
    "✓ read file-11.py",
    "✓ read file-2.py",
    "✓ read file-1.py",
  ]);
  view.act({ type: "edge", to: "end" });
  expect(view.body().at(-1)).toBe("✓ read file-40.py");
  view.act(by("line"));
  expect(view.body().at(-1)).toBe("✓ read file-40.py");
  expect(view.lines().at(-1)).toEndWith(" 100%");
  view.act({ type: "edge", to: "start" });
  expect(top()).toBe("› Solve it.");
});

test("the changes and the tests are panes beside the transcript, each with its own place", () => {
  const view = viewing({}, { id: clock.id });
  view.act(by("line"));
  view.act(by("pane"));
  expect(view.body()).toEqual([
    "a.py  +1 −1",
    "1   - one",
    "  1 + two",
    "",
    "b.py  new  +1 −0",
    "  1 + three",
    ...["", "", "", ""],
  ]);
  view.act(by("pane"));
  expect(view.body().slice(0, 6)).toEqual([
    "Try 2: 1 of 4 failed",
    "second",
    "output",
    "",
    "Try 1: 2 of 4 failed",
    "first",
  ]);
  view.act(by("pane"));
  expect(view.body()[0]).toBe("  Use one file.");
  view.act({ type: "show", pane: "tests" });
  expect(view.lines()[1]).toContain("[Tests]");
});

test("the next trajectory begins at its start, and after the last there is none", () => {
  const view = viewing();
  view.act(by("line"));
  view.act(open);
  view.act(by("page"));
  view.act(by("next"));
  expect(view.lines()[0]).toStartWith(" ✓ python/leap");
  expect(view.body()[0]).toBe("› Solve it.");
  view.act(by("match"));
  expect(view.lines()[0]).toStartWith(" ✓ python/leap");
  expect(view.lines().at(-1)).toStartWith(" This is the last one.");
  view.act(by("next", -1));
  expect(view.lines()[0]).toStartWith(" ✗ python/clock");
});

test("what is searched is found where it is folded, match after match, and round", () => {
  const view = viewing({}, { id: clock.id });
  expect(view.lines().join("\n")).not.toContain("the text of");
  type(view, "text of FILE-3");
  expect(view.lines().at(-1)).toStartWith(" search: text of FILE-3");
  view.act({ type: "accept" });
  expect(view.lines().at(-1)).toEndWith(" match 1/11");
  expect(view.body().join("\n")).toContain("the text of file-3.py");
  view.act(by("match"));
  expect(view.lines().at(-1)).toEndWith(" match 2/11");
  expect(view.body().join("\n")).toContain("the text of file-30.py");
  view.act(by("match", -1));
  view.act(by("match", -1));
  expect(view.lines().at(-1)).toEndWith(" match 11/11");
  view.act(by("match"));
  expect(view.lines().at(-1)).toEndWith(" match 1/11");
  view.act({ type: "cancel" });
  expect(view.lines().at(-1)).toContain("q leaves");
  type(view, "nowhere");
  view.act({ type: "accept" });
  expect(view.lines().at(-1)).toStartWith(' "nowhere" is not found.');
});

test("the list shows what fits the words, and all of it again", () => {
  const view = viewing();
  type(view, "failed pyth");
  expect(view.lines().slice(3, 5)).toEqual(["❯ ✗ python/clock      failed           12 s", ""]);
  expect(view.get().cursor).toEqual({ x: 18, y: 13 });
  view.act({ type: "type", text: "x" });
  expect(view.lines()[3]).toBe("  Nothing fits. Esc shows all.");
  view.act({ type: "erase" });
  view.act({ type: "accept" });
  expect(view.lines()[0]).toEndWith(" only: failed pyth");
  view.act(open);
  expect(view.lines()[0]).toEndWith(" 1/1");
  view.act({ type: "back" });
  view.act({ type: "cancel" });
  expect(view.lines().at(-1)).toEndWith(" 2/3");
  expect(view.left()).toEqual([]);
});

test("unfolding, thinking and another width keep what is looked at on top", () => {
  const items = [{ type: "thinking", text: "Hm.", ms: 0 }, ...itemsWith(40)] as const;
  const view = viewing({ open: () => trajectoryOf(clock, items) }, { id: clock.id });
  for (let steps = 0; steps < 12; steps += 1) view.act(by("step"));
  const top = (): string => view.body()[0] ?? "";
  expect(top()).toBe("✓ read file-11.py");
  view.act({ type: "unfold" });
  expect(view.body().slice(0, 2)).toEqual(["✓ read file-11.py", "  path: file-11.py"]);
  view.act({ type: "thinking" });
  expect(top()).toBe("✓ read file-11.py");
  view.size.columns = 20;
  view.redraw();
  expect(view.body().slice(0, 2)).toEqual(["✓ read file-11.py", "  path: file-11.py"]);
  view.act({ type: "edge", to: "start" });
  expect(view.body().slice(0, 2)).toEqual(["✻ thought", "  Hm."]);
});

test("a trajectory that grows is followed at its end, and stays in its place elsewhere", () => {
  let calls = 40;
  const source = {
    open: () => trajectoryOf(clock, itemsWith(calls)),
    stamp: () => String(calls),
  };
  const view = viewing(source, { id: clock.id });
  const grow = (): void => {
    calls += 1;
    view.lookAgain();
  };
  grow();
  expect(view.body()[0]).toBe("› Solve it.");
  view.act({ type: "edge", to: "end" });
  expect(view.body().at(-1)).toBe("✓ read file-41.py");
  grow();
  expect(view.body().at(-1)).toBe("✓ read file-42.py");
  view.act(by("line", -1));
  grow();
  expect(view.body().at(-1)).toBe("✓ read file-41.py");
});

test("what is still shorter than the screen is followed where its end was asked for", () => {
  let calls = 2;
  const source = {
    open: () => trajectoryOf(clock, itemsWith(calls)),
    stamp: () => String(calls),
  };
  for (const end of [false, true]) {
    calls = 2;
    const view = viewing(source, { id: clock.id });
    if (end) view.act({ type: "edge", to: "end" });
    calls = 30;
    view.lookAgain();
    expect(view.body().at(-1)).toBe(end ? "✓ read file-30.py" : "✓ read file-6.py");
  }
});

test("what is gone, and what cannot be read any more, is told in a sentence", () => {
  let list = all;
  let error: Error | undefined;
  const source = {
    list: () => list,
    open: (id: string) => {
      const line = list.lines.find((one) => one.id === id);
      return line === undefined ? undefined : trajectoryOf(line);
    },
    stamp: () => {
      if (error !== undefined) throw error;
      return String(list.lines.length);
    },
  };
  const view = viewing(source, { id: clock.id });
  list = listOf(leap);
  view.lookAgain();
  expect(view.lines().at(-1)).toStartWith(" It is not there any more.");
  expect(view.lines()[3]).toStartWith("❯ ✓ python/leap");
  error = new ConfigError("The run cannot be read.");
  view.lookAgain();
  expect(view.lines().at(-1)).toStartWith(" The run cannot be read.");
});

test("Esc ends the search, goes back to the list and leaves; q leaves what was opened by its name", () => {
  const view = viewing({}, { id: clock.id });
  view.act({ type: "cancel" });
  expect([view.lines()[0], view.left()]).toEqual([" run-1  tiny", []]);
  view.act(open);
  view.act({ type: "back" });
  expect(view.left()).toEqual([]);
  view.act({ type: "cancel" });
  expect(view.left()).toEqual([0]);
  const named = viewing({}, { id: clock.id });
  named.act({ type: "back" });
  expect(named.left()).toEqual([0]);
  named.act({ type: "interrupt" });
  expect(named.left()).toEqual([0, 130]);
});

test("any key goes back from the help, which fits a screen of 24 rows", () => {
  const view = viewing({}, { rows: 24, columns: 80 });
  const before = view.lines();
  view.act({ type: "help" });
  expect(view.lines().length).toBe(24);
  expect(view.lines().join("\n")).toContain("These keys.");
  expect(view.lines().every((line) => line.length <= 80 && !line.includes("…"))).toBe(true);
  view.act({ type: "none" });
  expect(view.lines()).toEqual(before);
});

test("every line fits every screen, however small", () => {
  for (const columns of [10, 31, 80]) {
    for (const rows of [3, 5, 24]) {
      const view = viewing({ list: () => all }, { rows, columns });
      for (const action of [by("line"), open, by("pane"), by("pane")]) {
        view.act(action);
        expect(view.lines().filter((line) => Bun.stringWidth(line) > columns)).toEqual([]);
        expect(view.lines().length).toBe(rows);
      }
    }
  }
});

test("what an agent did in seven hundred calls is all there", () => {
  const long = Array.from({ length: 700 }, (_, at) => callOf(`file-${at}.py`));
  const view = viewing({ open: () => trajectoryOf(clock, long) }, { id: clock.id });
  type(view, "file-699");
  view.act({ type: "accept" });
  expect(view.body().join("\n")).toContain("the text of file-699.py");
});
