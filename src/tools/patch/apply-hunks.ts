import { seekIn } from "../edit/seek.ts";
import type { Splice } from "../edit/splice.ts";
import { linesOf } from "../lines.ts";
import type { Hunk } from "./patch.ts";
import { type NoPlace, type Place, placeHunk } from "./place-hunk.ts";

export type AppliedHunks =
  | {
      readonly type: "applied";
      readonly changes: readonly Splice[];
      readonly rungs: ReadonlySet<Place["rung"]>;
    }
  | {
      readonly type: "failed";
      readonly why: NoPlace;
      /** From 0. */
      readonly index: number;
      /** Whether the hunk would fit above the ones before it. */
      readonly above: boolean;
    };

/** Finds the places of a file's hunks, in order; the text has plain line ends. */
export function applyHunks(text: string, hunks: readonly Hunk[]): AppliedHunks {
  const lines = linesOf(text);
  const seek = seekIn(lines);
  const changes: Splice[] = [];
  const rungs = new Set<Place["rung"]>();
  let from = 0;
  let drift = 0;
  for (const [index, hunk] of hunks.entries()) {
    const place = placeHunk(hunk, { lines, seek, from, drift });
    if (place.type !== "placed") {
      const above = from > 0 && placeHunk(hunk, { lines, seek, from: 0, drift }).type === "placed";
      return { type: "failed", why: place, index, above };
    }
    changes.push(spliceAt(text, lines, place, hunk));
    rungs.add(place.rung);
    from = place.start + place.count;
    if (hunk.line !== undefined) drift = place.start - hunk.line + (hunk.between ? 0 : 1);
  }
  return { type: "applied", changes, rungs };
}

function spliceAt(text: string, lines: readonly string[], place: Place, hunk: Hunk): Splice {
  const start = Math.min(offsetOf(lines, place.start), text.length);
  const end = Math.min(offsetOf(lines, place.start + place.count), text.length);
  const added = place.lines.map((line) => `${line}\n`).join("");
  if (place.start + place.count < lines.length) return { start, end, text: added };
  const wasClosed = text === "" || text.endsWith("\n");
  const isClosed = closesFile(hunk, wasClosed);
  // Text put behind an open last line begins with the line end that was missing there.
  const lead = !wasClosed && place.count === 0 && start > 0 ? "\n" : "";
  return { start, end, text: lead + (isClosed ? added : added.slice(0, -1)) };
}

/** Whether the file ends with a line end after a hunk that reaches its end. */
function closesFile({ openEnd }: Hunk, wasClosed: boolean): boolean {
  if (openEnd.after) return false;
  return openEnd.before || wasClosed;
}

function offsetOf(lines: readonly string[], index: number): number {
  let offset = 0;
  for (let at = 0; at < index; at += 1) offset += (lines[at]?.length ?? 0) + 1;
  return offset;
}
