import { become, moveTo, redo, replace, undo } from "./editor/change.ts";
import { cleanText } from "./editor/clean.ts";
import { cutTo, transpose, yank, yankOlder } from "./editor/kills.ts";
import * as move from "./editor/move.ts";
import { foldPaste, labelAt, promptOf } from "./editor/pastes.ts";
import { newer, older, withPrompt } from "./editor/recall.ts";
import * as search from "./editor/search.ts";
import type { Editor } from "./editor/state.ts";
import { down, up } from "./editor/vertical.ts";

export type { Editor };
export { promptOf };

export type EditAction =
  | { readonly type: "insert" | "paste" | "set"; readonly text: string }
  /** The prompt was sent: it goes into the history, and the editor begins anew. */
  | { readonly type: "sent"; readonly text: string }
  | { readonly type: PlainEdit };

export type PlainEdit =
  | "newline"
  | "backspace"
  | "delete"
  | "left"
  | "right"
  | "up"
  | "down"
  | "home"
  | "end"
  | "text-start"
  | "text-end"
  | "word-left"
  | "word-right"
  | "kill-to-end"
  | "kill-to-start"
  | "kill-word-left"
  | "kill-word-right"
  /** Back to white space. */
  | "kill-argument"
  | "yank"
  | "yank-older"
  | "transpose"
  | "undo"
  | "redo"
  /** Puts a paste in place of its placeholder at the cursor; the editor stays the same where there is none. */
  | "expand"
  | "older"
  | "newer"
  | "search-start"
  | "search-older"
  | "search-newer"
  | "search-accept"
  | "search-cancel"
  /** Empties the text; undo brings it back. */
  | "clear";

export function emptyEditor(history: readonly string[]): Editor {
  return {
    text: "",
    cursor: 0,
    goal: undefined,
    last: "other",
    pastes: [],
    past: [],
    future: [],
    kills: [],
    yanked: undefined,
    history,
    recalled: undefined,
    search: undefined,
  };
}

/** What a key does to the text. Rows are as wide as `columns`; without it each line is one row. */
export function edit(
  editor: Editor,
  action: EditAction,
  columns: number = Number.POSITIVE_INFINITY,
): Editor {
  if (editor.search !== undefined) return editSearch(editor, action, columns);
  switch (action.type) {
    case "insert":
      return insert(editor, cleanText(action.text), "typing");
    case "paste": {
      const { text, pastes } = foldPaste(editor, action.text);
      return insert({ ...editor, pastes }, text, "other");
    }
    case "set":
      return setText(editor, cleanText(action.text));
    case "sent":
      return {
        ...emptyEditor(withPrompt(editor.history, action.text)),
        kills: editor.kills.filter((piece) => !piece.includes("[Pasted #")),
      };
    default:
      return deeds[action.type](editor, columns);
  }
}

/** Whether Enter makes a new line, because a backslash stands before the cursor: the editor with that line. */
export function lineContinued(editor: Editor): Editor | undefined {
  const { text, cursor } = editor;
  let first = cursor;
  while (text.charAt(first - 1) === "\\") first -= 1;
  const isOdd = (cursor - first) % 2 === 1;
  return isOdd ? replace(editor, { from: cursor - 1, to: cursor }, "\n", "other") : undefined;
}

type Deed = (editor: Editor, columns: number) => Editor;

const deeds: Readonly<Record<PlainEdit, Deed>> = {
  newline: (editor) => insert(editor, "\n", "other"),
  backspace: (editor) => erase(editor, move.leftOf(editor), "backspace"),
  delete: (editor) => erase(editor, move.rightOf(editor), "delete"),
  left: (editor) => moveTo(editor, move.leftOf(editor)),
  right: (editor) => moveTo(editor, move.rightOf(editor)),
  up,
  down,
  home: (editor) => moveTo(editor, move.lineStart(editor)),
  end: (editor) => moveTo(editor, move.lineEnd(editor)),
  "text-start": (editor) => moveTo(editor, 0),
  "text-end": (editor) => moveTo(editor, editor.text.length),
  "word-left": (editor) => moveTo(editor, move.wordLeft(editor)),
  "word-right": (editor) => moveTo(editor, move.wordRight(editor)),
  "kill-to-end": (editor) => cutTo(editor, lineEndOrNext(editor)),
  "kill-to-start": (editor) => cutTo(editor, lineStartOrBefore(editor)),
  "kill-word-left": (editor) => cutTo(editor, move.wordLeft(editor)),
  "kill-word-right": (editor) => cutTo(editor, move.wordRight(editor)),
  "kill-argument": (editor) => cutTo(editor, move.argumentLeft(editor)),
  yank,
  "yank-older": yankOlder,
  transpose,
  undo,
  redo,
  expand,
  older,
  newer,
  "search-start": search.startSearch,
  "search-older": (editor) => editor,
  "search-newer": (editor) => editor,
  "search-accept": (editor) => editor,
  "search-cancel": (editor) => editor,
  clear: (editor) => ({ ...setText(editor, ""), recalled: undefined }),
};

/** While a search is on, text is what is searched for; another key takes what was found and does its work. */
function editSearch(editor: Editor, action: EditAction, columns: number): Editor {
  switch (action.type) {
    case "insert":
    case "paste":
      return search.typeSearch(editor, action.text);
    case "backspace":
      return search.eraseSearch(editor);
    case "search-start":
    case "search-older":
    case "up":
      return search.nextFound(editor, "older");
    case "search-newer":
    case "down":
      return search.nextFound(editor, "newer");
    case "search-accept":
    case "newline":
      return search.acceptSearch(editor);
    case "search-cancel":
      return { ...editor, search: undefined };
    case "set":
    case "sent":
    case "clear":
      return edit({ ...editor, search: undefined }, action, columns);
    default:
      return edit(search.acceptSearch(editor), action, columns);
  }
}

function insert(editor: Editor, text: string, kind: "typing" | "other"): Editor {
  return replace(editor, { from: editor.cursor, to: editor.cursor }, text, kind);
}

function erase(editor: Editor, to: number, kind: "backspace" | "delete"): Editor {
  if (to === editor.cursor) return editor;
  const range = { from: Math.min(to, editor.cursor), to: Math.max(to, editor.cursor) };
  return replace(editor, range, "", kind);
}

function setText(editor: Editor, text: string): Editor {
  return become(editor, { text, cursor: text.length }, "other");
}

function expand(editor: Editor): Editor {
  const label = labelAt(editor, editor.cursor);
  return label === undefined ? editor : replace(editor, label, label.paste.text, "other");
}

/** At the end of a line the line break itself is cut. */
function lineEndOrNext(editor: Editor): number {
  const end = move.lineEnd(editor);
  return end === editor.cursor ? move.rightOf(editor) : end;
}

function lineStartOrBefore(editor: Editor): number {
  const start = move.lineStart(editor);
  return start === editor.cursor ? move.leftOf(editor) : start;
}
