import { join } from "node:path";
import flowWords from "../../prompts/flows.json";
import gateWords from "../../prompts/gates.json";
import loopWords from "../../prompts/loop.json";
import nudgeWords from "../../prompts/nudges.json";
import phaseWords from "../../prompts/phases.json";
import type { Say } from "../core/say.ts";
import type { ToolWords } from "../core/tool.ts";
import { fill } from "../lib/template.ts";
import { ConfigError } from "./config-error.ts";
import type { Folders } from "./folders.ts";
import { readIfThere, readJsonObject } from "./read-json.ts";

export type Words<Key extends string> = Readonly<Record<Key, string>>;

export type AllWords = {
  readonly loop: Words<keyof typeof loopWords>;
  readonly flows: Words<keyof typeof flowWords>;
  readonly gates: Words<keyof typeof gateWords>;
  readonly nudges: Words<keyof typeof nudgeWords>;
  readonly phases: Words<keyof typeof phaseWords>;
};

/** The sentences of prompts/, a project's or user's file of the same name in place of the package's. */
export async function loadWords(folders: Folders): Promise<AllWords> {
  return {
    loop: await replaced(folders, "loop", loopWords),
    flows: await replaced(folders, "flows", flowWords),
    gates: await replaced(folders, "gates", gateWords),
    nudges: await replaced(folders, "nudges", nudgeWords),
    phases: await replaced(folders, "phases", phaseWords),
  };
}

export function sayFrom(words: AllWords["loop"]): Say {
  return (key, values = {}) => fill(words[key], values);
}

/** A prompt's text by its path below prompts/. Throws ConfigError. */
export function promptText(folders: Folders, path: string): string {
  const places = ownFolders(folders).map((folder) => join(folder, "prompts", path));
  const found = places.map(readIfThere).find((text) => text !== undefined);
  if (found !== undefined) return found.trim();
  throw new ConfigError(`There is no prompt "${path}"; looked for ${places.join(", ")}.`);
}

/** A tool's words, with the project's or user's tools/<name>.json in their place where there is one. */
export async function wordsOfTool(folders: Folders, words: ToolWords): Promise<ToolWords> {
  for (const folder of [folders.project, folders.user]) {
    const file = join(folder, "tools", `${words.name}.json`);
    const values = readJsonObject(file);
    if (values === undefined) continue;
    const { checkToolWords } = await import("./check-words.ts");
    const own = checkToolWords(values, file);
    return { ...own, name: words.name, feedback: { ...words.feedback, ...own.feedback } };
  }
  return words;
}

async function replaced<Key extends string>(
  folders: Folders,
  name: string,
  words: Words<Key>,
): Promise<Words<Key>> {
  const replacements: Readonly<Record<string, string>>[] = [];
  for (const folder of [folders.user, folders.project]) {
    const file = join(folder, "prompts", `${name}.json`);
    const values = readJsonObject(file);
    if (values === undefined) continue;
    const { checkSentences } = await import("./check-words.ts");
    replacements.push(checkSentences(values, file, Object.keys(words)));
  }
  return Object.assign({}, words, ...replacements);
}

function ownFolders(folders: Folders): readonly string[] {
  return [folders.project, folders.user, folders.package];
}
