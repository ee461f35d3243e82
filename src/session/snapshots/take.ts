import { utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { look } from "./look.ts";
import { noteModes } from "./modes.ts";
import { keepIndex, type Shadow } from "./shadow.ts";

export type Taken =
  | { readonly type: "taken"; readonly id: string; readonly leftOut: readonly string[] }
  | { readonly type: "failed"; readonly why: string };

const maxArgumentBytes = 100_000;

/** Takes a snapshot of the folder as it is. Equal folders have equal ids. */
export async function takeSnapshot(
  shadow: Shadow,
  skipped: readonly string[],
  signal: AbortSignal,
): Promise<Taken> {
  const looked = await look(shadow, skipped, signal);
  if ("why" in looked) return { type: "failed", why: looked.why };
  // First what goes: a file may stand where a folder was, and the other way round.
  await updateIndex(shadow, ["--force-remove"], looked.removed, signal);
  await updateIndex(shadow, ["--add", "--remove", "--replace"], looked.added, signal);
  const id = (await shadow.git(["write-tree"], {}, signal)).trim();
  await refer(shadow, id);
  if (looked.added.length + looked.removed.length > 0) await keepIndex(shadow);
  if (looked.modes.size > 0) await noteModes(shadow, looked.modes);
  return { type: "taken", id, leftOut: looked.leftOut };
}

async function updateIndex(
  shadow: Shadow,
  words: readonly string[],
  paths: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const some of portions(paths)) {
    await shadow.git(["update-index", ...words, "--", ...some], {}, signal);
  }
}

/** Paths in portions that a command line can hold, none of which looks like a flag. */
export function portions(paths: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const path of paths) {
    const bytes = Buffer.byteLength(path) + 3;
    if (bytes > room) {
      all.push([]);
      room = maxArgumentBytes;
    }
    all.at(-1)?.push(`./${path}`);
    room -= bytes;
  }
  return all;
}

/** Keeps a snapshot from being cleared away; its time is that of the newest use. */
async function refer({ folder }: Shadow, id: string): Promise<void> {
  const file = join(folder, "refs/snapshots", id);
  await writeFile(file, `${id}\n`);
  const now = new Date();
  await utimes(file, now, now);
}
