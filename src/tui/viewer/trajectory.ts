import type { Entry } from "../../core/event.ts";
import type { Item } from "../item.ts";
import { noLive } from "../live.ts";
import { itemsAfter } from "../settle.ts";

/** How a trajectory came out: a glyph and a colour. */
export type Mark = "passed" | "failed" | "spoiled" | "skipped" | "running";

export type TrajectoryLine = {
  /** Names it for good, also while others come. */
  readonly id: string;
  readonly name: string;
  readonly mark: Mark;
  /** Below `columns`. */
  readonly cells: readonly string[];
};

/** Trajectories to choose from. */
export type TrajectoryList = {
  readonly title: string;
  readonly facts: string;
  readonly columns: readonly Column[];
  readonly lines: readonly TrajectoryLine[];
};

export type Column = { readonly title: string; readonly right: boolean };

export const panes = ["transcript", "diff", "tests"] as const;

export type Pane = (typeof panes)[number];

/** What an agent did, from its prompt to the tests. */
export type Trajectory = {
  readonly id: string;
  readonly name: string;
  readonly mark: Mark;
  readonly facts: string;
  readonly items: readonly Item[];
  /** A unified diff. */
  readonly diff: string;
  readonly tests: readonly TestText[];
};

export type TestText = { readonly title: string; readonly text: string };

/** Where trajectories come from; each is read anew, as they may grow. */
export interface TrajectorySource {
  list(): TrajectoryList;
  /** Undefined where it is not there any more. */
  open(id: string): Trajectory | undefined;
  /** Changes whenever the list or this one does. */
  stamp(id: string | undefined): string;
}

/** Entries as the transcript shows them, all of them; the call that runs at their end is `open`. */
export function itemsOf(entries: readonly Entry[], open: "running" | "cut"): readonly Item[] {
  const items: Item[] = [];
  let live = noLive;
  for (const entry of entries) {
    // The times are those of then: what took how long is told by the entries.
    const settled = itemsAfter(live, entry, 0);
    live = settled.live;
    items.push(...settled.items);
  }
  return live.call === undefined ? items : [...items, { ...live.call, state: open }];
}
