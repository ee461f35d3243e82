import type { Entry } from "../core/event.ts";
import { fileHistory } from "./file-history.ts";
import { type FilePlace, type Moved, undoFiles } from "./undo.ts";

/** One prompt of a conversation and what it led to. */
export type Turn = {
  /** The prompt's entry: so many entries go before it. */
  readonly index: number;
  readonly text: string;
  /** When it was said, where that is known. */
  readonly at?: string;
  /** Files that tools changed from it until the next prompt. */
  readonly changed: readonly string[];
  /** Whether files can be made what they were before it. */
  readonly canRestore: boolean;
};

/** The prompts of a conversation, the first one first. */
export function turnsOf(entries: readonly Entry[], times: readonly string[] = []): readonly Turn[] {
  const turns: { index: number; text: string; changed: Set<string> }[] = [];
  for (const [index, entry] of entries.entries()) {
    if (entry.type === "prompt") turns.push({ index, text: entry.text, changed: new Set() });
    if (entry.type !== "result") continue;
    for (const path of entry.result.changed ?? []) turns.at(-1)?.changed.add(path);
  }
  const newest = fileHistory(entries).done.at(-1)?.at ?? -1;
  return turns.map(({ index, text, changed }) => {
    const at = times[index];
    const turn = { index, text, changed: [...changed], canRestore: newest > index };
    return at === undefined ? turn : { ...turn, at };
  });
}

/**
 * Takes back, run by run, every change of files that came after an entry; each can be made again in
 * this conversation. Undefined where there was none. Throws SessionError.
 */
export async function restoreTo(
  place: FilePlace,
  index: number,
  signal: AbortSignal,
): Promise<Moved | undefined> {
  let all: Moved | undefined;
  const steps = fileHistory(place.conversation.entries()).done.filter(({ at }) => at > index);
  for (const _ of steps) {
    const moved = await undoFiles(place, signal);
    if (moved !== undefined) all = all === undefined ? moved : together(all, moved);
  }
  return all;
}

/** Two steps as one, told by what the later one left. */
function together(first: Moved, second: Moved): Moved {
  const written = new Set([...first.restored, ...second.restored]);
  const removed = new Set([...first.removed, ...second.removed]);
  for (const path of second.removed) written.delete(path);
  for (const path of second.restored) removed.delete(path);
  return {
    saved: first.saved,
    restored: [...written],
    removed: [...removed],
    kept: [...new Set([...first.kept, ...second.kept])],
    alsoChanged: [...new Set([...first.alsoChanged, ...second.alsoChanged])],
  };
}
