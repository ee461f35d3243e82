import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import words from "../../prompts/paths.json" with { type: "json" };
import { fill } from "./template.ts";
import { oneLine } from "./text.ts";
import { below } from "./written-path.ts";

/** What a caller wants the path to be; "new-file" may exist already, the others must. */
export type WantedPath = "file" | "folder" | "any" | "new-file";

export type FoundPath =
  | {
      readonly type: "found";
      /** Real: no link in it. A new file has its real folders, as far as they exist. */
      readonly absolute: string;
      /** Below the root with "/"; "" for the root itself. */
      readonly relative: string;
      readonly exists: boolean;
      /** Says where it is not the path as written; "" otherwise. */
      readonly note: string;
    }
  | {
      readonly type: "outside" | "missing" | "ambiguous" | "wrong-kind" | "empty";
      /** One sentence for the model, with names relative to the root only. */
      readonly text: string;
    };

export type RefusedPath = Exclude<FoundPath, { type: "found" }>;

const namesShown = 8;
const pathChars = 300;

/** What stands at a path below the root; undefined where there is nothing. */
export async function lookAt(
  root: string,
  path: string,
  want: WantedPath,
): Promise<FoundPath | undefined> {
  const full = join(root, path);
  const real = await realpath(full).catch(() => undefined);
  if (real === undefined) {
    const link = await lstat(full).catch(() => undefined);
    return link?.isSymbolicLink() ? await refusedLink(root, path) : undefined;
  }
  const relative = below(root, real);
  if (relative === undefined) return refusal("outside", "outside_link", { path });
  const entry = await stat(real).catch(() => undefined);
  if (entry === undefined) return undefined;
  if (!entry.isFile() && !entry.isDirectory()) return refusal("wrong-kind", "is_other", { path });
  const isWanted = want === "any" || (want === "folder" ? entry.isDirectory() : entry.isFile());
  if (!isWanted) return await wrongKind(real, relative, want);
  const note = relative === path ? "" : fill(words.note_link, { path, found: relative || "." });
  return { type: "found", absolute: real, relative, exists: true, note };
}

/** A file to be made: its nearest existing folder must be a real folder below the root. */
export async function newFile(root: string, path: string, note: string): Promise<FoundPath> {
  let existing = dirname(join(root, path));
  while (!(await exists(existing))) existing = dirname(existing);
  const real = await realpath(existing).catch(() => undefined);
  const file = below(root, existing) ?? "";
  if (real === undefined) return refusal("missing", "dangling", { path: file });
  if (below(root, real) === undefined) return refusal("outside", "outside_link", { path: file });
  if (!(await stat(real)).isDirectory()) return refusal("wrong-kind", "below_file", { path, file });
  const absolute = join(real, join(root, path).slice(existing.length));
  const relative = below(root, absolute) ?? "";
  return { type: "found", absolute, relative, exists: false, note };
}

/** Says that the path found is not the one written. */
export function moved(found: FoundPath, path: string): FoundPath {
  if (found.type !== "found") return found;
  const names = { path: oneLine(path, pathChars), found: found.relative || "." };
  return { ...found, note: fill(words.note_moved, names) };
}

export function refusal(
  type: RefusedPath["type"],
  key: keyof typeof words,
  values: Readonly<Record<string, string>>,
): RefusedPath {
  const path = oneLine(values.path ?? "", pathChars);
  return { type, text: fill(words[key], { ...values, path }) };
}

async function refusedLink(root: string, path: string): Promise<RefusedPath> {
  const folder = await realpath(dirname(join(root, path))).catch(() => root);
  const isInside = below(root, folder) !== undefined;
  return isInside
    ? refusal("missing", "dangling", { path })
    : refusal("outside", "outside_link", { path });
}

async function wrongKind(real: string, path: string, want: WantedPath): Promise<RefusedPath> {
  if (want === "folder") return refusal("wrong-kind", "is_file", { path });
  const entries = await readdir(real).catch(() => []);
  const names = entries.sort().slice(0, namesShown).join(", ");
  const more = entries.length > namesShown ? ", …" : "";
  const near = names === "" ? "" : fill(words.is_folder_near, { names: names + more });
  return refusal("wrong-kind", "is_folder", { path: path || ".", near });
}

export async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
