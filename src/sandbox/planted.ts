import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { gitFoldersOf } from "./repository.ts";
import { harmlessConfig } from "./repository-config.ts";
import { isBelowAny } from "./scratch.ts";

/** Obeyed where they appear, and not to be held back by a mount as git must be able to write beside them. */
const redirections: readonly string[] = ["commondir", "config.worktree"];

/**
 * Looks at what no mount can hold back: links, and a repository that is not there yet. The function that
 * comes back puts them as they were once the command has ended, and names what it put back.
 */
export function watchPlanted(root: string): () => readonly string[] {
  const git = join(root, ".git");
  const links = [git, join(root, ".localcode")].filter(isLink).map((path) => ({
    path,
    target: readlinkSync(path),
  }));
  const isNew = lstatSync(git, { throwIfNoEntry: false }) === undefined;
  const folders = isNew || !existsSync(git) ? [] : gitFoldersOf(git);
  const absent = folders
    .filter((folder) => isBelowAny(folder, [root]))
    .flatMap((folder) => [...redirections, "config"].map((name) => join(folder, name)))
    .filter((path) => !isThere(path));
  return () => {
    const restored = links.flatMap(({ path, target }) => restore(path, target));
    const found = absent.filter(isThere).flatMap(settle);
    const made = isNew && isThere(git) ? settleNew(git) : [];
    return [...restored, ...found, ...made].map((path) => relative(root, path));
  };
}

function restore(path: string, target: string): readonly string[] {
  if (isLink(path) && readlinkSync(path) === target) return [];
  rmSync(path, { recursive: true, force: true });
  symlinkSync(target, path);
  return [path];
}

/** A repository that a command has made stays, without what would run programs. */
function settleNew(git: string): readonly string[] {
  if (!lstatSync(git).isDirectory()) return removed(git);
  return gitFoldersOf(git).flatMap((folder) => {
    const names = [...redirections, "config"].map((name) => join(folder, name));
    return [...settleHooks(join(folder, "hooks")), ...names.filter(isThere).flatMap(settle)];
  });
}

function settleHooks(folder: string): readonly string[] {
  if (!isThere(folder)) return [];
  if (!lstatSync(folder).isDirectory()) return removed(folder);
  const hooks = readdirSync(folder).filter((name) => !name.endsWith(".sample"));
  return hooks.flatMap((name) => removed(join(folder, name)));
}

function settle(path: string): readonly string[] {
  if (!path.endsWith("/config") || !lstatSync(path).isFile()) return removed(path);
  const text = readFileSync(path, "utf8");
  const kept = harmlessConfig(text);
  if (kept === text) return [];
  // Written beside and moved, so that no link is followed.
  const beside = `${path}.${crypto.randomUUID()}`;
  writeFileSync(beside, kept, { flag: "wx" });
  renameSync(beside, path);
  return [path];
}

function removed(path: string): readonly string[] {
  rmSync(path, { recursive: true, force: true });
  return [path];
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
