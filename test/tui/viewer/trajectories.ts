// Trajectories for tests, and a viewer without a terminal.
import type { Item } from "../../../src/tui/item.ts";
import type {
  Trajectory,
  TrajectoryLine,
  TrajectoryList,
  TrajectorySource,
} from "../../../src/tui/viewer/trajectory.ts";
import { openViewing } from "../../../src/tui/viewer/viewing.ts";

export const columns = [
  { title: "outcome", right: false },
  { title: "time", right: true },
] as const;

export function listOf(...lines: readonly TrajectoryLine[]): TrajectoryList {
  return { title: "run-1", facts: "tiny", columns, lines };
}

export const leap: TrajectoryLine = {
  id: "leap#1",
  name: "python/leap",
  mark: "passed",
  cells: ["passed at try 1", "4 s"],
};
export const clock: TrajectoryLine = {
  id: "clock#1",
  name: "python/clock",
  mark: "failed",
  cells: ["failed", "12 s"],
};
export const react: TrajectoryLine = {
  id: "react#1",
  name: "javascript/react",
  mark: "running",
  cells: ["under way", ""],
};
export const all = listOf(react, clock, leap);

/** A prompt of three lines and so many calls, of one line each. */
export function itemsWith(calls: number): readonly Item[] {
  const text = "Solve it.\nUse one file.\nThen stop.";
  return [
    { type: "prompt", text, attached: [] },
    ...Array.from({ length: calls }, (_, at) => callOf(`file-${at + 1}.py`)),
  ];
}

export function callOf(path: string): Item {
  const call = { id: path, name: "read", input: { path } };
  return { type: "call", call, state: "done", ms: 0, output: `the text of ${path}`, nested: [] };
}

const diff = `===================================================================
--- a/a.py\t
+++ b/a.py\t
@@ -1,1 +1,1 @@
-one
+two
===================================================================
--- /dev/null\t
+++ b/b.py\t
@@ -0,0 +1,1 @@
+three
`;

export function trajectoryOf(line: TrajectoryLine, items = itemsWith(40)): Trajectory {
  const tests = [
    { title: "Try 2: 1 of 4 failed", text: "second\noutput\n" },
    { title: "Try 1: 2 of 4 failed", text: "first\n" },
  ];
  const { id, name, mark } = line;
  return { id, name, mark, facts: "failed · 3/4 tests", items, diff, tests };
}

/** A viewer of these on a screen of so many rows and columns; what changes the source is for the test. */
export function viewing(
  changes: Partial<TrajectorySource> = {},
  start: { readonly id?: string; readonly rows?: number; readonly columns?: number } = {},
) {
  const source: TrajectorySource = {
    list: () => all,
    open: (id) => {
      const line = all.lines.find((one) => one.id === id);
      return line === undefined ? undefined : trajectoryOf(line);
    },
    stamp: () => "1",
    ...changes,
  };
  const codes: number[] = [];
  const size = { rows: start.rows ?? 14, columns: start.columns ?? 60 };
  const opened = openViewing(
    { source, id: start.id, pane: "transcript", size: () => size, paint: (_role, text) => text },
    (code) => void codes.push(code),
  );
  return {
    ...opened,
    size,
    lines: () => opened.get().lines,
    /** Without the frame around it. */
    body: () => opened.get().lines.slice(3, -1),
    /** The exit codes with which it was left. */
    left: () => codes,
  };
}
