import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { below } from "../lib/written-path.ts";

/** What a mention names. */
export type MentionedPlace =
  | {
      readonly type: "file" | "folder";
      /** Real: no link in it. */
      readonly absolute: string;
      /** Below the root, or absolute where it lies elsewhere. */
      readonly name: string;
      readonly isInside: boolean;
    }
  | { readonly type: "refused"; readonly why: string };

/** Exactly what is written, never something like it; undefined where there is nothing of that name. */
export async function mentionedPlace(
  { root, home }: { readonly root: string; readonly home: string },
  written: string,
): Promise<MentionedPlace | undefined> {
  const path = written.startsWith("~/") ? join(home, written.slice(2)) : written;
  // What cannot be looked at is not there for us.
  const absolute = await realpath(resolve(root, path)).catch(() => undefined);
  const entry = absolute === undefined ? undefined : await stat(absolute).catch(() => undefined);
  if (absolute === undefined || entry === undefined) return undefined;
  const relative = below(root, absolute);
  if (relative === undefined && !isAbsolute(path)) {
    const why = `${written} lies outside of this folder. Write its whole path, @${absolute}, to attach it.`;
    return { type: "refused", why };
  }
  if (!entry.isFile() && !entry.isDirectory()) {
    return { type: "refused", why: `${written} is neither a file nor a folder.` };
  }
  const slash = entry.isDirectory() ? "/" : "";
  const shown = relative === "" ? "." : (relative ?? absolute);
  return {
    type: entry.isDirectory() ? "folder" : "file",
    absolute,
    name: shown.endsWith("/") ? shown : `${shown}${slash}`,
    isInside: relative !== undefined,
  };
}
