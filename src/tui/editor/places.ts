import { borderAfter, borderBefore, isBorder } from "./graphemes.ts";
import { labelAround } from "./pastes.ts";
import type { Editor } from "./state.ts";

type Folded = Pick<Editor, "text" | "pastes">;

/** The nearest place from there on, going right, where a cursor may stand. */
export function placeFrom(editor: Folded, at: number): number {
  let place = at;
  // A mark may join the end of a placeholder: both are passed then.
  while (true) {
    const border = isBorder(editor.text, place) ? place : borderAfter(editor.text, place);
    const label = labelAround(editor, border);
    if (label === undefined) return border;
    place = label.to;
  }
}

/** The nearest place from there on, going left, where a cursor may stand. */
export function placeUpTo(editor: Folded, at: number): number {
  let place = at;
  while (true) {
    const border = isBorder(editor.text, place) ? place : borderBefore(editor.text, place);
    const label = labelAround(editor, border);
    if (label === undefined) return border;
    place = label.from;
  }
}
