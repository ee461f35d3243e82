import { closeSync, mkdirSync, openSync, renameSync, unlinkSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { reasonOf, SessionError } from "./session-error.ts";

/** A file that only grows. It appears when it has its first content, and never replaces another. */
export interface AppendFile extends Disposable {
  /** Returns when the text is the system's: a kill after that cannot lose it. Throws SessionError. */
  append(text: string): void;
}

/** Only its owner may read it: it holds what the model saw of the project. */
const ownerOnly = 0o600;

/** Begins a file with this content, as a whole or not at all. */
export function beginFile(path: string, content: string): AppendFile {
  const unfinished = join(dirname(path), `.${basename(path)}.part`);
  const fd = tried(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(unfinished, "ax", ownerOnly);
  });
  try {
    tried(path, () => {
      writeAll(fd, content);
      renameSync(unfinished, path);
    });
  } catch (error) {
    closeSync(fd);
    unlinkSync(unfinished);
    throw error;
  }
  return openedFile(path, fd);
}

function openedFile(path: string, fd: number): AppendFile {
  let state: "open" | "broken" | "closed" = "open";
  return {
    append(text) {
      // After half a line nothing may follow it: that would make one broken line in the middle.
      if (state !== "open") throw new SessionError(`The session file ${path} is ${state}.`);
      state = "broken";
      tried(path, () => writeAll(fd, text));
      state = "open";
    },
    [Symbol.dispose]() {
      if (state !== "closed") closeSync(fd);
      state = "closed";
    },
  };
}

/** The system may take a part of it only. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text, "utf8");
  let done = 0;
  while (done < bytes.length) done += writeSync(fd, bytes, done);
}

function tried<Result>(path: string, write: () => Result): Result {
  try {
    return write();
  } catch (cause) {
    const fix = "Make room there or choose another folder with --logs.";
    throw new SessionError(`${path} cannot be written: ${reasonOf(cause)}. ${fix}`, { cause });
  }
}
