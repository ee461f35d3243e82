import { writeSync } from "node:fs";
import { codeOf } from "./file-error.ts";

const fullPipeWaitMs = 2;

/**
 * Writes to a file descriptor at once, so that nothing is lost when the program ends. `process.stdout`
 * would cost a start 11 ms. False where nobody reads any more.
 */
export function writeOut(fd: 1 | 2, text: string): boolean {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(fd, rest));
    } catch (error) {
      const code = codeOf(error);
      if (code === "EPIPE" || code === "EBADF") return false;
      // Progress that cannot be written is no reason to end a run.
      if (code !== undefined && code !== "EAGAIN" && fd === 2) return false;
      if (code !== "EAGAIN") throw notWritten(error, code);
      // A pipe that does not block is full until its reader has read.
      Bun.sleepSync(fullPipeWaitMs);
    }
  }
  return true;
}

/** The output goes to a file that takes no more. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

function notWritten(cause: unknown, code: string | undefined): unknown {
  if (code === undefined) return cause;
  const why = code === "ENOSPC" ? "the disk is full" : `the system says ${code}`;
  const text = `The answer cannot be written to stdout: ${why}. The session has it.`;
  return new OutputError(text, { cause });
}
