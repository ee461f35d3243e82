import type { ReadFormat } from "./kit.ts";

const numberWidth = 4;
const hashChars = 4;

/** The lines of a text; a final line end begins no further line. */
export function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  return text.endsWith("\n") ? lines.slice(0, -1) : lines;
}

/** Four hex digits that name a line's content; blanks count, the line end does not. */
export function lineHash(line: string): string {
  const hash = new Bun.CryptoHasher("sha1").update(line.replace(/\r?\n$/, ""));
  return hash.digest("hex").slice(0, hashChars);
}

/** A line as `read` shows it; numbers count from 1. */
export function formatLine(line: string, number: number, format: ReadFormat): string {
  switch (format) {
    case "numbered":
      return `${String(number).padStart(numberWidth)}| ${line}`;
    case "raw":
      return line;
    case "hashline":
      return `${number}:${lineHash(line)}|${line}`;
  }
}
