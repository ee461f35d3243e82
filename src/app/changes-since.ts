import type { Entry } from "../core/event.ts";
import { SessionError } from "../session/session-error.ts";
import type { FilePlace } from "./undo.ts";

export type ChangesSince = {
  readonly diff: string;
  /** Files that were changed, by path. */
  readonly files: readonly string[];
  /** What the present is compared with. */
  readonly since: "start" | "commit";
};

const diffLimitMs = 20_000;

/**
 * All changes of files since the conversation's first change, whoever made them. Where no snapshot
 * tells how they were it is what git has not committed. Throws SessionError where there is no git either.
 */
export async function changesSince(
  place: FilePlace,
  root: string,
  signal: AbortSignal,
): Promise<ChangesSince> {
  const first = firstSnapshot(place.conversation.entries());
  if (first === undefined || place.snapshots === undefined) return await uncommitted(root, signal);
  const { diff, files } = await place.snapshots.changes(first, undefined, signal);
  return { diff, files: files.map(({ path }) => path), since: "start" };
}

function firstSnapshot(entries: readonly Entry[]): string | undefined {
  const first = entries.find((entry) => entry.type === "snapshot" && entry.when === "before");
  return first?.type === "snapshot" ? first.id : undefined;
}

/** Read without a lock and without running any program that the repository's configuration names. */
async function uncommitted(root: string, signal: AbortSignal): Promise<ChangesSince> {
  if (Bun.which("git") === null) throw new SessionError(noDiff);
  const { simpleGit } = await import("simple-git");
  const git = simpleGit({
    baseDir: root,
    abort: AbortSignal.any([signal, AbortSignal.timeout(diffLimitMs)]),
    config: ["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=false"],
    unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true },
  });
  const words = ["--no-optional-locks", "diff", "--no-color", "--no-ext-diff", "--no-textconv"];
  try {
    const diff = await git.raw([...words, "HEAD", "--", "."]);
    const names = await git.raw([...words, "--name-only", "-z", "HEAD", "--", "."]);
    return { diff, files: names.split("\0").filter(Boolean), since: "commit" };
  } catch (cause) {
    throw new SessionError(noDiff, { cause });
  }
}

const noDiff =
  "There is nothing to compare with: no snapshot of this conversation, and no commit of git.";
