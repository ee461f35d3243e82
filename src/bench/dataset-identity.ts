import { existsSync } from "node:fs";
import { readdir, readFile, readlink } from "node:fs/promises";
import { join, relative } from "node:path";
import { ConfigError } from "../app/config-error.ts";
import { runCommand } from "../lib/process.ts";
import type { Exercise } from "./types.ts";

/** Two sets with the same hash are the same exercises, whatever they are called. */
export type Identity = {
  /** Of the repository, where it is one; it says nothing of changes since. */
  readonly commit?: string;
  /** SHA-256 over the paths and contents of all exercises. */
  readonly hash: string;
  readonly exercises: number;
};

const gitLimitMs = 10_000;

export async function identityOf(
  folder: string,
  exercises: readonly Exercise[],
): Promise<Identity> {
  const hasher = new Bun.CryptoHasher("sha256");
  for (const exercise of [...exercises].sort((one, other) => (one.key < other.key ? -1 : 1))) {
    for (const { path, isLink } of await filesOf(exercise.folder)) {
      hasher.update(`${exercise.key}\0${relative(exercise.folder, path)}\0`);
      hasher.update(isLink ? `link\0${await readlink(path)}` : await readFile(path));
    }
  }
  const commit = await commitOf(folder);
  return {
    ...(commit === undefined ? {} : { commit }),
    hash: hasher.digest("hex"),
    exercises: exercises.length,
  };
}

type Found = { readonly path: string; readonly isLink: boolean };

const mostFiles = 20_000;

/** Links are not followed: one may lead round in a circle, or to all that is on the disk. */
async function filesOf(folder: string): Promise<readonly Found[]> {
  const found: Found[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || entry.isSymbolicLink())
        found.push({ path, isLink: entry.isSymbolicLink() });
    }
    if (found.length <= mostFiles) continue;
    throw new ConfigError(`${folder} has more than ${mostFiles} files; it is no exercise.`);
  }
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Only of a repository of its own: a set in somebody's repository has no commit that names it. */
export async function commitOf(folder: string): Promise<string | undefined> {
  if (!existsSync(join(folder, ".git"))) return undefined;
  const { signal } = new AbortController();
  const limits = { cwd: folder, timeoutMs: gitLimitMs, maxChars: 1_000, signal };
  const { exitCode, output } = await runCommand(["git", "rev-parse", "HEAD"], limits);
  return exitCode === 0 ? output.trim() : undefined;
}
