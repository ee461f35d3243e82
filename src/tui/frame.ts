import { type Look, liveLines } from "./draw/live.ts";
import { menuLines } from "./draw/menu.ts";
import { type Box, overlayLines } from "./draw/overlay.ts";
import { fit } from "./draw/text.ts";
import { editorLines } from "./editor/lines.ts";
import type { Paint, Pen } from "./paint.ts";
import type { Queued, State } from "./state.ts";
import { type Clock, type Status, statusLine } from "./status.ts";
import type { Transcript } from "./transcript.ts";

/** What is drawn: the finished part, once, and below it what may still change. */
export type Frame = {
  readonly transcript: Transcript;
  readonly lines: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
};

/** What is drawn anew; its first lines are what goes on. */
export type Bottom = Omit<Frame, "transcript"> & { readonly liveRows: number };

export type Size = { readonly columns: number; readonly rows: number };

/**
 * A frame as tall as the screen would scroll it, and one that begins in the first row is kept by tmux in its
 * scrollback whenever it is erased.
 */
const rowsAbove = 2;
const editorRowsAtMost = 12;
const menuRowsAtMost = 8;
const queueRowsAtMost = 3;
const placeholder = "Type a task · / commands · @ files · ! shell";

/** The part that is drawn anew: what goes on, the question or the editor, the status line. */
export function bottomLines(state: State, size: Size, clock: Clock, paint: Paint): Bottom {
  const pen: Pen = { paint, width: Math.max(10, size.columns) };
  const rows = Math.max(4, size.rows - rowsAbove);
  const status = statusLine(statusOf(state, clock), clock, pen);
  const asked = state.overlays[0];
  const box = asked === undefined ? editing(state, pen, rows) : asking(state, pen, rows);
  const look = { ...lookOf(state), nowMs: clock.nowMs, frame: clock.frame };
  const room = rows - box.lines.length - 2;
  const live = liveLines(state.view, pen, look, room);
  const gap = live.length > 0 || room > 0 ? [""] : [];
  const above = [...live, ...gap];
  const lines = [...above, ...box.lines, status].slice(-rows);
  const { cursor } = box;
  return {
    lines,
    liveRows: live.length,
    cursor: cursor === undefined ? undefined : { x: cursor.x, y: cursor.y + above.length },
  };
}

export function lookOf({ isUnfolded, isThinkingShown }: State): Look {
  return { unfolded: isUnfolded, thinking: isThinkingShown };
}

/** The queue, a rule, the editor, and the menu below it. */
function editing(state: State, pen: Pen, rows: number): Box {
  const { paint, width } = pen;
  const small = rows < 16;
  const queue = queueLines(state, pen);
  const rule = paint("border", "─".repeat(width));
  const menuRows = Math.min(menuRowsAtMost, Math.floor(rows / 3));
  const menu = state.menu === undefined ? [] : menuLines(state.menu, pen, menuRows);
  const most = Math.min(editorRowsAtMost, rows - queue.length - menu.length - (small ? 3 : 5));
  const drawn = editorLines(state.editor, {
    width,
    paint,
    maxRows: Math.max(1, most),
    placeholder: state.offer?.text ?? placeholder,
    focused: true,
  });
  const below = small ? [] : [rule];
  return {
    lines: [...queue, rule, ...drawn.lines, ...below, ...menu],
    ...(drawn.cursor === undefined
      ? {}
      : { cursor: { x: drawn.cursor.x, y: drawn.cursor.y + queue.length + 1 } }),
  };
}

/** The question, and below it the draft that waits. */
function asking(state: State, pen: Pen, rows: number): Box {
  const [overlay] = state.overlays;
  if (overlay === undefined) return { lines: [] };
  const draft = state.editor.text.trim() === "" ? [] : [draftLine(state, pen)];
  const box = overlayLines(overlay, pen, Math.max(4, rows - draft.length - 2));
  return { ...box, lines: [...box.lines, ...draft] };
}

function draftLine({ editor }: State, { paint, width }: Pen): string {
  const text = editor.text.replace(/\s+/g, " ").trim();
  return paint("dim", fit(` draft kept: ${text}`, width));
}

function queueLines({ queue, carried }: State, { paint, width }: Pen): readonly string[] {
  const shown = queue.slice(-queueRowsAtMost).map((one) => queuedLine(one));
  const more = queue.length - shown.length;
  const lines = [
    ...(more > 0 ? [`  … ${more} more queued`] : []),
    ...shown,
    ...(carried.length > 0 ? [`  goes with your next message: ${carried.join(", ")}`] : []),
  ];
  return lines.map((line) => paint("dim", fit(line, width)));
}

function queuedLine({ text, after }: Queued): string {
  const when = after === "call" ? "after this call" : "after this run";
  return `  ⏎ ${when}: ${text.replace(/\s+/g, " ")} (↑ edits)`;
}

function statusOf(state: State, { nowMs }: Clock): Status {
  const { facts, view, mode, hint } = state;
  return {
    ...facts,
    phase: view.phase ?? facts.phase,
    stage: view.stage,
    used: (view.countedTokens || facts.used) + view.addedTokens,
    cachedGuess: view.countedTokens,
    usage: view.usage,
    badge: state.badge,
    mode,
    hint: hint !== undefined && hint.untilMs > nowMs ? hint.text : undefined,
  };
}
