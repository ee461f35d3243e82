import { lstat, readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/**
 * What the .gitignore files above a folder say of it, when it lies deep in a repository, and what that
 * repository's own info/exclude says; as lines that could stand in the folder itself.
 */
export async function rulesAbove(root: string): Promise<readonly string[]> {
  const folders = await foldersToTop(root);
  const top = folders.at(-1);
  if (top === undefined) return [];
  let rules = within(await linesOf(join(top, ".git/info/exclude")), relative(top, root));
  for (const folder of folders.toReversed()) {
    if (folder === root) continue;
    const lines = await linesOf(join(folder, ".gitignore"));
    rules = [...rules, ...within(lines, relative(folder, root))];
  }
  return rules;
}

/** From the folder up to the top of its repository; none outside of one. */
async function foldersToTop(root: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    folders.push(folder);
    const found = await lstat(join(folder, ".git")).catch(() => undefined);
    if (found !== undefined) return folders;
    if (folder === dirname(folder)) return [];
  }
}

/** Lines of a folder as its subfolder `below` would write them; what speaks of others is left out. */
function within(lines: readonly string[], below: string): readonly string[] {
  if (below === "") return lines;
  return lines.flatMap((line) => {
    const mark = line.startsWith("!") ? "!" : "";
    const pattern = line.slice(mark.length);
    const isAnchored = pattern.replace(/\/\s*$/, "").includes("/");
    if (!isAnchored || pattern.startsWith("**/")) return [line];
    const path = pattern.replace(/^\//, "");
    return path.startsWith(`${below}/`) ? [`${mark}/${path.slice(below.length + 1)}`] : [];
  });
}

async function linesOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
}
