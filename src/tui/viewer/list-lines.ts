import { fit, padEnd } from "../draw/text.ts";
import { columnsOf } from "../draw/width.ts";
import type { Pen } from "../paint.ts";
import { viewerHelp } from "./keys.ts";
import { apart, type Drawn, filled, lastLine, markOf, ruleOf } from "./parts.ts";
import { listedLines, type ViewerState } from "./state.ts";
import type { TrajectoryLine, TrajectoryList } from "./trajectory.ts";

/** Rows around the lines: a title, a rule, the columns' names, the keys. */
export const rowsAroundList = 4;

/** The trajectories to choose from, as tall as the screen. */
export function listLines(state: ViewerState, rows: number, pen: Pen): Drawn {
  const { list, chosen, filter } = state;
  const { paint, width } = pen;
  const lines = listedLines(state);
  const page = Math.max(1, rows - rowsAroundList);
  const at = Math.max(
    0,
    lines.findIndex(({ id }) => id === chosen),
  );
  const first = Math.max(0, Math.min(at - Math.floor(page / 2), lines.length - page));
  const seen = lines.slice(first, first + page);
  const table = tableOf(list, pen.width);
  const body = seen.map((line) => {
    const isChosen = line.id === chosen;
    const text = paint(isChosen ? "selected" : "text", table.line(line.name, line.cells));
    return fit(
      `${isChosen ? paint("selected", "❯") : " "} ${markOf(line.mark, pen)} ${text}`,
      width,
    );
  });
  const empty = paint("dim", fit(`  ${list.lines.length === 0 ? noneYet : noneFits}`, width));
  const titles = list.columns.map(({ title }) => title);
  const place = `${lines.length === 0 ? 0 : at + 1}/${lines.length}`;
  const { line, cursor } = lastLine(state, keysOf(filter), place, pen);
  const only = filter === "" || state.isTyping ? "" : paint("accent", `only: ${filter}`);
  const drawn = [
    apart(` ${paint("heading", list.title)}  ${paint("dim", list.facts)}`, only, pen),
    ruleOf(pen),
    paint("dim", fit(`    ${table.line("", titles)}`, width)),
    ...filled(body.length === 0 ? [empty] : body, page),
    line,
  ].slice(-Math.max(1, rows));
  return {
    lines: drawn,
    cursor: cursor === undefined ? undefined : { x: cursor, y: drawn.length - 1 },
  };
}

const noneYet = "No trial has begun yet.";
const noneFits = "Nothing fits. Esc shows all.";

function keysOf(filter: string): readonly string[] {
  const leave = filter === "" ? "q leaves" : "Esc shows all";
  return ["? keys", leave, "Enter looks at it", "/ narrows the list", "2 changes", "3 tests"];
}

type Columns = { line(name: string, cells: readonly string[]): string };

const gap = 2;
/** A name is worth more than what came of it, but for the first column. */
const nameColumnsKept = 40;
const nameColumnsBesideOne = 16;

/** Columns as wide as they must be; those at the end are left out where the line would be too long. */
export function tableOf({ lines, columns }: TrajectoryList, width: number): Columns {
  const widths = columns.map(({ title }, at) =>
    Math.max(columnsOf(title), ...lines.map(({ cells }) => columnsOf(cells[at] ?? ""))),
  );
  const widest = Math.max(4, ...lines.map(({ name }) => columnsOf(name)));
  const room = Math.max(8, width - 4);
  let shown = widths.length;
  const used = (): number => widths.slice(0, shown).reduce((sum, one) => sum + one + gap, 0);
  const wanted = (): number => (shown === 1 ? nameColumnsBesideOne : nameColumnsKept);
  while (shown > 0 && used() + Math.min(widest, wanted()) > room) shown -= 1;
  const nameColumns = Math.min(widest, room - used());
  return {
    line: (name, cells) => {
      const parts = cells.slice(0, shown).map((cell, at) => {
        const blanks = " ".repeat(Math.max(0, (widths[at] ?? 0) - columnsOf(cell)));
        return columns[at]?.right ? blanks + cell : cell + blanks;
      });
      return [padEnd(fit(name, nameColumns), nameColumns), ...parts]
        .join(" ".repeat(gap))
        .trimEnd();
    },
  };
}

/** The list where no terminal is. */
export function plainList(list: TrajectoryList, pen: Pen): readonly string[] {
  const table = tableOf(list, Number.MAX_SAFE_INTEGER);
  const line = ({ name, cells, mark }: TrajectoryLine) =>
    `${markOf(mark, pen)} ${table.line(name, cells)}`.trimEnd();
  const titles = table.line(
    "",
    list.columns.map(({ title }) => title),
  );
  return [`${list.title}  ${list.facts}`.trimEnd(), `  ${titles}`, ...list.lines.map(line)];
}

/** What the keys do, on the whole screen. */
export function helpLines(rows: number, pen: Pen): Drawn {
  const { paint, width } = pen;
  const columns = Math.max(...viewerHelp.map(({ keys }) => columnsOf(keys)));
  const lines = viewerHelp.map(({ keys, does }) =>
    fit(` ${paint("accent", padEnd(keys, columns))}  ${does}`, width),
  );
  const foot = paint("dim", fit(" Any key goes back.", width));
  return { lines: [...filled(lines, Math.max(0, rows - 1)), foot], cursor: undefined };
}
