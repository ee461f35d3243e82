import { basename, isAbsolute, posix, relative, sep } from "node:path";

/** Where a written path points: below the root (relative, "" for the root) or somewhere else. */
export type Place =
  | { readonly type: "inside"; readonly path: string }
  | { readonly type: "outside"; readonly segments: readonly string[]; readonly climbs: boolean };

/** First folders of real systems: a path below one is meant as written, not an invented root. */
const systemFolders = new Set(
  "bin boot dev etc lib lib64 opt private proc run sbin sys tmp usr var Windows System Library".split(
    " ",
  ),
);

/** What models call a project folder that they have never seen. */
const inventedRoots = new Set(
  "workspace workspaces repo repository project projects app code work testbed home Users root ~".split(
    " ",
  ),
);

/** Folders that are part of a project, so never the end of an invented root. */
const sourceFolders = new Set("src lib test tests app include pkg cmd spec main".split(" "));

const maxInventedDepth = 4;

/** A path as a model writes it, without quotes, blanks, URL scheme and foreign separators. */
export function cleanPath(written: string): string {
  const bare = written
    .trim()
    .replace(/^[\s"'`<]+/, "")
    .replace(/[\s"'`>,;]+$/, "");
  const local = bare.startsWith("file://") ? decoded(bare.slice("file://".length)) : bare;
  return local.replaceAll("\\", "/").replace(/^[A-Za-z]:(?=\/)/, "");
}

/** The readings of a written path, most literal first. */
export function readingsOf(written: string): readonly string[] {
  const clean = cleanPath(written);
  const withoutLine = clean.replace(/:\d+(?:[-:]\d+)?$/, "");
  const withoutMark = withoutLine.replace(/^@/, "");
  const withoutSide = withoutMark.replace(/^[ab]\//, "");
  const literal = written.includes("\n") ? [] : [written];
  return [...new Set([...literal, clean, withoutLine, withoutMark, withoutSide])].filter(Boolean);
}

/** Where a reading points; `..` is resolved before any link is. */
export function placeOf(root: string, reading: string): Place {
  const absolute = isAbsolute(reading) || /^~(\/|$)/.test(reading);
  const full = absolute
    ? posix.normalize(reading.startsWith("~") ? `/${reading}` : reading)
    : posix.normalize(`${slashed(root)}/${reading}`);
  const path = below(slashed(root), full);
  if (path !== undefined) return { type: "inside", path };
  return { type: "outside", segments: segmentsOf(full), climbs: !absolute };
}

/** The part of `path` below `root`, "" for the root itself; undefined where it lies elsewhere. */
export function below(root: string, path: string): string | undefined {
  const part = slashed(relative(root, path));
  if (part === ".." || part.startsWith("../") || isAbsolute(part)) return undefined;
  return part;
}

export function segmentsOf(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "" && segment !== ".");
}

/** Whether `prefix`, with `rest` below it, may be a root that the model made up. */
export function isInventedRoot(prefix: readonly string[], rest: readonly string[]): boolean {
  if (prefix.length > maxInventedDepth || systemFolders.has(prefix[0] ?? "")) return false;
  return rest.length > 1 || !prefix.slice(1).some((segment) => sourceFolders.has(segment));
}

/** Whether a whole path is a name for the project folder itself: /workspace, /home/user/project. */
export function isRootName(segments: readonly string[]): boolean {
  return segments.length <= 3 && (segments.length === 0 || inventedRoots.has(segments[0] ?? ""));
}

/** Whether a first folder that does not exist stands for the root: its own name, an invented one, a diff's side. */
export function standsForRoot(root: string, segments: readonly string[]): boolean {
  const [first = ""] = segments;
  if (/^[ab]$/.test(first)) return segments.length > 2;
  return first === basename(root) || ["workspace", "repo", "repository", "testbed"].includes(first);
}

function slashed(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
