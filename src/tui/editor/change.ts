import { placeFrom } from "./places.ts";
import type { Editor, Kind, Range, Snapshot } from "./state.ts";

const maxSteps = 200;
const maxStepChars = 8_000_000;

/** Puts a text in place of a range; the cursor stands behind it. */
export function replace(editor: Editor, range: Range, text: string, kind: Kind): Editor {
  const whole = editor.text.slice(0, range.from) + text + editor.text.slice(range.to);
  return become(editor, { text: whole, cursor: range.from + text.length }, kind);
}

/** Makes this the text, as a step that can be undone. */
export function become(editor: Editor, next: Snapshot, kind: Kind): Editor {
  if (next.text === editor.text) return moveTo(editor, next.cursor, kind);
  const past = joins(editor, next, kind) ? editor.past : withStep(editor);
  const changed = { ...editor, ...calm, text: next.text, past, future: [], last: kind };
  return { ...changed, cursor: placeFrom(changed, next.cursor) };
}

/** Moves the cursor only. */
export function moveTo(editor: Editor, cursor: number, kind: Kind = "other"): Editor {
  const within = Math.max(0, Math.min(cursor, editor.text.length));
  return { ...editor, ...calm, cursor: placeFrom(editor, within), last: kind };
}

export function undo(editor: Editor): Editor {
  const before = editor.past.at(-1);
  if (before === undefined) return editor;
  const future = [...editor.future, snapshotOf(editor)];
  return restored(editor, before, { past: editor.past.slice(0, -1), future });
}

export function redo(editor: Editor): Editor {
  const after = editor.future.at(-1);
  if (after === undefined) return editor;
  const past = [...editor.past, snapshotOf(editor)];
  return restored(editor, after, { past, future: editor.future.slice(0, -1) });
}

export function snapshotOf({ text, cursor }: Editor): Snapshot {
  return { text, cursor };
}

/** What is over with any new action. */
const calm = { goal: undefined, yanked: undefined };

type Steps = Pick<Editor, "past" | "future">;

function restored(editor: Editor, snapshot: Snapshot, steps: Steps): Editor {
  return { ...editor, ...calm, ...snapshot, ...steps, recalled: undefined, last: "other" };
}

/** Whether a change belongs to the step before it: a word being typed is one step, a row of deletions too. */
function joins(editor: Editor, next: Snapshot, kind: Kind): boolean {
  if (editor.last !== kind || editor.past.length === 0) return false;
  if (kind === "backspace" || kind === "delete" || kind === "recall") return true;
  if (kind !== "typing") return false;
  const added = next.text.slice(editor.cursor, next.cursor);
  const startsWord = /^\S/.test(added) && /\s/.test(editor.text.charAt(editor.cursor - 1));
  return !startsWord;
}

function withStep(editor: Editor): readonly Snapshot[] {
  const steps = [...editor.past, snapshotOf(editor)].slice(-maxSteps);
  let chars = 0;
  const first = steps.findLastIndex(({ text }) => {
    chars += text.length;
    return chars > maxStepChars;
  });
  // The newest step is kept however long it is, so that nothing is lost by one key.
  return steps.slice(Math.min(first + 1, steps.length - 1));
}
