import { exactHits } from "./exact.ts";
import { lineHits } from "./line-hits.ts";
import { partialHits } from "./partial.ts";
import type { Splice } from "./splice.ts";
import { unicodeHits } from "./unicode.ts";

/** What an edit asks for; line ends are "\n". */
export type Wanted = { readonly old: string; readonly new: string; readonly all: boolean };

/** How closely the text had to agree, strictest first. */
export type Rung = "exact" | "blanks" | "unicode" | "indentation" | "partial";

export type FoundEdit =
  | { readonly type: "found"; readonly rung: Rung; readonly changes: readonly Splice[] }
  | { readonly type: "many"; readonly rung: Rung; readonly hits: readonly Splice[] }
  | { readonly type: "none" };

type FindHits = (text: string, wanted: Wanted) => readonly Splice[];

const ladder: readonly (readonly [Rung, FindHits])[] = [
  ["exact", exactHits],
  ["blanks", (text, wanted) => lineHits(text, wanted, "blanks")],
  ["unicode", unicodeHits],
  ["indentation", (text, wanted) => lineHits(text, wanted, "indentation")],
  ["partial", partialHits],
];

/**
 * Finds the one place that an edit means. The first rung with a hit decides: a looser one could only
 * find more. `text` has plain line ends.
 */
export function findEdit(text: string, wanted: Wanted, exactOnly = false): FoundEdit {
  for (const [rung, find] of exactOnly ? ladder.slice(0, 1) : ladder) {
    const hits = find(text, wanted);
    if (hits.length === 0) continue;
    const isMeant = hits.length === 1 || (rung === "exact" && wanted.all);
    return isMeant ? { type: "found", rung, changes: hits } : { type: "many", rung, hits };
  }
  return { type: "none" };
}
