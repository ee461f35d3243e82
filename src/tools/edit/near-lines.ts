/** Lines of a file that resemble the wanted ones; counted from 0. */
export type NearLines = {
  readonly start: number;
  readonly count: number;
  /** The first line that is not as wanted, even without its blanks. */
  readonly differs: number | undefined;
};

const minLikeness = 0.4;
const maxWanted = 60;
const maxLines = 50_000;
const maxLikelyLines = 300;

/** The run of lines most like the wanted ones; undefined where none is much like them. */
export function nearLines(
  lines: readonly string[],
  wanted: readonly string[],
): NearLines | undefined {
  const asked = wanted.slice(0, maxWanted);
  const full = asked.filter((line) => line.trim() !== "").length;
  if (full === 0) return undefined;
  const scores = scoresByStart(lines.slice(0, maxLines), asked);
  let best = { start: 0, score: 0 };
  for (const [start, score] of scores) {
    if (score > best.score || (score === best.score && start < best.start)) best = { start, score };
  }
  if (best.score / full < minLikeness) return undefined;
  const start = Math.max(0, best.start);
  const end = Math.min(lines.length, best.start + wanted.length);
  const differs = wanted.findIndex(
    (line, index) => line.trim() !== (lines[best.start + index] ?? "").trim(),
  );
  const at = differs === -1 ? undefined : best.start + differs;
  return { start, count: end - start, differs: at !== undefined && at < end ? at : undefined };
}

/** How like the wanted lines a run beginning at each line is; only likely starts are scored. */
function scoresByStart(
  lines: readonly string[],
  wanted: readonly string[],
): ReadonlyMap<number, number> {
  const words = lines.map(wordsOf);
  const places = placesByWord(words);
  const scores = new Map<number, number>();
  for (const [offset, line] of wanted.entries()) {
    const mine = wordsOf(line);
    for (const at of linesWithRareWords(mine, places)) {
      const likeness = likenessOf(mine, words[at] ?? new Set());
      const start = at - offset;
      if (likeness > minLikeness) scores.set(start, (scores.get(start) ?? 0) + likeness);
    }
  }
  return scores;
}

/** The lines that share a word, rarest words first, so that a long file costs no more than a short one. */
function linesWithRareWords(
  words: ReadonlySet<string>,
  places: ReadonlyMap<string, readonly number[]>,
): ReadonlySet<number> {
  const found = new Set<number>();
  const known = [...words].flatMap((word) => {
    const there = places.get(word);
    return there === undefined ? [] : [there];
  });
  for (const there of known.sort((one, other) => one.length - other.length)) {
    if (found.size >= maxLikelyLines) break;
    for (const at of there.slice(0, maxLikelyLines)) found.add(at);
  }
  return found;
}

function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) common += other.has(word) ? 1 : 0;
  return (2 * common) / (one.size + other.size);
}

function placesByWord(words: readonly ReadonlySet<string>[]): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, line] of words.entries()) {
    for (const word of line) {
      const there = places.get(word);
      if (there === undefined) places.set(word, [at]);
      else there.push(at);
    }
  }
  return places;
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu));
}
