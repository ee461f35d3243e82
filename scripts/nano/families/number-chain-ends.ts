import type { Random } from "../random.ts";

/** What is returned of the list in the end. */
export type End = {
  readonly words: string;
  readonly code: string;
  run(list: readonly number[]): unknown;
};

export function endOf(random: Random): End {
  const join = random.option([", ", "; ", " ", "-", "/", " + ", "|", ":", " < "]);
  const say = (words: string): string => random.say(words, { join });
  return random.option<End>([
    {
      words: say("[return the list|return what is left|give back the list|hand back the list]"),
      code: "return result;",
      run: (list) => list,
    },
    {
      words: say(
        "[return the sum|add them up and return the sum|give back the total|return what they add up to]",
      ),
      code: "return result.reduce((sum, one) => sum + one, 0);",
      run: (list) => list.reduce((sum, one) => sum + one, 0),
    },
    {
      words: say(
        "[return how many are left|count them and return that|give back how many there are]",
      ),
      code: "return result.length;",
      run: (list) => list.length,
    },
    {
      words: say(
        "[return them as a text, joined with `{join}`|join them with `{join}` and return the text|give back one text with `{join}` between the numbers]",
      ),
      code: `return result.join('${join}');`,
      run: (list) => list.join(join),
    },
    {
      words: say(
        "[return the first one, or `null` where none is left|give back the first, `null` if there is none]",
      ),
      code: "return result[0] ?? null;",
      run: (list) => list[0] ?? null,
    },
    {
      words: say(
        "[return the last one, or `null` where none is left|give back the last, `null` if there is none]",
      ),
      code: "return result.at(-1) ?? null;",
      run: (list) => list.at(-1) ?? null,
    },
    {
      words: say(
        "[return the largest one, or `null` where none is left|give back the greatest, `null` if there is none]",
      ),
      code: "return result.length === 0 ? null : Math.max(...result);",
      run: (list) => (list.length === 0 ? null : Math.max(...list)),
    },
  ]);
}
