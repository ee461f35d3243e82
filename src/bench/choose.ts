import { ConfigError } from "../app/config-error.ts";
import { nearest } from "../lib/near.ts";
import type { Exercise } from "./types.ts";

export type Choice = {
  /** Default: all. */
  readonly languages?: readonly string[];
  /** Parts of names, whole keys such as "rust/bowling", or globs. Default: all. */
  readonly names?: readonly string[];
  /** The same, for what is left out. */
  readonly exclude?: readonly string[];
  /** Whether a name that matches nothing is passed over. */
  readonly allowMissing?: boolean;
};

/** The exercises that are meant, in their order; throws ConfigError where a name or language is none. */
export function chooseExercises(
  exercises: readonly Exercise[],
  choice: Choice,
): readonly Exercise[] {
  const { languages: wanted, names = [], exclude = [], allowMissing = false } = choice;
  const known = [...new Set(exercises.map(({ language }) => language))];
  const unknown = wanted?.find((one) => !known.includes(one));
  if (unknown !== undefined)
    throw new ConfigError(`No exercises in "${unknown}". Languages: ${known.join(", ")}.`);
  const spoken = exercises.filter(({ language }) => wanted?.includes(language) ?? true);
  const lost = names.find((name) => !spoken.some((one) => isMeant(one, name)));
  if (lost !== undefined && !allowMissing) throw new ConfigError(lostSentence(spoken, lost));
  return spoken
    .filter((one) => names.length === 0 || names.some((name) => isMeant(one, name)))
    .filter((one) => !exclude.some((name) => isMeant(one, name)));
}

function lostSentence(exercises: readonly Exercise[], name: string): string {
  const near = nearest(
    name.slice(name.lastIndexOf("/") + 1),
    exercises.map(({ slug }) => slug),
  );
  const names = [...new Set(near)].map((one) => `"${one}"`);
  const hint = names.length === 0 ? "" : ` Did you mean ${names.join(" or ")}?`;
  return `No task matches "${name}".${hint}`;
}

/** "react" is a part of a name; "python/react" and "python/" begin a key; "*-cipher" is a glob. */
function isMeant({ key, slug }: Exercise, name: string): boolean {
  if (/[*?[{]/.test(name)) {
    const glob = new Bun.Glob(name);
    return glob.match(slug) || glob.match(key);
  }
  return name.includes("/") ? key.startsWith(name) : slug.includes(name);
}
