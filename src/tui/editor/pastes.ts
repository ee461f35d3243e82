import { count } from "../../lib/text.ts";
import { cleanText } from "./clean.ts";
import type { Editor, Paste, Range } from "./state.ts";

/** A paste of more than this is folded into a label. */
const maxPlainLines = 5;
const maxPlainChars = 1_000;
const labelStart = "[Pasted #";
const maxLabelChars = 60;
const anyLabel = /\[Pasted #\d+ · [\d,]+ (?:lines?|characters?)\]/g;

type Folded = Pick<Editor, "text" | "pastes">;

function isLong(text: string): boolean {
  return text.length > maxPlainChars || linesIn(text, maxPlainLines) > maxPlainLines;
}

/** What is put into the text for a pasted one, with the paste where it is folded. */
export function foldPaste(
  editor: Editor,
  raw: string,
): { readonly text: string; readonly pastes: readonly Paste[] } {
  const text = cleanText(raw);
  if (!isLong(text)) return { text, pastes: editor.pastes };
  const id = (editor.pastes.at(-1)?.id ?? 0) + 1;
  const label = `${labelStart}${id} · ${sizeOf(text)}]`;
  return { text: label, pastes: [...editor.pastes, { id, label, text }] };
}

/** The whole prompt, with every placeholder replaced by what was pasted. */
export function promptOf(editor: Folded): string {
  if (editor.pastes.length === 0) return editor.text;
  const texts = new Map(editor.pastes.map(({ label, text }) => [label, text]));
  return editor.text.replace(anyLabel, (label) => texts.get(label) ?? label);
}

export type Label = Range & { readonly paste: Paste };

/** The placeholder that this offset lies in or touches. */
export function labelAt(editor: Folded, at: number): Label | undefined {
  return labelsIn(editor, { from: at, to: at })[0];
}

/** The placeholders that overlap a range or touch it. */
export function labelsIn({ text, pastes }: Folded, range: Range): readonly Label[] {
  if (pastes.length === 0) return [];
  const start = Math.max(0, range.from - maxLabelChars);
  return [...text.slice(start, range.to + maxLabelChars).matchAll(anyLabel)].flatMap((match) => {
    const paste = pastes.find(({ label }) => label === match[0]);
    const from = start + match.index;
    const to = from + match[0].length;
    if (paste === undefined || from > range.to || to < range.from) return [];
    return [{ from, to, paste }];
  });
}

/** The placeholder that this offset lies in, its ends not counted. */
export function labelAround(editor: Folded, at: number): Range | undefined {
  return labelsIn(editor, { from: at, to: at }).find(({ from, to }) => from < at && at < to);
}

function sizeOf(text: string): string {
  const lines = linesIn(text, Number.POSITIVE_INFINITY);
  if (lines <= 1) return `${text.length.toLocaleString("en")} characters`;
  return count(lines, "line").replace(/^\d+/, lines.toLocaleString("en"));
}

/** Counts no further than one past the limit. */
function linesIn(text: string, limit: number): number {
  let lines = 0;
  let at = 0;
  while (at < text.length && lines <= limit) {
    const end = text.indexOf("\n", at);
    lines += 1;
    at = end === -1 ? text.length : end + 1;
  }
  return lines;
}
