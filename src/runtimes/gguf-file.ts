import { readdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { ModelError } from "../core/model.ts";
import { namesOf } from "./missing.ts";

/** The absolute path of a GGUF that exists; else the error names the others in its folder. */
export function ggufFile(written: string, cwd: string): string {
  const path = resolve(cwd, written);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  const others = ggufsIn(dirname(path));
  const has = others.length === 0 ? "" : ` The folder has: ${namesOf(written, others)}.`;
  throw new ModelError("missing", `There is no file ${path}.${has}`);
}

function ggufsIn(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder).filter((name) => name.endsWith(".gguf"));
}
