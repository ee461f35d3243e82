import { borderAfter, borderBefore } from "./graphemes.ts";
import { labelsIn } from "./pastes.ts";
import { placeFrom, placeUpTo } from "./places.ts";
import type { Editor } from "./state.ts";

type Place = Pick<Editor, "text" | "cursor" | "pastes">;

const wordChar = /[\p{L}\p{N}\p{M}_]/u;
const space = /\s/u;
/** A word of a text without spaces is passed in several steps. */
const maxWordChars = 1_000;

/** One character to the left; a placeholder is passed whole. */
export function leftOf(editor: Place, at: number = editor.cursor): number {
  const label = labelsIn(editor, { from: at, to: at }).find(({ from }) => from < at);
  return placeUpTo(editor, label?.from ?? borderBefore(editor.text, at));
}

export function rightOf(editor: Place, at: number = editor.cursor): number {
  const label = labelsIn(editor, { from: at, to: at }).find(({ to }) => to > at);
  return placeFrom(editor, label?.to ?? borderAfter(editor.text, at));
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
  const end = skipLeft(editor, editor.cursor, (char) => !wordChar.test(char));
  const start = skipLeft(editor, end, (char) => wordChar.test(char));
  return placeUpTo(editor, start);
}

/** The end of the word after the cursor. */
export function wordRight(editor: Place): number {
  const start = skipRight(editor, editor.cursor, (char) => !wordChar.test(char));
  const end = skipRight(editor, start, (char) => wordChar.test(char));
  return placeFrom(editor, end);
}

/** The start of what stands between white space before the cursor. */
export function argumentLeft(editor: Place): number {
  const end = skipLeft(editor, editor.cursor, (char) => space.test(char));
  const start = skipLeft(editor, end, (char) => !space.test(char));
  return placeUpTo(editor, start);
}

type Test = (char: string) => boolean;

function skipLeft({ text }: Place, from: number, fits: Test): number {
  const least = Math.max(0, from - maxWordChars);
  let at = from;
  while (at > least) {
    const before = borderBefore(text, at);
    if (!fits(text.slice(before, at))) return at;
    at = before;
  }
  return at;
}

function skipRight({ text }: Place, from: number, fits: Test): number {
  const most = Math.min(text.length, from + maxWordChars);
  let at = from;
  while (at < most) {
    const after = borderAfter(text, at);
    if (!fits(text.slice(at, after))) return at;
    at = after;
  }
  return at;
}
