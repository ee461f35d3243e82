import { linesOf } from "../lines.ts";

/** What earlier edits of a file came to; so that a message grows clearer when a mistake repeats. */
export type EditMemory = {
  /** Counts one more failed edit of a file since the last that worked, and gives the number. */
  countFailure(path: string): number;
  /** Counts one more edit that changed nothing, and gives the number. */
  countUnchanged(path: string): number;
  /** Whether this very edit made the file what it is. */
  wasMade(path: string, edit: string, text: string): boolean;
  setMade(path: string, edit: string, text: string): void;
};

export function editMemory(): EditMemory {
  const failures = new Map<string, number>();
  const unchanged = new Map<string, number>();
  const made = new Map<string, string>();
  const keyOf = (edit: string, text: string) => `${Bun.hash(text)} ${edit}`;
  return {
    countFailure: (path) => addOne(failures, path),
    countUnchanged: (path) => addOne(unchanged, path),
    wasMade: (path, edit, text) => made.get(path) === keyOf(edit, text),
    setMade(path, edit, text) {
      failures.delete(path);
      unchanged.delete(path);
      made.set(path, keyOf(edit, text));
    },
  };
}

function addOne(counts: Map<string, number>, path: string): number {
  const count = (counts.get(path) ?? 0) + 1;
  counts.set(path, count);
  return count;
}

/** After so many failed edits of a short file the answer is to write it whole. */
const failuresBeforeWrite = 3;
const shortFileLines = 300;

export function isTimeToWrite(failures: number, text: string): boolean {
  return failures >= failuresBeforeWrite && linesOf(text).length <= shortFileLines;
}
