import { type Pane, panes, type Trajectory, type TrajectoryList } from "./trajectory.ts";

/** Everything that the viewer shows. Changed by `after` alone. */
export type ViewerState = {
  readonly list: TrajectoryList;
  readonly view: "list" | "pane";
  /** The id of the line that is chosen in the list, or looked at. */
  readonly chosen: string;
  /** The one that is looked at, once it is read. */
  readonly trajectory: Trajectory | undefined;
  readonly pane: Pane;
  /** The first line that is seen of each pane; beyond the end means the end. */
  readonly tops: Readonly<Record<Pane, number>>;
  readonly unfolded: boolean;
  readonly thinking: boolean;
  /** What the list is narrowed to. */
  readonly filter: string;
  /** What is searched in a pane; "" where nothing is. */
  readonly query: string;
  /** The line of the match that was gone to. */
  readonly match: number;
  readonly isTyping: boolean;
  readonly isHelpShown: boolean;
  /** Said in the last line until the next key. */
  readonly hint: string;
  /** It was opened by its name: `q` leaves, and does not go to the list. */
  readonly isAlone: boolean;
  /** The exit code, once the person leaves. */
  readonly left: number | undefined;
};

/** How long what is shown is, which only who draws it knows. */
export type Extent = {
  readonly lines: number;
  /** Rows that are seen of it. */
  readonly page: number;
  /** The first line of each thing in it. */
  readonly steps: readonly number[];
  /** Lines that hold what is searched. */
  readonly matches: readonly number[];
};

/** Beyond the end of everything. */
export const atEnd = Number.MAX_SAFE_INTEGER;

const noTops: ViewerState["tops"] = { transcript: 0, diff: 0, tests: 0 };

export function startViewer(list: TrajectoryList, pane: Pane, id?: string): ViewerState {
  return {
    list,
    view: id === undefined ? "list" : "pane",
    chosen: id ?? list.lines[0]?.id ?? "",
    trajectory: undefined,
    pane,
    tops: noTops,
    unfolded: false,
    thinking: false,
    filter: "",
    query: "",
    match: -1,
    isTyping: false,
    isHelpShown: false,
    hint: "",
    isAlone: id !== undefined,
    left: undefined,
  };
}

/** The lines of the list that fit what it is narrowed to. */
export function listedLines({ list, filter }: ViewerState): TrajectoryList["lines"] {
  const words = filter.toLowerCase().split(/\s+/);
  return list.lines.filter(({ name, cells }) => {
    const text = [name, ...cells].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The first line that is seen. */
export function topOf({ tops, pane }: ViewerState, { lines, page }: Extent): number {
  return Math.max(0, Math.min(tops[pane], lines - page));
}

/** Which of the matches was gone to and is still seen; -1 where none is. */
export function markedMatch(state: ViewerState, extent: Extent): number {
  const top = topOf(state, extent);
  const isSeen = state.match >= top && state.match < top + extent.page;
  return isSeen ? extent.matches.indexOf(state.match) : -1;
}

export function scrolledTo(state: ViewerState, top: number): ViewerState {
  return { ...state, tops: { ...state.tops, [state.pane]: Math.max(0, top) } };
}

/** Another line of the list; its first and its last are the ends. */
export function chosenBy(state: ViewerState, by: number): ViewerState {
  const lines = listedLines(state);
  const at = lines.findIndex(({ id }) => id === state.chosen);
  const next = lines[Math.max(0, Math.min(lines.length - 1, Math.max(0, at) + by))];
  return next === undefined || next.id === state.chosen ? state : { ...state, chosen: next.id };
}

/** The trajectory before or after this one. */
export function neighbour(state: ViewerState, by: number): ViewerState {
  const next = chosenBy(state, by);
  if (next !== state) return opened(next);
  return { ...state, hint: by > 0 ? "This is the last one." : "This is the first one." };
}

/** Looks at the chosen one, from its start. */
export function opened(state: ViewerState): ViewerState {
  if (listedLines(state).length === 0) return state;
  return { ...state, view: "pane", trajectory: undefined, tops: noTops, query: "" };
}

export function closed(state: ViewerState): ViewerState {
  return { ...state, view: "list", trajectory: undefined, query: "", isAlone: false };
}

export function paneBy(state: ViewerState, by: number): ViewerState {
  const at = (panes.indexOf(state.pane) + by) % panes.length;
  return { ...state, pane: panes.at(at) ?? state.pane };
}
