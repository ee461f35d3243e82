const shownPrefix = /^ *(\d+)(?:\| ?|:[0-9a-f]{4}\|)/;

/**
 * A text without the line numbers or hashes that `read` puts before lines, where every line has them;
 * undefined otherwise. Lines that were added may lack them only when blank.
 */
export function withoutShownPrefixes(text: string): string | undefined {
  const endsLine = text.endsWith("\n");
  const lines = (endsLine ? text.slice(0, -1) : text).split("\n");
  const isShown = lines.every((line) => line === "" || shownPrefix.test(line));
  if (!isShown || !lines.some((line) => line !== "")) return undefined;
  const bare = lines.map((line) => line.replace(shownPrefix, "")).join("\n");
  return endsLine ? `${bare}\n` : bare;
}

/** The line number before the first line; undefined where there is none. */
export function shownStart(text: string): number | undefined {
  const number = shownPrefix.exec(text)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Whether the numbers before the lines count up one by one, as only a copy of `read` does. */
export function countsUp(text: string): boolean {
  const numbers = text
    .trimEnd()
    .split("\n")
    .map((line) => Number(shownPrefix.exec(line)?.[1] ?? Number.NaN));
  return numbers.every((number, index) => number === (numbers[0] ?? 0) + index);
}
