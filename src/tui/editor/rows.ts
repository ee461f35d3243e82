import stringWidth from "string-width";
import { borderAfter, bordersFrom, isBorder, isWideLetter } from "./graphemes.ts";
import type { Range } from "./state.ts";

/** A longer line is laid out in parts, so that a key costs the same wherever it is typed. */
const maxBlockChars = 2_048;
export const tabColumns = 4;
const printable = /^[ -~]*$/;

/** The rows around the cursor, at least `count` in each direction where there are as many. */
export function rowsAround(
  text: string,
  cursor: number,
  columns: number,
  count: number,
): { readonly rows: readonly Range[]; readonly at: number } {
  let first = blockAt(text, cursor);
  let last = first;
  let rows = rowsOf(text, first, columns);
  let at = rows.findLastIndex(({ from }) => from <= cursor);
  while (at < count && first.from > 0) {
    first = blockAt(text, first.from - 1);
    const above = rowsOf(text, first, columns);
    rows = [...above, ...rows];
    at += above.length;
  }
  while (rows.length - 1 - at < count && last.to < text.length) {
    last = blockAt(text, text.charAt(last.to) === "\n" ? last.to + 1 : last.to);
    rows = [...rows, ...rowsOf(text, last, columns)];
  }
  return { rows, at };
}

/** The first offset from there on that these columns have no room for. */
export function fitIn(text: string, { from, to }: Range, columns: number): number {
  const most = Math.min(to, from + columns);
  if (printable.test(text.slice(from, most)) && isBorder(text, most)) return most;
  let width = 0;
  let at = from;
  for (const border of bordersFrom(text, from, to)) {
    width += cellColumns(text.slice(at, border));
    if (width > columns && at > from) return at;
    at = border;
  }
  return to;
}

/** How many columns a piece of one line takes; a tab is shown as spaces. */
export function columnsOf(text: string): number {
  return stringWidth(shownText(text));
}

export function shownText(text: string): string {
  return text.replaceAll("\t", " ".repeat(tabColumns));
}

/** A line, or a part of a long one. */
function blockAt(text: string, at: number): Range {
  const from = at === 0 ? 0 : text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  const line = { from, to: end === -1 ? text.length : end };
  if (line.to - line.from <= maxBlockChars) return line;
  const part = Math.floor((at - line.from) / maxBlockChars);
  const start = partStart(text, line, part);
  // What lies between the even cut and the grapheme's border belongs to the part before.
  const isBefore = part > 0 && (start > at || start === line.to);
  const first = isBefore ? part - 1 : part;
  return { from: partStart(text, line, first), to: partStart(text, line, first + 1) };
}

function partStart(text: string, line: Range, part: number): number {
  const at = line.from + part * maxBlockChars;
  if (at >= line.to) return line.to;
  return isBorder(text, at) ? at : borderAfter(text, at);
}

function rowsOf(text: string, block: Range, columns: number): readonly Range[] {
  const rows: Range[] = [];
  let from = block.from;
  while (true) {
    const full = fitIn(text, { from, to: block.to }, columns);
    if (full >= block.to) return [...rows, { from, to: block.to }];
    const to = wrapPoint(text, from, full);
    rows.push({ from, to });
    from = to;
  }
}

/** Behind the last space that fits; a space that comes just then hangs over by one column. */
function wrapPoint(text: string, from: number, full: number): number {
  if (text.charAt(full) === " " && isBorder(text, full + 1)) return full + 1;
  const spaceAt = text.lastIndexOf(" ", full - 1);
  return spaceAt > from && isBorder(text, spaceAt + 1) ? spaceAt + 1 : full;
}

function cellColumns(grapheme: string): number {
  const code = grapheme.charCodeAt(0);
  if (grapheme.length === 1 && code < 0x7f) return grapheme === "\t" ? tabColumns : 1;
  return grapheme.length === 1 && isWideLetter(code) ? 2 : stringWidth(grapheme);
}
