import { ModelError } from "../core/model.ts";
import { nearest } from "../lib/near.ts";
import type { Wanted } from "./types.ts";

const shownNames = 8;

/** The server has no such model: names what it has, nearest first, and how to get the one asked for. */
export function missingModel(
  title: string,
  { url, model }: Wanted,
  have: readonly string[],
  fix: string,
): ModelError {
  const what = `There is no model "${model}" on ${title} at ${url}.`;
  const has = have.length === 0 ? "It has none." : `It has: ${namesOf(model, have)}.`;
  return new ModelError("missing", [what, has, fix].filter((part) => part !== "").join(" "));
}

/** The name leaves the choice open and the server has several models. */
export function unclearModel(title: string, { url }: Wanted, have: readonly string[]): ModelError {
  const has = have.length === 0 ? "does not say what it has" : `has: ${namesOf("", have)}`;
  return new ModelError("missing", `Which model? ${title} at ${url} ${has}. Name one with -m.`);
}

/** Names for a message, nearest to `word` first, and how many are left out. */
export function namesOf(word: string, have: readonly string[]): string {
  const near = word === "" ? [] : nearest(word, have);
  const names = [...near, ...have.filter((name) => !near.includes(name))];
  const left = names.length - shownNames;
  return names.slice(0, shownNames).join(", ") + (left > 0 ? ` and ${left} more` : "");
}
