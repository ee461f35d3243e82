import { go, type Prepared, prepare } from "fuzzysort";

/** A file or folder of the project, ready to be searched. */
export type IndexedPath = {
  /** Relative to the root; a folder's ends in "/". */
  readonly path: string;
  readonly isFolder: boolean;
  /** The path in small letters, and where its last part begins. */
  readonly lower: string;
  readonly nameAt: number;
  readonly target: Prepared;
};

export type FoundPath = {
  readonly path: string;
  readonly isFolder: boolean;
  /** The characters of the path that the query met. */
  readonly indexes: readonly number[];
};

export function indexedPath(path: string): IndexedPath {
  const isFolder = path.endsWith("/");
  const nameAt = path.lastIndexOf("/", path.length - 2) + 1;
  return { path, isFolder, lower: path.toLowerCase(), nameAt, target: prepare(path) };
}

/** The paths that a query may mean, the likeliest first. */
export function searchPaths(
  paths: readonly IndexedPath[],
  query: string,
  limit: number,
  recent: ReadonlySet<string> = new Set(),
): readonly FoundPath[] {
  const wanted = query.toLowerCase();
  const typedName = wanted.slice(wanted.lastIndexOf("/") + 1);
  const results = go(wanted, likely(paths, wanted, typedName, limit), {
    key: "target",
    limit,
    threshold: 0,
    scoreFn: ({ score, obj }) =>
      score + bonus(obj, wanted, typedName) + (recent.has(obj.path) ? 0.3 : 0),
  });
  return results.map(({ obj: { path, isFolder }, indexes }) => {
    return { path, isFolder, indexes: [...indexes] };
  });
}

/**
 * Where enough names begin with the query, or hold it, or enough paths do, the others are not looked
 * at: scoring every path that has the letters somewhere takes longer than a key may.
 */
function likely(
  paths: readonly IndexedPath[],
  wanted: string,
  typedName: string,
  enough: number,
): readonly IndexedPath[] {
  const begins: IndexedPath[] = [];
  const holds: IndexedPath[] = [];
  const whole: IndexedPath[] = [];
  for (const one of paths) {
    if (!one.lower.includes(wanted)) continue;
    whole.push(one);
    const at = one.lower.indexOf(typedName, one.nameAt);
    if (at >= 0) holds.push(one);
    if (at === one.nameAt) begins.push(one);
  }
  return [begins, holds, whole].find((some) => some.length >= enough) ?? paths;
}

/** A name that begins with the query is meant sooner than letters strewn over a path. */
function bonus({ lower, nameAt }: IndexedPath, wanted: string, typedName: string): number {
  const at = lower.indexOf(typedName, nameAt);
  const named = typedName === "" || at === -1 ? 0 : at === nameAt ? 0.5 : 0.25;
  const whole = lower.includes(wanted) ? 0.25 : 0;
  return named + whole + 0.1 / (1 + lower.length / 20);
}
