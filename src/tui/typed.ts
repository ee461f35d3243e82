import type { Key } from "ink";

/** One key as Ink tells it. */
export type Stroke = { readonly input: string; readonly key: Key };

const plainKey: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

const pieces = /\P{Cc}+|\p{Cc}/gu;
const firstLetter = 0x60;

/**
 * Keys that were typed while the program was busy come as one piece: they are told apart again. A piece
 * with an Enter before its end stays whole, because it was pasted by a terminal that does not mark pastes.
 */
export function strokesOf(input: string, key: Key): readonly Stroke[] {
  const isOne = input.length < 2 || !/\p{Cc}/u.test(input) || /[\r\n]./s.test(input);
  if (isOne || key.ctrl || key.meta || key.escape) return [{ input, key }];
  return (input.match(pieces) ?? []).map(strokeOf);
}

function strokeOf(piece: string): Stroke {
  const code = piece.charCodeAt(0);
  if (piece === "\r") return { input: piece, key: { ...plainKey, return: true } };
  if (piece === "\n") return { input: piece, key: plainKey };
  if (piece === "\t") return { input: "", key: { ...plainKey, tab: true } };
  if (code === 0x7f || code === 0x08) return { input: "", key: { ...plainKey, backspace: true } };
  if (code >= 0x20) return { input: piece, key: plainKey };
  const letter = String.fromCharCode(code + firstLetter);
  return { input: letter, key: { ...plainKey, ctrl: true } };
}
