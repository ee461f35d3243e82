import { createHash } from "node:crypto";
import { copyFile, mkdir, rename, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SimpleGit } from "simple-git";
import { rulesAbove } from "./rules-above.ts";

/** A repository beside the person's own, whose work tree is their folder. It is never theirs. */
export type Shadow = {
  readonly root: string;
  readonly folder: string;
  /** This process's own index: two of them never wait for each other. */
  readonly index: string;
  /** Runs git on it; throws GitError. */
  git(words: readonly string[], place: Place, signal: AbortSignal): Promise<string>;
};

/** Another index or work tree than the usual one. */
export type Place = { readonly index?: string; readonly workTree?: string };

const digestChars = 16;
const ownerOnly = 0o700;

/** Where the snapshots of a folder lie. */
export function shadowFolder(root: string, cacheFolder: string): string {
  const digest = createHash("sha256").update(root).digest("hex").slice(0, digestChars);
  return join(cacheFolder, "snapshots", digest);
}

/** Opens the shadow repository of a folder, and makes it where there is none. */
export async function openShadow(root: string, cacheFolder: string): Promise<Shadow> {
  const folder = shadowFolder(root, cacheFolder);
  await makeRepository(folder);
  await writeFile(join(folder, "info/exclude"), `${(await rulesAbove(root)).join("\n")}\n`);
  const index = join(folder, `index-${crypto.randomUUID()}`);
  await copyIndex(join(folder, "index"), index);
  return {
    root,
    folder,
    index,
    async git(words, place, signal) {
      const workTree = place.workTree ?? root;
      const git = await gitIn(workTree, signal);
      const env = { ...environment(folder, workTree), GIT_INDEX_FILE: place.index ?? index };
      return await git.env(env).raw([...words]);
    },
  };
}

/** Hands what this process's index knows on to the next process. */
export async function keepIndex({ folder, index }: Shadow): Promise<void> {
  const next = `${index}.next`;
  if (await copyIndex(index, next)) await rename(next, join(folder, "index"));
}

/**
 * An index that is younger than a file it knows is believed without a look at the file, so a copy is
 * never younger than its original.
 */
async function copyIndex(from: string, to: string): Promise<boolean> {
  const known = await stat(from).catch(() => undefined);
  if (known === undefined) return false;
  await copyFile(from, to);
  const seconds = Math.floor(known.mtimeMs / 1_000);
  await utimes(to, seconds, seconds);
  return true;
}

// Bytes go in and out as they are: no line ends are changed, no filter of the project runs.
const attributes = "* -text !eol !ident !filter !working-tree-encoding\n";

const settings = `[core]
\trepositoryformatversion = 0
\tbare = false
\tfilemode = true
\tsymlinks = true
\tautocrlf = false
\tquotePath = false
\thooksPath = /dev/null
\tcompression = 1
[gc]
\tauto = 5000
\tpackRefs = false
\tpruneExpire = 1.day.ago
`;

/** Made by hand, as git would copy the person's templates and hooks into it. */
async function makeRepository(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: ownerOnly });
  for (const name of ["objects", "refs/snapshots", "info"]) {
    await mkdir(join(folder, name), { recursive: true });
  }
  await writeFile(join(folder, "info/attributes"), attributes);
  await writeFile(join(folder, "config"), settings);
  await writeFile(join(folder, "HEAD"), "ref: refs/heads/none\n");
}

/** Nothing of the person's configuration of git, and no GIT_ variable of theirs, reaches it. */
function environment(folder: string, workTree: string): Readonly<Record<string, string>> {
  return {
    PATH: process.env.PATH ?? "",
    LC_ALL: "C",
    GIT_DIR: folder,
    GIT_WORK_TREE: workTree,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_LITERAL_PATHSPECS: "1",
  };
}

async function gitIn(baseDir: string, signal: AbortSignal): Promise<SimpleGit> {
  const { simpleGit } = await import("simple-git");
  return simpleGit({
    baseDir,
    abort: signal,
    allowEnvironment: [...Object.keys(environment("", "")), "GIT_INDEX_FILE"],
    unsafe: { allowUnsafeConfigPaths: true },
  });
}
