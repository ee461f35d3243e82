import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../lib/near.ts";
import type { Folders } from "./folders.ts";

/** Sentences about the files in tools/ of the project and the user that belong to no tool. */
export async function toolFileWarnings(folders: Folders): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const folder of [folders.user, folders.project].map((one) => join(one, "tools"))) {
    const names = jsonNames(folder);
    if (names.length === 0) continue;
    // Loaded only where somebody has such files.
    const { toolParts } = await import("../tools/index.ts");
    const tools = toolParts.map(({ words }) => words.name);
    for (const name of names.filter((one) => !tools.includes(one))) {
      const near = nearest(name, tools, 1)[0];
      const hint = near === undefined ? `Tools: ${tools.join(", ")}.` : `Did you mean "${near}"?`;
      warnings.push(
        `${join(folder, name)}.json has no effect: there is no tool "${name}". ${hint}`,
      );
    }
  }
  return warnings;
}

function jsonNames(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length));
}
