import { lstatSync } from "node:fs";
import {
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, relative } from "node:path";
import type { Language } from "./languages/language.ts";
import type { Exercise } from "./types.ts";

const maxFileBytes = 1_000_000;
const maxExtraFiles = 50;

/** A folder for judging one solution; it is gone afterwards. */
export type Ground = {
  /** The pristine exercise with the solution in it. */
  readonly folder: string;
  /** For what is built and reported. */
  readonly out: string;
  /** How many tests there are at least. */
  readonly tests: number;
  /** The names of files that were taken from the workspace. */
  readonly taken: readonly string[];
  /** What a file of the solution says and has no reason to say. */
  readonly tampering?: string;
} & AsyncDisposable;

/** Restores tests and build files, enables every test, and takes nothing but solution files. */
export async function makeGround(
  exercise: Exercise,
  workspace: string,
  language: Language,
): Promise<Ground> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "localcode-grade-")));
  const folder = join(root, exercise.slug);
  const out = join(root, "out");
  await mkdir(out);
  await cp(exercise.folder, folder, {
    recursive: true,
    filter: (path) => isWanted(exercise, path),
  });
  await adoptBuildFiles(exercise, { folder, workspace }, language);
  const tests = await enableTests(exercise, folder, language);
  const solution = await solutionOf(exercise, workspace, language);
  for (const [file, content] of solution) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
  const bad = [...solution].find(([, content]) => language.tampering?.test(content.toString()));
  return {
    folder,
    out,
    tests,
    taken: [...solution.keys()],
    ...(bad === undefined ? {} : { tampering: bad[0] }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
}

/** Neither the reference nor the stubs: a file that the solver removed is missing. */
function isWanted(exercise: Exercise, path: string): boolean {
  const file = relative(exercise.folder, path);
  if (file === "") return true;
  if (/^\.(meta|docs|approaches|articles|git)(\/|$)/.test(file)) return false;
  if (exercise.solutionFiles.includes(file)) return false;
  return !lstatSync(path).isSymbolicLink();
}

/** A build file is the pristine one, with what its language lets a solution say in it. */
async function adoptBuildFiles(
  { editorFiles }: Exercise,
  { folder, workspace }: { readonly folder: string; readonly workspace: string },
  { buildFiles, adopt }: Language,
): Promise<void> {
  if (adopt === undefined) return;
  for (const file of editorFiles.filter((one) => buildFiles.includes(one))) {
    const own = await plainFile(workspace, file);
    const pristine = await readFile(join(folder, file), "utf8");
    if (own !== undefined)
      await writeFile(join(folder, file), adopt(file, pristine, own.toString()));
  }
}

async function enableTests(
  exercise: Exercise,
  folder: string,
  language: Language,
): Promise<number> {
  let tests = 0;
  for (const file of exercise.testFiles.filter((one) =>
    language.extensions.includes(extname(one)),
  )) {
    const enabled = language.enable(await readFile(join(folder, file), "utf8"));
    await writeFile(join(folder, file), enabled);
    tests += language.count(enabled);
  }
  return tests;
}

/** The solution files, and source files that were made beside them. */
async function solutionOf(
  exercise: Exercise,
  workspace: string,
  language: Language,
): Promise<ReadonlyMap<string, Buffer>> {
  const extra = await extraFiles(exercise, workspace, language);
  const found = new Map<string, Buffer>();
  for (const file of [...exercise.solutionFiles, ...extra]) {
    const content = await plainFile(workspace, file);
    if (content !== undefined) found.set(file, content);
  }
  return found;
}

async function extraFiles(
  exercise: Exercise,
  workspace: string,
  language: Language,
): Promise<readonly string[]> {
  const folders = [...new Set(exercise.solutionFiles.map((file) => dirname(file)))];
  const listed = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(join(workspace, folder)).catch(() => []);
      return names.map((name) => join(folder, name));
    }),
  );
  const { solutionFiles, editorFiles, testFiles } = exercise;
  const known = [...solutionFiles, ...editorFiles, ...testFiles, ...language.buildFiles];
  return listed
    .flat()
    .filter((file) => language.extensions.includes(extname(file)) && !known.includes(file))
    .filter((file) => !language.isTest(file) && !basename(file).startsWith("."))
    .slice(0, maxExtraFiles);
}

/** A link would lead out of the workspace, and a huge file is no solution. */
async function plainFile(workspace: string, file: string): Promise<Buffer | undefined> {
  const real = await realpath(join(workspace, file)).catch(() => undefined);
  const root = await realpath(workspace);
  if (real !== join(root, file)) return undefined;
  const entry = await lstat(real);
  return entry.isFile() && entry.size <= maxFileBytes ? await readFile(real) : undefined;
}
