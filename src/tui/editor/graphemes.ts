/** What a person takes for one character: an emoji of several code points is one. */
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Further back a border is not searched; no grapheme of a living language is longer. */
const maxLookBack = 256;
const pieceChars = 256;
/** Both are emoji too, which a joiner before them takes along. */
const copyright = 0xa9;
const registered = 0xae;

export function isBorder(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length || isBorderForSure(text, at)) return true;
  return graphemeAt(text, at).from === at;
}

/** The border before this offset, or the start of the text. */
export function borderBefore(text: string, at: number): number {
  if (at <= 1) return 0;
  if (isPlain(text.charCodeAt(at - 1)) && isBorderForSure(text, at - 1)) return at - 1;
  return graphemeAt(text, at - 1).from;
}

/** The border after this offset, or the end of the text. */
export function borderAfter(text: string, at: number): number {
  if (at >= text.length - 1) return text.length;
  if (isBorderForSure(text, at) && isBorderForSure(text, at + 1)) return at + 1;
  return graphemeAt(text, at).to;
}

/** The borders after this one, up to the end; one after the other, because few are looked at. */
export function* bordersFrom(text: string, from: number, end: number): Generator<number> {
  let at = from;
  while (at < end) {
    const start = at;
    for (const border of isBorderForSure(text, at + 1) ? [at + 1] : bordersOfPiece(text, at)) {
      yield border;
      at = border;
      if (at >= end || isBorderForSure(text, at + 1)) break;
    }
    if (at === start) {
      at = borderAfter(text, at);
      yield at;
    }
  }
}

/** Kana, ideographs and Hangul: one grapheme each, two columns wide. */
export function isWideLetter(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3041 && code <= 0x3096) ||
    (code >= 0x30a1 && code <= 0x30fa) ||
    (code >= 0xac00 && code <= 0xd7a3)
  );
}

function* bordersOfPiece(text: string, from: number): Generator<number> {
  const piece = text.slice(from, from + pieceChars);
  const isWhole = from + piece.length >= text.length;
  for (const { index, segment } of segmenter.segment(piece)) {
    const to = index + segment.length;
    // What ends with the piece may go on behind it.
    if (to < piece.length || isWhole) yield from + to;
  }
}

/** Looks at a piece around the offset only, because a segmenter reads all that it is given. */
function graphemeAt(text: string, at: number): { readonly from: number; readonly to: number } {
  const start = certainBorder(text, at);
  for (let size = 32; ; size *= 8) {
    const piece = text.slice(start, at + size);
    const found = segmenter.segment(piece).containing(at - start);
    const from = start + (found?.index ?? 0);
    const to = from + (found?.segment.length ?? 1);
    if (to < start + piece.length || start + piece.length >= text.length) return { from, to };
  }
}

/** The nearest offset, going back, that is a border whatever stands around it. */
function certainBorder(text: string, at: number): number {
  const least = Math.max(0, at - maxLookBack);
  for (let index = at; index > least; index--) {
    if (isBorderForSure(text, index)) return index;
  }
  return least;
}

function isBorderForSure(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  const before = text.charCodeAt(at - 1);
  return isPlain(text.charCodeAt(at)) && (isPlain(before) || !mayJoinNext(before));
}

/** Letters that never join the one before: Latin, Greek, Cyrillic, kana, ideographs, Hangul. */
function isPlain(code: number): boolean {
  return (
    (code < 0x300 && code !== copyright && code !== registered) ||
    (code >= 0x370 && code <= 0x482) ||
    (code >= 0x48a && code <= 0x52f) ||
    isWideLetter(code)
  );
}

/** Signs that take the next letter to themselves: a few Arabic and Indic ones, Hangul parts, pairs of code units. */
function mayJoinNext(code: number): boolean {
  return (
    (code >= 0x600 && code <= 0x605) ||
    [0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0xd4e].includes(code) ||
    (code >= 0x1100 && code <= 0x11ff) ||
    (code >= 0xa960 && code <= 0xa97c) ||
    (code >= 0xd7b0 && code <= 0xdfff)
  );
}
