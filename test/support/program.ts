import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dir, "../..");
const bundle = join(root, "dist/main.js");
const source = join(root, "src/main.ts");

/** What the launcher starts: the bundle where it is as new as the source, else the source. */
export const program: readonly string[] = [process.execPath, isFresh() ? bundle : source];

function isFresh(): boolean {
  if (!existsSync(bundle)) return false;
  const built = statSync(bundle).mtimeMs;
  return ["src", "prompts", "tools"].every((name) => newestBelow(join(root, name)) <= built);
}

function newestBelow(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}
