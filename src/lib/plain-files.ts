import { readdirSync } from "node:fs";
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
