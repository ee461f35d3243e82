import type { Wanted } from "./ladder.ts";
import type { Splice } from "./splice.ts";

/** Every place where the old text stands as it is. */
export function exactHits(text: string, wanted: Wanted): readonly Splice[] {
  const length = wanted.old.length;
  return placesOf(text, wanted.old).map((start) => ({
    start,
    end: start + length,
    text: wanted.new,
  }));
}

/** Where a text stands in another, without overlap. */
export function placesOf(text: string, part: string): readonly number[] {
  const places: number[] = [];
  if (part === "") return places;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) {
    places.push(at);
  }
  return places;
}
