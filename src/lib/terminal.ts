import { fstatSync } from "node:fs";

/** Whether a person may type or read at this descriptor; asked late, because asking costs 16 ms. */
export async function isTerminal(fd: 0 | 1 | 2): Promise<boolean> {
  if (!isCharacterDevice(fd)) return false;
  const { isatty } = await import("node:tty");
  return isatty(fd);
}

function isCharacterDevice(fd: number): boolean {
  try {
    return fstatSync(fd).isCharacterDevice();
  } catch {
    // A closed descriptor is no terminal.
    return false;
  }
}
