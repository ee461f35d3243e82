import { constants } from "node:fs";
import { type FileHandle, lstat, mkdir, open, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf, FileError, onFile } from "./file-error.ts";

/** A path of a folder that stays the same folder while it is held. */
export type HeldFolder = AsyncDisposable & { readonly path: string };

const folderFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Makes a folder and holds it, so that nobody who swaps a part of its path for a link meanwhile can
 * lead a write elsewhere: on Linux by open handles. On other systems only the check is there.
 */
export async function holdFolder(folder: string): Promise<HeldFolder> {
  const missing: string[] = [];
  let base = folder;
  while (!(await isThere(base))) {
    missing.unshift(basename(base));
    base = dirname(base);
  }
  let held = await hold(base, base);
  for (const name of missing) {
    await using above = held;
    const path = join(above.path, name);
    await onFile(() => makeFolder(path));
    base = join(base, name);
    held = await hold(path, base);
  }
  return held;
}

async function isThere(path: string): Promise<boolean> {
  return path === dirname(path) || (await lstat(path).catch(() => undefined)) !== undefined;
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    // Somebody else was faster.
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/** Opens a folder; `real` is the path that it must have. */
async function hold(path: string, real: string): Promise<HeldFolder> {
  const handle = await onFile(() => open(path, folderFlags));
  const held = process.platform === "linux" ? `/proc/self/fd/${handle.fd}` : real;
  if ((await realpath(held).catch(() => "")) === real) {
    return { path: held, [Symbol.asyncDispose]: () => handle.close() };
  }
  return await refused(handle);
}

async function refused(handle: FileHandle): Promise<never> {
  await handle.close();
  throw new FileError("Its folder was moved or replaced meanwhile. Try again.");
}
