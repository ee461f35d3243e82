const linesAtMost = 3;

export type LineEdit = { readonly old: string; readonly new: string };

/**
 * The replacement that makes `right` out of `wrong`, where few lines in one place differ: whole
 * lines, with as many before as make the old text stand only once. Undefined where much differs.
 */
export function lineEdit(wrong: string, right: string): LineEdit | undefined {
  const [before, after] = [wrong.split("\n"), right.split("\n")];
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  for (let start = head; start >= 0; start -= 1) {
    const old = before.slice(start, before.length - tail).join("\n");
    if (before.length - tail - start > linesAtMost + (head - start)) return undefined;
    if (head - start > linesAtMost) return undefined;
    if (old.trim() !== "" && wrong.split(old).length === 2)
      return { old, new: after.slice(start, after.length - tail).join("\n") };
  }
  return undefined;
}
