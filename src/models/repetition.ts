/** A block must come this often, and fill this much, before it counts as babble. */
const minRepeats = 6;
export const minRepeatedChars = 3_000;
/** Only so much of the newest text is looked at: a longer block is never found. */
export const tailChars = 12_000;

export type Repetition = {
  /** Where the repeated part begins. */
  readonly start: number;
  /** The length of one block. */
  readonly period: number;
};

/** The block that a text ends with, again and again; undefined where its end does not repeat. */
export function repetitionAtEnd(text: string): Repetition | undefined {
  const tail = text.slice(-tailChars);
  const borders = bordersOfReversed(tail);
  let best: Repetition | undefined;
  let longest = 0;
  for (let length = minRepeatedChars; length <= tail.length; length += 1) {
    const period = length - (borders[length - 1] ?? 0);
    if (length / period < minRepeats || length <= longest) continue;
    longest = length;
    best = { start: text.length - length, period };
  }
  return best;
}

/** For each length, how much of the reversed text's beginning also ends it (Knuth, Morris, Pratt). */
function bordersOfReversed(text: string): Uint16Array {
  const last = text.length - 1;
  const borders = new Uint16Array(text.length);
  for (let index = 1, border = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(last - index);
    while (border > 0 && code !== text.charCodeAt(last - border)) border = borders[border - 1] ?? 0;
    if (code === text.charCodeAt(last - border)) border += 1;
    borders[index] = border;
  }
  return borders;
}
