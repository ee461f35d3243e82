import { moveTo, replace } from "./change.ts";
import { leftOf, rightOf } from "./move.ts";
import type { Editor } from "./state.ts";

const maxKills = 20;

/** Cuts from the cursor to there; cuts in a row become one piece. */
export function cutTo(editor: Editor, to: number): Editor {
  const isBefore = to < editor.cursor;
  const range = isBefore ? { from: to, to: editor.cursor } : { from: editor.cursor, to };
  const piece = editor.text.slice(range.from, range.to);
  if (piece === "") return editor;
  const cut = replace(editor, range, "", isBefore ? "cut-before" : "cut-after");
  return { ...cut, kills: withPiece(editor, piece, isBefore) };
}

/** Puts in what was cut last. */
export function yank(editor: Editor): Editor {
  return yankPiece(editor, { from: editor.cursor, to: editor.cursor }, 0);
}

/** Puts the next older piece in place of the one that was just put in. */
export function yankOlder(editor: Editor): Editor {
  if (editor.yanked === undefined) return editor;
  const { index, ...range } = editor.yanked;
  return yankPiece(editor, range, (index + 1) % editor.kills.length);
}

/** Exchanges the characters around the cursor; at the end of a line the two before it. */
export function transpose(editor: Editor): Editor {
  const { text, cursor } = editor;
  const isAtEnd = cursor === text.length || text.charAt(cursor) === "\n";
  const middle = isAtEnd ? leftOf(editor) : cursor;
  const from = leftOf(editor, middle);
  const to = isAtEnd ? cursor : rightOf(editor, middle);
  const first = text.slice(from, middle);
  const second = text.slice(middle, to);
  if (first === "" || second === "" || first === "\n" || second === "\n") return editor;
  return replace(editor, { from, to }, second + first, "other");
}

function yankPiece(
  editor: Editor,
  range: { readonly from: number; readonly to: number },
  index: number,
): Editor {
  const piece = editor.kills[index];
  if (piece === undefined) return moveTo(editor, editor.cursor);
  const put = replace(editor, range, piece, "yank");
  return { ...put, yanked: { from: range.from, to: put.cursor, index } };
}

function withPiece(editor: Editor, piece: string, isBefore: boolean): readonly string[] {
  const [newest = "", ...older] = editor.kills;
  const goesOn = editor.last === "cut-before" || editor.last === "cut-after";
  if (!goesOn) return [piece, ...editor.kills].slice(0, maxKills);
  return [isBefore ? piece + newest : newest + piece, ...older];
}
