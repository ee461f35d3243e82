import type { Env } from "../app/folders.ts";

/** A path below the home folder begins with "~". */
export function shortPath(path: string, { HOME: home = "" }: Env): string {
  return home !== "" && path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}
