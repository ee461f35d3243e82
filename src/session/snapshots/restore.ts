import { chmod, lstat, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type ChangedFile, compare } from "./compare.ts";
import { knownModes } from "./modes.ts";
import type { Shadow } from "./shadow.ts";
import { portions } from "./take.ts";

export type Restored = {
  /** The snapshot of how it was just before: going there undoes this. */
  readonly saved: string;
  readonly restored: readonly string[];
  readonly removed: readonly string[];
  /** Left as they are, as no snapshot holds what stands there. */
  readonly kept: readonly string[];
};

export type Wanted = {
  readonly id: string;
  /** Only these files; all where absent. */
  readonly paths?: ReadonlySet<string>;
};

/** Makes the folder what it was in a snapshot. `saved` is the snapshot of what it is now. */
export async function restoreSnapshot(
  shadow: Shadow,
  saved: string,
  { id, paths }: Wanted,
  signal: AbortSignal,
): Promise<Restored> {
  const all = await compare(shadow, saved, id, signal);
  const files = all.filter(({ path }) => paths === undefined || paths.has(path));
  const removed = files.filter(({ change }) => change === "removed");
  for (const { path } of removed) await removeFile(shadow.root, path);
  const kept: string[] = [];
  const written: ChangedFile[] = [];
  for (const file of files.filter(({ change }) => change !== "removed")) {
    if (await isInTheWay(shadow.root, file)) kept.push(file.path);
    else written.push(file);
  }
  await write(shadow, id, written, signal);
  return {
    saved,
    restored: written.map(({ path }) => path),
    removed: removed.map(({ path }) => path),
    kept,
  };
}

/** Removes a file, and the folders that are empty without it. */
async function removeFile(root: string, path: string): Promise<void> {
  await rm(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    const gone = await rmdir(join(root, folder)).then(
      () => true,
      () => false,
    );
    if (!gone) return;
  }
}

/** What stands there and is in no snapshot would be lost: a folder of ignored files, a file too large. */
async function isInTheWay(root: string, { path, change }: ChangedFile): Promise<boolean> {
  const stats = await lstat(join(root, path)).catch(() => undefined);
  return stats !== undefined && (change === "added" || stats.isDirectory());
}

async function write(
  shadow: Shadow,
  id: string,
  files: readonly ChangedFile[],
  signal: AbortSignal,
): Promise<void> {
  if (files.length === 0) return;
  const modes = await modesFor(shadow, files);
  const index = `${shadow.index}.restored`;
  await shadow.git(["read-tree", id], { index }, signal);
  for (const some of portions(files.map(({ path }) => path))) {
    await shadow.git(["checkout-index", "--force", "--quiet", "--", ...some], { index }, signal);
  }
  await rm(index, { force: true });
  for (const { path, mode } of modes) await chmod(join(shadow.root, path), mode);
}

type Mode = { readonly path: string; readonly mode: number };

/** Git keeps no more of the permissions than whether a file can be run; the others stay as they are. */
async function modesFor(shadow: Shadow, files: readonly ChangedFile[]): Promise<readonly Mode[]> {
  const known = await knownModes(shadow);
  const modes: Mode[] = [];
  for (const { path, isLink, isExecutable } of files) {
    if (isLink) continue;
    const stats = await lstat(join(shadow.root, path)).catch(() => undefined);
    const before = stats?.isFile() ? stats.mode & 0o777 : known.get(path);
    if (before === undefined) continue;
    const readers = (before & 0o444) >> 2;
    modes.push({ path, mode: isExecutable ? before | readers : before & ~0o111 });
  }
  return modes;
}
