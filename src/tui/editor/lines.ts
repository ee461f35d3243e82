import type { Paint } from "../paint.ts";
import { borderAfter } from "./graphemes.ts";
import { labelsIn } from "./pastes.ts";
import { columnsOf, fitIn, rowsAround, shownText } from "./rows.ts";
import { searchLine } from "./search-line.ts";
import type { Editor, Range } from "./state.ts";

export type EditorLook = {
  readonly width: number;
  readonly paint: Paint;
  readonly maxRows: number;
  /** Said where nothing is written. */
  readonly placeholder?: string;
  /** Before the first row; "> " by default. Marks of more text stand in its place, so it is not empty. */
  readonly prompt?: string;
  readonly focused: boolean;
  /** Shows where the cursor is without the terminal's own one. */
  readonly drawCursor?: boolean;
};

export type EditorLines = {
  readonly lines: readonly string[];
  readonly cursor?: { readonly x: number; readonly y: number };
};

const plainPrompt = "> ";
const leastColumns = 4;

/** The columns that the text has: what `edit` is to be given for Up and Down. One is kept for the cursor. */
export function textColumns(width: number, prompt: string = plainPrompt): number {
  return Math.max(leastColumns, width - columnsOf(prompt) - 1);
}

/** The editor as it is shown: the rows around the cursor, each within the width. */
export function editorLines(editor: Editor, look: EditorLook): EditorLines {
  if (editor.search !== undefined) return searchLine(editor, look);
  if (editor.text === "") return emptyLines(look);
  const columns = textColumns(look.width, look.prompt);
  const { rows, at } = windowOf(editor, columns, Math.max(1, look.maxRows));
  const cursorX = columnsOf(editor.text.slice(rows[at]?.from ?? 0, editor.cursor));
  const lines = rows.map((row, index) => {
    const gutter = gutterOf(editor, look, rows, index);
    return gutter + rowText(editor, row, look, columns);
  });
  const x = Math.min(look.width - 1, columnsOf(look.prompt ?? plainPrompt) + cursorX);
  return look.focused ? { lines, cursor: { x, y: at } } : { lines };
}

function emptyLines({ paint, width, placeholder = "", prompt = plainPrompt, ...look }: EditorLook) {
  const columns = textColumns(width, prompt);
  const shown = placeholder.slice(
    0,
    fitIn(placeholder, { from: 0, to: placeholder.length }, columns),
  );
  const start = paint("prompt", prompt);
  const drawsCursor = look.focused && look.drawCursor === true;
  const first = drawsCursor ? paint("selected", shown.slice(0, borderAfter(shown, 0)) || " ") : "";
  const rest = shown.slice(drawsCursor ? borderAfter(shown, 0) : 0);
  const lines = [start + first + (rest === "" ? "" : paint("dim", rest))];
  return look.focused ? { lines, cursor: { x: columnsOf(prompt), y: 0 } } : { lines };
}

/** As many rows as fit, the cursor in the middle where the text goes on in both directions. */
function windowOf({ text, cursor }: Editor, columns: number, count: number) {
  const { rows, at } = rowsAround(text, cursor, columns, count);
  const below = rows.length - 1 - at;
  const above = Math.min(at, Math.max(Math.floor((count - 1) / 2), count - 1 - below));
  return { rows: rows.slice(at - above, at - above + count), at: above };
}

function gutterOf(
  { text }: Editor,
  { paint, prompt = plainPrompt }: EditorLook,
  rows: readonly Range[],
  index: number,
): string {
  const row = rows[index] ?? { from: 0, to: 0 };
  const isMoreAbove = index === 0 && row.from > 0;
  const isMoreBelow = index === rows.length - 1 && row.to < text.length;
  if (row.from === 0 && !isMoreBelow) return paint("prompt", prompt);
  const mark = isMoreAbove && isMoreBelow ? "↕" : isMoreAbove ? "↑" : isMoreBelow ? "↓" : "";
  return (mark === "" ? "" : paint("dim", mark)) + " ".repeat(columnsOf(prompt) - mark.length);
}

type Piece = Range & { readonly role: "text" | "accent" | "selected" };

function rowText(editor: Editor, row: Range, look: EditorLook, columns: number): string {
  // A grapheme that is wider than the screen is not drawn: it would break every line below.
  if (columnsOf(editor.text.slice(row.from, row.to)) > columns + 1) return look.paint("dim", "�");
  const cursor = look.focused && look.drawCursor === true ? cursorIn(editor, row) : undefined;
  const drawn = piecesOf(editor, row, cursor).map(({ from, to, role }) =>
    look.paint(role, shownText(editor.text.slice(from, to))),
  );
  return drawn.join("") + (cursor?.from === row.to ? look.paint("selected", " ") : "");
}

/** The grapheme under the cursor; an empty range at the end of a row. */
function cursorIn({ text, cursor }: Editor, row: Range): Range | undefined {
  const goesOn = row.to < text.length && text.charAt(row.to) !== "\n";
  if (cursor < row.from || cursor > row.to || (cursor === row.to && goesOn)) return undefined;
  return { from: cursor, to: Math.min(row.to, borderAfter(text, cursor)) };
}

/** The row in pieces of one colour each: placeholders and the drawn cursor differ from the text. */
function piecesOf(editor: Editor, row: Range, cursor: Range | undefined): readonly Piece[] {
  const labels = labelsIn(editor, row);
  const borders = [row, ...labels, ...(cursor === undefined ? [] : [cursor])]
    .flatMap(({ from, to }) => [from, to])
    .map((border) => Math.max(row.from, Math.min(border, row.to)))
    .sort((one, other) => one - other);
  return borders.slice(1).flatMap((to, index): Piece[] => {
    const from = borders[index] ?? row.from;
    if (from === to) return [];
    const holds = (range: Range): boolean => range.from <= from && to <= range.to;
    if (cursor !== undefined && holds(cursor)) return [{ from, to, role: "selected" }];
    return [{ from, to, role: labels.some(holds) ? "accent" : "text" }];
  });
}
