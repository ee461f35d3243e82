import { lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { partsOfName } from "../session/header.ts";
import { removeSession } from "../session/remove.ts";
import type { Folders } from "./folders.ts";

/** What lies about from earlier runs and can go. */
export type Leftover = {
  readonly what: "session" | "unfinished session" | "tool output" | "snapshots";
  readonly folder: string;
  readonly bytes: number;
  remove(): void;
};

export type LeftoverPlaces = {
  readonly logs: string;
  /** The folder whose tool outputs are looked at. */
  readonly root: string;
  readonly folders: Pick<Folders, "cache">;
};

/** Everything that was last changed before this time; what is used by a run is younger. */
export function leftovers(places: LeftoverPlaces, beforeMs: number): readonly Leftover[] {
  const { logs, root, folders } = places;
  const isOld = (path: string) => (lstatSync(path, gone)?.mtimeMs ?? Infinity) < beforeMs;
  const sessions = namesIn(logs).flatMap((name) => sessionLeftover(logs, name, isOld));
  const outputs = filesLeft(join(root, ".localcode/scratch"), "tool output", isOld);
  const snapshots = join(folders.cache, "snapshots");
  const shadows = namesIn(snapshots)
    .map((name) => join(snapshots, name))
    .filter((path) => [path, ...refsOf(path)].every(isOld))
    .map((path) => wholeFolder(path, snapshots));
  return [...sessions, ...outputs, ...shadows];
}

/** The snapshots of a folder: as young as the youngest of them it is. */
function refsOf(shadow: string): readonly string[] {
  const refs = join(shadow, "refs/snapshots");
  return namesIn(refs).map((name) => join(refs, name));
}

const gone = { throwIfNoEntry: false } as const;

function sessionLeftover(
  folder: string,
  name: string,
  isOld: (path: string) => boolean,
): readonly Leftover[] {
  const path = join(folder, name);
  const unfinished = name.startsWith(".") && name.endsWith(".part");
  if (!isOld(path) || (!unfinished && partsOfName(name) === undefined)) return [];
  if (unfinished) return [fileLeft(path, folder, "unfinished session")];
  const base = name.slice(0, name.indexOf(".jsonl"));
  const bytes = namesIn(folder)
    .filter((one) => one.startsWith(`${base}.`))
    .reduce((sum, one) => sum + sizeOf(join(folder, one)), 0);
  return [{ what: "session", folder, bytes, remove: () => removeSession(path) }];
}

function filesLeft(
  folder: string,
  what: Leftover["what"],
  isOld: (path: string) => boolean,
): readonly Leftover[] {
  return namesIn(folder)
    .filter((name) => name !== ".gitignore")
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path, gone)?.isFile() === true && isOld(path))
    .map((path) => fileLeft(path, folder, what));
}

function fileLeft(path: string, folder: string, what: Leftover["what"]): Leftover {
  return { what, folder, bytes: sizeOf(path), remove: () => rmSync(path, { force: true }) };
}

function wholeFolder(path: string, folder: string): Leftover {
  const bytes = namesIn(path, true).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
  const remove = () => rmSync(path, { recursive: true, force: true });
  return { what: "snapshots", folder, bytes, remove };
}

function sizeOf(path: string): number {
  const entry = lstatSync(path, gone);
  return entry?.isFile() === true ? entry.size : 0;
}

/** Of no folder none; a link is not followed. */
function namesIn(folder: string, deep = false): readonly string[] {
  if (lstatSync(folder, gone)?.isDirectory() !== true) return [];
  return readdirSync(folder, { recursive: deep, encoding: "utf8" });
}
