import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Report } from "./report.ts";
import type { Table } from "./table.ts";

const lineWidth = 120;

/** The report as plain lines for a terminal. */
export function reportText(report: Report): string {
  const subjects = report.summary.subjects.join("; ");
  const head = [`${report.name}${subjects === "" ? "" : `: ${subjects}`}`, ...report.headline];
  const tables = [...report.overview, ...report.tables].map(tableText);
  return `${[head.join("\n"), ...tables].join("\n\n")}\n`;
}

/** A table in columns; its last column is wrapped where the line would be too long. */
export function tableText({ title, note, columns, rows }: Table): string {
  const texts = [columns.map((column) => column.title), ...rows.map((row) => row.map(textOf))];
  const widths = columns.map((_, at) =>
    Math.max(...texts.map((row) => stringWidth(row[at] ?? ""))),
  );
  const room = Math.max(20, lineWidth - sum(widths.slice(0, -1)) - 2 * (widths.length - 1));
  const lines = texts.flatMap((row) => rowLines(row, { widths, room, columns }));
  const [first = "", ...others] = lines;
  const rule = "-".repeat(Math.min(lineWidth, Math.max(1, stringWidth(first))));
  const body = rows.length === 0 ? ["(none)"] : [first, rule, ...others];
  return [title, ...(note === undefined ? [] : [`  ${note}`]), ...body].join("\n");
}

function textOf({ text }: { readonly text: string }): string {
  return text.replace(/\s*\n\s*/g, " ");
}

type Layout = Pick<Table, "columns"> & {
  readonly widths: readonly number[];
  /** Of the last column. */
  readonly room: number;
};

function rowLines(row: readonly string[], { widths, room, columns }: Layout): readonly string[] {
  const last = row.length - 1;
  const before = row
    .slice(0, last)
    .map((text, at) => padded(text, widths[at] ?? 0, columns[at]?.right));
  const indent = sum(widths.slice(0, last)) + 2 * last;
  const text = row[last] ?? "";
  const wrapped = wrapAnsi(text, room, { hard: true, trim: true }).split("\n");
  const own = wrapped.map((line) =>
    columns[last]?.right ? padded(line, Math.min(room, widths[last] ?? 0), true) : line,
  );
  return own.map((line, index) =>
    (index === 0 ? [...before, line].join("  ") : " ".repeat(indent) + line).trimEnd(),
  );
}

function padded(text: string, width: number, right = false): string {
  const blanks = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? blanks + text : text + blanks;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
