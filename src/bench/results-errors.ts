import flowWords from "../../prompts/flows.json";
import gateWords from "../../prompts/gates.json";
import loopWords from "../../prompts/loop.json";
import type { Entry } from "../core/event.ts";
import { toolParts } from "../tools/index.ts";

type ResultEntry = Extract<Entry, { type: "result" }>;

/**
 * What was wrong with a failed call, as the key of the sentence that it was answered with:
 * "edit.not_found", "call_missing", "permission_denied". So the categories are those of the words
 * themselves, and a new sentence is a new category. A command that ran and failed is "shell.exit".
 */
export function errorCategory({ call, result }: ResultEntry): string {
  const tool = nameOf(call.name);
  const found = [...(sentencesOf.get(tool) ?? []), ...common].find(({ form }) =>
    form.test(result.text),
  );
  if (found !== undefined) return found.category;
  return tool === "shell" ? "shell.exit" : `${tool}.other`;
}

/** The tool's own name, whatever the model calls it; a name that none of ours has stays as it is. */
export function nameOf(called: string): string {
  return ownNames.get(called.trim().toLowerCase()) ?? called.trim();
}

const ownNames: ReadonlyMap<string, string> = new Map(
  toolParts.flatMap(({ words }) => [
    [words.name.toLowerCase(), words.name] as const,
    ...words.aliases.map((alias) => [alias.toLowerCase(), words.name] as const),
  ]),
);

type Sentence = { readonly category: string; readonly form: RegExp };

/** Sentences that begin with too few own words would fit any text. */
const leastWords = 8;

const sentencesOf: ReadonlyMap<string, readonly Sentence[]> = new Map(
  toolParts.map(({ words }) => [words.name, sentences(words.feedback, `${words.name}.`)]),
);

const common = [
  ...sentences(loopWords, ""),
  ...sentences(gateWords, ""),
  ...sentences(flowWords, ""),
];

function sentences(words: Readonly<Record<string, string>>, prefix: string): readonly Sentence[] {
  return Object.entries(words)
    .filter(([, text]) => text.replace(/\{\w+\}/g, "").trim().length >= leastWords)
    .sort(([, one], [, other]) => ownLetters(other) - ownLetters(one))
    .map(([key, text]) => ({ category: `${prefix}${key}`, form: wordsForm(text, "start") }));
}

function ownLetters(text: string): number {
  return text.replace(/\{\w+\}/g, "").length;
}

/** Fits a text that begins as the sentence does, or has a line that does, whatever stands for its {names}. */
export function wordsForm(text: string, where: "start" | "line"): RegExp {
  const parts = text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]{0,2000}?")}`, where === "line" ? "m" : "");
}
