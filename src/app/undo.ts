import { SessionError } from "../session/session-error.ts";
import type { Restored } from "../session/snapshots/restore.ts";
import type { Snapshots } from "../session/snapshots/snapshots.ts";
import type { Conversation } from "./conversation.ts";
import { fileHistory } from "./file-history.ts";

export type FilePlace = {
  readonly conversation: Pick<Conversation, "entries" | "record">;
  /** Undefined where they are off. */
  readonly snapshots: Snapshots | undefined;
};

export type Moved = Restored & {
  /** Of the restored files those that somebody changed since: what they held is in `saved`. */
  readonly alsoChanged: readonly string[];
};

/**
 * Makes the files that the newest run changed what they were before it, and notes it in the record;
 * other files stay as they are. Undefined where no run changed any. Throws SessionError.
 */
export async function undoFiles(place: FilePlace, signal: AbortSignal): Promise<Moved | undefined> {
  const change = fileHistory(place.conversation.entries()).done.at(-1);
  if (change === undefined) return undefined;
  const { from, to } = change;
  return await move(place, { from, left: to, target: from, when: "undo" }, signal);
}

/** Makes the change again that was taken back last; undefined where there is none. Throws SessionError. */
export async function redoFiles(place: FilePlace, signal: AbortSignal): Promise<Moved | undefined> {
  const change = fileHistory(place.conversation.entries()).undone.at(-1);
  if (change === undefined) return undefined;
  const { from, to, saved } = change;
  // After the undo the files were what they had been before the run.
  const left = { from: to, left: from, target: saved, when: "redo" } as const;
  return await move(place, left, signal);
}

type Step = {
  /** The files in which these two differ are what the step is about. */
  readonly from: string;
  /** How the files were left; absent where nobody knows. */
  readonly left: string | undefined;
  readonly target: string;
  readonly when: "undo" | "redo";
};

async function move(place: FilePlace, step: Step, signal: AbortSignal): Promise<Moved> {
  const snapshots = snapshotsOf(place);
  const { files } = await snapshots.changes(step.from, step.left, signal);
  const paths = new Set(files.map(({ path }) => path));
  const restored = await snapshots.restore({ id: step.target, paths }, signal);
  place.conversation.record({ type: "snapshot", id: restored.saved, when: step.when });
  const since =
    step.left === undefined
      ? []
      : (await snapshots.changes(step.left, restored.saved, signal)).files;
  const alsoChanged = since.map(({ path }) => path).filter((path) => paths.has(path));
  return { ...restored, alsoChanged };
}

export function snapshotsOf({ snapshots }: FilePlace): Snapshots {
  if (snapshots !== undefined) return snapshots;
  throw new SessionError(
    'No snapshots of files are taken here. Set "snapshots": true in .localcode/config.json.',
  );
}
