import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Exercise } from "./types.ts";

export type WorkspaceOptions = {
  /** Whether the instructions lie in a file too. Default: false, the prompt has them. */
  readonly instructions?: boolean;
  /** Default: "absent"; whoever solves sees no test. */
  readonly tests?: "absent" | "read-only";
};

export const instructionsFile = "INSTRUCTIONS.md";

/**
 * A trial's own folder with the stubs and what goes with them. Nothing else of the exercise is there:
 * no reference solution, no history, no description.
 */
export async function makeWorkspace(
  exercise: Exercise,
  folder: string,
  options: WorkspaceOptions = {},
): Promise<void> {
  const { solutionFiles, editorFiles, testFiles } = exercise;
  await mkdir(folder, { recursive: true });
  for (const file of [...solutionFiles, ...editorFiles]) await put(exercise, file, folder);
  if (options.instructions)
    await writeFile(join(folder, instructionsFile), exercise.instructions, { flag: "wx" });
  if (options.tests !== "read-only") return;
  for (const file of testFiles) {
    await put(exercise, file, folder);
    await chmod(join(folder, file), 0o444);
  }
}

async function put(exercise: Exercise, file: string, folder: string): Promise<void> {
  const target = join(folder, file);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(join(exercise.folder, file), target);
}
