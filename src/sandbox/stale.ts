import { lstatSync, readdirSync, readFileSync, readlinkSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "localcode-sandbox-";
/** In the folder of a sandbox: the folders that it made elsewhere, one a line. */
export const madeFile = "made";
/** The start of a run must not wait for a thousand of them. */
const mostSwept = 20;

/** How the folder's name begins: it says whose it is, also to another machine that shares the folder. */
export function ownedPrefix(): string {
  return `${prefix}${pidSpace()}-${process.pid}-`;
}

/** Removes what runs that were killed have left behind. */
export function sweepStale(folder = tmpdir()): void {
  const stale = readdirSync(folder).filter(isStale).slice(0, mostSwept);
  for (const path of stale.map((name) => join(folder, name)).filter(isOurs)) {
    removeMade(join(path, madeFile));
    removeWhole(path);
  }
}

/** What a command made so that it cannot be removed stays where it is. */
function removeWhole(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
  }
}

function isStale(name: string): boolean {
  if (!name.startsWith(prefix)) return false;
  const [, space, pid] = /^(\d+)-(\d+)-/.exec(name.slice(prefix.length)) ?? [];
  return space === pidSpace() && !isAlive(Number(pid));
}

/** Process numbers mean something only within one of these. */
function pidSpace(): string {
  if (process.platform !== "linux") return "0";
  return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "0";
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code !== "ESRCH";
  }
}

function isOurs(path: string): boolean {
  const entry = lstatSync(path, { throwIfNoEntry: false });
  return entry?.isDirectory() === true && entry.uid === process.getuid?.();
}

/** Folders in which something lies by now stay. */
export function removeEmpty(paths: Iterable<string>): void {
  for (const path of paths) {
    try {
      rmdirSync(path);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
    }
  }
}

function removeMade(file: string): void {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return;
  removeEmpty(readFileSync(file, "utf8").split("\n").filter(Boolean));
}
