import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Shadow } from "./shadow.ts";

const modesSchema = z.record(z.string(), z.number());

/** Notes the permissions of private files, so that one that is brought back is as private as it was. */
export async function noteModes(shadow: Shadow, modes: ReadonlyMap<string, number>): Promise<void> {
  const known = await knownModes(shadow);
  const all = new Map([...known, ...modes]);
  const file = join(shadow.folder, "modes.json");
  const next = `${shadow.index}.modes`;
  await writeFile(next, JSON.stringify(Object.fromEntries(all)));
  await rename(next, file);
}

export async function knownModes({ folder }: Shadow): Promise<ReadonlyMap<string, number>> {
  const text = await readFile(join(folder, "modes.json"), "utf8").catch(() => "{}");
  const parsed = modesSchema.safeParse(JSON.parse(text));
  return new Map(parsed.success ? Object.entries(parsed.data) : []);
}
