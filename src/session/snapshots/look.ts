import { constants, type Stats } from "node:fs";
import { access, lstat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Shadow } from "./shadow.ts";

/** What is to be put into the index, or taken out of it, so that it is the folder again. */
export type Looked = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** In the folder, but in no snapshot. */
  readonly leftOut: readonly string[];
  /** The permissions of added files that only their owner may read; git knows no more than "executable". */
  readonly modes: ReadonlyMap<string, number>;
};

export type TooMuch = { readonly why: string };

const maxFiles = 30_000;
const maxFileBytes = 10_000_000;
const maxBytes = 500_000_000;
const maxDepth = 8;

/** Never in a snapshot, whatever .gitignore says. */
const alwaysLeftOut = ["node_modules/", ".venv/", "__pycache__/", ".hg/", ".svn/"];
const atRoot = ["/.localcode/scratch/"];

/** Finds what is different from the index. `skipped` are folders below the root, as patterns. */
export async function look(
  shadow: Shadow,
  skipped: readonly string[],
  signal: AbortSignal,
): Promise<Looked | TooMuch> {
  const found = await pathsIn(shadow, skipped, signal);
  const changed = new Set(found.map(({ path }) => path));
  if (changed.size > maxFiles) {
    const files = changed.size.toLocaleString("en-US");
    const most = maxFiles.toLocaleString("en-US");
    return { why: `the folder has ${files} files that .gitignore does not name (${most} at most)` };
  }
  const inIndex = new Set(found.filter(({ tag }) => tag !== "?").map(({ path }) => path));
  const sorted = {
    added: [] as string[],
    removed: [] as string[],
    leftOut: [] as string[],
    modes: new Map<string, number>(),
  };
  let bytes = 0;
  const isLinked = linkedFolders(shadow.root);
  for (const path of changed) {
    const stats = (await isLinked(dirname(path))) ? undefined : await statsOf(shadow.root, path);
    if (stats !== undefined && (await isKept(join(shadow.root, path), stats))) {
      sorted.added.push(path);
      bytes += stats.size;
      if (isPrivate(stats)) sorted.modes.set(path, stats.mode & 0o777);
      continue;
    }
    if (inIndex.has(path)) sorted.removed.push(path);
    if (stats?.isFile()) sorted.leftOut.push(path);
  }
  if (bytes <= maxBytes) return sorted;
  const size = Math.round(bytes / 1_000_000);
  const most = maxBytes / 1_000_000;
  return { why: `its files that .gitignore does not name hold ${size} MB (${most} MB at most)` };
}

async function statsOf(root: string, path: string): Promise<Stats | undefined> {
  return await lstat(join(root, path)).catch(() => undefined);
}

function isPrivate(stats: Stats): boolean {
  return stats.isFile() && (stats.mode & 0o044) === 0;
}

/** Tells whether a folder is reached through a link: what is behind it is not the folder's own. */
function linkedFolders(root: string): (folder: string) => Promise<boolean> {
  const known = new Map<string, boolean>([[".", false]]);
  return async function isLinked(folder): Promise<boolean> {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const stats = await statsOf(root, folder);
    const linked = stats?.isSymbolicLink() === true || (await isLinked(dirname(folder)));
    known.set(folder, linked);
    return linked;
  };
}

async function isKept(path: string, stats: Stats): Promise<boolean> {
  if (stats.isSymbolicLink()) return true;
  if (!stats.isFile() || stats.size > maxFileBytes) return false;
  return await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

type Found = { readonly tag: string; readonly path: string };

async function pathsIn(
  shadow: Shadow,
  skipped: readonly string[],
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const patterns = [...alwaysLeftOut, ...atRoot, ...skipped].flatMap((pattern) => ["-x", pattern]);
  const words = ["ls-files", "-z", "-t", "-o", "-m", "-d", "--exclude-standard", ...patterns];
  const found = read(await shadow.git(words, {}, signal));
  const nested = await inNested(shadow, foldersOf(found), 1, signal);
  return [...found.filter(({ path }) => !path.endsWith("/")), ...nested];
}

/** Git names a repository inside the folder and does not look into it; its files are the folder's too. */
async function inNested(
  shadow: Shadow,
  folders: readonly string[],
  depth: number,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  if (depth > maxDepth) return [];
  const all: Found[] = [];
  for (const folder of folders) {
    const patterns = alwaysLeftOut.flatMap((pattern) => ["-x", pattern]);
    const place = { workTree: join(shadow.root, folder), index: `${shadow.index}.none` };
    const words = ["ls-files", "-z", "-t", "-o", "--exclude-standard", ...patterns];
    const here = read(await shadow.git(words, place, signal)).map(({ tag, path }) => {
      return { tag, path: `${folder}${path}` };
    });
    all.push(...here.filter(({ path }) => !path.endsWith("/")));
    all.push(...(await inNested(shadow, foldersOf(here), depth + 1, signal)));
  }
  return all;
}

function foldersOf(found: readonly Found[]): readonly string[] {
  return found.map(({ path }) => path).filter((path) => path.endsWith("/"));
}

/** Lines of `ls-files -t -z`: a letter, a blank, a path. */
function read(text: string): readonly Found[] {
  return text
    .split("\0")
    .filter((line) => line.length > 2)
    .map((line) => ({ tag: line.slice(0, 1), path: line.slice(2) }));
}
