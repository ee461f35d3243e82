import { functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { changed, stubOf } from "./js-wording.ts";
import { instructions, type Rules } from "./link-names-words.ts";

const pairs: readonly (readonly [string, string])[] = [
  ...([
    ["ß", "ss"],
    ["ß", "sz"],
    ["æ", "ae"],
    ["ø", "oe"],
    ["œ", "oe"],
    ["ł", "l"],
    ["đ", "d"],
  ] as const),
  ...([
    ["&", "and"],
    ["&", "und"],
    ["&", "et"],
    ["@", "at"],
    ["%", "percent"],
    ["+", "plus"],
  ] as const),
  ...([
    ["€", "euro"],
    ["#", "number"],
    ["=", "is"],
    ["$", "dollar"],
    ["*", "star"],
  ] as const),
];

/** Addresses of pages, made out of their titles. */
export const linkNames: Family = {
  name: "link-names",
  make,
  starter: {
    name: "page-slugs",
    solution: solve({
      one: "slug",
      all: "slugs",
      hasAll: true,
      title: "title",
      titles: "titles",
      accents: true,
      letters: [
        ["ß", "ss"],
        ["&", "and"],
      ],
      silent: "'’",
      kept: "a-z0-9",
      style: "small",
      join: "-",
      long: "word",
      most: 40,
      empty: "page",
      fails: false,
      mark: "-",
      first: 2,
      once: false,
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  return {
    language: "javascript",
    slug: slugName(random, ["link-names", "post-paths", "web-names", "file-labels", "url-words"]),
    instructions: instructions(random, rules),
    stub: stubOf([
      [rules.one, rules.title],
      ...(rules.hasAll ? [[rules.all, rules.titles] as const] : []),
    ]),
    solution,
    faults: changed(solution, [
      ["    .replace(/\\p{M}/gu, '')\n", ""],
      ["    .toLowerCase()\n", ""],
      [".filter(Boolean)", ""],
      ["length > ", "length >= "],
      ["taken.add(result);", "taken.add(base);"],
      [`number = ${rules.first}`, `number = ${rules.first + 1}`],
      [`slice(0, ${rules.most})`, `slice(0, ${rules.most - 1})`],
      [", ''", ", ' '"],
    ]),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const join = random.option(["-", "-", "-", "_", ".", "+", "~", "--"]);
  const long = random.option(["word", "word", "word", "cut", "count"] as const);
  const symbols = new Set<string>();
  const letters = random
    .sample(pairs, random.option([1, 2, 2, 2, 3, 4]))
    .filter(([from]) => !symbols.has(from) && symbols.add(from));
  return {
    one: functionName(random, "javascript", [
      "link name",
      "address",
      "path of",
      "handle",
      "url name",
      "page key",
    ]),
    all: functionName(random, "javascript", [
      "link names",
      "addresses",
      "paths",
      "handles",
      "url names",
      "page keys",
    ]),
    hasAll: random.chance(0.85),
    title: random.name("title heading text caption headline topic subject phrase name".split(" ")),
    titles: random.name(
      "titles headings texts captions headlines topics subjects phrases list all".split(" "),
    ),
    accents: random.chance(0.85),
    letters,
    silent: random.option(["'’", "'’", "'’", "'", ".", "'’.", '"', ""]),
    kept: random.option(["a-z0-9", "a-z0-9", "a-z0-9", "a-z", join === "_" ? "a-z" : "a-z0-9_"]),
    style: random.option(["small", "small", "small", "capital", "initial"]),
    join,
    long,
    most: long === "count" ? random.constant(2, 9) : random.constant(12, 90),
    empty: random.say(
      "[untitled|none|item|post|empty|nothing|entry|home|index|blank|no-title|article|draft|x|start|unnamed|node|site|info|misc]",
    ),
    fails: random.chance(0.15),
    mark: random.option([join, join, join, "~", ".", "_", "-v", "-", ":"]),
    first: random.option([2, 2, 2, 1, 3, 0]),
    once: random.chance(0.15),
  };
}

function solve(rules: Rules): string {
  const replaced = rules.letters.map(
    ([from, to]) => `    .replaceAll('${from}', '${/\p{L}/u.test(from) ? to : ` ${to} `}')\n`,
  );
  const accents = rules.accents ? "    .normalize('NFD')\n    .replace(/\\p{M}/gu, '')\n" : "";
  const silent = rules.silent === "" ? "" : `    .replace(/[${rules.silent}]/g, '')\n`;
  const plain = `${accents}    .toLowerCase()\n${replaced.join("")}${silent}`.trimEnd();
  const style = {
    small: "",
    capital: "\n    .map((word) => word.toUpperCase())",
    initial: "\n    .map((word) => word[0].toUpperCase() + word.slice(1))",
  }[rules.style];
  const split =
    style === ""
      ? `plain.split(/[^${rules.kept}]+/).filter(Boolean)`
      : `plain\n    .split(/[^${rules.kept}]+/)\n    .filter(Boolean)${style}`;
  const long = {
    word: `  let result = words[0].slice(0, ${rules.most});
  for (const word of words.slice(1)) {
    if (result.length + ${rules.join.length} + word.length > ${rules.most}) break;
    result += \`${rules.join}\${word}\`;
  }
  return result;`,
    cut: `  return words.join('${rules.join}').slice(0, ${rules.most});`,
    count: `  return words.slice(0, ${rules.most}).join('${rules.join}');`,
  }[rules.long];
  const one = `export const ${rules.one} = (${rules.title}) => {
  const plain = ${rules.title}
${plain};
  const words = ${split};
  if (words.length === 0) ${rules.fails ? "throw new RangeError('no words')" : `return '${rules.empty}'`};
${long}
};
`;
  return rules.hasAll ? `${one}\n${solveAll(rules)}` : one;
}

function solveAll({ one, all, title, titles, mark, first, once }: Rules): string {
  if (once)
    return `export const ${all} = (${titles}) => {\n  return [...new Set(${titles}.map((${title}) => ${one}(${title})))];\n};\n`;
  return `export const ${all} = (${titles}) => {
  const taken = new Set();
  return ${titles}.map((${title}) => {
    const base = ${one}(${title});
    let result = base;
    for (let number = ${first}; taken.has(result); number += 1) result = \`\${base}${mark}\${number}\`;
    taken.add(result);
    return result;
  });
};
`;
}

function probesOf(rules: Rules): string[] {
  const { one, all, most, letters, mark, first } = rules;
  const long = Array.from({ length: most }, (_, at) => "ab".slice(0, 1 + (at % 2))).join(" ");
  const half = Math.max(1, Math.floor((most - rules.join.length) / 2));
  const rest = Math.max(1, most - rules.join.length - half);
  return [
    `${one}('  Hello,  big World! ')`,
    `${one}('Crème Brûlée À la carte')`,
    `${one}('x${letters.map(([from]) => `${from}y ${from.toUpperCase()} z`).join(" ")}')`,
    `${one}("Don't look_ up, it’s \\"c\\"old. U.S. 42 7up")`,
    `${one}('${long}')`,
    `${one}('${"a".repeat(half)} ${"b".repeat(rest)} c')`,
    `${one}('${"x".repeat(most + 9)} y')`,
    `${one}('${"a ".repeat(12)}')`,
    `["it's", 'it’s', 'U.S', 'a"b'].map(${one})`,
    `${one}('¿…?')`,
    ...(rules.hasAll
      ? [
          `${all}(['News', 'news!', 'NEWS', 'Other'])`,
          `${all}(['N${mark}${first}', 'N ${first}', 'N', 'N', 'n', 'N ${first}'])`,
          `${all}([])`,
        ]
      : []),
  ];
}
