import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { codeOf } from "../lib/file-error.ts";
import { toJsonLine } from "../lib/jsonl.ts";
import { withPrompt } from "./editor/recall.ts";

/** The prompts of a project, the newest last. */
export type History = {
  readonly entries: readonly string[];
  /** Keeps a prompt; a sentence, once, where it cannot be kept. */
  add(text: string): string | undefined;
};

const maxEntries = 1_000;
/** A longer prompt is only remembered until the end. */
const maxEntryChars = 100_000;
const maxFileBytes = 4_000_000;
const staleLockMs = 60_000;

/**
 * Opens the prompts of a project, a file of JSON strings below the state folder. Several processes may
 * add to it at once: each prompt is one write. A full file becomes the old one, which is read too.
 */
export function openHistory(folder: string, project: string): History {
  const place = join(folder, "history");
  const name = Bun.hash.xxHash64(project).toString(16).padStart(16, "0");
  const file = join(place, `${name}.jsonl`);
  const old = join(place, `${name}.old.jsonl`);
  const newest = read(file);
  const all = [...read(old).prompts, ...newest.prompts];
  let entries: readonly string[] = all
    .filter((text, index) => text !== all[index - 1])
    .slice(-maxEntries);
  let { isTorn } = newest;
  let written = newest.prompts.length;
  let hasFailed = false;
  const write = (text: string): void => {
    mkdirSync(place, { recursive: true, mode: 0o700 });
    // A line that its writer was killed over is ended first.
    appendFileSync(file, `${isTorn ? "\n" : ""}${toJsonLine(text)}`, { mode: 0o600 });
    isTorn = false;
    written += 1;
    if (written < maxEntries && statSync(file).size < maxFileBytes) return;
    rotate(file, old);
    written = 0;
  };
  return {
    get entries() {
      return entries;
    },
    add(text) {
      const more = withPrompt(entries, text);
      if (more === entries) return undefined;
      entries = more;
      if (text.length > maxEntryChars) return undefined;
      try {
        write(text);
        return undefined;
      } catch (error) {
        const isFirst = !hasFailed;
        hasFailed = true;
        return isFirst ? notKept(place, error) : undefined;
      }
    },
  };
}

type Read = { readonly prompts: readonly string[]; readonly isTorn: boolean };

function read(file: string): Read {
  const text = textOf(file);
  const prompts = text.split("\n").flatMap((line) => promptIn(line));
  return { prompts, isTorn: text !== "" && !text.endsWith("\n") };
}

/** What cannot be read is as good as empty; whether it can be written shows with the next prompt. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function promptIn(line: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "string" && value.trim() !== "" ? [value] : [];
  } catch {
    // A line that somebody was killed over is worth nothing.
    return [];
  }
}

/** Makes the file the old one. One process does it, and only while the file is still full. */
function rotate(file: string, old: string): void {
  const lock = `${file}.lock`;
  if (!takeLock(lock)) return;
  try {
    const isFull = statSync(file).size >= maxFileBytes || read(file).prompts.length >= maxEntries;
    if (isFull) renameSync(file, old);
  } finally {
    rmSync(lock, { force: true });
  }
}

function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, "wx"));
    return true;
  } catch {
    // Another process is at it; if it died over it, the next full file finds the way free.
    const ageMs = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (ageMs > staleLockMs) rmSync(lock, { force: true });
    return false;
  }
}

function notKept(place: string, error: unknown): string {
  const why = codeOf(error) ?? (error instanceof Error ? error.message : String(error));
  return `Your prompts are remembered only until you leave: ${place} cannot be written (${why}).`;
}
