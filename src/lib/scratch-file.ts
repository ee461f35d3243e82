import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";

const filesKept = 100;

/** The path of a file in a scratch folder; nothing is made yet. */
export function scratchPath(folder: string, name: string): string {
  const stamp = Date.now().toString(36);
  return join(folder, `${name.replace(/[^\w-]/g, "_").slice(-60)}-${stamp}.txt`);
}

/** Makes the folder, hides it from git and removes its oldest files when there are too many. */
export async function tidyScratch(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, ".gitignore"), "*\n");
  await removeOldest(folder);
}

/** As the model may name it: relative to the root where it lies below it. */
export function nameOf(root: string, path: string): string {
  const below = relative(root, path);
  return below.startsWith("..") ? path : below;
}

async function removeOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name !== ".gitignore");
  if (names.length < filesKept) return;
  const dated = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      // Another run may have removed it meanwhile.
      const entry = await stat(path).catch(() => undefined);
      return { path, ms: entry?.mtimeMs ?? 0 };
    }),
  );
  const oldest = dated
    .sort((one, other) => one.ms - other.ms)
    .slice(0, names.length - filesKept + 1);
  await Promise.all(oldest.map(({ path }) => rm(path, { force: true })));
}
