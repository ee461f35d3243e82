import type { ToolResult } from "../../core/tool.ts";
import { clip } from "../../lib/text.ts";
import type { ReadFormat } from "../kit.ts";
import { formatLine, linesOf } from "../lines.ts";
import type { Splice } from "./splice.ts";

/** Lines from `start` up to `end`, counted from 0, `end` left out. */
export type LineRange = { readonly start: number; readonly end: number };

/** What `clip` itself may say. */
const clipChars = 60;

const aroundLines = 3;
const maxRegionLines = 40;
const maxLineChars = 200;

/** Lines with their numbers; what is too long is left out in the middle. */
export function showLines(
  lines: readonly string[],
  range: LineRange,
  format: ReadFormat,
  maxLines = maxRegionLines,
): string {
  const numbers = numbersOf(range, lines.length);
  const half = Math.floor(maxLines / 2);
  const shown = (number: number) => formatLine(cut(lines[number] ?? ""), number + 1, format);
  if (numbers.length <= maxLines) return numbers.map(shown).join("\n");
  const head = numbers.slice(0, half).map(shown);
  const tail = numbers.slice(-half).map(shown);
  return [...head, `[… ${numbers.length - 2 * half} lines …]`, ...tail].join("\n");
}

/** The changed places of a text, each with a few lines around it. */
export function showChanges(
  before: string,
  after: string,
  changes: readonly Splice[],
  format: ReadFormat,
): string {
  const lines = linesOf(after);
  const ranges = joined(changedRanges(before, changes).map(widened));
  const shown: string[] = [];
  let left = maxRegionLines;
  for (const [index, range] of ranges.entries()) {
    if (left <= 0) return [...shown, `[… ${ranges.length - index} more places …]`].join("\n");
    shown.push(showLines(lines, range, format, Math.max(left, 2 * aroundLines)));
    left -= range.end - range.start;
  }
  return shown.join("\n…\n");
}

/** Which lines of the new text the changes made, in order. */
function changedRanges(before: string, changes: readonly Splice[]): readonly LineRange[] {
  let line = 0;
  let from = 0;
  return changes.map((change) => {
    line += newlines(before.slice(from, change.start));
    const start = line;
    line += newlines(change.text);
    from = change.end;
    const endsLine =
      change.text.endsWith("\n") || (change.text === "" && atLineStart(before, change));
    return { start, end: endsLine ? line : line + 1 };
  });
}

function atLineStart(before: string, { start, end }: Splice): boolean {
  return before[end - 1] === "\n" && (start === 0 || before[start - 1] === "\n");
}

function widened({ start, end }: LineRange): LineRange {
  return { start: Math.max(0, start - aroundLines), end: end + aroundLines };
}

function joined(ranges: readonly LineRange[]): readonly LineRange[] {
  const whole: LineRange[] = [];
  for (const range of ranges) {
    const last = whole.at(-1);
    if (last === undefined || range.start > last.end) whole.push(range);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return whole;
}

function numbersOf({ start, end }: LineRange, count: number): readonly number[] {
  const first = Math.max(0, start);
  const length = Math.max(0, Math.min(end, count) - first);
  return Array.from({ length }, (_, index) => first + index);
}

function cut(line: string): string {
  return line.length <= maxLineChars ? line : `${line.slice(0, maxLineChars)}…`;
}

function newlines(text: string): number {
  return text.split("\n").length - 1;
}

/** The result with its text cut to its room. */
export function within(result: ToolResult, maxChars: number): ToolResult {
  if (result.text.length <= maxChars) return result;
  return { ...result, text: clip(result.text, maxChars - clipChars) };
}
