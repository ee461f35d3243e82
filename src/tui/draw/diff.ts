import type { Pen } from "../paint.ts";
import { clean } from "./clean.ts";
import { wrapCode } from "./code.ts";
import { type DiffFile, type DiffRow, parseDiff } from "./diff-parse.ts";
import { rowSpans } from "./diff-words.ts";
import { type Line, paintLine } from "./span.ts";
import { fit, middle } from "./text.ts";
import { columnsOf } from "./width.ts";

export type DiffOptions = {
  /** Lines drawn at most, the last of them saying how many are left out; all when absent. */
  readonly maxLines?: number;
  /** False where the path is said already. Default true. */
  readonly heads?: boolean;
};

/** With less room there is one column of numbers, and a long line takes fewer rows. */
const wideColumns = 60;
const rowsOfOneLine = 4;

/** A unified diff with the numbers of its lines; what changed within a line stands out. */
export function diffLines(diff: string, pen: Pen, options: DiffOptions = {}): readonly string[] {
  const most = Math.max(1, options.maxLines ?? Number.MAX_SAFE_INTEGER);
  const lines: string[] = [];
  let hidden = 0;
  for (const part of partsOf(parseDiff(diff), pen, options.heads ?? true)) {
    if (lines.length > most) hidden += part.rows;
    else lines.push(...part.lines());
  }
  if (lines.length <= most) return lines;
  const shown = lines.slice(0, most - 1);
  const note = `… ${hidden + lines.length - shown.length} more lines (Ctrl+O)`;
  return [...shown, pen.paint("dim", fit(note, pen.width))];
}

/** Lines that a diff adds and removes. */
export function diffCounts(diff: string): { readonly added: number; readonly removed: number } {
  const rows = parseDiff(diff).flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.rows));
  return countsOf(rows);
}

function countsOf(rows: readonly DiffRow[]): { readonly added: number; readonly removed: number } {
  const count = (type: DiffRow["type"]) => rows.filter((row) => row.type === type).length;
  return { added: count("added"), removed: count("removed") };
}

/** Drawn only where there is room for it; `rows` is what it counts for otherwise. */
type Part = { readonly rows: number; readonly lines: () => readonly string[] };

function partsOf(files: readonly DiffFile[], pen: Pen, heads: boolean): readonly Part[] {
  return files.flatMap((file) => {
    const all = file.hunks.flatMap(({ rows }) => rows);
    const digits = String(
      Math.max(1, ...all.map(({ old, now }) => Math.max(old ?? 0, now ?? 0))),
    ).length;
    const head: Part = { rows: 1, lines: () => [headLine(file, all, pen)] };
    const hunks = file.hunks.flatMap(({ rows }, at) => {
      const between: Part = { rows: 1, lines: () => [pen.paint("dim", "⋯")] };
      return [...(at === 0 ? [] : [between]), ...rowParts(rows, digits, pen)];
    });
    return heads || files.length > 1 ? [head, ...hunks] : hunks;
  });
}

function headLine(
  { path, note }: DiffFile,
  rows: readonly DiffRow[],
  { paint, width }: Pen,
): string {
  const { added, removed } = countsOf(rows);
  const noted = note === "" ? "" : `  ${clean(note)}`;
  const counts = rows.length === 0 ? "" : `  +${added} −${removed}`;
  const name = middle(clean(path), Math.max(8, width - columnsOf(counts + noted)));
  const plus =
    counts === "" ? "" : `  ${paint("added", `+${added}`)} ${paint("removed", `−${removed}`)}`;
  return fit(`${paint("strong", name)}${paint("dim", noted)}${plus}`, width);
}

/** Rows that belong together are one part each, so that words are compared only where they are shown. */
function rowParts(rows: readonly DiffRow[], digits: number, pen: Pen): readonly Part[] {
  const groups: DiffRow[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const before = group?.at(-1);
    const isNext =
      before?.type === row.type || (before?.type === "removed" && row.type === "added");
    if (group !== undefined && isNext) group.push(row);
    else groups.push([row]);
  }
  return groups.map((group) => ({
    rows: group.length,
    lines: () => {
      const rows = group.map((row) => ({ ...row, text: clean(row.text.replaceAll("\r", "")) }));
      const spans = rowSpans(rows);
      return rows.flatMap((row, at) => rowLines(row, spans[at] ?? [], digits, pen));
    },
  }));
}

function rowLines(
  row: DiffRow,
  text: Line,
  digits: number,
  { paint, width }: Pen,
): readonly string[] {
  const isWide = width >= wideColumns;
  const number = (value: number | undefined) => String(value ?? "").padStart(digits);
  const numbers = isWide ? `${number(row.old)} ${number(row.now)}` : number(row.now ?? row.old);
  const sign = row.type === "same" ? " " : row.type === "added" ? "+" : "-";
  const room = Math.max(1, width - columnsOf(numbers) - 3);
  const all = wrapCode(text, room);
  const shown = all.slice(0, rowsOfOneLine);
  const role = row.type === "same" ? "dim" : row.type;
  return shown.map((line, at) => {
    const gutter = paint("dim", at === 0 ? numbers : " ".repeat(columnsOf(numbers)));
    const mark = paint(role, at === 0 ? sign : " ");
    const drawn = paintLine(line, paint);
    const isCut = at === shown.length - 1 && all.length > shown.length;
    const end = isCut ? fit(`${drawn}…`, room) : drawn;
    return `${gutter} ${mark} ${end}`.trimEnd();
  });
}
