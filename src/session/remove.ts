import { rmSync } from "node:fs";
import { sessionExtension } from "./header.ts";
import { reasonOf, SessionError } from "./session-error.ts";

const siblings = [sessionExtension, ".log", ".raw.json", ".history.raw.json"] as const;

/** Removes a session and the files beside it, but never the open one. Throws SessionError. */
export function removeSession(path: string, open?: string): void {
  if (path === open) {
    throw new SessionError("This session is open; leave it first, for example with /clear.");
  }
  const base = path.slice(0, -sessionExtension.length);
  try {
    for (const end of siblings) rmSync(`${base}${end}`, { force: true });
  } catch (cause) {
    throw new SessionError(`${path} cannot be removed: ${reasonOf(cause)}.`, { cause });
  }
}
