import { ConfigError } from "../app/config-error.ts";
import type { Folders } from "../app/folders.ts";
import type { SettingsFile } from "../app/settings.ts";
import { runtimes } from "../runtimes/index.ts";
import { type Choice, chooseExercises } from "./choose.ts";
import type { Dataset } from "./dataset.ts";
import { agentPrograms } from "./harnesses/agents.ts";
import { proofs } from "./harnesses/index.ts";
import { withoutPassingStubs } from "./passing-stubs.ts";
import type { Exercise } from "./types.ts";

/** What the command line says of the exercises. */
export type ExerciseWish = {
  readonly names: readonly string[];
  readonly exclude: readonly string[];
  readonly languages: readonly string[];
  readonly all: boolean;
  readonly full: boolean;
  readonly most: number | undefined;
  readonly allowMissing: boolean;
};

export type Wanted = {
  readonly exercises: readonly Exercise[];
  /** Keys of those whose stubs pass as they are. */
  readonly left: readonly string[];
};

/** The exercises that are meant. Throws ConfigError where nothing is said of a large set. */
export function wantedExercises({ name, exercises }: Dataset, wish: ExerciseWish): Wanted {
  const says =
    wish.all || wish.full || [wish.names, wish.languages].some((list) => list.length > 0);
  if (!says && wish.most === undefined && name === "polyglot") {
    const ways = "-k NAMES, --lang LANGUAGES, --all (JavaScript), --full, or -n N";
    throw new ConfigError(`Which of the ${exercises.length} tasks? Say ${ways}.`);
  }
  const languages = wish.all ? [...wish.languages, "javascript"] : wish.languages;
  const choice: Choice = {
    names: wish.names,
    exclude: wish.exclude,
    allowMissing: wish.allowMissing,
    ...(languages.length > 0 && !wish.full ? { languages } : {}),
  };
  const chosen = chooseExercises(exercises, choice);
  const { kept, left } = withoutPassingStubs(chosen);
  if (kept.length === 0)
    throw new ConfigError(`No task of ${name} is left to run.${whyNone(left)}`);
  return { exercises: kept.slice(0, wish.most), left };
}

function whyNone(left: readonly string[]): string {
  if (left.length === 0) return "";
  return ` The stub of ${left.join(", ")} passes as it is, so that it would tell nothing.`;
}

/** "self" for an agent of ours; a harness's name stands for itself. */
export function harnessFor(name: string, wanted: string | undefined, folders: Folders): string {
  if (wanted !== undefined) return wanted === "native" ? "self" : wanted;
  const names = [...proofs, ...agentPrograms(folders)].map((one) => one.name);
  return names.includes(name) ? name : "self";
}

/** The model under another runtime: "llamacpp" and "ollama/qwen3:8b" give "llamacpp/qwen3:8b". */
export function modelUnder(runtime: string, model = "any"): string {
  const found = runtimes.find(({ name, prefixes }) => [name, ...prefixes].includes(runtime));
  if (found === undefined) {
    const all = runtimes.map(({ prefixes }) => prefixes[0]).join(", ");
    throw new ConfigError(`There is no runtime "${runtime}". Runtimes: ${all}.`);
  }
  const known = runtimes.flatMap(({ prefixes }) => prefixes);
  const [first = "", ...rest] = model.split("/");
  const bare = rest.length > 0 && known.includes(first) ? rest.join("/") : model;
  return `${found.prefixes[0]}/${bare}`;
}

/** The fields that flags of the bench set of the agent. */
export function settingsFrom(flags: {
  readonly agent: string;
  readonly model?: string;
  readonly url?: string;
  readonly runtime?: string;
  readonly offline?: boolean;
}): SettingsFile {
  const { agent, model, url, runtime, offline } = flags;
  const spec = runtime === undefined ? model : modelUnder(runtime, model);
  return {
    agent,
    ...(spec === undefined ? {} : { model: spec }),
    ...(url === undefined ? {} : { url }),
    ...(offline ? { offline } : {}),
  };
}

/** The words of a text as a shell would split it: quotes hold blanks together. */
export function splitWords(text: string): readonly string[] {
  return [...text.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
    word.replace(
      /"([^"]*)"|'([^']*)'/g,
      (_, double?: string, single?: string) => double ?? single ?? "",
    ),
  );
}
