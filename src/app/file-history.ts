import type { Entry, SnapshotEntry } from "../core/event.ts";

/** What one run did to the files, between two snapshots. */
export type FileChange = {
  readonly from: string;
  /** Absent where the run was killed and nothing came after it: the files as they are now. */
  readonly to?: string;
  /** The entry of the snapshot before. */
  readonly at: number;
};

/** A change that was taken back, and the files as they were until then. */
export type UndoneChange = Required<FileChange> & { readonly saved: string };

export type FileHistory = {
  /** The newest last. */
  readonly done: readonly FileChange[];
  /** Those that can be made again, the next one last. */
  readonly undone: readonly UndoneChange[];
};

/** `open` is the newest of `done`, of which it is not known yet how it left the files. */
type State = FileHistory & { readonly open: boolean; readonly prompted: boolean };

/** What can be undone and redone, as the record of a conversation tells it. */
export function fileHistory(entries: readonly Entry[]): FileHistory {
  let state: State = { done: [], undone: [], open: false, prompted: false };
  for (const [at, entry] of entries.entries()) {
    if (entry.type === "prompt") state = { ...state, prompted: true };
    if (entry.type === "snapshot") state = afterSnapshot(state, entry, at);
  }
  return { done: state.done, undone: state.undone };
}

function afterSnapshot(state: State, { id, when }: SnapshotEntry, at: number): State {
  switch (when) {
    case "before": {
      // A second one of the same run: a sub-agent's, or that of a run that goes on after a kill.
      if (state.open && !state.prompted) return state;
      const { done, undone } = closed(state, id);
      return { done: [...done, { from: id, at }], undone, open: true, prompted: false };
    }
    case "after":
      return closed(state, id);
    case "undo":
      return undone(state, id);
    case "redo":
      return redone(state);
  }
}

/** A change that changed nothing is none; after one that did there is nothing to make again. */
function closed(state: State, to: string): State {
  const last = state.done.at(-1);
  if (!state.open || last === undefined) return state;
  const others = state.done.slice(0, -1);
  if (last.from === to) return { ...state, done: others, open: false };
  return { ...state, done: [...others, { ...last, to }], undone: [], open: false };
}

function undone(state: State, saved: string): State {
  const last = state.done.at(-1);
  if (last === undefined) return state;
  const change = { ...last, to: last.to ?? saved, saved };
  const before = state.open ? [] : state.undone;
  return { ...state, done: state.done.slice(0, -1), undone: [...before, change], open: false };
}

function redone(state: State): State {
  const next = state.undone.at(-1);
  if (next === undefined) return state;
  const { from, to, at } = next;
  return { ...state, done: [...state.done, { from, to, at }], undone: state.undone.slice(0, -1) };
}
