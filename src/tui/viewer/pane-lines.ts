import { diffCounts } from "../draw/diff.ts";
import type { Pen } from "../paint.ts";
import type { Layout } from "./layout.ts";
import { apart, type Drawn, filled, highlighted, lastLine, markOf, ruleOf } from "./parts.ts";
import { type Extent, listedLines, markedMatch, topOf, type ViewerState } from "./state.ts";
import { type Pane, panes, type Trajectory } from "./trajectory.ts";

/** Rows around a pane: a name, the tabs, a rule, the keys. */
export const rowsAroundPane = 4;

export type Placed = {
  readonly layout: Layout;
  readonly extent: Extent;
  /** Of the screen. */
  readonly rows: number;
};

/** What is seen of a pane with what frames it, as tall as the screen. */
export function paneLines(state: ViewerState, { layout, extent, rows }: Placed, pen: Pen): Drawn {
  const top = topOf(state, extent);
  const seen = layout.lines.slice(top, top + extent.page).map((line, at) => {
    const isMatch = extent.matches.includes(top + at);
    return isMatch ? highlighted(line, state.query, pen) : line;
  });
  const head = [nameLine(state, pen), tabsLine(state, pen), ruleOf(pen)];
  const { line, cursor } = lastLine(state, keysOf(state), placeText(state, extent), pen);
  const lines = [...head, ...filled(seen, extent.page), line].slice(-Math.max(1, rows));
  return { lines, cursor: cursor === undefined ? undefined : { x: cursor, y: lines.length - 1 } };
}

function nameLine(state: ViewerState, pen: Pen): string {
  const { trajectory } = state;
  if (trajectory === undefined) return "";
  const all = listedLines(state);
  const number = all.findIndex(({ id }) => id === trajectory.id) + 1;
  const { name, mark, facts } = trajectory;
  const left = ` ${markOf(mark, pen)} ${pen.paint("strong", name)}  ${pen.paint("dim", facts)}`;
  return apart(left, pen.paint("dim", `${number}/${all.length}`), pen);
}

const titles: Readonly<Record<Pane, string>> = {
  transcript: "Transcript",
  diff: "Changes",
  tests: "Tests",
};

function tabsLine({ trajectory, pane, unfolded, thinking }: ViewerState, pen: Pen): string {
  if (trajectory === undefined) return "";
  const tabs = panes.map((one) => {
    const [start, end] = one === pane ? ["[", "]"] : [" ", " "];
    const look = (text: string): string => pen.paint(one === pane ? "selected" : "dim", text);
    const counts = one === "diff" ? countsText(trajectory, pen) : "";
    return `${look(start + titles[one])}${counts}${look(end)}`;
  });
  const looks = [...(unfolded ? ["unfolded"] : []), ...(thinking ? ["thinking"] : [])];
  return apart(` ${tabs.join(" ")}`, pen.paint("dim", looks.join(" · ")), pen);
}

function countsText({ diff }: Trajectory, { paint }: Pen): string {
  if (diff.trim() === "") return "";
  const { added, removed } = diffCounts(diff);
  return ` ${paint("added", `+${added}`)} ${paint("removed", `−${removed}`)}`;
}

/** "match 2/5", or how far down it is. */
function placeText(state: ViewerState, extent: Extent): string {
  const { lines, page, matches } = extent;
  if (state.query !== "") {
    const at = markedMatch(state, extent);
    return at < 0 ? `${matches.length} matches` : `match ${at + 1}/${matches.length}`;
  }
  if (lines <= page) return "all";
  const top = topOf(state, extent);
  return `${Math.round((top / (lines - page)) * 100)}%`;
}

function keysOf({ query, isAlone }: ViewerState): readonly string[] {
  const leave = query === "" ? (isAlone ? "q leaves" : "q list") : "Esc ends the search";
  const next = query === "" ? "←→ trial" : "n N match";
  return ["? keys", leave, next, "Tab pane", "/ search", "j k step", "o unfold", "i thinking"];
}
