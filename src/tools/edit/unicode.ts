import { placesOf } from "./exact.ts";
import { foldCharacters } from "./fold.ts";
import { noShift } from "./indent.ts";
import type { Wanted } from "./ladder.ts";
import { lineHits, rebuilt } from "./line-hits.ts";
import { type Splice, sameEnd, sameStart } from "./splice.ts";

/** Places that agree when quotes, dashes and spaces are plain; whole lines also without trailing blanks. */
export function unicodeHits(text: string, wanted: Wanted): readonly Splice[] {
  const places = placesOf(foldCharacters(text), foldCharacters(wanted.old));
  if (places.length === 0) return lineHits(text, wanted, "unicode");
  return places.map((start) => {
    const end = start + wanted.old.length;
    return { start, end, text: woven(text.slice(start, end), wanted) };
  });
}

/** The new text, with the file's own characters wherever the edit does not change them. */
function woven(real: string, wanted: Wanted): string {
  const old = wanted.old.split("\n");
  const fresh = wanted.new.split("\n");
  if (old.length > 1) {
    return rebuilt({ old, new: fresh }, real.split("\n"), noShift).join("\n");
  }
  const head = sameStart(wanted.old, wanted.new);
  const tail = sameEnd(wanted.old.slice(head), wanted.new.slice(head));
  const middle = wanted.new.slice(head, wanted.new.length - tail);
  return real.slice(0, head) + middle + real.slice(real.length - tail);
}
