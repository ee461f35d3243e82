import words from "../../prompts/fixed.json" with { type: "json" };
import { fill } from "./template.ts";

/** Head and tail of a text that is too long, with the number of characters left out between. */
export function clip(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const head = Math.ceil(maxChars * 0.6);
  const tail = Math.max(0, maxChars - head);
  const marker = leftOut(text.length - head - tail);
  const end = tail === 0 ? "" : text.slice(-tail);
  return `${text.slice(0, head)}\n${marker}\n${end}`;
}

/** What stands in place of characters that are not shown. */
export function leftOut(characters: number): string {
  return fill(words.left_out, { count: characters });
}

/** "1 file", "2 files". */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** A text short enough to be quoted in a sentence. */
export function oneLine(text: string, maxChars: number): string {
  const line = text.replace(/\s*\n\s*/g, " ");
  return line.length <= maxChars ? line : `${line.slice(0, maxChars - 1)}…`;
}
