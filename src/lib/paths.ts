import { realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type FoundPath, lookAt, moved, refusal, type WantedPath } from "./look-at.ts";
import { findMissing } from "./missing-path.ts";
import { findOutside } from "./outside-path.ts";
import { below, cleanPath, placeOf, readingsOf } from "./written-path.ts";

export type { FoundPath, RefusedPath, WantedPath } from "./look-at.ts";

const maxPathChars = 1_000;

/**
 * The one path that a model means, always below the root, links resolved; or a sentence that says why
 * not and names the nearest ones. The root must be real.
 */
export async function findPath(
  root: string,
  written: string,
  want: WantedPath,
): Promise<FoundPath> {
  const clean = cleanPath(written);
  if (written.includes("\0")) return refusal("missing", "bad_character", {});
  if (clean === "") return refusal("empty", "empty", {});
  if (clean.length > maxPathChars) return refusal("missing", "too_long", { path: clean });
  // For a file to be made, only the path itself counts: "a/config.py" is not a diff's "config.py".
  const readings = want === "new-file" ? [written, clean] : readingsOf(written);
  for (const reading of readings) {
    const place = placeOf(root, await withRealRoot(root, reading));
    if (place.type === "outside") continue;
    const there = await lookAt(root, place.path, want);
    if (there === undefined) continue;
    return reading === written || reading === clean ? there : moved(there, clean);
  }
  const place = placeOf(root, await withRealRoot(root, clean));
  return place.type === "outside"
    ? await findOutside(root, clean, place, want)
    : await findMissing(root, place.path, clean, want);
}

/** A root may be reached by another name, such as /tmp for /private/tmp; the real one is meant. */
async function withRealRoot(root: string, reading: string): Promise<string> {
  const climbs = reading.split("/").includes("..");
  if (climbs || !reading.startsWith("/") || below(root, reading) !== undefined) return reading;
  const rest: string[] = [];
  for (let path = reading; path !== "/" && path !== "."; path = dirname(path)) {
    const real = await realpath(path).catch(() => undefined);
    if (real === root) return join(root, ...rest);
    rest.unshift(basename(path));
  }
  return reading;
}
