import { chmod, mkdir, readFile, rm, rmdir, stat, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { FileError, onFile } from "../../lib/file-error.ts";
import { writeText } from "../../lib/write-text.ts";
import type { Draft } from "./draft.ts";

export type Committed =
  | { readonly type: "committed" }
  | {
      readonly type: "failed";
      readonly path: string;
      readonly why: string;
      /** Files that could not be put back either. */
      readonly broken: readonly string[];
    };

/** A file as it was, and how to put it back. */
type Undo = { readonly path: string; restore(): Promise<void> };

/** Puts drafts on disk, all or none: after a failure every file is as it was before. */
export async function commit(drafts: readonly Draft[]): Promise<Committed> {
  const done: Undo[] = [];
  // Files are made before others go, so that a move never leaves neither.
  const order = [...drafts].sort((one, other) => rank(one) - rank(other));
  for (const draft of order) {
    try {
      done.push(await undoFor(draft));
      await put(draft);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      const broken = await restoreAll(done);
      return { type: "failed", path: draft.path, why: error.message, broken };
    }
  }
  return { type: "committed" };
}

function rank(draft: Draft): number {
  return draft.text === undefined ? 1 : 0;
}

async function put({ absolute, text, like, movedFrom }: Draft): Promise<void> {
  if (text === undefined) return await onFile(() => unlink(absolute));
  await writeText(absolute, text, like?.file);
  if (movedFrom === undefined || like === undefined) return;
  const { mode } = await onFile(() => stat(like.absolute));
  await onFile(() => chmod(absolute, mode & 0o7777));
}

async function undoFor({ absolute, path, file }: Draft): Promise<Undo> {
  if (file === undefined) return await undoOfNewFile(absolute, path);
  const bytes = await onFile(() => readFile(absolute));
  const { mode } = await onFile(() => stat(absolute));
  return {
    path,
    async restore() {
      await writeFile(absolute, bytes);
      await chmod(absolute, mode & 0o7777);
    },
  };
}

/** Takes away a new file and the folders made for it. */
async function undoOfNewFile(absolute: string, path: string): Promise<Undo> {
  const folder = dirname(absolute);
  const made = await onFile(() => mkdir(folder, { recursive: true }));
  return {
    path,
    async restore() {
      await rm(absolute, { force: true });
      if (made === undefined) return;
      for (let at = folder; at.length >= made.length; at = dirname(at)) await rmdir(at);
    },
  };
}

async function restoreAll(done: readonly Undo[]): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const { path, restore } of done.toReversed()) {
    try {
      await restore();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      broken.push(path);
    }
  }
  return broken;
}
