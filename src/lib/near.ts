import { distance } from "fastest-levenshtein";

/** The candidates closest to `word`, nearest first, at most `count`; far ones are left out. */
export function nearest(word: string, candidates: readonly string[], count = 3): readonly string[] {
  const wanted = word.toLowerCase();
  if (wanted === "") return [];
  return candidates
    .map((candidate) => ({ candidate, far: farness(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, far }) => far <= Math.max(2, Math.floor(candidate.length / 2)))
    .sort((one, other) => one.far - other.far)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** The one candidate that a slip of the pen explains. */
export function slipOf(word: string, candidates: readonly string[]): string | undefined {
  const close = slipsOf(word, candidates);
  return close.length === 1 ? close[0] : undefined;
}

/** The candidates that a slip of the pen explains: one letter, two in a long word. */
export function slipsOf(word: string, candidates: readonly string[]): readonly string[] {
  const wanted = word.toLowerCase();
  const allowed = wanted.length >= 8 ? 2 : 1;
  if (wanted.length < 3) return [];
  return candidates.filter((one) => distance(wanted, one.toLowerCase()) <= allowed);
}

function farness(wanted: string, candidate: string): number {
  if (candidate.includes(wanted) || wanted.includes(candidate)) return 1;
  return distance(wanted, candidate);
}
