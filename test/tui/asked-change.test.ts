import { expect, test } from "bun:test";
import { changeLines } from "../../src/tui/asked-change.ts";

async function drawn(input: unknown): Promise<readonly string[]> {
  return (await changeLines(input)).map(({ text }) => text);
}

test("an edit is shown line by line, with three lines around what changes", async () => {
  const numbers = Array.from({ length: 10 }, (_, at) => String(at + 1));
  const before = [...numbers, "a", ...numbers, "b"].join("\n");
  const after = [...numbers, "A", ...numbers, "B"].join("\n");
  expect(await drawn({ path: "x", old: before, new: after })).toEqual([
    ...["  … 7 lines that stay", "  8", "  9", "  10"],
    ...["- a", "+ A", "  1", "  2", "  3"],
    ...["  … 4 lines that stay", "  8", "  9", "  10", "- b", "+ B"],
  ]);
});

test("what has only one side is shown whole", async () => {
  expect(await drawn({ path: "x", content: "one\ntwo\n" })).toEqual(["+ one", "+ two"]);
  expect(await drawn({ old_start: 1, old_end: 4, new: "" })).toEqual(["+ "]);
  expect(await drawn({ command: "ls" })).toEqual([]);
  expect(await drawn("text")).toEqual([]);
});

test("each of several edits is shown", async () => {
  const edits = [
    { old: "a", new: "b" },
    { old: "c\n", new: "c\nd" },
  ];
  expect(await drawn({ path: "x", edits })).toEqual(["- a", "+ b", "  c", "+ d"]);
});
