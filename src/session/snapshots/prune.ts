import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Shadow } from "./shadow.ts";

const snapshotsKept = 300;
export const daysKept = 30;
const dayMs = 86_400_000;

/** Forgets old snapshots of this folder, and all those of folders that were not worked in for long. */
export async function prune(shadow: Shadow, signal: AbortSignal): Promise<void> {
  const oldest = Date.now() - daysKept * dayMs;
  const refs = await filesOf(join(shadow.folder, "refs/snapshots"));
  const old = refs.filter(({ ms }, index) => index >= snapshotsKept || ms < oldest);
  for (const { path } of old) await rm(path, { force: true });
  const left = (await filesOf(shadow.folder)).filter(({ path }) => path.includes("/index-"));
  for (const { path, ms } of left) {
    if (ms < Date.now() - dayMs) await rm(path, { force: true });
  }
  for (const { path, ms } of await filesOf(dirname(shadow.folder))) {
    const used = await stat(join(path, "refs/snapshots")).catch(() => undefined);
    if ((used?.mtimeMs ?? ms) < oldest) await rm(path, { recursive: true, force: true });
  }
  // It goes on by itself in the background where there is much to do.
  await shadow.git(["gc", "--auto", "--quiet"], {}, signal);
}

type Found = { readonly path: string; readonly ms: number };

/** What a folder holds, newest first. */
async function filesOf(folder: string): Promise<readonly Found[]> {
  const names = await readdir(folder);
  const found: Found[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const stats = await stat(path).catch(() => undefined);
    if (stats !== undefined) found.push({ path, ms: stats.mtimeMs });
  }
  return found.sort((one, other) => other.ms - one.ms);
}
