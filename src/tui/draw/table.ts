import type { Tokens } from "marked";
import type { Role } from "../paint.ts";
import type { Room } from "./blocks.ts";
import { spansIn } from "./inline.ts";
import { columnsOfLine, type Line, trimmed, wrapSpans } from "./span.ts";

const gap = 3;
/** Narrower columns are no longer read: each row is then a small list. */
const leastColumns = 6;

/** A table whose cells wrap so that it fits; where even that cannot be read, one list for each row. */
export function tableLines(table: Tokens.Table, room: Room): readonly Line[] {
  const header = cellsOf(table.header, [...room.roles, "strong"]);
  const rows = table.rows.map((row) => cellsOf(row, room.roles));
  const natural = header.map((cell, at) =>
    Math.max(1, ...[cell, ...rows.map((row) => row[at] ?? [])].map(longestLine)),
  );
  const widths = shrunk(natural, room.width - gap * (natural.length - 1));
  if (widths === undefined) return listed(header, rows, room);
  const border: Role[] = [...room.roles, "border"];
  const rule = widths.map((width) => "─".repeat(width)).join("─┼─");
  const draw = (cells: readonly Line[]) => rowLines(cells, { widths, align: table.align, border });
  return [...draw(header), [{ text: rule, roles: border }], ...rows.flatMap(draw)];
}

type Shape = {
  readonly widths: readonly number[];
  readonly align: Tokens.Table["align"];
  readonly border: readonly Role[];
};

function cellsOf(cells: readonly Tokens.TableCell[], roles: readonly Role[]): readonly Line[] {
  return cells.map((cell) => spansIn(cell, roles));
}

function rowLines(cells: readonly Line[], { widths, align, border }: Shape): readonly Line[] {
  const wrapped = widths.map((width, at) => wrapSpans(cells[at] ?? [], width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    trimmed(
      wrapped.flatMap((lines, at) => {
        const cell = aligned(lines[row] ?? [], widths[at] ?? 1, align[at] ?? null);
        return at === 0 ? cell : [{ text: " │ ", roles: border }, ...cell];
      }),
    ),
  );
}

function aligned(line: Line, width: number, align: "left" | "right" | "center" | null): Line {
  const free = Math.max(0, width - columnsOfLine(line));
  const before = align === "right" ? free : align === "center" ? Math.floor(free / 2) : 0;
  return [spaces(before), ...line, spaces(free - before)].filter(({ text }) => text !== "");
}

function spaces(count: number): Line[number] {
  return { text: " ".repeat(count), roles: [] };
}

/** Widths that fit: narrow columns keep theirs, wide ones share what is left. */
function shrunk(natural: readonly number[], room: number): readonly number[] | undefined {
  const sum = (most: number) => natural.reduce((all, width) => all + Math.min(width, most), 0);
  const widest = Math.max(...natural);
  if (sum(widest) <= room) return natural;
  let most = widest;
  while (most >= leastColumns && sum(most) > room) most -= 1;
  return most < leastColumns ? undefined : natural.map((width) => Math.min(width, most));
}

function listed(
  header: readonly Line[],
  rows: readonly (readonly Line[])[],
  room: Room,
): readonly Line[] {
  return rows.flatMap((row, at) => {
    const lines = header.flatMap((name, column) =>
      wrapSpans([...name, { text: ": ", roles: room.roles }, ...(row[column] ?? [])], room.width),
    );
    return at === 0 ? lines : [[], ...lines];
  });
}

function longestLine(cell: Line): number {
  return Math.max(...wrapSpans(cell, Number.MAX_SAFE_INTEGER).map(columnsOfLine));
}
