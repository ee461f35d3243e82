import { realpath, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { relative } from "node:path";
import { SessionError } from "../session-error.ts";
import { type ChangedFile, compare, unifiedDiff } from "./compare.ts";
import { daysKept, prune } from "./prune.ts";
import { type Restored, restoreSnapshot, type Wanted } from "./restore.ts";
import { openShadow, type Shadow } from "./shadow.ts";
import { type Taken, takeSnapshot } from "./take.ts";

export type Changes = { readonly diff: string; readonly files: readonly ChangedFile[] };

/**
 * Snapshots of a folder, in a repository of their own beside the person's, which is neither read nor
 * written. A snapshot holds what .gitignore leaves, to the byte, with links and what can be run.
 */
export interface Snapshots extends AsyncDisposable {
  /** Never throws: where no snapshot can be taken it says why. */
  take(signal: AbortSignal): Promise<Taken>;
  /** What changed from one to the other; without the second until now. Throws SessionError. */
  changes(from: string, to: string | undefined, signal: AbortSignal): Promise<Changes>;
  /** Takes a snapshot first, and then makes the folder what it was in the other. Throws SessionError. */
  restore(wanted: Wanted, signal: AbortSignal): Promise<Restored>;
}

export type SnapshotPlace = {
  readonly root: string;
  readonly cacheFolder: string;
  /** Folders whose files are never in a snapshot. */
  readonly leftOut?: readonly string[];
  /** Default: the person's. */
  readonly home?: string;
};

const takeLimitMs = 20_000;

export function openSnapshots(place: SnapshotPlace): Snapshots {
  let opening: Promise<Opened> | undefined;
  let last: Promise<void> = Promise.resolve();
  /** Two of them at once would write one index. */
  const inTurn = async <Result>(work: (opened: Opened) => Promise<Result>): Promise<Result> => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    try {
      await before;
      opening ??= open(place);
      return await work(await opening);
    } finally {
      resolve();
    }
  };
  return {
    take: async (signal) => {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(takeLimitMs)]);
      try {
        return await inTurn((opened) => take(opened, limit));
      } catch (error) {
        return { type: "failed", why: whyOf(error, limit) };
      }
    },
    changes: (from, to, signal) =>
      asked(() =>
        inTurn(async (opened) => {
          const end = to ?? (await takenOr(opened, signal));
          const files = await compare(opened.shadow, from, end, signal);
          return { diff: await unifiedDiff(opened.shadow, from, end, signal), files };
        }),
      ),
    restore: (wanted, signal) =>
      asked(() =>
        inTurn(async (opened) => {
          const saved = await takenOr(opened, signal);
          return await restoreSnapshot(opened.shadow, saved, wanted, signal);
        }),
      ),
    async [Symbol.asyncDispose]() {
      if (opening === undefined) return;
      const opened = await opening.catch(() => undefined);
      if (opened !== undefined) await rm(opened.shadow.index, { force: true });
    },
  };
}

type Opened = { readonly shadow: Shadow; readonly skipped: readonly string[]; pruned: boolean };

async function open({ root, cacheFolder, leftOut = [], home }: SnapshotPlace): Promise<Opened> {
  if (Bun.which("git", { PATH: process.env.PATH ?? "" }) === null) {
    throw new Error("git is not installed");
  }
  const real = await realpath(root);
  if (isInside(await realpath(home ?? homedir()).catch(() => "/"), real)) {
    throw new Error("the folder is your home folder or one above it; start in a project");
  }
  const shadow = await openShadow(real, cacheFolder);
  const folders = [shadow.folder, ...leftOut].map(async (folder) => {
    return await realpath(folder).catch(() => folder);
  });
  const skipped = (await Promise.all(folders))
    .filter((folder) => folder !== real && isInside(folder, real))
    .map((folder) => `/${relative(real, folder).replace(/[\\*?[\]]/g, "\\$&")}/`);
  return { shadow, skipped, pruned: false };
}

function isInside(folder: string, outer: string): boolean {
  const path = relative(outer, folder);
  return path === "" || (path !== ".." && !path.startsWith("../"));
}

async function take(opened: Opened, signal: AbortSignal): Promise<Taken> {
  const taken = await takeSnapshot(opened.shadow, opened.skipped, signal);
  if (!opened.pruned && taken.type === "taken") {
    opened.pruned = true;
    // The snapshot is there all the same; the next start clears away.
    await prune(opened.shadow, signal).catch(() => undefined);
  }
  return taken;
}

async function takenOr(opened: Opened, signal: AbortSignal): Promise<string> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(takeLimitMs)]);
  const taken = await takeSnapshot(opened.shadow, opened.skipped, limit).catch((error) => {
    return { type: "failed" as const, why: whyOf(error, limit) };
  });
  if (taken.type === "taken") return taken.id;
  throw new SessionError(`No snapshot of the files could be taken: ${taken.why}.`);
}

/** Why none could be taken, as a part of a sentence. */
function whyOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) {
    const late = signal.reason instanceof Error && signal.reason.name === "TimeoutError";
    return late ? `it took longer than ${takeLimitMs / 1_000} s` : "it was stopped";
  }
  const text = error instanceof Error ? error.message : String(error);
  return (text.trim().split("\n")[0] ?? "").replace(/\.$/, "");
}

async function asked<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof SessionError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    if (/not a tree object|bad object|not a valid object|unknown revision/i.test(why)) {
      const text = `That snapshot is no longer there: they are kept for ${daysKept} days.`;
      throw new SessionError(text, { cause });
    }
    throw new SessionError(`The files could not be compared or restored: ${why.trim()}`, { cause });
  }
}
