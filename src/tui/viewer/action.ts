import { exitCodes } from "../../app/exit-code.ts";
import {
  atEnd,
  chosenBy,
  closed,
  type Extent,
  markedMatch,
  neighbour,
  opened,
  paneBy,
  scrolledTo,
  topOf,
  type ViewerState,
} from "./state.ts";
import type { Pane, Trajectory, TrajectoryList } from "./trajectory.ts";

export type ViewerAction =
  /** `match`: where nothing is searched, another trajectory. */
  | { readonly type: "line" | "page" | "step" | "next" | "pane" | "match"; readonly by: 1 | -1 }
  | { readonly type: "edge"; readonly to: "start" | "end" }
  | { readonly type: "show"; readonly pane: Pane }
  | { readonly type: "open" | "back" | "leave" | "interrupt" | "unfold" | "thinking" | "help" }
  /** A key that means nothing. */
  | { readonly type: "none" }
  | { readonly type: "search" | "erase" | "erase-all" | "accept" | "cancel" }
  | { readonly type: "type"; readonly text: string }
  /** What was read of it, for the first time or again. */
  | {
      readonly type: "read";
      readonly list: TrajectoryList;
      readonly trajectory: Trajectory | undefined;
    }
  /** The same is drawn otherwise, and so what was seen is elsewhere. */
  | { readonly type: "moved"; readonly top: number; readonly match: number };

export function after(state: ViewerState, action: ViewerAction, extent: Extent): ViewerState {
  if (action.type === "read") return read(state, action, extent);
  if (action.type === "moved") return { ...scrolledTo(state, action.top), match: action.match };
  if (action.type === "leave") return { ...state, left: exitCodes.done };
  if (action.type === "interrupt") return { ...state, left: exitCodes.cancelled };
  if (state.isHelpShown) return { ...state, isHelpShown: false };
  const quiet = state.hint === "" ? state : { ...state, hint: "" };
  if (action.type === "help" && !quiet.isTyping) return { ...quiet, isHelpShown: true };
  if (quiet.isTyping) return afterTyping(quiet, action, extent);
  return quiet.view === "list"
    ? afterInList(quiet, action, extent)
    : afterInPane(quiet, action, extent);
}

type Read = Extract<ViewerAction, { type: "read" }>;

/** What grows is followed where its end is seen; what is gone leaves the list in its place. */
function read(state: ViewerState, { list, trajectory }: Read, extent: Extent): ViewerState {
  const now = { ...state, list };
  if (state.view === "list") return chosenBy(now, 0);
  if (trajectory === undefined)
    return { ...closed(chosenBy(now, 0)), hint: "It is not there any more." };
  const top = state.tops[state.pane];
  const isLong = extent.lines > extent.page;
  const sawEnd =
    state.trajectory !== undefined &&
    (top === atEnd || (isLong && top >= extent.lines - extent.page));
  return sawEnd ? scrolledTo({ ...now, trajectory }, atEnd) : { ...now, trajectory };
}

function afterTyping(state: ViewerState, action: ViewerAction, extent: Extent): ViewerState {
  const inList = state.view === "list";
  const typed = inList ? state.filter : state.query;
  const rewritten = (text: string): ViewerState =>
    inList ? chosenBy({ ...state, filter: text }, 0) : { ...state, query: text };
  switch (action.type) {
    case "type":
      return rewritten(typed + action.text);
    case "erase":
      return typed === "" ? { ...state, isTyping: false } : rewritten(withoutLast(typed));
    case "erase-all":
      return rewritten("");
    case "cancel":
      return { ...rewritten(""), isTyping: false };
    case "accept":
      return inList ? { ...state, isTyping: false } : found(state, extent);
    case "line":
      return inList ? chosenBy(state, action.by) : state;
    default:
      return state;
  }
}

function withoutLast(text: string): string {
  return [...text].slice(0, -1).join("");
}

/** The first match from what is seen on; from the start where there is none below. */
function found(state: ViewerState, extent: Extent): ViewerState {
  const now = { ...state, isTyping: false };
  if (state.query === "") return now;
  const top = topOf(state, extent);
  const next = extent.matches.find((line) => line >= top) ?? extent.matches[0];
  if (next === undefined) return { ...now, query: "", hint: `"${state.query}" is not found.` };
  return shown(now, next, extent);
}

function afterInList(state: ViewerState, action: ViewerAction, { page }: Extent): ViewerState {
  switch (action.type) {
    case "line":
    case "step":
    case "next":
    case "match":
      return chosenBy(state, action.by);
    case "page":
      return chosenBy(state, action.by * Math.max(1, page - 1));
    case "edge":
      return chosenBy(state, action.to === "start" ? -atEnd : atEnd);
    case "open":
    case "accept":
      return opened(state);
    case "show":
      return opened({ ...state, pane: action.pane });
    case "search":
      return { ...state, isTyping: true };
    case "cancel":
      return state.filter === "" ? { ...state, left: exitCodes.done } : narrowed(state, "");
    case "back":
      return { ...state, left: exitCodes.done };
    default:
      return state;
  }
}

function narrowed(state: ViewerState, filter: string): ViewerState {
  return chosenBy({ ...state, filter }, 0);
}

function afterInPane(state: ViewerState, action: ViewerAction, extent: Extent): ViewerState {
  const moved = scrolled(state, action, extent);
  if (moved !== undefined) return moved;
  switch (action.type) {
    case "next":
      return neighbour(state, action.by);
    case "match":
      return state.query === "" ? neighbour(state, action.by) : matched(state, action.by, extent);
    case "pane":
      return paneBy(state, action.by);
    case "show":
      return { ...state, pane: action.pane };
    case "unfold":
      return { ...state, unfolded: !state.unfolded };
    case "thinking":
      return { ...state, thinking: !state.thinking };
    case "search":
      // What is folded could not be found.
      return { ...state, isTyping: true, query: "", unfolded: true, thinking: true };
    case "cancel":
      return state.query === "" ? closed(state) : { ...state, query: "" };
    case "back":
      return state.isAlone ? { ...state, left: exitCodes.done } : closed(state);
    default:
      return state;
  }
}

function scrolled(
  state: ViewerState,
  action: ViewerAction,
  extent: Extent,
): ViewerState | undefined {
  const top = topOf(state, extent);
  const most = Math.max(0, extent.lines - extent.page);
  switch (action.type) {
    case "line":
      return scrolledTo(state, Math.min(most, top + action.by));
    case "page":
      return scrolledTo(state, Math.min(most, top + action.by * Math.max(1, extent.page - 1)));
    case "edge":
      return scrolledTo(state, action.to === "start" ? 0 : atEnd);
    case "step":
      return scrolledTo(state, Math.min(most, stepFrom(top, action.by, extent)));
    default:
      return undefined;
  }
}

/** The start of the next thing, or of this one, or of the one before; a line where there are no things. */
function stepFrom(top: number, by: 1 | -1, { steps, lines }: Extent): number {
  if (steps.length === 0) return top + by;
  if (by > 0) return steps.find((start) => start > top) ?? lines;
  return steps.findLast((start) => start < top) ?? 0;
}

/** The match after the one that is marked, or before it; after the last comes the first. */
function matched(state: ViewerState, by: 1 | -1, extent: Extent): ViewerState {
  const { matches } = extent;
  const at = markedMatch(state, extent);
  if (at >= 0) return shown(state, matches.at((at + by) % matches.length), extent);
  const top = topOf(state, extent);
  const next = matches.find((line) => line >= top) ?? matches[0];
  return shown(
    state,
    by > 0 ? next : (matches.findLast((line) => line < top) ?? matches.at(-1)),
    extent,
  );
}

/** Puts a line where it is seen, with some lines above it, and marks it. */
function shown(state: ViewerState, line: number | undefined, extent: Extent): ViewerState {
  if (line === undefined) return state;
  const top = topOf(state, extent);
  const now = { ...state, match: line };
  const isSeen = line >= top && line < top + extent.page;
  return isSeen ? now : scrolledTo(now, line - Math.floor(extent.page / 3));
}
