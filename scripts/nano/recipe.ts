import { families } from "./families/index.ts";
import type { Random } from "./random.ts";
import recipe from "./recipe.json" with { type: "json" };
import type { Family, Task } from "./task.ts";

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

/** Of the families, only variants whose solution is like this: the corner that the shipped model knows best. */
const wanted = new RegExp(recipe.solutionsLike);

const drawsAtMost = 400;

/** A task of a family within the recipe; `seedOf` numbers the draws. */
export function drawTask(family: Family, seedOf: (draw: number) => Random): Task {
  for (let draw = 0; draw < drawsAtMost; draw += 1) {
    const task = family.make(seedOf(draw));
    if (wanted.test(task.solution)) return task;
  }
  throw new Error(`${family.name} has no variant that the recipe wants.`);
}
