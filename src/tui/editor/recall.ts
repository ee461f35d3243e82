import { become, snapshotOf } from "./change.ts";
import { cleanText } from "./clean.ts";
import type { Editor } from "./state.ts";

/** The prompt before the one that is shown; the draft is kept. */
export function older(editor: Editor): Editor {
  const index = (editor.recalled?.index ?? editor.history.length) - 1;
  return recall(editor, index);
}

/** The prompt after the one that is shown; after the newest comes the draft. */
export function newer(editor: Editor): Editor {
  if (editor.recalled === undefined) return editor;
  const { index, draft } = editor.recalled;
  if (index + 1 < editor.history.length) return recall(editor, index + 1);
  return { ...become(editor, draft, "recall"), recalled: undefined };
}

/** Shows one prompt of the history; undo brings back what was there. */
export function recall(editor: Editor, index: number): Editor {
  const prompt = editor.history[index];
  if (prompt === undefined) return editor;
  const text = cleanText(prompt);
  const draft = editor.recalled?.draft ?? snapshotOf(editor);
  // The draft, and a prompt of before that was changed, are steps, so that undo brings them back.
  const isChanged = editor.last !== "recall" || editor.text === draft.text;
  const base = isChanged ? { ...editor, last: "other" as const } : editor;
  const shown = become(base, { text, cursor: text.length }, "recall");
  return { ...shown, recalled: { index, draft } };
}

const maxKept = 1_000;

/** The history with one more prompt; the same one twice in a row is kept once. */
export function withPrompt(history: readonly string[], text: string): readonly string[] {
  if (text.trim() === "" || history.at(-1) === text) return history;
  return [...history, text].slice(-maxKept);
}
