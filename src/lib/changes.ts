import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { walk } from "./walk.ts";

/** What each file was like: enough to see that it changed, without reading it. */
export type Snapshot = ReadonlyMap<string, string>;

const maxFiles = 20_000;
const maxNamed = 100;
const statsAtOnce = 64;

/** Made by tools, not by people, also where no .gitignore says so. */
const madeByTools =
  /(^|\/)(\.(pytest_cache|mypy_cache|ruff_cache|tox|gradle|venv|cache|localcode)|coverage|htmlcov|target|build|dist)\/|\.(pyc|class|o)$/;

/** The files below the root that .gitignore leaves; of a huge tree only the first ones. */
export async function snapshotOf(root: string, signal: AbortSignal): Promise<Snapshot> {
  const paths: string[] = [];
  for await (const entry of walk(root, { signal })) {
    if (entry.type === "file" && !madeByTools.test(entry.path)) paths.push(entry.path);
    if (paths.length >= maxFiles) break;
  }
  const files = new Map<string, string>();
  for (let at = 0; at < paths.length; at += statsAtOnce) {
    await Promise.all(
      paths.slice(at, at + statsAtOnce).map(async (path) => {
        // A file that went away since it was listed is not there.
        const entry = await lstat(join(root, path)).catch(() => undefined);
        if (entry) files.set(path, `${entry.mtimeMs} ${entry.size} ${entry.ino}`);
      }),
    );
  }
  return files;
}

/** Files made, changed or removed between two snapshots, by name. */
export function changesBetween(before: Snapshot, after: Snapshot): readonly string[] {
  const changed = [...after].filter(([path, mark]) => before.get(path) !== mark);
  // Beyond the limit a file may only have moved out of sight.
  const complete = after.size < maxFiles && before.size < maxFiles;
  const removed = complete ? [...before.keys()].filter((path) => !after.has(path)) : [];
  return [...changed.map(([path]) => path), ...removed].sort().slice(0, maxNamed);
}
