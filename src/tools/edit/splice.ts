/** A change of one text: what stands from `start` to `end` becomes `text`. Line ends count as "\n". */
export type Splice = { readonly start: number; readonly end: number; readonly text: string };

/** The text with plain line ends; offsets of a Splice are offsets of this. */
export function plainLineEnds(text: string): string {
  return text.includes("\r\n") ? text.replaceAll("\r\n", "\n") : text;
}

/**
 * Makes changes, given in order, in a text whose line ends may be mixed. Only what differs is
 * touched; a new line ends as the lines around it do.
 */
export function splice(text: string, changes: readonly Splice[]): string {
  const plain = plainLineEnds(text);
  if (plain.length === text.length) return spliceInto(text, changes);
  const pairs = lineEndPairs(text);
  const inText = (offset: number) => offset + countBelow(pairs, offset);
  const moved = changes.map((change) => {
    const { start, end, text: added } = narrowed(plain, change);
    const at = { start: inText(start), end: inText(end) };
    return { ...at, text: added.replaceAll("\n", lineEndAt(text, at.start)) };
  });
  return spliceInto(text, moved);
}

function spliceInto(text: string, changes: readonly Splice[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const change of changes) {
    pieces.push(text.slice(from, change.start), change.text);
    from = change.end;
  }
  return pieces.join("") + text.slice(from);
}

/** The change without what stays the same at both its ends. */
function narrowed(plain: string, { start, end, text }: Splice): Splice {
  const before = plain.slice(start, end);
  const head = sameStart(before, text);
  const tail = sameEnd(before.slice(head), text.slice(head));
  return { start: start + head, end: end - tail, text: text.slice(head, text.length - tail) };
}

export function sameStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

export function sameEnd(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  return length;
}

/** Where the line ends of two characters are, as offsets of the plain text. */
function lineEndPairs(text: string): readonly number[] {
  return [...text.matchAll(/\r\n/g)].map((match, index) => match.index - index);
}

function countBelow(sorted: readonly number[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lineEndAt(text: string, offset: number): string {
  const next = text.indexOf("\n", offset);
  const newline = next === -1 ? text.lastIndexOf("\n", offset) : next;
  return text[newline - 1] === "\r" ? "\r\n" : "\n";
}
