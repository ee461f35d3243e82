import { slugName } from "../names.ts";
import type { Random } from "../random.ts";
import { jsNames, mostly, spoiled, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { instructions } from "./tally-grid-words.ts";

const names = {
  count: "cross table, tally, pivot, count by two, grid of, two way, matrix, table of, frequencies",
  text: "print out, to text, written, as table, render, show table, in lines, draw table, to lines",
  rows: "records, people, objects, entries, things, cases, samples, orders",
  down: "left, vertical, first, lines by, y, side, row field, one, by row",
  across: "top, horizontal, second, columns by, x, head, column field, other, by column",
  counts: "cells, table, grid cells, body, hits, frequency, tallies, matrix",
  sums: "totals, margins, edges, sum of, overall, borders",
  all: "total, everything, whole, grand, both, complete, altogether",
  result: "table, found, crossed, outcome, tallied, data, given",
};

export type Rules = Record<keyof typeof names, string> & {
  readonly hasText: boolean;
  /** Which kind of value comes first, second and last. */
  readonly kinds: "number text null" | "text number null" | "null number text" | "null text number";
  readonly falling: boolean;
  readonly missing: "null" | "skip";
  readonly own: boolean;
  readonly kind: string;
  readonly between: string;
  readonly blank: string;
  readonly label: string;
  readonly corner: string;
};

/** Rows counted by two of their fields, and the table of it as text. */
export const tallyGrid: Family = {
  name: "tally-grid",
  make,
  starter: {
    name: "cross-count",
    solution: solve({
      ...{ count: "crossCount", text: "asText", rows: "rows", down: "down", across: "across" },
      ...{ counts: "counts", sums: "sums", all: "all", result: "result", hasText: true },
      ...{ kinds: "number text null", falling: false, missing: "null", own: true },
      ...{ kind: "TypeError", between: "\\t", blank: "-", label: "all", corner: "" },
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const code = solve(rules);
  const { kind, kinds } = rules;
  const other =
    kinds.indexOf("number") < kinds.indexOf("text") ? "text number null" : "number text null";
  const faults = [
    solve({ ...rules, kinds: other }),
    solve({ ...rules, falling: !rules.falling }),
    solve({ ...rules, own: !rules.own }),
    solve({ ...rules, missing: rules.missing === "null" ? "skip" : "null" }),
    solve({ ...rules, kind: kind === "Error" ? "TypeError" : "Error" }),
    spoiled(code, " && !Number.isNaN(value)", ""),
    spoiled(code, "map((line) => line[at])", "map((line) => line[0])"),
    ...(rules.hasText
      ? [
          solve({ ...rules, label: `${rules.label}s` }),
          solve({ ...rules, between: rules.between === ";" ? "," : ";" }),
        ]
      : []),
  ];
  return {
    language: "javascript",
    slug: slugName(random, [
      "two-way-table",
      "pivot-table",
      "who-has-what",
      "survey",
      "head-count",
    ]),
    instructions: instructions(random, rules),
    stub: stub(random, rules),
    solution: code,
    faults: random.sample(faults, 5),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const named = jsNames(random, names);
  return {
    ...named,
    hasText: random.chance(0.75),
    kinds: mostly(random, [
      "number text null",
      "text number null",
      "null number text",
      "null text number",
    ]),
    falling: random.chance(0.25),
    missing: random.chance(0.7) ? "null" : "skip",
    own: random.chance(0.75),
    kind: mostly(random, ["TypeError", "RangeError", "Error"]),
    between: mostly(random, ["\\t", ";", ",", " | ", "/", ":"]),
    blank: mostly(random, ["-", "?", "none", "n/a", "*", "0"]),
    label: random.chance(0.4)
      ? named.all
      : random.say("[sum|total|all|every|together|whole|Total|SUM]"),
    corner: random.chance(0.65) ? "" : random.option(["+", "#", "value", "x", "."]),
  };
}

function stub(random: Random, rules: Rules): string {
  const body = stubBody(random);
  const text = `\nexport const ${rules.text} = (${rules.result}) => {\n  ${body}\n};\n`;
  const given = `${rules.rows}, ${rules.down}, ${rules.across}`;
  return `export const ${rules.count} = (${given}) => {\n  ${body}\n};\n${rules.hasText ? text : ""}`;
}

/** Which kinds of value there are, in their order. */
export function kindsOf({ kinds, missing }: Rules): string[] {
  return kinds.split(" ").filter((one) => one !== "null" || missing === "null");
}

function parts(rules: Rules): string {
  const place = (kind: string): number => kindsOf(rules).indexOf(kind);
  const last = `  if (value === null) return ${place("null")};\n`;
  const value = rules.own
    ? "  else if (Object.hasOwn(row, field)) value = row[field];"
    : "  else value = row[field];";
  return `function valueFrom(row, field) {
  let value = null;
  if (typeof field === 'function') value = field(row);
${value}
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && !Number.isNaN(value)) return value;
  throw new ${rules.kind}('neither a number nor a text');
}

function rankOf(value) {
${rules.missing === "null" ? last : ""}  return typeof value === 'string' ? ${place("text")} : ${place("number")};
}

function byRank(one, other) {
  if (rankOf(one) !== rankOf(other)) return rankOf(one) - rankOf(other);
  return one ${rules.falling ? ">" : "<"} other ? -1 : 1;
}

function sumOf(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0);
}
`;
}

function text(rules: Rules): string {
  const { down, across, counts, sums, all, result, between, blank, label, corner } = rules;
  const isNull = rules.missing === "null";
  const written = `  const written = (value) => (value === null ? '${blank}' : String(value));\n`;
  return `
export const ${rules.text} = (${result}) => {
  const { ${down}, ${across}, ${counts}, ${sums} } = ${result};
${isNull ? written : ""}  const lines = [
    ['${corner}', ...${across}${isNull ? ".map(written)" : ""}, '${label}'],
    ...${down}.map((value, at) => [${isNull ? "written(value)" : "value"}, ...${counts}[at], ${sums}.${down}[at]]),
    ['${label}', ...${sums}.${across}, ${sums}.${all}],
  ];
  return lines.map((line) => line.join('${between}')).join('\\n');
};
`;
}

function solve(rules: Rules): string {
  const { rows, down, across, counts, sums, all } = rules;
  const skip =
    rules.missing === "skip"
      ? `
    .filter(([line, column]) => line !== null && column !== null)`
      : "";
  const mapped = `.map((row) => [valueFrom(row, ${down}), valueFrom(row, ${across})])${skip};`;
  return `${parts(rules)}
export const ${rules.count} = (${rows}, ${down}, ${across}) => {
  const pairs = ${rows}${skip === "" ? "" : "\n    "}${mapped}
  const lines = [...new Set(pairs.map((pair) => pair[0]))].sort(byRank);
  const columns = [...new Set(pairs.map((pair) => pair[1]))].sort(byRank);
  const grid = lines.map(() => columns.map(() => 0));
  for (const [line, column] of pairs) grid[lines.indexOf(line)][columns.indexOf(column)] += 1;
  return {
    ${down}: lines,
    ${across}: columns,
    ${counts}: grid,
    ${sums}: {
      ${down}: grid.map(sumOf),
      ${across}: columns.map((_, at) => sumOf(grid.map((line) => line[at]))),
      ${all}: pairs.length,
    },
  };
};
${rules.hasText ? text(rules) : ""}`;
}

function probesOf({ count, text, hasText }: Rules): string[] {
  const shop = `[{ kind: 'tea', size: 10 }, { kind: 'milk', size: 9 }, { kind: 'tea', size: 9 }, { kind: 'tea', size: 10 }, { size: 9 }, { kind: 7 }]`;
  const mixed =
    "['b', 10, undefined, 'a', 9, null, '1', 'B', -2, 100].map((v, at) => ({ v, w: at % 2 }))";
  const asked = [
    `${count}(${shop}, 'kind', 'size')`,
    `${count}([], 'a', 'b')`,
    `${count}(${mixed}, 'v', 'w')`,
    `${count}(${mixed}, 'w', 'v')`,
    `${count}(${shop}, ({ size }) => (size > 9 ? 'big' : 'small'), ({ kind }) => kind?.length)`,
    `${count}(${shop}, 'size', 'size')`,
    `${count}([{ a: 1, b: 2 }, { a: '1', b: 2 }], 'a', 'b')`,
    `${count}([Object.create({ a: 1, b: 2 }), { a: 1, b: 3 }], 'a', 'b')`,
    `${count}([{ a: NaN, b: 1 }], 'b', 'a')`,
    ...["true", "{}", "[]", "NaN"].map((a) => `${count}([{ a: ${a}, b: 1 }], 'a', 'b')`),
  ];
  const texts = [`${text}(${asked[0]})`, `${text}(${asked[1]})`, `${text}(${asked[3]})`];
  return hasText ? [...asked, ...texts] : asked;
}
