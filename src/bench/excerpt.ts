/** Of the room, for what follows the first failure; the rest is the end, where the counts are. */
const failureShare = 0.75;

/**
 * The most useful part of a long output: from the first line that tells of a failure on, and the end.
 * What is left out is said.
 */
export function excerptOf(output: string, failure: RegExp, maxChars: number): string {
  const text = output.trim();
  if (text.length <= maxChars) return text;
  const found = text.search(failure);
  const start = found < 0 ? 0 : text.lastIndexOf("\n", found) + 1;
  const head = Math.floor(maxChars * failureShare);
  const tail = maxChars - head;
  if (text.length - start <= maxChars) return `${leftOut(start)}\n${text.slice(start)}`;
  const middle = text.length - start - head - tail;
  const before = start === 0 ? "" : `${leftOut(start)}\n`;
  return `${before}${text.slice(start, start + head)}\n${leftOut(middle)}\n${text.slice(-tail)}`;
}

function leftOut(characters: number): string {
  return `[… ${characters} characters left out …]`;
}
