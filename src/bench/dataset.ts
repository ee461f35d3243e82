import { existsSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { ConfigError, MissingError } from "../app/config-error.ts";
import type { Folders } from "../app/folders.ts";
import { type Identity, identityOf } from "./dataset-identity.ts";
import { configFile, readExercise } from "./exercism.ts";
import { languages } from "./languages/index.ts";
import { polyglotFolder } from "./polyglot.ts";
import type { Exercise } from "./types.ts";

/** A set of exercises in the Exercism layout. */
export type Dataset = {
  /** "polyglot", "starter", or a folder's name. */
  readonly name: string;
  readonly folder: string;
  /** By language, then by name. */
  readonly exercises: readonly Exercise[];
  /** One sentence for each exercise that cannot be read. */
  readonly broken: readonly string[];
  /** What this set is, to compare runs by; reads every file. */
  identity(): Promise<Identity>;
};

/**
 * Opens "polyglot", "starter" or a folder: a tree of languages, one track, or one exercise. Throws
 * MissingError where it is not here, and ConfigError where it holds no exercise.
 */
export async function openDataset(
  spec: string,
  folders: Pick<Folders, "package" | "cache">,
  cwd = process.cwd(),
): Promise<Dataset> {
  const { name, folder } = placeOf(spec, folders, cwd);
  const { exercises, broken } = await readAll(folder);
  if (exercises.length + broken.length === 0) {
    const layout = `Each exercise needs a ${configFile}, as in a track of Exercism.`;
    throw new ConfigError(`There is no exercise below ${folder}. ${layout}`);
  }
  return { name, folder, exercises, broken, identity: () => identityOf(folder, exercises) };
}

function placeOf(
  spec: string,
  folders: Pick<Folders, "package" | "cache">,
  cwd: string,
): { readonly name: string; readonly folder: string } {
  if (spec === "starter") return { name: spec, folder: join(folders.package, "exercises") };
  const folder = spec === "polyglot" ? polyglotFolder(folders) : resolve(cwd, spec);
  if (existsSync(folder) && statSync(folder).isDirectory())
    return { name: spec === "polyglot" ? spec : basename(folder), folder };
  if (spec === "polyglot")
    throw new MissingError("The polyglot set is not here yet; get it: localcode bench setup.");
  const own = "Datasets: polyglot, starter, or a folder of exercises.";
  throw new MissingError(`There is no folder ${folder}. ${own}`);
}

/** How deep an exercise may lie: <language>/exercises/practice/<exercise>. */
const layouts = ["", "*/", "*/*/", "*/*/*/", "*/*/*/*/"];

async function readAll(folder: string): Promise<Pick<Dataset, "exercises" | "broken">> {
  const found = layouts
    .flatMap((above) => [
      ...new Bun.Glob(`${above}${configFile}`).scanSync({ cwd: folder, dot: true }),
    ])
    .map((file) => file.slice(0, -configFile.length))
    .filter((path) => !/(^|\/)(\.|concept\/|node_modules\/)/.test(path));
  const exercises: Exercise[] = [];
  const broken: string[] = [];
  for (const path of found) {
    try {
      exercises.push(await readExercise(join(folder, path), languageIn(folder, path)));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      broken.push(error.message);
    }
  }
  return { exercises: exercises.sort(byLanguage), broken: broken.sort() };
}

/** A folder on the way may bear the language's name; else the files tell it. */
function languageIn(folder: string, path: string): string | undefined {
  const names = [...path.split("/").slice(0, -2), basename(folder)];
  return names.find((name) => languages.some((language) => language.name === name));
}

function byLanguage(one: Exercise, other: Exercise): number {
  const place = ({ language }: Exercise) => languages.findIndex(({ name }) => name === language);
  if (one.language !== other.language) return place(one) - place(other);
  return one.slug < other.slug ? -1 : 1;
}
