import { diffLines } from "../draw/diff.ts";
import { type ItemLook, partedLines } from "../draw/item.ts";
import { outputLines } from "../draw/output.ts";
import { wrap } from "../draw/text.ts";
import type { Paint, Pen } from "../paint.ts";
import type { Pane, Trajectory } from "./trajectory.ts";

/** A pane as lines, longer than any screen. */
export type Layout = {
  readonly lines: readonly string[];
  /** The first line of each thing in it. */
  readonly steps: readonly number[];
};

/** Draws a pane as the terminal draws a conversation. */
export function layoutOf(trajectory: Trajectory, pane: Pane, pen: Pen, look: ItemLook): Layout {
  switch (pane) {
    case "transcript":
      return transcript(trajectory, pen, look);
    case "diff":
      return diff(trajectory, pen);
    case "tests":
      return tests(trajectory, pen);
  }
}

function transcript({ items }: Trajectory, pen: Pen, look: ItemLook): Layout {
  const lines: string[] = [];
  const steps: number[] = [];
  for (const [at, item] of items.entries()) {
    const drawn = partedLines(item, items[at - 1], pen, look);
    if (drawn.length === 0) continue;
    // The first needs nothing to stand apart from.
    const own = lines.length === 0 && drawn[0] === "" ? drawn.slice(1) : drawn;
    steps.push(lines.length + (own[0] === "" ? 1 : 0));
    for (const line of own) lines.push(line);
  }
  return lines.length === 0 ? said("Nothing is recorded of it.", pen) : { lines, steps };
}

function diff(trajectory: Trajectory, pen: Pen): Layout {
  if (trajectory.diff.trim() === "") {
    const isRunning = trajectory.mark === "running";
    return said(
      isRunning ? "The changes are told when it has ended." : "Nothing was changed.",
      pen,
    );
  }
  const lines: string[] = [];
  const steps: number[] = [];
  for (const file of filesOf(trajectory.diff)) {
    if (lines.length > 0) lines.push("");
    steps.push(lines.length);
    for (const line of diffLines(file, pen)) lines.push(line);
  }
  return { lines, steps };
}

/** The diff of each file, so that each is a step; a line of a file never begins so. */
function filesOf(text: string): readonly string[] {
  return text.split(/^(?=={20,}$|diff --git )/m).filter((one) => one.trim() !== "");
}

function tests(trajectory: Trajectory, pen: Pen): Layout {
  if (trajectory.tests.length === 0) return said("No tests were run.", pen);
  const lines: string[] = [];
  const steps: number[] = [];
  const most = Number.MAX_SAFE_INTEGER;
  // Below a call, output is dim; here it is what is read.
  const paint: Paint = (role, text) => pen.paint(role === "dim" ? "text" : role, text);
  for (const { title, text } of trajectory.tests) {
    if (lines.length > 0) lines.push("");
    steps.push(lines.length);
    for (const line of wrap(title, pen.width)) lines.push(pen.paint("heading", line));
    for (const line of outputLines(text, { ...pen, paint }, { most, part: "head", wraps: true }))
      lines.push(line);
  }
  return { lines, steps };
}

function said(text: string, { paint, width }: Pen): Layout {
  return { lines: wrap(text, width).map((line) => paint("dim", line)), steps: [] };
}

/** Where a line of one layout is in another one of the same things: the same step, as far below its start. */
export function sameStep(line: number, before: Layout, after: Layout): number {
  const at = before.steps.findLastIndex((start) => start <= line);
  const [from, to] = [before.steps[at], after.steps[at]];
  if (from === undefined || to === undefined) return Math.min(line, after.lines.length);
  const length = (after.steps[at + 1] ?? after.lines.length) - to;
  return to + Math.min(line - from, Math.max(0, length - 1));
}

/** Lines that hold this text, whatever its case. */
export function matchesOf({ lines }: Layout, query: string): readonly number[] {
  const wanted = query.toLowerCase();
  if (wanted === "") return [];
  return lines.flatMap((line, at) =>
    Bun.stripANSI(line).toLowerCase().includes(wanted) ? [at] : [],
  );
}
