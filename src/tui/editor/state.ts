/** Everything the editor knows. Nothing of it is changed in place: `edit` gives a new one. */
export type Editor = Snapshot & {
  /** The column that Up and Down come back to after a shorter row. */
  readonly goal: number | undefined;
  /** What was done last; the same kind again may join it as one step of undo. */
  readonly last: Kind;
  readonly pastes: readonly Paste[];
  readonly past: readonly Snapshot[];
  readonly future: readonly Snapshot[];
  /** What was cut, the newest first. */
  readonly kills: readonly string[];
  readonly yanked: Yanked | undefined;
  /** Prompts of before, the newest last. */
  readonly history: readonly string[];
  readonly recalled: Recalled | undefined;
  readonly search: Search | undefined;
};

export type Snapshot = {
  readonly text: string;
  /** Offset in the text; always between two graphemes and never inside a placeholder. */
  readonly cursor: number;
};

export type Kind =
  | "typing"
  | "backspace"
  | "delete"
  | "cut-before"
  | "cut-after"
  | "yank"
  | "recall"
  | "vertical"
  | "other";

/** A long text that stands in the editor as its label only. */
export type Paste = {
  readonly id: number;
  readonly label: string;
  readonly text: string;
};

/** What the last yank put in, so that the next older piece can take its place. */
export type Yanked = { readonly from: number; readonly to: number; readonly index: number };

export type Recalled = {
  readonly index: number;
  /** What was being written before. */
  readonly draft: Snapshot;
};

export type Search = {
  readonly query: string;
  /** Where in the history it stands; undefined where nothing fits. */
  readonly index: number | undefined;
};

export type Range = { readonly from: number; readonly to: number };
