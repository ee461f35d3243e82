import { moveTo } from "./change.ts";
import { borderBefore } from "./graphemes.ts";
import { placeFrom, placeUpTo } from "./places.ts";
import { newer, older } from "./recall.ts";
import { columnsOf, fitIn, rowsAround } from "./rows.ts";
import type { Editor, Range } from "./state.ts";

/** To the row above; from the first row to the prompt before. */
export function up(editor: Editor, columns: number): Editor {
  return isLeafing(editor) ? older(editor) : (toRow(editor, columns, -1) ?? older(editor));
}

/** To the row below; from the last row to the prompt after. */
export function down(editor: Editor, columns: number): Editor {
  return isLeafing(editor) ? newer(editor) : (toRow(editor, columns, 1) ?? newer(editor));
}

/** A prompt that was just recalled is passed whole, however many rows it has. */
function isLeafing({ last, recalled }: Editor): boolean {
  return last === "recall" && recalled !== undefined;
}

function toRow(editor: Editor, columns: number, step: -1 | 1): Editor | undefined {
  const { text, cursor } = editor;
  const { rows, at } = rowsAround(text, cursor, columns, 1);
  const here = rows[at];
  const there = rows[at + step];
  if (here === undefined || there === undefined) return undefined;
  const goal = editor.goal ?? columnsOf(text.slice(here.from, cursor));
  const reached = inRow(text, there, goal);
  // Out of a placeholder on the side it is gone to, or the cursor would come back.
  const place = step < 0 ? placeUpTo(editor, reached) : placeFrom(editor, reached);
  return { ...moveTo(editor, place, "vertical"), goal };
}

function inRow(text: string, row: Range, goal: number): number {
  const at = goal === 0 ? row.from : fitIn(text, row, goal);
  const isRowEnd = at === row.to && row.to > row.from;
  // The end of a row that is broken off is the start of the next one.
  const goesOn = row.to < text.length && text.charAt(row.to) !== "\n";
  return isRowEnd && goesOn ? borderBefore(text, at) : at;
}
