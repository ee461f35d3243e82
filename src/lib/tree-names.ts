import { nearest } from "./near.ts";
import { walk } from "./walk.ts";
import { segmentsOf } from "./written-path.ts";

/** The files and folders of a root by name, as far as a search of bounded length saw them. */
export type Tree = {
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** False where the search stopped at its limit: then nothing is known to be the only one. */
  readonly whole: boolean;
};

const maxEntries = 20_000;

export async function treeOf(root: string): Promise<Tree> {
  const files: string[] = [];
  const folders: string[] = [];
  for await (const entry of walk(root)) {
    (entry.type === "file" ? files : folders).push(entry.path);
    if (files.length + folders.length >= maxEntries) return { files, folders, whole: false };
  }
  return { files, folders, whole: true };
}

/** The names of the kind that is wanted. */
export function namesFor(
  { files, folders }: Tree,
  want: "file" | "folder" | "any" | "new-file",
): readonly string[] {
  if (want === "any") return [...files, ...folders];
  return want === "folder" ? folders : files;
}

/** The paths that end in the written name and pass the written folders in order, perhaps with others between. */
export function deeper(paths: readonly string[], written: readonly string[]): readonly string[] {
  return paths.filter((path) => {
    const segments = segmentsOf(path);
    if (segments.length <= written.length || segments.at(-1) !== written.at(-1)) return false;
    let found = 0;
    for (const segment of segments) if (segment === written[found]) found += 1;
    return found === written.length;
  });
}

/** The one path that differs from the written one only in case. */
export function sameButCase(paths: readonly string[], written: string): string | undefined {
  const wanted = written.toLowerCase();
  const same = paths.filter((path) => path.toLowerCase() === wanted);
  return same.length === 1 ? same[0] : undefined;
}

const nearShown = 3;

/** Paths that a reader may have meant: those of the same name first, then those of a similar one. */
export function nearPaths(
  paths: readonly string[],
  written: string,
  similar: boolean,
): readonly string[] {
  const name = nameOf(written).toLowerCase();
  const same = paths.filter((path) => nameOf(path).toLowerCase() === name);
  const names = [...new Set(paths.map(nameOf))];
  const close = similar && name !== "" ? nearest(name, names, 1) : [];
  const alike = close.flatMap((one) => paths.filter((path) => nameOf(path) === one));
  return [...new Set([...same, ...alike])].slice(0, nearShown);
}

/** Names that recur in many folders: one of them elsewhere says nothing about the one that is meant. */
export function isCommonName(path: string): boolean {
  const name = nameOf(path).toLowerCase();
  return /^(index|main|mod|lib|__init__|__main__|readme|license|makefile|dockerfile|package|types?|utils?|helpers?|constants?|config|setup|conftest|tsconfig|cargo|go|build|pom|\.[a-z]+)(\.[a-z0-9.]+)?$/.test(
    name,
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

const namesListed = 5;

/** "a", "b" and "c"; of many only the first ones. */
export function listed(paths: readonly string[], last: "and" | "or" = "and"): string {
  const names = paths.slice(0, namesListed).map((path) => `"${path}"`);
  const left = paths.length - names.length;
  if (left > 0) return `${names.join(", ")} and ${left} more`;
  const end = names.at(-1) ?? "";
  return names.length < 2 ? end : `${names.slice(0, -1).join(", ")} ${last} ${end}`;
}
