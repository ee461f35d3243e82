import { replace } from "./editor/change.ts";
import { type EditAction, type Editor, edit } from "./editor.ts";
import type { State } from "./state.ts";

/** What may be done to the draft: a key's work, or a part of the text replaced by a menu's row. */
export type Editing =
  | EditAction
  | {
      readonly type: "replace";
      readonly from: number;
      readonly to: number;
      readonly text: string;
    };

export function changeEditor(state: State, action: Editing, columns: number): State {
  return { ...state, editor: changed(state.editor, action, columns) };
}

function changed(editor: Editor, action: Editing, columns: number): Editor {
  if (action.type !== "replace") return edit(editor, action, columns);
  const { from, to, text } = action;
  return replace(editor, { from, to }, text, "other");
}
