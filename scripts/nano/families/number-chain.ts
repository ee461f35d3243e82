import { functionName, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { stubOf, writeOut } from "./js-wording.ts";
import { type End, endOf } from "./number-chain-ends.ts";
import { type Link, linkOf } from "./number-chain-words.ts";

type Rules = {
  readonly name: string;
  readonly given: string;
  readonly links: readonly Link[];
  readonly end: End;
  readonly n: number;
};

/** Two to four steps on a list of numbers, in the order of the text. */
export const numberChain: Family = { name: "number-chain", make };

function make(random: Random): Task {
  let rules = draw(random);
  let faults = faultsOf(rules);
  while (faults.length < 2) {
    rules = draw(random);
    faults = faultsOf(rules);
  }
  const { name, given, n } = rules;
  const lists = listsOf(n).map((list) => JSON.stringify(list));
  return {
    language: "javascript",
    slug: slugName(random, [
      "number-chain",
      "sensor-values",
      "tidy-numbers",
      "list-of-sums",
      "measured",
    ]),
    instructions: instructions(random, rules),
    stub: stubOf([[name, given]]),
    solution: solve(rules),
    faults: faults.slice(0, 5).map(solve),
    probes: [
      ...lists.map((list) => `${name}(${list})`),
      `const given = ${lists[1]};\n${name}(given);\ngiven`,
    ],
  };
}

function draw(random: Random): Rules {
  const n = random.constant(3, 60);
  const wanted = random.option([2, 3, 3, 4]);
  const links: Link[] = [];
  while (links.length < wanted) {
    const link = linkOf(random, n);
    if (links.every(({ kind }) => kind !== link.kind)) links.push(link);
  }
  return {
    name: functionName(random, "javascript", [
      "tidy",
      "work out",
      "evaluate",
      "pick numbers",
      "process",
      "digest",
      "values of",
      "chosen",
    ]),
    given: random.name(
      "numbers values list data readings samples amounts input levels marks".split(" "),
    ),
    links,
    end: endOf(random),
    n,
  };
}

/** Lists around the number of the rules. */
function listsOf(n: number): number[][] {
  return [
    [],
    [n + 3, n, n - 2, n + 1, n, n - 1, n + 8, -n, 2 * n, n - 4, n + 2, 0, n + 5, 7, n - 3],
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    [n, n + 1, n - 1, n + 2, n - 2, n + 4, n + 1],
    [12, -7, 30, 5, 30, 64, -7, 18, 2, 99, 41, 0, 5],
    [n],
  ];
}

function ran({ links, end }: Rules, list: readonly number[]): string {
  return JSON.stringify(end.run(links.reduce<number[]>((some, link) => link.run(some), [...list])));
}

/** With two steps exchanged or one left out, where a probe shows it. */
function faultsOf(rules: Rules): Rules[] {
  const { links, n } = rules;
  const swapped = links
    .slice(1)
    .map((_, at) => [
      ...links.slice(0, at),
      ...links.slice(at, at + 2).reverse(),
      ...links.slice(at + 2),
    ]);
  const fewer = links.map((_, at) => links.filter((_, other) => other !== at));
  const lists = listsOf(n);
  return [...swapped, ...fewer]
    .map((wrong) => ({ ...rules, links: wrong }))
    .filter((wrong) => lists.some((list) => ran(wrong, list) !== ran(rules, list)));
}

function solve({ name, given, links, end }: Rules): string {
  return `export const ${name} = (${given}) => {
  let result = [...${given}];
${links.map(({ code }) => `  ${code}\n`).join("")}  ${end.code}
};
`;
}

function instructions(random: Random, { name, given, links, end }: Rules): string {
  const say = (words: string): string => random.say(words, { name, given });
  const first = say(
    `${writeOut} \`{name}({given})\`. [\`{given}\` is a list of numbers|\`{given}\` holds whole numbers|It gets a list of numbers|It works on a list of numbers].`,
  );
  const all = [...links.map(({ words }) => words), end.words];
  const sentence = (words: string): string =>
    `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
  const kept = random.chance(0.4)
    ? say(
        "[The given list stays as it is.|The list that was given is not changed.|Do not change the list.|`{given}` itself is not changed.]",
      )
    : "";
  const layout = random.option(["bullets", "sentences", "one"]);
  if (layout === "bullets") {
    const lead = say(
      "[This is done, in this order|Do this, one after the other|The steps, in order|Step by step|In this order|What happens, one thing after the other]:",
    );
    return page(random, [`${first} ${lead}`, { bullets: all.map(sentence) }, kept]);
  }
  if (layout === "sentences") {
    const [start = "", ...others] = all;
    const told = others.map(
      (words, at) =>
        `${at === others.length - 1 ? say("[At last|Finally|In the end|At the end]") : say("[Then|Next|After that|Now|Thereafter]")}, ${words}.`,
    );
    return page(random, [
      first,
      [`${say("[First|At first|To begin with]")}, ${start}.`, ...told].join(" "),
      kept,
    ]);
  }
  const joined = `${all.slice(0, -1).join(say("[, then |; then |, and then ]"))}${say("[, and in the end |; finally |, and at last |, and ]")}${all.at(-1)}`;
  return page(random, [first, sentence(joined), kept]);
}
