import type { MarkedToken, Tokens } from "marked";
import type { Role } from "../paint.ts";
import { codeLines } from "./code.ts";
import { spansIn } from "./inline.ts";
import { known } from "./lexer.ts";
import { cutHard, type Line, type Span, wrapSpans } from "./span.ts";
import { tableLines } from "./table.ts";
import { columnsOf } from "./width.ts";

export type Room = {
  readonly width: number;
  /** The roles of what is around: a quote's, for example. */
  readonly roles: readonly Role[];
};

/** Deeper blocks get no further indentation. */
const leastColumns = 12;
const codeIndent = 2;

/** Blocks one below the other, an empty line between them. */
export function blockLines(tokens: readonly MarkedToken[], room: Room): readonly Line[] {
  return tokens
    .map((token) => linesOf(token, room))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, at) => (at === 0 ? lines : [[], ...lines]));
}

function linesOf(token: MarkedToken, room: Room): readonly Line[] {
  const { width, roles } = room;
  switch (token.type) {
    case "space":
      return [];
    case "heading":
      return wrapSpans(spansIn(token, [...roles, "heading"]), width);
    case "code":
      return within(
        evenly(" ".repeat(codeIndent), []),
        (inner) => codeLines(token.text, token.lang, inner.width),
        room,
      );
    case "list":
      return token.items.flatMap((item) => itemLines(item, token, room));
    case "blockquote":
      return within(
        evenly("▎ ", [...roles, "border"]),
        (inner) => blockLines(known(token.tokens), { ...inner, roles: [...roles, "quote"] }),
        room,
      );
    case "table":
      return tableLines(token, room);
    case "hr":
      return [[{ text: "─".repeat(width), roles: [...roles, "border"] }]];
    case "html":
      return htmlLines(token.text, room);
    default:
      return "text" in token ? wrapSpans(spansIn(token, roles), width) : [];
  }
}

function htmlLines(text: string, { width, roles }: Room): readonly Line[] {
  const lines = text.trimEnd().split("\n");
  return lines.flatMap((line) => cutHard([{ text: line, roles: [...roles, "dim"] }], width));
}

function itemLines(item: Tokens.ListItem, list: Tokens.List, room: Room): readonly Line[] {
  // The number as it was written: the list may be drawn in pieces.
  const number = /^\s*(\d{1,9}[.)])/.exec(item.raw)?.[1];
  const box = { text: item.checked ? "[x] " : "[ ] ", roles: room.roles };
  const bullet = list.ordered && number !== undefined ? `${number} ` : "• ";
  const margin = hanging(bullet, [...room.roles, "accent"]);
  const task = item.task ? [box] : [];
  return within(margin, (inner) => innerLines(known(item.tokens), inner, task), room);
}

/** Only paragraphs of one item stand apart from each other, so that an item is drawn the same in any list. */
function innerLines(tokens: readonly MarkedToken[], room: Room, task: Line): readonly Line[] {
  const blocks = tokens.filter(({ type }) => type !== "space" && type !== "checkbox");
  const lines = blocks.flatMap((token, at) => {
    if (token.type !== "paragraph" && token.type !== "text") return linesOf(token, room);
    const text = [...(at === 0 ? task : []), ...spansIn(token, room.roles)];
    return [...(at === 0 ? [] : [[]]), ...wrapSpans(text, room.width)];
  });
  return lines.length === 0 ? [task] : lines;
}

/** What stands before the first line of a block, and before the others. */
type Margin = { readonly first: Span; readonly others: Span };

/** A block in the room beside its margin. */
function within(
  { first, others }: Margin,
  draw: (room: Room) => readonly Line[],
  room: Room,
): readonly Line[] {
  const columns = columnsOf(first.text);
  const isTight = room.width - columns < leastColumns;
  const [head, ...rest] = draw({ ...room, width: isTight ? room.width : room.width - columns });
  if (head === undefined) return [];
  if (isTight) return [...wrapSpans([first, ...head], room.width), ...rest];
  return [beside(first, head), ...rest.map((line) => beside(others, line))];
}

/** No spaces where nothing follows. */
function beside(margin: Span, line: Line): Line {
  return line.length === 0 && margin.text.trim() === "" ? [] : [margin, ...line];
}

/** The same before each line. */
function evenly(text: string, roles: readonly Role[]): Margin {
  const span = { text, roles };
  return { first: span, others: span };
}

function hanging(text: string, roles: readonly Role[]): Margin {
  return { first: { text, roles }, others: { text: " ".repeat(columnsOf(text)), roles: [] } };
}
