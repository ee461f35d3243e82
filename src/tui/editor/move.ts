import { borderAfter, borderBefore } from "./graphemes.ts";
import { labelAround, labelsIn } from "./pastes.ts";
import type { Editor } from "./state.ts";

type Place = Pick<Editor, "text" | "cursor" | "pastes">;

const wordChar = /[\p{L}\p{N}\p{M}_]/u;
const space = /\s/u;

/** One character to the left; a placeholder is passed whole. */
export function leftOf(editor: Place, at: number = editor.cursor): number {
  const label = labelsIn(editor, { from: at, to: at }).find(({ from }) => from < at);
  return label?.from ?? borderBefore(editor.text, at);
}

export function rightOf(editor: Place, at: number = editor.cursor): number {
  const label = labelsIn(editor, { from: at, to: at }).find(({ to }) => to > at);
  return label?.to ?? borderAfter(editor.text, at);
}

export function lineStart({ text, cursor }: Place): number {
  return cursor === 0 ? 0 : text.lastIndexOf("\n", cursor - 1) + 1;
}

export function lineEnd({ text, cursor }: Place): number {
  const end = text.indexOf("\n", cursor);
  return end === -1 ? text.length : end;
}

/** The start of the word before the cursor. */
export function wordLeft(editor: Place): number {
  const before = skipLeft(editor, editor.cursor, (char) => !wordChar.test(char));
  return out(
    editor,
    skipLeft(editor, before, (char) => wordChar.test(char)),
    "from",
  );
}

/** The end of the word after the cursor. */
export function wordRight(editor: Place): number {
  const before = skipRight(editor, editor.cursor, (char) => !wordChar.test(char));
  return out(
    editor,
    skipRight(editor, before, (char) => wordChar.test(char)),
    "to",
  );
}

/** The start of what stands between white space before the cursor. */
export function argumentLeft(editor: Place): number {
  const before = skipLeft(editor, editor.cursor, (char) => space.test(char));
  return out(
    editor,
    skipLeft(editor, before, (char) => !space.test(char)),
    "from",
  );
}

type Test = (char: string) => boolean;

function skipLeft({ text }: Place, from: number, fits: Test): number {
  let at = from;
  while (at > 0) {
    const before = borderBefore(text, at);
    if (!fits(text.slice(before, at))) return at;
    at = before;
  }
  return at;
}

function skipRight({ text }: Place, from: number, fits: Test): number {
  let at = from;
  while (at < text.length) {
    const after = borderAfter(text, at);
    if (!fits(text.slice(at, after))) return at;
    at = after;
  }
  return at;
}

/** A place inside of a placeholder becomes its end on this side. */
function out(editor: Place, at: number, side: "from" | "to"): number {
  return labelAround(editor, at)?.[side] ?? at;
}
