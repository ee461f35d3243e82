import { expect, test } from "bun:test";
import { fileHistory } from "../../src/app/file-history.ts";
import type { Entry } from "../../src/core/event.ts";

/** "p" a prompt, ">a" before, "<a" after, "-a" undo, "+a" redo. */
function record(text: string): readonly Entry[] {
  const whens = { ">": "before", "<": "after", "-": "undo", "+": "redo" } as const;
  return text.split(" ").map((word): Entry => {
    const mark = word.slice(0, 1) as keyof typeof whens;
    if (word === "p") return { type: "prompt", text: "Do it." };
    return { type: "snapshot", id: word.slice(1), when: whens[mark] };
  });
}

/** "a→b" for each change that can be undone, then those that can be redone. */
function told(text: string): string {
  const { done, undone } = fileHistory(record(text));
  const forth = done.map(({ from, to }) => `${from}→${to ?? "?"}`);
  const back = undone.map(({ from, to, saved }) => `${from}→${to} (${saved})`);
  return `${forth.join(" ")} | ${back.join(" ")}`;
}

test("each run that changed something can be undone, the newest first", () => {
  expect(told("p >a <b p >b <b p >b <c")).toBe("a→b b→c | ");
  expect(told("p >a <b p >b <c -c")).toBe("a→b | b→c (c)");
  expect(told("p >a <b p >b <c -c -b")).toBe(" | b→c (c) a→b (b)");
  expect(told("p >a <b -b +a")).toBe("a→b | ");
  expect(told("p >a <b -x -y +a")).toBe("a→b | ");
});

test("after a new change there is nothing to make again, after one that changed nothing there is", () => {
  expect(told("p >a <b -b p >a <c")).toBe("a→c | ");
  expect(told("p >a <b -b p >a <a")).toBe(" | a→b (b)");
});

test("a run that was killed ends where the next begins, or now", () => {
  expect(told("p >a p >b <c")).toBe("a→b b→c | ");
  expect(told("p >a p >a <c")).toBe("a→c | ");
  expect(told("p >a")).toBe("a→? | ");
  expect(told("p >a -b")).toBe(" | a→b (b)");
});

test("a second snapshot before the same run is a sub-agent's", () => {
  expect(told("p >a >b <c")).toBe("a→c | ");
});
