import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
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
    for (const file of await filesOf(exercise.folder)) {
      hasher.update(`${exercise.key}\0${relative(exercise.folder, file)}\0`);
      hasher.update(await readFile(file));
    }
  }
  const commit = await commitOf(folder);
  return {
    ...(commit === undefined ? {} : { commit }),
    hash: hasher.digest("hex"),
    exercises: exercises.length,
  };
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Only of a repository of its own: a set in somebody's repository has no commit that names it. */
export async function commitOf(folder: string): Promise<string | undefined> {
  if (!existsSync(join(folder, ".git"))) return undefined;
  const { signal } = new AbortController();
  const limits = { cwd: folder, timeoutMs: gitLimitMs, maxChars: 1_000, signal };
  const { exitCode, output } = await runCommand(["git", "rev-parse", "HEAD"], limits);
  return exitCode === 0 ? output.trim() : undefined;
}
