const maxCells = 1_000_000;

/**
 * For each new line the old line that it repeats, or undefined where it is really new: the longest
 * common run of lines. Trailing blanks do not count.
 */
export function keptLines(
  before: readonly string[],
  after: readonly string[],
): readonly (number | undefined)[] {
  const old = before.map((line) => line.trimEnd());
  const fresh = after.map((line) => line.trimEnd());
  if (old.length * fresh.length > maxCells) return keptAtEnds(old, fresh);
  const width = fresh.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const same = old[i] === fresh[j];
      const down = lengths[(i + 1) * width + j] ?? 0;
      const right = lengths[i * width + j + 1] ?? 0;
      const both = lengths[(i + 1) * width + j + 1] ?? 0;
      lengths[i * width + j] = same ? both + 1 : Math.max(down, right);
    }
  }
  return walk(old, fresh, (i, j) => lengths[i * width + j] ?? 0);
}

function walk(
  old: readonly string[],
  fresh: readonly string[],
  length: (i: number, j: number) => number,
): readonly (number | undefined)[] {
  const kept: (number | undefined)[] = fresh.map(() => undefined);
  let i = 0;
  let j = 0;
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      kept[j] = i;
      i += 1;
      j += 1;
    } else if (length(i + 1, j) >= length(i, j + 1)) i += 1;
    else j += 1;
  }
  return kept;
}

/** Texts too long to compare whole: only what stays at the start and the end. */
function keptAtEnds(
  old: readonly string[],
  fresh: readonly string[],
): readonly (number | undefined)[] {
  let head = 0;
  while (head < old.length && head < fresh.length && old[head] === fresh[head]) head += 1;
  const most = Math.min(old.length, fresh.length) - head;
  let tail = 0;
  while (tail < most && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  return fresh.map((_, j) => {
    if (j < head) return j;
    return j >= fresh.length - tail ? j + old.length - fresh.length : undefined;
  });
}
