import { join } from "node:path";
import { ignoring, readRules, skippedFolders } from "./walk.ts";
import { segmentsOf } from "./written-path.ts";

/**
 * The lines of the .gitignore files above a folder, rewritten relative to the root. None where they
 * leave out the folder itself: who names it wants to look in.
 */
export async function rulesAbove(root: string, folder: string): Promise<readonly string[]> {
  const segments = segmentsOf(folder);
  if (segments.some((segment) => skippedFolders.includes(segment))) return [];
  let rules: readonly string[] = [];
  for (const [depth] of segments.entries()) {
    const above = segments.slice(0, depth).join("/");
    const text = await readRules(join(root, above));
    rules = [...rules, ...text.split(/\r?\n/).map((line) => rebased(line, above))];
  }
  const spoken = rules.filter((line) => line !== "");
  if (spoken.length === 0) return [];
  const ignore = await ignoring(spoken.join("\n"));
  return ignore.ignores(`${folder}/`) ? [] : spoken;
}

/** A line of a .gitignore in `folder` as it would stand in that of the root. */
function rebased(line: string, folder: string): string {
  if (line.trim() === "" || line.startsWith("#") || folder === "") return line;
  const negated = line.startsWith("!");
  const pattern = negated ? line.slice(1) : line;
  const isAnchored = pattern.replace(/\/\s*$/, "").includes("/");
  const place = folder.replace(/[\\*?[\]!#]/g, "\\$&");
  const below = isAnchored ? pattern.replace(/^\//, "") : `**/${pattern}`;
  return `${negated ? "!" : ""}/${place}/${below}`;
}
