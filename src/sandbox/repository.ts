import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Folders are made where they are missing, files are not. */
export type RepositoryPaths = {
  readonly folders: readonly string[];
  readonly files: readonly string[];
};

const maxSubmodules = 200;
const maxSubmoduleDepth = 4;

/**
 * What git obeys of a repository, whoever calls it: its configuration and hooks, those of its
 * submodules, and what says where they lie. All that exists, and the folder of hooks.
 */
export function repositoryPaths(git: string, root: string): RepositoryPaths {
  const entry = lstatSync(git, { throwIfNoEntry: false });
  if (entry === undefined || !existsSync(git)) return { folders: [], files: [] };
  const parts = gitFoldersOf(git).map((folder) => pathsIn(folder, root));
  return {
    folders: parts.flatMap(({ folders }) => folders),
    files: [...(entry.isFile() ? [git] : []), ...parts.flatMap(({ files }) => files)],
  };
}

/** The folder that is, or that a file names as, the repository; with those of its submodules. */
export function gitFoldersOf(git: string): readonly string[] {
  const folders = lstatSync(git).isFile() ? linkedFolders(git) : [realpathSync(git)];
  return folders.flatMap((folder) => [folder, ...submodules(join(folder, "modules"), 0)]);
}

/** As a worktree or a submodule names them: its own folder, and the one that it shares with others. */
function linkedFolders(git: string): readonly string[] {
  const named = /^gitdir: (.+)$/m.exec(readFileSync(git, "utf8"))?.[1];
  const folder = resolve(dirname(git), named ?? "");
  if (named === undefined || !existsSync(folder)) return [];
  const common = join(folder, "commondir");
  if (!existsSync(common)) return [realpathSync(folder)];
  const shared = resolve(folder, readFileSync(common, "utf8").trim());
  return [folder, shared].filter((path) => existsSync(path)).map((path) => realpathSync(path));
}

function submodules(folder: string, depth: number): readonly string[] {
  if (depth > maxSubmoduleDepth) return [];
  return namesIn(folder)
    .slice(0, maxSubmodules)
    .map((name) => join(folder, name))
    .flatMap((path) => (existsSync(join(path, "HEAD")) ? [path] : submodules(path, depth + 1)));
}

function pathsIn(folder: string, root: string): RepositoryPaths {
  const worktrees = join(folder, "worktrees");
  const theirs = namesIn(worktrees).flatMap((name) =>
    ["commondir", "gitdir", "config.worktree"].map((file) => join(worktrees, name, file)),
  );
  const own = ["config", "config.worktree", "commondir"].map((name) => join(folder, name));
  return {
    folders: [join(folder, "hooks"), ...hooksPath(join(folder, "config"), root)],
    files: [...own, ...theirs].filter((path) => existsSync(path)),
  };
}

/** A folder of hooks that the configuration names, where it is there. */
function hooksPath(config: string, root: string): readonly string[] {
  if (!existsSync(config)) return [];
  const named = /^\s*hookspath\s*=\s*"?(.+?)"?\s*$/im.exec(readFileSync(config, "utf8"))?.[1];
  const folder = resolve(root, named ?? "");
  return named !== undefined && existsSync(folder) ? [folder] : [];
}

function namesIn(folder: string): readonly string[] {
  // A link may lead out of the repository.
  if (!lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
