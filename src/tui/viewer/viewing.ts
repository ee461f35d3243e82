import { failureOf } from "../../app/failure.ts";
import type { Frame, Size } from "../frame.ts";
import type { Paint } from "../paint.ts";
import { emptyTranscript } from "../transcript.ts";
import { after, type ViewerAction } from "./action.ts";
import { sameStep } from "./layout.ts";
import { openPainter, type Picture } from "./picture.ts";
import { markedMatch, startViewer, topOf, type ViewerState } from "./state.ts";
import type { Pane, TrajectorySource } from "./trajectory.ts";

export type ViewingParts = {
  readonly source: TrajectorySource;
  readonly id: string | undefined;
  readonly pane: Pane;
  readonly size: () => Size;
  readonly paint: Paint;
};

/** The viewer between its keys and its picture. */
export type Viewing = {
  readonly get: () => Frame;
  readonly subscribe: (listener: () => void) => () => void;
  act(action: ViewerAction): void;
  readonly isTyping: () => boolean;
  /** Reads again what has changed. */
  readonly lookAgain: () => void;
  /** After a resize. */
  redraw(): void;
};

export function openViewing(parts: ViewingParts, onLeave: (code: number) => void): Viewing {
  const { source, size } = parts;
  const listeners = new Set<() => void>();
  const paint = openPainter(parts.paint);
  let state = startViewer(source.list(), parts.pane, parts.id);
  let stamp = "";
  let picture = paint(state, size());
  let frame = frameOf(picture);
  const draw = (): void => {
    frame = frameOf(picture);
    for (const listener of listeners) listener();
  };
  /** The state and what it looks like; the thing that was on top stays there where only the look differs. */
  const take = (next: ViewerState): void => {
    const before = { state, picture };
    state = kept(before, next, paint(next, size()));
    picture = paint(state, size());
  };
  const shownId = (): string | undefined => (state.view === "pane" ? state.chosen : undefined);
  const read = (): void => {
    const id = shownId();
    stamp = source.stamp(id);
    const trajectory = id === undefined ? undefined : source.open(id);
    take(after(state, { type: "read", list: source.list(), trajectory }, picture.extent));
  };
  const told = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      take({ ...state, hint: failureOf(error).message });
      draw();
    }
  };
  const readMissing = (): void => {
    if (state.view === "pane" && state.trajectory?.id !== state.chosen) told(read);
  };
  readMissing();
  draw();
  return {
    get: () => frame,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isTyping: () => state.isTyping && !state.isHelpShown,
    act(action) {
      const before = state;
      take(after(state, action, picture.extent));
      readMissing();
      if (state.left !== undefined) onLeave(state.left);
      else if (state !== before) draw();
    },
    lookAgain() {
      // Nothing moves below a person who reads the keys, or writes.
      if (state.isHelpShown || state.isTyping) return;
      told(() => {
        if (stamp === source.stamp(shownId())) return;
        read();
        draw();
      });
    },
    redraw() {
      take({ ...state });
      draw();
    },
  };
}

/**
 * The same step on top, where the same pane is drawn otherwise: unfolded, or for another width. A match
 * that was seen is still seen.
 */
function kept(
  before: { readonly state: ViewerState; readonly picture: Picture },
  next: ViewerState,
  { layout, extent }: Picture,
): ViewerState {
  const { state, picture } = before;
  const isSame = next.trajectory === state.trajectory && next.pane === state.pane;
  if (!isSame || next.trajectory === undefined || layout === picture.layout) return next;
  const top = sameStep(topOf(state, picture.extent), picture.layout, layout);
  if (markedMatch(state, picture.extent) < 0)
    return after(next, { type: "moved", top, match: -1 }, extent);
  const match = sameStep(state.match, picture.layout, layout);
  const line = extent.matches.find((one) => one >= match) ?? match;
  const isSeen = line >= top && line < top + extent.page;
  const from = isSeen ? top : line - Math.floor(extent.page / 3);
  return after(next, { type: "moved", top: from, match: line }, extent);
}

function frameOf({ drawn }: Picture): Frame {
  return { transcript: emptyTranscript, lines: drawn.lines, cursor: drawn.cursor };
}
