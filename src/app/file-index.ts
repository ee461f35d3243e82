import { breather } from "../lib/breather.ts";
import { findByWalk } from "../lib/find-files.ts";
import { ripgrepLines, ripgrepProgram } from "../lib/ripgrep.ts";
import type { IndexedPath } from "./search-paths.ts";

/** The paths that .gitignore leaves, listed in the background; no key ever waits for it. */
export type FileIndex = Disposable & {
  /** What changed last comes first. Empty until the first listing is done. */
  readonly paths: () => readonly IndexedPath[];
  readonly isListed: () => boolean;
  /** Paths that were used in mentions, the newest first. */
  readonly recent: () => readonly string[];
  used(path: string): void;
  /** Lists anew, unless that is being done or was done a moment ago. */
  refresh(): Promise<void>;
};

const maxPaths = 200_000;
const recentKept = 20;
const restMs = 2_000;
/** The longest the thread is held: half a frame. */
const sliceMs = 8;
const warmPaths = 12_000;
const warmSlice = 400;

export function openFileIndex(root: string): FileIndex {
  const closing = new AbortController();
  let paths: readonly IndexedPath[] = [];
  let recent: readonly string[] = [];
  let listing: Promise<void> | undefined;
  let listedAtMs = Number.NEGATIVE_INFINITY;
  const list = async (): Promise<void> => {
    try {
      paths = await indexedPaths(root, paths, closing.signal);
      listedAtMs = performance.now();
    } catch (error) {
      if (!closing.signal.aborted) throw error;
    } finally {
      listing = undefined;
    }
  };
  return {
    paths: () => paths,
    isListed: () => listedAtMs > 0,
    recent: () => recent,
    used(path) {
      recent = [path, ...recent.filter((other) => other !== path)].slice(0, recentKept);
    },
    async refresh() {
      if (listing === undefined && performance.now() - listedAtMs > restMs) listing = list();
      await listing;
    },
    [Symbol.dispose]: () => closing.abort(),
  };
}

/** Files and the folders they are in; what was prepared before is taken over. */
async function indexedPaths(
  root: string,
  before: readonly IndexedPath[],
  signal: AbortSignal,
): Promise<readonly IndexedPath[]> {
  // Loads what searches, which no start waits for.
  const { indexedPath, searchPaths } = await import("./search-paths.ts");
  const breathe = breather(sliceMs);
  const known = new Map(before.map((one) => [one.path, one]));
  const found = new Map<string, IndexedPath>();
  const add = (path: string): void => {
    found.set(path, known.get(path) ?? indexedPath(path));
  };
  for await (const file of filesIn(root, signal)) {
    if (found.size >= maxPaths) break;
    add(file);
    for (let at = file.lastIndexOf("/"); at > 0; at = file.lastIndexOf("/", at - 1)) {
      const folder = file.slice(0, at + 1);
      if (found.has(folder)) break;
      add(folder);
    }
    await breathe();
  }
  const paths = [...found.values()];
  // A first search of many paths would take three times as long as the later ones.
  for (let at = 0; before.length === 0 && at < Math.min(paths.length, warmPaths); at += warmSlice) {
    searchPaths(paths.slice(at, at + warmSlice), "et", warmSlice);
    await breathe();
  }
  return paths;
}

/** Newest first where ripgrep is there; else in the order of the names. */
async function* filesIn(root: string, signal: AbortSignal): AsyncGenerator<string> {
  const place = { root, path: "", rules: [] };
  const program = await ripgrepProgram();
  if (program === undefined) {
    yield* findByWalk(place, signal);
    return;
  }
  for await (const line of ripgrepLines(program, ["--files", "--sortr=modified"], place, signal)) {
    yield line.replace(/^\.\//, "");
  }
}
