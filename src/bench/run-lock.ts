import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { ConfigError } from "../app/config-error.ts";
import { codeOf } from "../lib/file-error.ts";

/**
 * Holds a run for this process. A lock that a killed process left behind holds nothing: it names its
 * process and when that began, so that another one of the same number is not taken for it.
 */
export function lockRun(file: string): Disposable {
  const own = `${process.pid} ${beganAt(process.pid)}\n`;
  while (!written(file, own)) {
    const pid = holderOf(file);
    if (pid !== undefined) {
      throw new ConfigError(
        `This run is going on in process ${pid}. Wait for it, or end it first.`,
      );
    }
    rmSync(file, { force: true });
  }
  return {
    [Symbol.dispose]() {
      if (readIf(file) === own) rmSync(file, { force: true });
    },
  };
}

/** The process that holds the run; undefined where none does. */
export function holderOf(file: string): number | undefined {
  const [pid = "", began = ""] = (readIf(file) ?? "").trim().split(" ");
  return isAlive(Number(pid)) && beganAt(Number(pid)) === began ? Number(pid) : undefined;
}

function written(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function readIf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

const startTimeField = 19;

/** In the system's ticks; "" where it does not tell. */
function beganAt(pid: number): string {
  const stat = process.platform === "linux" ? readIf(`/proc/${pid}/stat`) : undefined;
  // The name may hold blanks; what follows it does not.
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[startTimeField] ?? "";
}
