import { join } from "node:path";
import { readExercise } from "../../src/bench/exercism.ts";
import type { Exercise } from "../../src/bench/types.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

/** A small exercise of our own in the Exercism layout, for tests that need no more. */
export const doubleFiles: Readonly<Record<string, string>> = {
  ".meta/config.json": JSON.stringify({
    files: { solution: ["double.js"], test: ["double.spec.js"], example: [".meta/proof.ci.js"] },
  }),
  ".meta/proof.ci.js": "export const double = (number) => 2 * number;\n",
  ".docs/instructions.md": "# Instructions\n\nDouble a number.\n",
  "double.js": 'export const double = () => {\n  throw new Error("Not done yet.");\n};\n',
  "double.spec.js": `import { double } from "./double";

test("doubles one", () => {
  expect(double(1)).toBe(2);
});

xtest("doubles nothing", () => {
  expect(double(0)).toBe(0);
});
`,
};

export type TempDataset = TempFolder & { readonly exercises: readonly Exercise[] };

/** A dataset of so many exercises, all of which want a number doubled. */
export async function tempDataset(count: number): Promise<TempDataset> {
  const slugs = Array.from({ length: count }, (_, index) => `double-${index + 1}`);
  const files = slugs.flatMap((slug) =>
    Object.entries(doubleFiles).map(([file, text]) => [
      `javascript/exercises/practice/${slug}/${file}`,
      text,
    ]),
  );
  const folder = await tempFolder(Object.fromEntries(files));
  const exercises = await Promise.all(
    slugs.map((slug) => readExercise(join(folder.path, "javascript/exercises/practice", slug))),
  );
  return { ...folder, exercises, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}
