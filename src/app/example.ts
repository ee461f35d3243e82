import { cp, mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeOf } from "../lib/file-error.ts";
import type { Folders } from "./folders.ts";
import type { SettingsFile } from "./settings.ts";
import { promptText } from "./words.ts";

/** How the task is called where it is offered. */
export const exampleTitle = "the sales of a shop by team";

/** The command that the example's tests are run with. */
export const exampleTests = "node --test";

const mostExamples = 1_000;

/** What the example may do without a question: change the files of its own folder and run its tests. */
export const exampleFields: SettingsFile = {
  permission_mode: "auto-edit",
  permissions: [{ tool: "shell", match: exampleTests, action: "allow" }],
};

/** The prompt of the example. */
export function examplePrompt(folders: Folders): string {
  return promptText(folders, "example.md").trim();
}

/** A fresh copy of the example in a folder of its own, never in the person's project. */
export async function copyExample(folders: Folders): Promise<string> {
  const folder = await freshFolder(folders.state);
  await cp(join(folders.package, "example"), folder, { recursive: true });
  // A project of its own: no notes and settings of a folder above it count.
  await mkdir(join(folder, ".localcode"));
  return folder;
}

/** `example-1`, `example-2` …; a temporary folder where nothing can be written among the states. */
async function freshFolder(state: string): Promise<string> {
  try {
    await mkdir(state, { recursive: true });
    for (let number = 1; number <= mostExamples; number += 1) {
      const folder = join(state, `example-${number}`);
      if (await isMade(folder)) return folder;
    }
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
  return await mkdtemp(join(tmpdir(), "localcode-example-"));
}

async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}
