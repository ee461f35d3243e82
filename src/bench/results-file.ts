import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { codeOf } from "../lib/file-error.ts";
import { parseJsonLines, toJsonLine } from "../lib/jsonl.ts";
import { type Row, rowSchema } from "./results.ts";

/** A results file that cannot be read or written; its message says what to do. */
export class ResultsError extends Error {
  override readonly name = "ResultsError";
}

export type Results = {
  /** Every row as it was written; `newestRows` gives one a trial. */
  readonly rows: readonly Row[];
  /** The last line breaks off, because its writer was killed; that trial is not done. */
  readonly torn: boolean;
};

/** The rows of a results.jsonl; none where there is no file. Throws ResultsError. */
export function readResults(path: string): Results {
  return existsSync(path) ? parseResults(readFileSync(path, "utf8"), path) : noResults;
}

const noResults: Results = { rows: [], torn: false };

/** Throws ResultsError where a line is no row: a result that is left out in silence would change a rate. */
export function parseResults(text: string, path: string): Results {
  const { values, torn, brokenLine } = parseJsonLines(text);
  if (brokenLine !== undefined) {
    const fix = "Delete that line to run its trial again.";
    throw new ResultsError(`Line ${brokenLine} of ${path} is no JSON. ${fix}`);
  }
  return { rows: values.map((value, index) => rowFrom(value, index, path)), torn };
}

function rowFrom(value: unknown, index: number, path: string): Row {
  const parsed = rowSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const found = z.object({ version: z.number() }).safeParse(value);
  const where = `Row ${index + 1} of ${path}`;
  if (found.success && found.data.version > 1) {
    const fix = "Read it with that version.";
    throw new ResultsError(`${where} was written by a newer version of localcode. ${fix}`);
  }
  const { path: field = [], message = "" } = parsed.error.issues[0] ?? {};
  throw new ResultsError(`${where} is no result of a trial: ${field.join(".")}: ${message}.`);
}

/** A results file that grows by whole rows. */
export interface ResultsFile extends Disposable {
  /** What was in it when it was opened. */
  readonly rows: readonly Row[];
  /** Returns when the row is on the disk: neither a kill nor a power cut loses it. Throws ResultsError. */
  append(row: Row): void;
}

/** Opens the file to add rows to it; a torn last line is cut off first. Throws ResultsError. */
export function openResults(path: string): ResultsFile {
  return tried(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const text = existsSync(path) ? readFileSync(path, "utf8") : "";
    const { rows, torn } = parseResults(text, path);
    const fd = openSync(path, "a");
    mend(fd, text, torn);
    return openedResults(path, fd, rows);
  });
}

/** After half a line nothing may follow it; after a whole one a line end must. */
function mend(fd: number, text: string, torn: boolean): void {
  if (torn) ftruncateSync(fd, Buffer.byteLength(text.slice(0, text.lastIndexOf("\n") + 1)));
  else if (text !== "" && !text.endsWith("\n")) writeSync(fd, "\n");
}

function openedResults(path: string, fd: number, rows: readonly Row[]): ResultsFile {
  let state: "open" | "broken" | "closed" = "open";
  return {
    rows,
    append(row) {
      const bytes = Buffer.from(toJsonLine(rowSchema.parse(row)));
      // After half a line nothing may follow it; opening the file anew cuts it off.
      if (state !== "open") throw new ResultsError(`${path} is ${state}. Start the run again.`);
      state = "broken";
      tried(path, () => {
        for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
        fsyncSync(fd);
      });
      state = "open";
    },
    [Symbol.dispose]() {
      if (state !== "closed") closeSync(fd);
      state = "closed";
    },
  };
}

function tried<Value>(path: string, act: () => Value): Value {
  try {
    return act();
  } catch (cause) {
    const code = codeOf(cause);
    if (code === undefined) throw cause;
    throw new ResultsError(`${path} cannot be written: the system says ${code}.`, { cause });
  }
}
