import { functionName, madeUp, slugName } from "../names.ts";
import { note } from "../note.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { articled, stubOf, writeOut } from "./js-wording.ts";
import {
  type End,
  endOf,
  type Fields,
  type Item,
  type Step,
  stepOf,
} from "./record-steps-words.ts";

type Rules = {
  readonly name: string;
  readonly given: string;
  readonly fields: Fields;
  readonly steps: readonly Step[];
  readonly end: End;
  readonly n: number;
};

const least = 2;

/** Two to four steps on a list of objects, in the order of the text. */
export const recordSteps: Family = { name: "record-steps", make };

function make(random: Random): Task {
  let rules = draw(random);
  let faults = faultsOf(rules);
  while (faults.length < least) {
    rules = draw(random);
    faults = faultsOf(rules);
  }
  const { name, given, fields, n } = rules;
  const items = JSON.stringify(itemsOf(fields, n));
  return {
    language: "javascript",
    slug: slugName(random, ["best-offers", "top-list", "stock-view", "pick-out", "short-list"]),
    instructions: instructions(random, rules),
    stub: stubOf([[name, given]]),
    solution: solve(rules),
    faults: faults.slice(0, 5).map(solve),
    probes: [
      `${name}([])`,
      `${name}(${items})`,
      `${name}(${items}.slice(0, 5))`,
      `${name}(${items}.slice(5))`,
      `${name}(${items}.slice(0, 1))`,
      `const items = ${items};\n${name}(items);\nitems`,
    ],
  };
}

function draw(random: Random): Rules {
  const n = random.constant(5, 95);
  const field = (fitting: string): string =>
    random.chance(0.25) ? random.name([madeUp(random)]) : random.name(fitting.split(" "));
  const fields = {
    text: field("name title word town label street author city animal colour brand"),
    number: field("price age size weight count score pages year height level speed"),
    second: field("stock points days rating miles width hours seats votes rank"),
    flag: field("open ready sold active free done old new used rare paid"),
  };
  const wanted = random.option([2, 3, 3, 4]);
  const steps: Step[] = [];
  while (steps.length < wanted) {
    const step = stepOf(random, fields, n);
    const kind = step.code.slice(0, 20);
    if (
      !steps.some(({ code }) => code.slice(0, 20) === kind && !kind.includes("filter")) &&
      !steps.some(({ code }) => code === step.code)
    )
      steps.push(step);
  }
  return {
    name: functionName(random, "javascript", [
      "short list",
      "best of",
      "pick out",
      "choice",
      "find best",
      "selection",
      "overview",
      "top",
    ]),
    given: random.name(
      "items items records rows things objects entries list data all events lines trips goods parcels jobs notes cards parts tickets books rooms players boxes dishes".split(
        " ",
      ),
    ),
    fields,
    steps,
    end: endOf(random, fields),
    n,
  };
}

/** Objects around the number of the rules. */
function itemsOf({ text, number, second, flag }: Fields, n: number): Item[] {
  const words = "plum bar pearl salt miner tea ton lemon car roll stone ale oar nut".split(" ");
  const numbers = [
    n + 3,
    n,
    n - 2,
    n + 1,
    n - 1,
    n + 8,
    n,
    n - 4,
    n + 2,
    n + 5,
    n - 3,
    n + 6,
    n - 5,
    n + 4,
  ];
  return words.map((word, at) => ({
    [text]: word,
    [number]: numbers[at] ?? n,
    [second]: numbers[(at * 5 + 3) % 14] ?? n,
    [flag]: at % 3 !== 1,
  }));
}

function ran({ steps, end }: Rules, some: readonly Item[]): unknown {
  return end.run(steps.reduce<readonly Item[]>((list, step) => step.run(list), some));
}

/** With a step left out, or two exchanged, where one of the probes shows it. */
function faultsOf(rules: Rules): Rules[] {
  const { steps, fields, n } = rules;
  const fewer = steps.map((_, at) => steps.filter((_, other) => other !== at));
  const swapped = steps.slice(1).map((step, at) => {
    const others = [...steps];
    others[at + 1] = steps[at] ?? step;
    others[at] = step;
    return others;
  });
  const items = itemsOf(fields, n);
  const shown = (some: readonly Item[], wrong: Rules): boolean =>
    JSON.stringify(ran(rules, some)) !== JSON.stringify(ran(wrong, some));
  return [...swapped, ...fewer]
    .map((wrong) => ({ ...rules, steps: wrong }))
    .filter(
      (wrong) =>
        shown(items, wrong) || shown(items.slice(0, 5), wrong) || shown(items.slice(5), wrong),
    );
}

function solve({ name, given, steps, end }: Rules): string {
  return `export const ${name} = (${given}) => {
  let result = [...${given}];
${[...steps, end].map(({ words, code }) => `${note("//", "  ", words)}  ${code}\n`).join("")}};
`;
}

function instructions(random: Random, { name, given, fields, steps, end }: Rules): string {
  const { text, number, second, flag } = fields;
  const shape = `\`{ ${random.shuffle([text, number, second, flag]).join(", ")} }\``;
  const say = (words: string): string => random.say(words, { name, given, shape });
  const first = say(
    `${writeOut} \`{name}({given})\`. [\`{given}\` is a list of objects|\`{given}\` holds objects|It gets a list of objects|Each element of \`{given}\` is an object] [such as|like|of the form] {shape}.`,
  );
  const all = [...steps.map(({ words }) => words), end.words];
  const sentence = (words: string): string =>
    `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
  const kept = random.chance(0.4)
    ? say(
        "[The given list stays as it is.|The list that was given is not changed.|Do not change the list.|`{given}` itself is not changed.]",
      )
    : "";
  if (random.chance(0.4)) {
    const lead = say(
      "[This is done, in this order|Do this, one after the other|The steps, in order|Step by step|In this order]:",
    );
    return articled(
      page(random, [`${first} ${lead}`, { bullets: all.map((words) => `${words}.`) }, kept]),
    );
  }
  if (random.chance(0.5)) {
    const [start = "", ...others] = all;
    const told = others.map(
      (words, at) =>
        `${at === others.length - 1 ? say("[At last|Finally|In the end|At the end]") : say("[Then|Next|After that|Now|Thereafter]")}, ${words}.`,
    );
    return articled(
      page(random, [
        first,
        [`${say("[First|At first|To begin with]")}, ${start}.`, ...told].join(" "),
        kept,
      ]),
    );
  }
  const joined = `${all.slice(0, -1).join(say("[, then |; then |, and then ]"))}[, and in the end |; finally |, and at last |, and ]${all.at(-1)}`;
  return articled(page(random, [first, sentence(random.say(joined)), kept]));
}
