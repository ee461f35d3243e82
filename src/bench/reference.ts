import { existsSync } from "node:fs";
import { copyFile, mkdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Exercise } from "./types.ts";

/** Where a file of the reference solution belongs; both are relative to the exercise. */
export type Reference = { readonly from: string; readonly to: string };

const cargoExample = ".meta/Cargo-example.toml";

/** By name, else by ending, else beside the first solution file: a reference may have more files. */
export function referenceFiles(exercise: Exercise): readonly Reference[] {
  const { solutionFiles, editorFiles, exampleFiles, folder } = exercise;
  const free = new Set(solutionFiles);
  const pairs = exampleFiles.map((from) => {
    const named = [...free, ...editorFiles].find((file) => basename(file) === basename(from));
    const alike = [...free].find((file) => extname(file) === extname(from));
    const beside = join(dirname(solutionFiles[0] ?? ""), basename(from));
    const isPart = exampleFiles.some(
      (one) => one !== from && basename(one) === basename(alike ?? ""),
    );
    const to = named ?? (isPart ? beside : (alike ?? beside));
    free.delete(to);
    return { from, to };
  });
  const crates = existsSync(join(folder, cargoExample));
  return crates ? [...pairs, { from: cargoExample, to: "Cargo.toml" }] : pairs;
}

/** Solves an exercise with the reference solution. */
export async function writeReference(exercise: Exercise, workspace: string): Promise<void> {
  for (const { from, to } of referenceFiles(exercise)) {
    await mkdir(dirname(join(workspace, to)), { recursive: true });
    await copyFile(join(exercise.folder, from), join(workspace, to));
  }
}
