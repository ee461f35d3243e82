import stringWidth from "string-width";

// One column each: ASCII, the Latin letters, and the dashes, quotes, dots and lines of plain text and drawings.
const narrow =
  /^[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0391-\u03a1\u03a3-\u0482\u048a-\u052f\u2010-\u2027\u2500-\u257f]*$/;

/** How many columns a text takes. Measuring graphemes is slow, and most texts need none of it. */
export function columnsOf(text: string): number {
  return narrow.test(text) ? text.length : stringWidth(text);
}

/** Whether each UTF-16 unit of the text is one column. */
export function isNarrow(text: string): boolean {
  return narrow.test(text);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What is seen as one sign each. */
export function graphemesOf(text: string): readonly string[] {
  if (isNarrow(text)) return text.split("");
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

export type Cut = { readonly head: string; readonly rest: string };

/** The longest beginning of a plain text that fits; at least one grapheme where `least` is set. */
export function cutAt(text: string, width: number, least = true): Cut {
  if (isNarrow(text)) {
    const at = Math.max(width, least ? 1 : 0);
    return { head: text.slice(0, at), rest: text.slice(at) };
  }
  let head = "";
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += columnsOf(segment);
    if (used > width && (head !== "" || !least)) break;
    head += segment;
  }
  return { head, rest: text.slice(head.length) };
}
