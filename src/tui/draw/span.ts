import type { Paint, Role } from "../paint.ts";
import { columnsOf, cutAt } from "./width.ts";

/** A text in one look; the roles that hold for it, the outermost first. */
export type Span = { readonly text: string; readonly roles: readonly Role[] };

export type Line = readonly Span[];

/** What does not break: a word over several spans, a run of spaces, or a line's end. */
type Piece = {
  readonly type: "word" | "space" | "end";
  readonly spans: Line;
  readonly columns: number;
};

type Unit = Piece & { readonly isWide: boolean };

// Between these a line may break, although no space stands there.
const wideLetter =
  /([\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af][\u3001\u3002\uff01-\uff1f]?)/;
const hasWideLetter = /[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]/;

/** Lines of at most `width` columns, broken between words, or within one that is too long for a line. */
export function wrapSpans(spans: Line, width: number): readonly Line[] {
  const page = { width: Math.max(1, width), lines: [] as Line[], now: [] as Span[], used: 0 };
  for (const piece of piecesOf(spans)) {
    if (piece.type === "end") endLine(page);
    else if (piece.type === "space") placeSpace(page, piece);
    else placeWord(page, piece);
  }
  if (page.now.length > 0 || page.lines.length === 0) endLine(page);
  return page.lines;
}

type Page = { readonly width: number; readonly lines: Line[]; now: Span[]; used: number };

function endLine(page: Page): void {
  page.lines.push(trimmed(page.now));
  page.now = [];
  page.used = 0;
}

function placeSpace(page: Page, { spans, columns }: Piece): void {
  if (page.used + columns <= page.width) {
    page.now.push(...spans);
    page.used += columns;
  } else if (page.used > 0) endLine(page);
}

function placeWord(page: Page, { spans, columns }: Piece): void {
  if (page.used + columns > page.width) startLine(page);
  const parts = columns > page.width ? cutHard(spans, page.width) : [spans];
  for (const [at, part] of parts.entries()) {
    if (at > 0) endLine(page);
    page.now.push(...part);
    page.used += columnsOfLine(part);
  }
}

/** Indentation alone is no line. */
function startLine(page: Page): void {
  if (trimmed(page.now).length > 0) endLine(page);
  page.now = [];
  page.used = 0;
}

/** Lines cut wherever the room ends, as code is. */
export function cutHard(spans: Line, width: number): readonly Line[] {
  const room = Math.max(1, width);
  const lines: Span[][] = [[]];
  let used = 0;
  for (const span of spans) {
    let rest = span.text;
    while (rest !== "") {
      const { head, rest: more } = cutAt(rest, room - used, used === 0);
      const columns = columnsOf(head);
      if (head === "" || (used > 0 && used + columns > room)) {
        lines.push([]);
        used = 0;
        continue;
      }
      // One sign alone may be wider than the room.
      lines.at(-1)?.push({ ...span, text: columns > room ? "…" : head });
      used += columns;
      rest = more;
    }
  }
  return lines;
}

export function columnsOfLine(spans: Line): number {
  return spans.reduce((sum, { text }) => sum + columnsOf(text), 0);
}

/** The line in its colours: each span opens and closes its own. */
export function paintLine(spans: Line, paint: Paint): string {
  return joined(spans)
    .map(({ text, roles }) => roles.reduceRight((inner, role) => paint(role, inner), text))
    .join("");
}

/** Neighbours of one look as one span. */
function joined(spans: Line): Line {
  const out: Span[] = [];
  for (const span of spans) {
    const before = out.at(-1);
    const isSame = before?.roles.join() === span.roles.join();
    if (before !== undefined && isSame)
      out[out.length - 1] = { ...before, text: before.text + span.text };
    else out.push(span);
  }
  return out;
}

/** Without the spaces at its end. */
export function trimmed(spans: Line): Line {
  const last = spans.at(-1);
  if (last === undefined) return spans;
  const text = last.text.trimEnd();
  if (text === last.text) return spans;
  const before = spans.slice(0, -1);
  return text === "" ? trimmed(before) : [...before, { ...last, text }];
}

function piecesOf(spans: Line): readonly Piece[] {
  const pieces: Piece[] = [];
  let word: Piece | undefined;
  for (const unit of spans.flatMap(unitsOf)) {
    const isJoined = unit.type === "word" && word !== undefined && !unit.isWide;
    if (word !== undefined && isJoined) {
      word = {
        ...word,
        spans: [...word.spans, ...unit.spans],
        columns: word.columns + unit.columns,
      };
      pieces[pieces.length - 1] = word;
    } else {
      pieces.push(unit);
      word = unit.type === "word" && !unit.isWide ? unit : undefined;
    }
  }
  return pieces;
}

/** Words, spaces and wide letters of one span. */
function unitsOf({ text, roles }: Span): readonly Unit[] {
  const parts = text.split(/(\n| +)/).flatMap((part) => {
    return hasWideLetter.test(part) ? part.split(wideLetter) : [part];
  });
  return parts
    .filter((part) => part !== "")
    .map((part) => ({
      type: typeOf(part),
      spans: [{ text: part, roles }],
      columns: part === "\n" ? 0 : columnsOf(part),
      isWide: hasWideLetter.test(part),
    }));
}

function typeOf(part: string): Piece["type"] {
  if (part === "\n") return "end";
  return part.startsWith(" ") ? "space" : "word";
}
