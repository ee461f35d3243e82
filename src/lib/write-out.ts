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
      if (code !== "EAGAIN") throw error;
      // A pipe that does not block is full until its reader has read.
      Bun.sleepSync(fullPipeWaitMs);
    }
  }
  return true;
}
