import { join } from "node:path";
import { z } from "zod";
import gateWords from "../../prompts/gates.json";
import loopWords from "../../prompts/loop.json";
import nudgeWords from "../../prompts/nudges.json";
import type { Say } from "../core/say.ts";
import type { ToolWords } from "../core/tool.ts";
import { fill } from "../lib/template.ts";
import { ConfigError } from "./config-error.ts";
import type { Folders } from "./folders.ts";
import { checkFields, readIfThere, readJsonObject } from "./read-json.ts";

export type Words<Key extends string> = Readonly<Record<Key, string>>;

export type AllWords = {
  readonly loop: Words<keyof typeof loopWords>;
  readonly gates: Words<keyof typeof gateWords>;
  readonly nudges: Words<keyof typeof nudgeWords>;
};

/** The sentences of prompts/, a project's or user's file of the same name in place of the package's. */
export function loadWords(folders: Folders): AllWords {
  return {
    loop: replaced(folders, "loop", loopWords),
    gates: replaced(folders, "gates", gateWords),
    nudges: replaced(folders, "nudges", nudgeWords),
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

const toolWords = z.strictObject({
  name: z.string(),
  aliases: z.array(z.string()),
  description: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  argument_aliases: z.record(z.string(), z.string()).default({}),
  feedback: z.record(z.string(), z.string()).default({}),
});

/** A tool's words, with the project's or user's tools/<name>.json in their place where there is one. */
export function wordsOfTool(folders: Folders, words: ToolWords): ToolWords {
  for (const folder of [folders.project, folders.user]) {
    const file = join(folder, "tools", `${words.name}.json`);
    const values = readJsonObject(file);
    if (values === undefined) continue;
    const own = checkFields(toolWords, values, file, Object.keys(toolWords.shape));
    return { ...own, name: words.name, feedback: { ...words.feedback, ...own.feedback } };
  }
  return words;
}

function replaced<Key extends string>(
  folders: Folders,
  name: string,
  words: Words<Key>,
): Words<Key> {
  const own = [folders.user, folders.project].map((folder) => {
    const file = join(folder, "prompts", `${name}.json`);
    const texts = z.record(z.string(), z.string());
    return checkFields(texts, readJsonObject(file) ?? {}, file, Object.keys(words));
  });
  return Object.assign({}, words, ...own);
}

function ownFolders(folders: Folders): readonly string[] {
  return [folders.project, folders.user, folders.package];
}
