import { appendFileSync, lstatSync, mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { SandboxError } from "./error.ts";
import type { SandboxOptions } from "./options.ts";
import { repositoryPaths } from "./repository.ts";
import { isBelowAny, type Scratch } from "./scratch.ts";
import { madeFile, removeEmpty } from "./stale.ts";

/** What lies below a folder that commands may write to. A parent comes before what is in it. */
export type Mount = { readonly path: string; readonly readOnly: boolean };

export type Guard = Disposable & {
  /** As things stand now; folders that are missing are made, so that no command can make them. */
  mounts(): readonly Mount[];
};

const ownFolder = ".localcode";

/** What is run or obeyed outside of the sandbox, so that commands may only read it. */
export function openGuard(
  { root, writable, guarded, throwaway }: SandboxOptions,
  { path: scratch }: Scratch,
): Guard {
  if (throwaway) return nothingGuarded;
  const open = [root, ...writable];
  const made = new Set<string>();
  const remove = (): void => removeEmpty(made);
  const make = (path: string): boolean => {
    const folders = makeFolder(path);
    for (const folder of folders ?? []) made.add(folder);
    // Whoever sweeps up after a kill reads it.
    if (folders?.length) appendFileSync(join(scratch, madeFile), `${folders.join("\n")}\n`);
    return folders !== undefined;
  };
  // Also where the program exits without closing its sandbox.
  process.once("exit", remove);
  return {
    mounts() {
      const { folders, files } = repositoryPaths(join(root, ".git"), root);
      const wanted = [join(root, ownFolder), ...guarded, ...folders].map(realPlace);
      const present = wanted.filter((path) => isInside(path, open) && make(path));
      const fixed = [...present, ...files.filter((path) => isInside(path, open))];
      return mountsFor([...new Set(fixed)], open);
    },
    [Symbol.dispose]() {
      process.off("exit", remove);
      remove();
    },
  };
}

const nothingGuarded: Guard = { mounts: () => [], [Symbol.dispose]: () => undefined };

/** Every folder on the way is mounted upon itself: what is mounted upon cannot be moved away. */
function mountsFor(fixed: readonly string[], open: readonly string[]): readonly Mount[] {
  const pinned = fixed.flatMap((path) => parentsOf(path, open));
  const paths = [...new Set([...pinned, ...fixed])].sort((one, other) => one.length - other.length);
  return paths
    .filter((path) => !isBelowAny(dirname(path), fixed))
    .map((path) => ({ path, readOnly: fixed.includes(path) }));
}

/** The folders above the path that are themselves below one of `open`. */
function parentsOf(path: string, open: readonly string[]): readonly string[] {
  const parent = dirname(path);
  return isInside(parent, open) ? [...parentsOf(parent, open), parent] : [];
}

function isInside(path: string, open: readonly string[]): boolean {
  return isBelowAny(path, open) && !open.includes(path);
}

/** The path with its links resolved as far as it exists. */
function realPlace(path: string): string {
  const above = dirname(path);
  if (above === path) return path;
  try {
    return realpathSync(path);
  } catch (error) {
    // It does not exist, or is a link to what does not.
    if (error instanceof Error) return join(realPlace(above), basename(path));
    throw error;
  }
}

const notPermitted: readonly unknown[] = ["EACCES", "EPERM", "EROFS"];

/** The folders that were missing; undefined where it cannot be made by us, and so by no command. */
function makeFolder(path: string): readonly string[] | undefined {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return [];
  try {
    const first = mkdirSync(path, { recursive: true, mode: 0o755 });
    return first === undefined ? [] : between(first, path);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    if (notPermitted.includes(code)) return undefined;
    const text = `${path} cannot be made (${String(code)}), so nothing would keep commands from making it.`;
    throw new SandboxError(text, { cause });
  }
}

/** From one folder down to another, both included, the deepest first. */
function between(first: string, last: string): readonly string[] {
  return resolve(first) === resolve(last) ? [last] : [last, ...between(first, dirname(last))];
}
