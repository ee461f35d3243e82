import type { FileIndex } from "../app/file-index.ts";
import { type FoundPath, searchPaths } from "../app/search-paths.ts";

/** The mention that is being typed at the cursor. */
export type OpenMention = {
  /** Where its "@" stands; what is chosen takes the place from there to the cursor. */
  readonly start: number;
  readonly query: string;
};

const maxMentionChars = 400;
// A mark within a word is an e-mail address; after a backslash it is only a sign.
const open = /(?<![\p{L}\p{N}_.+\-/@\\])@(?!@)(?:"([^"\n]*)|([^\s"'`<>|]*))$/u;

/** What is typed after an "@" before the cursor; undefined where no mention is open. */
export function mentionAt(text: string, cursor: number): OpenMention | undefined {
  const from = Math.max(0, cursor - maxMentionChars);
  const found = open.exec(text.slice(from, cursor));
  if (found === null) return undefined;
  return { start: from + found.index, query: found[1] ?? found[2] ?? "" };
}

/** How a path is written as a mention; after a folder one may go on. */
export function mentionOf({ path, isFolder }: Pick<FoundPath, "path" | "isFolder">): string {
  const plain = /^[^\s"'`<>|]+$/.test(path);
  const end = isFolder ? "" : " ";
  return plain ? `@${path}${end}` : `@"${path}${isFolder ? "" : '"'}${end}`;
}

/** The paths that a query may mean, the likeliest first; without one those used or changed last. */
export function findFiles(index: FileIndex, query: string, limit: number): readonly FoundPath[] {
  const wanted = query.replace(/:[\d-]*$/, "");
  if (wanted === "") return latest(index, limit);
  return searchPaths(index.paths(), wanted, limit, new Set(index.recent()));
}

function latest(index: FileIndex, limit: number): readonly FoundPath[] {
  const paths = index.paths();
  const recent = index.recent().slice(0, limit);
  const used = new Map(recent.map((path): [string, FoundPath | undefined] => [path, undefined]));
  for (const one of paths) if (used.has(one.path)) used.set(one.path, found(one));
  const first = [...used.values()].filter((one) => one !== undefined);
  const others = paths.slice(0, limit + recent.length).filter(({ path }) => !used.has(path));
  return [...first, ...others.map(found)].slice(0, limit);
}

function found({ path, isFolder }: Omit<FoundPath, "indexes">): FoundPath {
  return { path, isFolder, indexes: [] };
}
