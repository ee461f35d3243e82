import { functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { head, instructions, type Rules } from "./column-print-words.ts";
import { changed, stubOf } from "./js-wording.ts";

/** Rows of objects as a table of text. */
export const columnPrint: Family = {
  name: "column-print",
  make,
  starter: {
    name: "text-table",
    solution: solve({
      print: "table",
      rows: "rows",
      options: "options",
      chosen: "columns",
      most: "max",
      sorted: false,
      heading: "first",
      line: "-",
      gap: "  ",
      left: false,
      headLeft: false,
      missing: "",
      yes: "yes",
      no: "no",
      digits: 2,
      always: false,
      fold: " ",
      cut: "…",
      nothing: "",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  return {
    language: "javascript",
    slug: slugName(random, [
      "column-print",
      "plain-list",
      "price-list",
      "log-sheet",
      "score-sheet",
    ]),
    instructions: instructions(random, rules),
    stub: stubOf([[rules.print, head(rules)]]),
    solution,
    faults: changed(solution, [
      [`toFixed(${rules.digits})`, `toFixed(${rules.digits + 1})`],
      [" - 1).join", ").join"],
      [".trimEnd()", ""],
      ["return right ? gap + text : text + gap;", "return right ? text + gap : gap + text;"],
      ["value === null", "value === ''"],
      ["[heading, ...texts]", "texts"],
    ]),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const [yes, no] = random.option([
    ["yes", "no"],
    ["yes", "no"],
    ["yes", "no"],
    ["on", "off"],
    ["x", "o"],
    ["ja", "nein"],
    ["Y", "N"],
    ["+", "-"],
    ["oui", "non"],
    ["1", "0"],
    ["true", "false"],
    ["si", "no"],
    ["open", "shut"],
  ] as const);
  const left = random.chance(0.2);
  return {
    print: functionName(random, "javascript", [
      "print rows",
      "columns",
      "as columns",
      "sheet",
      "grid text",
      "report",
      "overview",
      "in columns",
    ]),
    rows: random.name("rows rows records items entries list objects things data".split(" ")),
    options: random.name("options options options settings choices wishes config extra".split(" ")),
    chosen: random.chance(0.85)
      ? random.name("columns columns fields only pick wanted order chosen select".split(" "))
      : "",
    most: random.chance(0.85)
      ? random.name("max max limit most longest cut room chars maximum".split(" "))
      : "",
    sorted: random.chance(0.2),
    heading: random.option(["first", "first", "first", "all", "plain"]),
    line: random.option(["-", "-", "-", "=", "~", "_", ".", "*", "^"]),
    gap: random.option(["  ", "  ", "  ", " ", "   ", "    ", " | ", " : "]),
    left,
    headLeft: left || random.chance(0.3),
    missing: random.option(["", "", "", "-", "?", "n/a", "none", "--", "empty"]),
    yes,
    no,
    digits: random.option([2, 2, 2, 1, 3, 4]),
    always: random.chance(0.25),
    fold: random.option([" ", " ", " ", "/", " / ", "; ", "|", "+"]),
    cut: random.option(["…", "…", "…", "~", ">", "*", "+", "."]),
    nothing: random.option([
      "",
      "",
      "",
      "nothing",
      "empty",
      "no data",
      "none",
      "(empty)",
      "no rows",
    ]),
  };
}

function solve(rules: Rules): string {
  return [solveCells(rules), solveColumn(rules), solvePrint(rules)].join("\n");
}

function solveCells({ missing, yes, no, digits, always, fold, cut, most }: Rules): string {
  const number = always
    ? `value.toFixed(${digits})`
    : `Number.isInteger(value) ? String(value) : value.toFixed(${digits})`;
  const text =
    most === ""
      ? `String(value).replaceAll('\\n', '${fold}')`
      : `letters.length > max ? letters.slice(0, max - 1).join('') + '${cut}' : letters.join('')`;
  return `const widthOf = (text) => [...text].length;

const shownAs = (value${most === "" ? "" : ", max"}) => {
  if (value === undefined || value === null) return '${missing}';
  if (value === true) return '${yes}';
  if (value === false) return '${no}';
  if (typeof value === 'number') return ${number};
${most === "" ? "" : `  const letters = [...String(value).replaceAll('\\n', '${fold}')];\n`}  return ${text};
};

const putTo = (text, width, right) => {
  const gap = ' '.repeat(width - widthOf(text));
  return right ? gap + text : text + gap;
};
`;
}

function solveColumn({ heading, line, left, headLeft, most }: Rules): string {
  const head = {
    first: "key.slice(0, 1).toUpperCase() + key.slice(1)",
    all: "key.toUpperCase()",
    plain: "key",
  }[heading];
  const numeric = `  const there = values.filter((value) => value !== undefined && value !== null);
  const right = there.length > 0 && there.every((value) => typeof value === 'number');
`;
  return `const columnOf = (key, values${most === "" ? "" : ", max"}) => {
  const heading = ${head};
  const texts = values.map((value) => shownAs(value${most === "" ? "" : ", max"}));
  const width = Math.max(...[heading, ...texts].map(widthOf));
${headLeft ? "" : numeric}  return [
    putTo(heading, width, ${headLeft ? "false" : "right"}),
    '${line}'.repeat(width),
    ...texts.map((text, at) => putTo(text, width, ${left ? "false" : "typeof values[at] === 'number'"})),
  ];
};
`;
}

function solvePrint(rules: Rules): string {
  const { print, rows, options, chosen, most, sorted, gap, nothing } = rules;
  const keys = `[...new Set(${rows}.flatMap((row) => Object.keys(row)))]${sorted ? ".sort()" : ""}`;
  return `export const ${print} = (${head(rules)}) => {
  const keys = ${chosen === "" ? "" : `${options}.${chosen} ?? `}${keys};
  if (keys.length === 0) return '${nothing}';
  const cells = keys.map((key) => columnOf(key, ${rows}.map((row) => row[key])${most === "" ? "" : `, ${options}.${most} ?? Infinity`}));
  const lines = cells[0].map((_, at) => cells.map((column) => column[at]).join('${gap}').trimEnd());
  return lines.join('\\n');
};
`;
}

function probesOf({ print, chosen, most }: Rules): string[] {
  const pick = (keys: string): string => (chosen === "" ? "" : `, { ${chosen}: ${keys} }`);
  return [
    `${print}([{ name: 'lamp', count: 12 }, { name: 'chair', count: 3 }])`,
    `[${print}([]), ${print}([{}]), ${print}([{ a: 1 }]${pick("[]")})]`,
    ...(chosen === "" ? [] : [`${print}([], { ${chosen}: ['name', 'b'] })`]),
    `${print}([{ b: 'x' }, { a: 'y', b: 'z' }])`,
    `${print}([{ aa: 'x', b: 'y', cc: 'z' }]${pick("['cc', 'aa']")})`,
    `${print}([{ a: null, n: 5 }, { a: 'x', none: undefined }, { n: 10 }])`,
    `${print}([{ long: 'abcdef' }, { long: 7 }])`,
    `${print}([{ price: 1.5, ok: true }, { price: 10, ok: false }, { price: 1234 }])`,
    ...(most === "" ? [] : [`${print}([{ t: 'abcdefgh' }, { t: 'abcde' }], { ${most}: 5 })`]),
    `${print}([{ t: 'a\\nb\\nc', u: 1 }])`,
    `${print}([{ t: '🍋', u: 'x' }, { t: 'ab', u: 'y' }])`,
  ];
}
