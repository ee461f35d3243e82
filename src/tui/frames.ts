import { partedLines } from "./draw/item.ts";
import { type Bottom, bottomLines, type Frame, lookOf, type Size } from "./frame.ts";
import type { Paint } from "./paint.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";
import {
  type Drawer,
  emptyTranscript,
  extended,
  redrawn,
  type Transcript,
  tailLines,
} from "./transcript.ts";

/** Makes frames of the state: one for each time the screen is told of a change. */
export type Frames = {
  readonly get: () => Frame;
  readonly subscribe: (listener: () => void) => () => void;
  /** Writes the end of the transcript anew, after a resize, an unfolding or another theme. */
  redraw(): void;
  /** Of the transcript on a screen of its own: rows of a step, all there are, and those below what is seen. */
  readonly scrollable: () => Scrollable;
  close(): void;
};

export type Scrollable = {
  readonly page: number;
  readonly lines: number;
  readonly below: number;
};

export type FrameParts = {
  readonly store: Store<State>;
  readonly size: () => Size;
  readonly paint: () => Paint;
  /** A screen of its own, with a scroll position of its own. */
  readonly alternate: boolean;
};

/** As often as a spinner turns and a clock is read; only while something goes on. */
const tickMs = 150;
const emptyFrame: Frame = { transcript: emptyTranscript, lines: [], cursor: undefined };

export function openFrames(parts: FrameParts): Frames {
  const { store, alternate } = parts;
  const listeners = new Set<() => void>();
  let frame = emptyFrame;
  let madeMs = 0;
  const make = (transcript: Transcript): void => {
    const state = store.get();
    const nowMs = Date.now();
    const clock = { nowMs, frame: Math.floor(nowMs / tickMs) };
    madeMs = nowMs;
    const bottom = bottomLines(state, parts.size(), clock, parts.paint());
    frame = alternate ? whole(parts, state, bottom) : { transcript, ...bottom };
    for (const listener of listeners) listener();
  };
  const draw = drawer(parts);
  const update = (): void => {
    const { view } = store.get();
    make(alternate ? emptyTranscript : extended(frame.transcript, view, draw));
  };
  const unsubscribe = store.subscribe(update);
  const timer = setInterval(() => {
    // Text that streams turns the spinner as well.
    if (isMoving(store.get()) && Date.now() - madeMs >= tickMs / 2) update();
  }, tickMs);
  timer.unref();
  return {
    get: () => frame,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    redraw() {
      const state = store.get();
      const { rows } = parts.size();
      const below = bottomLines(state, parts.size(), { nowMs: 0, frame: 0 }, parts.paint());
      make(redrawn(frame.transcript, state.view, draw, rows - below.lines.length - 1));
    },
    scrollable() {
      const state = store.get();
      const { items } = state.view;
      const lines = alternate ? items.flatMap((item, at) => draw(item, items[at - 1])).length : 0;
      const page = Math.max(1, Math.floor(parts.size().rows / 2));
      return { page, lines, below: linesBelow(state, draw) };
    },
    close() {
      clearInterval(timer);
      unsubscribe();
      listeners.clear();
    },
  };
}

function isMoving({ isBusy, view, hint }: State): boolean {
  return isBusy || view.stage.type !== "idle" || hint !== undefined;
}

/** Draws an item as it is looked at now. */
function drawer({ store, size, paint }: FrameParts): Drawer {
  return (item, before) =>
    partedLines(
      item,
      before,
      { paint: paint(), width: size().columns },
      { ...lookOf(store.get()), frame: 0 },
    );
}

/** The transcript in a window of its own above the rest, as tall as the screen. */
function whole(parts: FrameParts, state: State, bottom: Bottom): Frame {
  const { rows } = parts.size();
  const room = Math.max(0, rows - bottom.lines.length);
  const draw = drawer(parts);
  const below = linesBelow(state, draw);
  const all = tailLines(state.view.items, draw, room + below);
  const end = Math.max(0, all.length - below);
  const shown = all.slice(Math.max(0, end - room), Math.max(end, Math.min(room, all.length)));
  const gap = Array.from({ length: room - shown.length }, () => "");
  const { cursor, lines, liveRows } = bottom;
  return {
    transcript: emptyTranscript,
    lines: [...shown, ...lines.slice(0, liveRows), ...gap, ...lines.slice(liveRows)],
    cursor: cursor === undefined ? undefined : { x: cursor.x, y: cursor.y + room },
  };
}

/** What is looked at stays where it is while more comes. */
function linesBelow({ scrolled, scrolledAt, view }: State, draw: Drawer): number {
  if (scrolled === 0) return 0;
  const { items, dropped } = view;
  const first = Math.max(0, scrolledAt - dropped);
  const newer = items.slice(first).flatMap((item, at) => draw(item, items[first + at - 1]));
  return scrolled + newer.length;
}
