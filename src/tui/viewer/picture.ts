import type { ItemLook } from "../draw/item.ts";
import type { Size } from "../frame.ts";
import type { Paint, Pen } from "../paint.ts";
import { type Layout, layoutOf, matchesOf } from "./layout.ts";
import { helpLines, listLines, rowsAroundList } from "./list-lines.ts";
import { paneLines, rowsAroundPane } from "./pane-lines.ts";
import type { Drawn } from "./parts.ts";
import { type Extent, listedLines, type ViewerState } from "./state.ts";
import type { Pane, Trajectory } from "./trajectory.ts";

/** A state as it looks on a screen of this size. */
export type Picture = {
  /** Of what is scrolled. */
  readonly layout: Layout;
  readonly extent: Extent;
  readonly drawn: Drawn;
};

export type Painter = (state: ViewerState, size: Size) => Picture;

type Made = {
  readonly key: readonly [Trajectory, Pane, number, boolean, boolean];
  readonly layout: Layout;
};

type Found = { readonly layout: Layout; readonly query: string; readonly lines: readonly number[] };

const nothing: Layout = { lines: [], steps: [] };

/** Draws states; what is long is drawn once and kept as long as it stays the same. */
export function openPainter(paint: Paint): Painter {
  let made: Made | undefined;
  let found: Found = { layout: nothing, query: "", lines: [] };
  const layoutFor = (state: ViewerState, pen: Pen): Layout => {
    const { trajectory, pane, unfolded, thinking } = state;
    if (trajectory === undefined) return nothing;
    const key = [trajectory, pane, pen.width, unfolded, thinking] as const;
    const isSame = made !== undefined && key.every((part, at) => part === made?.key[at]);
    const look: ItemLook = { unfolded, thinking };
    if (made === undefined || !isSame)
      made = { key, layout: layoutOf(trajectory, pane, pen, look) };
    return made.layout;
  };
  const matchesFor = (layout: Layout, query: string): readonly number[] => {
    if (found.layout !== layout || found.query !== query)
      found = { layout, query, lines: matchesOf(layout, query) };
    return found.lines;
  };
  return (state, { columns, rows }) => {
    const pen: Pen = { paint, width: Math.max(10, columns) };
    if (state.view === "list") {
      const page = Math.max(1, rows - rowsAroundList);
      const extent = { lines: listedLines(state).length, page, steps: [], matches: [] };
      const drawn = state.isHelpShown ? helpLines(rows, pen) : listLines(state, rows, pen);
      return { layout: nothing, extent, drawn };
    }
    const layout = layoutFor(state, pen);
    const { steps } = layout;
    const page = Math.max(1, rows - rowsAroundPane);
    const matches = matchesFor(layout, state.query);
    const extent = { lines: layout.lines.length, page, steps, matches };
    const drawn = state.isHelpShown
      ? helpLines(rows, pen)
      : paneLines(state, { layout, extent, rows }, pen);
    return { layout, extent, drawn };
  };
}
