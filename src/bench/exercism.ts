import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { basename, extname, isAbsolute, join, posix } from "node:path";
import { z } from "zod";
import { ConfigError } from "../app/config-error.ts";
import { fieldProblem } from "../app/field-problem.ts";
import { readJsonObject } from "../app/read-json.ts";
import { languageOf, languages } from "./languages/index.ts";
import type { Exercise } from "./types.ts";

export const configFile = ".meta/config.json";

const path = z
  .string()
  .min(1)
  .refine((one) => !isAbsolute(one) && !posix.normalize(one).startsWith(".."), {
    message: "a path below the exercise",
  });
const paths = z.array(path).default([]);

const configSchema = z.object({
  files: z.object({
    solution: z.array(path).min(1),
    test: z.array(path).min(1),
    example: paths,
    exemplar: paths,
    editor: paths,
    invalidator: paths,
  }),
});

type Files = z.infer<typeof configSchema>["files"];

/** Reads an exercise in the Exercism layout; throws ConfigError, whose sentence names what is broken. */
export async function readExercise(folder: string, language?: string): Promise<Exercise> {
  const real = await realpath(folder);
  const files = filesOf(real);
  const name = language ?? languageOfFiles(files.solution);
  const slug = basename(real);
  return {
    key: `${name}/${slug}`,
    language: name,
    slug,
    folder: real,
    instructions: await instructionsOf(real),
    ...sorted(real, name, files),
  };
}

function filesOf(folder: string): Files {
  const file = join(folder, configFile);
  const config = readJsonObject(file);
  if (config === undefined)
    throw new ConfigError(`${folder} is no exercise: it has no ${configFile}.`);
  const read = configSchema.safeParse(config, { reportInput: true });
  const [issue] = read.error?.issues ?? [];
  if (issue !== undefined) throw new ConfigError(`${file}: ${fieldProblem(issue, ["files"])}`);
  if (!read.success) throw new ConfigError(`${file} is no description of an exercise.`);
  const { solution, test, example, exemplar } = read.data.files;
  const absent = [...solution, ...test, ...example, ...exemplar].find(
    (one) => !existsSync(join(folder, one)),
  );
  if (absent === undefined) return read.data.files;
  throw new ConfigError(`${file} names ${absent}, and there is no such file.`);
}

type Sorted = Pick<Exercise, "solutionFiles" | "testFiles" | "editorFiles" | "exampleFiles">;

/** A build file is no solution, and a table of test cases that editors show is a test. */
function sorted(folder: string, name: string, files: Files): Sorted {
  const language = languageOf(name);
  const isBuild = (one: string) => language?.buildFiles.includes(one) ?? false;
  const isTest = (one: string) => language?.isTest(one) ?? false;
  const solution = files.solution.filter((one) => !isBuild(one));
  const shown = [...files.editor, ...files.invalidator, ...files.solution.filter(isBuild)];
  const build = (language?.buildFiles ?? []).filter((one) => existsSync(join(folder, one)));
  const beside = unique([...shown, ...build]).filter((one) => existsSync(join(folder, one)));
  const test = unique([...files.test, ...beside.filter(isTest)]);
  return {
    solutionFiles: solution,
    testFiles: test,
    editorFiles: beside.filter((one) => !test.includes(one) && !solution.includes(one)),
    exampleFiles: [...files.example, ...files.exemplar],
  };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

/** By the first file whose ending one of our languages has, else by that ending. */
function languageOfFiles(files: readonly string[]): string {
  const endings = files.map((file) => extname(file));
  const known = languages.find(({ extensions }) => endings.some((one) => extensions.includes(one)));
  return known?.name ?? (endings[0]?.slice(1) || "unknown");
}

const parts = ["introduction", "introduction.append", "instructions", "instructions.append"];

/** As they stand, one after the other with nothing between, as aider's benchmark does; without hints. */
async function instructionsOf(folder: string): Promise<string> {
  const files = parts.map((part) => join(folder, ".docs", `${part}.md`)).filter(existsSync);
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return texts.join("");
}
