import { highlighted } from "./highlight.ts";
import { columnsOfLine, cutHard, type Line } from "./span.ts";

/** Code in its colours; a line that is too long goes on below, at its own indentation. Empty lines at its end are left out. */
export function codeLines(
  code: string,
  language: string | undefined,
  width: number,
): readonly Line[] {
  const text = code.replace(/(\n[ \t]*)+$/, "");
  if (text.trim() === "") return [];
  return highlighted(text, language).flatMap((line) => wrapCode(line, width));
}

/** A line of code, cut where the room ends. */
export function wrapCode(line: Line, width: number): readonly Line[] {
  if (columnsOfLine(line) <= width) return [line];
  const text = line.map((span) => span.text).join("");
  const indent = Math.min(text.length - text.trimStart().length, Math.floor(width / 2));
  const [first = [], ...others] = cutHard(line, width);
  if (indent === 0) return [first, ...others];
  const rest = cutHard(others.flat(), width - indent);
  return [first, ...rest.map((one) => [{ text: " ".repeat(indent), roles: [] }, ...one])];
}
