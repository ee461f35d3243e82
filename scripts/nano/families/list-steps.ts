import { freeName } from "../free-name.ts";
import { slugName } from "../names.ts";
import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { wordEnds, wordSteps } from "./list-steps-texts.ts";
import { type Item, numberEnds, numberSteps, type Step } from "./list-steps-words.ts";

type Drawn = { readonly step: Step; readonly n: number; readonly mark: string };
type Rules = {
  readonly name: string;
  readonly given: string;
  readonly steps: readonly Drawn[];
  readonly end: Drawn;
};

const inputs: Readonly<Record<"numbers" | "words", readonly (readonly Item[])[]>> = {
  numbers: [
    [],
    [7],
    [3, -8, 12, 5, 12, 0, 41, -2, 30, 9, 24, 3, 60, 18, -15, 7],
    [-1, -2, -3, -4, -5, -6, -7, -8, -9, -10],
    [100, 50, 25, 10, 50, 75, 5, 20, 33, 66, 99, 1],
    [...Array.from({ length: 24 }, (_, at) => (at * 37) % 50)],
  ],
  words: [
    [],
    ["pear"],
    [
      "pear",
      "Fig",
      "apple",
      "banana",
      "kiwi",
      "fig",
      "pear",
      "Cherry",
      "date",
      "plum",
      "watermelon",
    ],
    ["b", "a", "ccc", "bb", "a", "dddd", "Bb", "sun", "stone", "moss", "rain", "tea"],
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"],
  ],
};

/** A function or two that take a list through some steps, in the order of the text. */
export const listSteps: Family = { name: "list-steps", make };

function make(random: Random): Task {
  const kind = random.option(["numbers", "numbers", "words"] as const);
  const all = Array.from({ length: random.option([1, 1, 2, 2, 3]) }, () => draw(random, kind));
  const right = all.map(solve).join("\n\n");
  const faults = all.flatMap((rules, at) =>
    faultsOf(random, rules, kind).map((wrong) =>
      all.map((one, index) => solve(index === at ? wrong : one)).join("\n\n"),
    ),
  );
  return {
    language: "python",
    slug: slugName(random, ["steps", "chain", "list-work", "sieve", "pick-some", "in-order"]),
    instructions: textOf(random, all, kind),
    stub: all.map(({ name, given }) => `def ${name}(${given}):\n    pass\n`).join("\n\n"),
    solution: right,
    faults: random.sample(faults, 6),
    probes: all.flatMap(({ name }) =>
      inputs[kind].map((list) => `${name}(${JSON.stringify(list)})`),
    ),
  };
}

function draw(random: Random, kind: "numbers" | "words"): Rules {
  const own = ["result", "item", "sorted", "len", "max", "min", "sum", "dict", "list", "str"];
  const name = (fitting: readonly string[]): string => freeName(random, "python", fitting, own);
  const pool = kind === "numbers" ? numberSteps : wordSteps;
  const ends = kind === "numbers" ? numberEnds : wordEnds;
  const drawn = (step: Step): Drawn => ({
    step,
    n: step.from === undefined ? 0 : random.constant(...step.from),
    mark: random.option(step.marks ?? [""]),
  });
  const rules = {
    name: name(["select", "prepare", "chosen", "best of", "pick out", "cleaned", "work"]),
    given: name(["values", "items", "given", kind, "entries", "data", "all"]),
  };
  for (;;) {
    const steps = random.sample(pool, random.option([2, 2, 3, 3, 4])).map(drawn);
    const end = drawn(random.chance(0.65) ? (ends[0] as Step) : random.option(ends.slice(1)));
    const made = { ...rules, steps, end };
    if (isGood(made, kind)) return made;
  }
}

function solve({ name, given, steps, end }: Rules): string {
  const lines = steps.map(
    ({ step, n, mark }, at) =>
      `    result = ${filled(step.code, n, mark).replaceAll("result", at === 0 ? given : "result")}\n`,
  );
  return `def ${name}(${given}):\n${lines.join("")}    return ${filled(end.step.code, end.n, end.mark)}\n`;
}

function filled(template: string, n: number, mark: string): string {
  return template.replaceAll("{n}", String(n)).replaceAll("{mark}", mark);
}

function run({ steps, end }: Rules, list: readonly Item[]): unknown {
  let result = [...list];
  for (const { step, n, mark } of steps) result = step.run(result, n, mark) as Item[];
  return end.step.run(result, end.n, end.mark);
}

/** Every step has an effect, something is left at the end, and nothing is sorted twice. */
function isGood(rules: Rules, kind: "numbers" | "words"): boolean {
  const { steps } = rules;
  const results = inputs[kind].map((list) => JSON.stringify(run(rules, list)));
  const full = results.filter((one) => !["null", "[]", "0", '""'].includes(one));
  const sorts = steps.filter(({ step }) => step.code.startsWith("sorted("));
  const needed = (at: number): boolean =>
    inputs[kind].some((list, index) => {
      const without = steps.filter((_, position) => position !== at);
      return JSON.stringify(run({ ...rules, steps: without }, list)) !== results[index];
    });
  return full.length >= 2 && sorts.length < 2 && steps.every((_, at) => needed(at));
}

/** One step left out, one constant off by one, two steps in the other order: where an input shows it. */
function faultsOf(random: Random, rules: Rules, kind: "numbers" | "words"): Rules[] {
  const { steps } = rules;
  const without = steps.map((_, at) => steps.filter((__, index) => index !== at));
  const off = steps.flatMap((one, at) =>
    one.step.from === undefined ? [] : [steps.with(at, { ...one, n: one.n + 1 })],
  );
  const swapped = steps.slice(1).map((one, at) => {
    const before = steps[at] as Drawn;
    return steps.with(at, one).with(at + 1, before);
  });
  const wanted = inputs[kind].map((list) => JSON.stringify(run(rules, list)));
  const shown = (wrong: Rules): boolean =>
    inputs[kind].some((list, at) => JSON.stringify(run(wrong, list)) !== wanted[at]);
  const wrong = [...without.filter((one) => one.length > 0), ...off, ...swapped];
  return random.shuffle(wrong.map((one) => ({ ...rules, steps: one })).filter(shown));
}

function textOf(random: Random, all: readonly Rules[], kind: "numbers" | "words"): string {
  const blocks = all.flatMap((rules) => oneWords(random, rules, kind));
  const opening =
    all.length === 1
      ? []
      : [
          random.say(
            "[Write|Implement|Make|Add] {count} functions[| for lists of {kind}| that work on lists of {kind}][.|; the order of the steps matters.|. Each takes a list of {kind}.]",
            { count: all.length === 2 ? "two" : "three", kind },
          ),
        ];
  const closing = random.chance(0.3)
    ? [
        random.say(
          "[The given list|The list that is given|What is given] [stays as it was|is not changed|must not change].",
        ),
      ]
    : [];
  return page(random, [...opening, ...blocks, ...closing]);
}

function oneWords(random: Random, rules: Rules, kind: "numbers" | "words"): Block[] {
  const { name, given, steps, end } = rules;
  const slots = { name, given, kind };
  const said = ({ step, n, mark }: Drawn): string =>
    random.say(step.words, { n, mark, them: kind, last: n - 1 });
  const parts = steps.map(said);
  const last = said(end);
  const shown = exampleOf(random, rules, kind);
  const start = random.say(
    "[[Write|Implement|Make] `{name}({given})`. It|`{name}({given})`|The function `{name}({given})`] [takes|gets|is given] a list of {kind}",
    slots,
  );
  if (random.chance(0.5)) {
    const head = random.say(
      "[ and does this[|, in this order]:|. The steps[| in this order]:|. In this order:|. It goes like this:]",
    );
    const bullets = [...parts, last].map(
      (part) => `${part.slice(0, 1).toUpperCase()}${part.slice(1)}.`,
    );
    return [`${start}${head}`, { bullets }, shown];
  }
  const [first = "", ...others] = parts;
  const then = others.map(
    (part) => random.say("[, then|. Then|, after that|. After that|. Next,] ") + part,
  );
  return [
    `${start}. ${random.say("[First|At first|To begin with,]")} ${first}${then.join("")}. ${random.say("[At the end|In the end|At last|Finally,]")} ${last}. ${shown}`.trim(),
  ];
}

function exampleOf(random: Random, rules: Rules, kind: "numbers" | "words"): string {
  if (random.chance(0.6)) return "";
  const list = random.sample(inputs[kind][random.int(2, inputs[kind].length - 1)] ?? [], 8);
  const shown = run(rules, list);
  if (shown === null) return "";
  const python = (value: unknown): string =>
    JSON.stringify(value).replaceAll('"', "'").replaceAll(",", ", ");
  return `${random.say("[So|For example|Thus]")} \`${rules.name}(${python(list)})\` ${random.say("[gives|returns|is]")} \`${python(shown)}\`.`;
}
