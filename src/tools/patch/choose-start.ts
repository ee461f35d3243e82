import type { Hunk } from "./patch.ts";
import type { Ground } from "./place-hunk.ts";

/**
 * Of several places where a hunk fits the one it means: where its number says, at the file's end, or
 * after its anchor. Undefined where that is not clear.
 */
export function chooseStart(
  starts: readonly number[],
  hunk: Hunk,
  ground: Ground,
): number | undefined {
  if (starts.length <= 1) return starts[0];
  const numbered = byNumber(starts, hunk, ground.drift);
  if (numbered !== undefined) return numbered;
  const length = hunk.lines.filter((line) => line.mark !== "+").length;
  const last = starts.at(-1);
  if (hunk.atEnd && last !== undefined && last + length === ground.lines.length) return last;
  return byAnchors(starts, hunk.anchors, ground);
}

function byNumber(starts: readonly number[], { line }: Hunk, drift: number): number | undefined {
  if (line === undefined) return undefined;
  return [line - 1, line - 1 + drift].find((start) => starts.includes(start));
}

function byAnchors(
  starts: readonly number[],
  anchors: readonly string[],
  { lines, from }: Ground,
): number | undefined {
  let at = from;
  for (const anchor of anchors.slice(0, -1)) {
    const [place] = anchorPlaces(lines, anchor, at);
    if (place === undefined) return undefined;
    at = place + 1;
  }
  const places = anchorPlaces(lines, anchors.at(-1) ?? "", at);
  // Inside an outer anchor the first inner one is meant; alone it must leave one choice.
  const meant = anchors.length > 1 ? places.slice(0, 1) : places;
  const chosen = new Set(meant.map((place) => starts.find((start) => start >= place)));
  const [only] = chosen;
  return chosen.size === 1 ? only : undefined;
}

/** Lines that are the anchor; else lines that contain it. */
function anchorPlaces(lines: readonly string[], anchor: string, from: number): readonly number[] {
  const wanted = anchor.trim();
  if (wanted === "") return [];
  const places = (fits: (line: string) => boolean) =>
    lines.flatMap((line, index) => (index >= from && fits(line.trim()) ? [index] : []));
  const same = places((line) => line === wanted);
  return same.length > 0 ? same : places((line) => line.includes(wanted));
}
