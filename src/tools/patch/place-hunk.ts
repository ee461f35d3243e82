import { noShift, type Shift, shiftFor } from "../edit/indent.ts";
import { type LineRung, lineRungs, type SeekLines } from "../edit/seek.ts";
import { chooseStart } from "./choose-start.ts";
import type { Hunk, HunkLine } from "./patch.ts";

/** Where a hunk goes: `count` lines from `start` (from 0) become `lines`. */
export type Place = {
  readonly type: "placed";
  readonly start: number;
  readonly count: number;
  readonly lines: readonly string[];
  readonly rung: LineRung | "outer";
};

export type NoPlace =
  | { readonly type: "none" | "no_context" }
  | { readonly type: "many"; readonly starts: readonly number[] };

/** What a hunk is looked for in. */
export type Ground = {
  readonly lines: readonly string[];
  readonly seek: SeekLines;
  /** Hunks come in order: the first line after the one before. */
  readonly from: number;
  /** By how many lines the hunks before stood off their numbers. */
  readonly drift: number;
};

const maxOuter = 2;

/** Finds the one place of a hunk: as it stands, then with less and less that must agree. */
export function placeHunk(hunk: Hunk, ground: Ground): Place | NoPlace {
  if (hunk.lines.every((line) => line.mark === "+")) return placeAddition(hunk, ground);
  for (const rung of lineRungs) {
    const place = placeOn(rung, hunk, ground);
    if (place.type !== "none") return place;
  }
  for (const trimmed of withLessContext(hunk)) {
    const place = placeOn("indentation", trimmed, ground);
    if (place.type === "placed") return { ...place, rung: "outer" };
    if (place.type === "many") return place;
  }
  return { type: "none" };
}

function placeOn(rung: LineRung, hunk: Hunk, ground: Ground): Place | NoPlace {
  const old = hunk.lines.filter((line) => line.mark !== "+").map((line) => line.text);
  const found = ground
    .seek(old, rung)
    .filter((start) => start >= ground.from)
    .flatMap((start) => {
      const shift = rung === "indentation" ? shiftAt(start, old, hunk, ground) : noShift;
      return shift === undefined ? [] : [{ start, shift }];
    });
  const starts = found.map(({ start }) => start);
  const chosen = chooseStart(starts, hunk, ground);
  const hit = found.find(({ start }) => start === chosen);
  if (hit === undefined) return starts.length === 0 ? { type: "none" } : { type: "many", starts };
  const lines = newLines(hunk.lines, ground.lines, hit.start, hit.shift);
  return { type: "placed", start: hit.start, count: old.length, lines, rung };
}

function shiftAt(
  start: number,
  old: readonly string[],
  hunk: Hunk,
  { lines }: Ground,
): Shift | undefined {
  const pairs = old.map((written, index) => ({ written, real: lines[start + index] ?? "" }));
  const added = hunk.lines.filter((line) => line.mark === "+").map((line) => line.text);
  return shiftFor(pairs, added, lines);
}

/** Context is taken from the file, so that it stays as it is. */
function newLines(
  hunk: readonly HunkLine[],
  lines: readonly string[],
  start: number,
  shift: Shift,
): readonly string[] {
  const result: string[] = [];
  let at = start;
  for (const [index, { mark, text }] of hunk.entries()) {
    if (mark === " ") result.push(lines[at] ?? text);
    if (mark === "+") result.push(shift(text, index));
    if (mark !== "+") at += 1;
  }
  return result;
}

/** Lines without any around them: only a number, an anchor or the file's end says where. */
function placeAddition(hunk: Hunk, ground: Ground): Place | NoPlace {
  const { lines, from } = ground;
  const start = additionStart(hunk, ground);
  if (start === undefined || start < from || start > lines.length) return { type: "no_context" };
  const added = hunk.lines.map((line) => line.text);
  return { type: "placed", start, count: 0, lines: added, rung: "exact" };
}

function additionStart(hunk: Hunk, { lines, from }: Ground): number | undefined {
  if (hunk.atEnd || lines.length === 0) return lines.length;
  if (hunk.between) return hunk.line;
  const anchor = hunk.anchors.at(-1);
  if (anchor === undefined) return undefined;
  const places = lines.flatMap((line, index) => {
    return index >= from && line.trim() === anchor.trim() ? [index] : [];
  });
  return places.length === 1 ? (places[0] ?? 0) + 1 : undefined;
}

/** Hunks with outer lines left out that models misremember; blank ones always, others only around a removal. */
function* withLessContext(hunk: Hunk): Generator<Hunk> {
  const blank = outer(hunk.lines, (line) => line.text.trim() === "");
  if (blank.length < hunk.lines.length) yield { ...hunk, lines: blank };
  if (!hunk.lines.some((line) => line.mark === "-" && line.text.trim() !== "")) return;
  let lines = blank;
  for (let round = 0; round < maxOuter; round += 1) {
    const head = lines[0]?.mark === " " ? 1 : 0;
    const tail = lines.at(-1)?.mark === " " ? 1 : 0;
    if (head + tail === 0) return;
    if (head === 1) yield { ...hunk, lines: lines.slice(1) };
    if (tail === 1) yield { ...hunk, lines: lines.slice(0, -1) };
    lines = lines.slice(head, lines.length - tail);
    if (head + tail === 2) yield { ...hunk, lines };
  }
}

/** The lines without the context at both ends that is of this kind. */
function outer(lines: readonly HunkLine[], drop: (line: HunkLine) => boolean): readonly HunkLine[] {
  const isKept = (line: HunkLine) => line.mark !== " " || !drop(line);
  return lines.slice(lines.findIndex(isKept), lines.findLastIndex(isKept) + 1);
}
