import { readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";

/**
 * The plain files below a folder, relative to it with "/". Links are neither followed nor named: Bun's own
 * recursive listing walks into linked folders, and so out of the folder.
 */
export function plainFiles(root: string, folder = ""): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return plainFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}

/**
 * The files below a folder, relative to it with "/", those behind links too: a folder of models may lie on
 * another disk. Each real folder is walked once, so that a link to a folder above ends the way.
 */
export function linkedFiles(
  root: string,
  folder = "",
  walked: Set<string> = new Set(),
): readonly string[] {
  const real = realpathSync(join(root, folder));
  if (walked.has(real)) return [];
  walked.add(real);
  return readdirSync(real, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    const found = entry.isSymbolicLink() ? behindLink(join(root, path)) : entry;
    if (found?.isDirectory()) return linkedFiles(root, path, walked);
    return found?.isFile() ? [path] : [];
  });
}

/** Nothing for a link that leads nowhere, round in a circle, or where one may not look. */
function behindLink(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
