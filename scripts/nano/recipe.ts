import { families } from "./families/index.ts";
import recipe from "./recipe.json" with { type: "json" };
import type { Family } from "./task.ts";

/** The families the shipped model is trained on: as many as its hours of training could carry. */
export const trainedFamilies: readonly Family[] = recipe.families.map((name) => {
  const found = families.find((family) => family.name === name);
  if (found === undefined) throw new Error(`recipe.json names ${name}, which is no family.`);
  return found;
});

/** Of an episode, in characters without the system text; longer ones are left out. */
export const longestEpisodeChars = recipe.longestEpisode;

/** Of what tests say, in characters, in the episodes. */
export const longestOutputChars = recipe.longestOutput;
