import { expect, test } from "bun:test";
import { families } from "../../scripts/nano/families/index.ts";
import { randomOf } from "../../scripts/nano/random.ts";
import { trainedFamilies } from "../../scripts/nano/recipe.ts";
import { runsOf, starterNames, starterRuns } from "../../scripts/nano/starters.ts";

const variants = 12;

test("no family gives a text with eight words in a row of a starter exercise, or its name", () => {
  const runs = starterRuns();
  const names = starterNames();
  const wrong = families.flatMap((family) =>
    Array.from({ length: variants }, (_, seed) => family.make(randomOf(seed, "train")))
      .filter(
        ({ slug, instructions }) =>
          names.has(slug) || runsOf(instructions).filter((run) => runs.has(run)).length > 1,
      )
      .map(() => family.name),
  );
  expect(wrong).toEqual([]);
});

test("the same seed gives the same task, and held-out variants are others", () => {
  for (const family of families) {
    const one = family.make(randomOf(5, "train"));
    expect(family.make(randomOf(5, "train"))).toEqual(one);
    expect(family.make(randomOf(5, "held-out")).instructions).not.toBe(one.instructions);
  }
});

test("the shipped model's families are among them, each named once", () => {
  const names = trainedFamilies.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(0);
});

test("a solution of the shipped model's families quotes what is asked, and nothing else", () => {
  for (const family of trainedFamilies) {
    for (let seed = 0; seed < variants; seed += 1) {
      const { instructions, solution } = family.make(randomOf(seed, "train"));
      const asked = instructions.replace(/\s+/g, " ").toLowerCase();
      const notes = solution.match(/(?<=^ *(?:#|\/\/) ).*$/gm) ?? [];
      expect(notes.length).toBeGreaterThan(0);
      expect(notes.filter((note) => !asked.includes(note.toLowerCase()))).toEqual([]);
    }
  }
});
