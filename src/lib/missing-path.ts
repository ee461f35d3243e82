import { dirname, join } from "node:path";
import words from "../../prompts/paths.json" with { type: "json" };
import {
  exists,
  type FoundPath,
  lookAt,
  moved,
  newFile,
  refusal,
  type WantedPath,
} from "./look-at.ts";
import { fill } from "./template.ts";
import {
  deeper,
  isCommonName,
  listed,
  namesFor,
  nearPaths,
  sameButCase,
  type Tree,
  treeOf,
} from "./tree-names.ts";
import { segmentsOf, standsForRoot } from "./written-path.ts";

type Search = {
  readonly root: string;
  /** As written, cleaned. */
  readonly path: string;
  readonly segments: readonly string[];
  readonly want: WantedPath;
  /** Of the kind that is wanted. */
  readonly names: readonly string[];
  readonly tree: Tree;
};

/** Nothing stands at a path below the root: what was meant, or a sentence naming what is near. */
export async function findMissing(
  root: string,
  path: string,
  clean: string,
  want: WantedPath,
): Promise<FoundPath> {
  const tree = await treeOf(root);
  const search = {
    root,
    path,
    segments: segmentsOf(path),
    want,
    names: namesFor(tree, want),
    tree,
  };
  return want === "new-file" ? await forNewFile(search, clean) : await forExisting(search);
}

async function forExisting(search: Search): Promise<FoundPath> {
  const { root, path, segments, want, names } = search;
  const meant = sameButCase(names, path) ?? (await withoutInventedFolders(search));
  if (meant !== undefined) return noted(await lookAt(root, meant, want), search);
  const found = deeper(names, segments);
  const only = found[0];
  if (found.length === 1 && only !== undefined && search.tree.whole) {
    return noted(await lookAt(root, only, want), search);
  }
  if (found.length > 1) return refusal("ambiguous", "ambiguous", { path, names: listed(found) });
  return missing(search);
}

/** The path without leading folders that do not exist: "project/src/app.ts" for "src/app.ts". */
async function withoutInventedFolders(search: Search): Promise<string | undefined> {
  const { root, segments, names } = search;
  const first = segments[0] ?? "";
  if (segments.length < 2 || (await exists(join(root, first)))) return undefined;
  const known = new Set(names);
  const rests = segments.map((_, index) => segments.slice(index).join("/"));
  return rests.slice(1).find((rest) => known.has(rest));
}

/** A file that does not exist yet is made only where no existing one can be meant. */
async function forNewFile(search: Search, clean: string): Promise<FoundPath> {
  const { root, path, segments, want, names } = search;
  if (clean.endsWith("/") || segments.length === 0) {
    return refusal("wrong-kind", "is_folder", { path, near: "" });
  }
  const same = sameButCase(names, path);
  if (same !== undefined) return noted(await lookAt(root, same, want), search);
  if (segments.length === 1) return await forBareName(search, clean);
  if (await exists(join(root, dirname(path)))) return await newFile(root, path, otherNote(search));
  return await inNewFolder(search, clean);
}

async function forBareName(search: Search, clean: string): Promise<FoundPath> {
  const { root, path, segments, want, names } = search;
  const found = deeper(names, segments);
  const only = found[0];
  if (only === undefined || clean.startsWith("./")) {
    return await newFile(root, path, otherNote(search));
  }
  if (found.length > 1 || isCommonName(only) || !search.tree.whole) {
    return refusal("ambiguous", "ambiguous_new", { path, names: listed(found) });
  }
  return noted(await lookAt(root, only, want), search);
}

/** A path whose folder does not exist: made up in front of a real one, or really a new folder. */
async function inNewFolder(search: Search, clean: string): Promise<FoundPath> {
  const { root, path, segments, want, names } = search;
  const [first = "", second = ""] = segments;
  const rest = segments.slice(1).join("/");
  if (clean.startsWith("./")) return await newFile(root, path, otherNote(search));
  if (standsForRoot(root, segments) && !(await exists(join(root, first)))) {
    if (names.includes(rest)) return noted(await lookAt(root, rest, want), search);
    if (segments.length > 2 && (await exists(join(root, second)))) {
      return moved(await newFile(root, rest, ""), path);
    }
  }
  const found = names.filter((name) => name.endsWith(`/${path}`));
  const only = found[0];
  if (only !== undefined && found.length === 1 && !isCommonName(only)) {
    return noted(await lookAt(root, only, want), search);
  }
  const meant = await withoutInventedFolders(search);
  const near = meant?.includes("/") ? [...found, meant] : found;
  if (near.length === 0 || isCommonName(path)) return await newFile(root, path, otherNote(search));
  return refusal("ambiguous", "ambiguous_new", { path, names: listed(near) });
}

function otherNote({ names, path, segments }: Search): string {
  const name = segments.at(-1) ?? "";
  if (isCommonName(name)) return "";
  const others = names.filter((other) => other === name || other.endsWith(`/${name}`));
  const shown = others.filter((other) => other !== path);
  return shown.length === 0 ? "" : fill(words.note_other, { names: listed(shown) });
}

function noted(found: FoundPath | undefined, search: Search): FoundPath {
  if (found === undefined) return missing(search);
  return moved(found, search.path);
}

function missing(search: Search): FoundPath {
  const key = { file: "missing_file", folder: "missing_folder", any: "missing_any" } as const;
  const which = search.want === "new-file" ? "file" : search.want;
  return refusal("missing", key[which], { path: search.path, near: nearText(search) });
}

function nearText({ names, path }: Search): string {
  const near = nearPaths(names, path, true);
  return near.length === 0 ? "" : fill(words.near, { names: listed(near, "or") });
}
