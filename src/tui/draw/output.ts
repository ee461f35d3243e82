import type { Pen } from "../paint.ts";
import { clean, cleanKeepingColours } from "./clean.ts";
import { fit, wrap } from "./text.ts";

export type OutputOptions = {
  /** Lines shown at most, besides the one that says how many are not. */
  readonly most: number;
  /** The end of the output, or its beginning. */
  readonly part: "head" | "tail";
  /** Long lines go on below; otherwise their end is left out. */
  readonly wraps?: boolean;
};

const esc = "\u001b";
const colours = new RegExp(`${esc}\\[[0-9;:]*m`, "g");
const reset = `${esc}[0m`;
const resets = new RegExp(`^${esc}\\[0*(?:;|m)`);
const coloursKept = 8;
/** Of a longer line only the end is looked at. */
const maxLineChars = 4_000;

/** What a command printed, its own colours kept where colours are drawn at all. */
export function outputLines(output: string, pen: Pen, options: OutputOptions): readonly string[] {
  const { most, part } = options;
  const all = output.replace(/\s+$/, "").split("\n");
  if (all.length === 1 && all[0]?.trim() === "") return [];
  const left = Math.max(0, all.length - most);
  const shown = part === "tail" ? all.slice(left) : all.slice(0, most);
  const drawn = drawLines(shown.map(asSeen), pen, options.wraps ?? false);
  const note = (text: string) => pen.paint("dim", fit(text, pen.width));
  if (left === 0) return drawn;
  return part === "tail"
    ? [note(`… ${left} lines above (Ctrl+O)`), ...drawn]
    : [...drawn, note(`… ${left} more lines`)];
}

function drawLines(lines: readonly string[], pen: Pen, wraps: boolean): readonly string[] {
  const isPlain = pen.paint("error", "x") === "x";
  let open = "";
  return lines.flatMap((line) => {
    const text = isPlain ? clean(line) : open + cleanKeepingColours(line);
    if (!isPlain) open = openAfter(text);
    const rows = wraps ? wrap(text, pen.width) : [fit(text, pen.width)];
    return rows.map((row) => coloured(row, pen));
  });
}

function coloured(row: string, { paint }: Pen): string {
  if (row.trim() === "") return "";
  if (!row.includes(esc)) return paint("dim", row);
  return row.endsWith(reset) ? row : `${row}${reset}`;
}

/** The colours that hold on at the end of a line. */
function openAfter(text: string): string {
  const found = text.match(colours) ?? [];
  const last = found.findLastIndex((code) => resets.test(code) || code === `${esc}[m`);
  return found
    .slice(last + 1)
    .slice(-coloursKept)
    .join("");
}

/** A line as a terminal leaves it: what was written over is gone. */
function asSeen(line: string): string {
  const end = line.replace(/\r+$/, "").slice(-maxLineChars);
  return withoutErased(end.slice(end.lastIndexOf("\r") + 1));
}

function withoutErased(text: string): string {
  if (!text.includes("\b")) return text;
  const kept: string[] = [];
  for (const sign of text) {
    if (sign === "\b") kept.pop();
    else kept.push(sign);
  }
  return kept.join("");
}
