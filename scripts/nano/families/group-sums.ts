import { freeName } from "../free-name.ts";
import { madeUp, slugName } from "../names.ts";
import { note } from "../note.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { instructions, type Rules, type Told, tell } from "./group-sums-words.ts";
import { changed, stubOf } from "./js-wording.ts";

/** Objects put together by one of their values, with a number for each group. */
export const groupSums: Family = { name: "group-sums", make };

function make(random: Random): Task {
  const rules = draw(random);
  const { name, given, what, end } = rules;
  const picks = end === "best" || end === "top";
  const adds = ["count", "sum", "product", "list"].includes(what);
  const told = tell(random, rules);
  const solution = solve(rules, told);
  const wrong = random.option(
    (["count", "sum", "max", "min"] as const).filter((one) => one !== what),
  );
  return {
    language: "javascript",
    slug: slugName(random, ["group-sums", "sales-view", "town-totals", "by-kind", "sum-up"]),
    instructions: instructions(random, rules, told),
    stub: stubOf([[name, given]]),
    solution,
    faults: [
      ...(what === "list" ? [] : [solve({ ...rules, what: wrong }, told)]),
      ...changed(solution, [
        ...(picks
          ? []
          : ([
              [".toLowerCase()", ""],
              [` ?? '${rules.missing}'`, ""],
              ["continue;", "break;"],
            ] as const)),
        ...(picks || !adds
          ? []
          : ([
              [`< ${rules.n}`, `<= ${rules.n}`],
              [`> ${rules.n}`, `>= ${rules.n}`],
            ] as const)),
        ["...(groups.get(key) ?? []), ", ""],
        ["other[1] - one[1]", "one[1] - other[1]"],
        ["one[0] < other[0] ? -1 : 1", "one[0] < other[0] ? 1 : -1"],
        [`slice(0, ${rules.top})`, `slice(0, ${rules.top + 1})`],
        ["Object.fromEntries(groups)", "[...groups]"],
      ]),
    ],
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const field = (fitting: string): string =>
    random.name(random.chance(0.25) ? [madeUp(random)] : fitting.split(" "));
  const what = random.option([
    "count",
    "sum",
    "sum",
    "sum",
    "product",
    "max",
    "min",
    "mean",
    "list",
  ] as const);
  const end = random.option([
    "object",
    "object",
    "pairs",
    "by key",
    "by value",
    "top",
    "best",
    "objects",
  ] as const);
  const listed = what === "list" && ["by value", "top", "best"].includes(end);
  return {
    name: freeName(
      random,
      "javascript",
      ["totals", "grouped", "by group", "summary", "sums by", "tally", "per group", "collect"],
      ["groups", "one", "other", "key", "sorted"],
    ),
    given: random.name(
      "items items records rows sales visits entries list data orders events lines trips goods parcels jobs notes cards parts tickets books rooms players boxes dishes".split(
        " ",
      ),
    ),
    by: field("town colour kind shop person month team room city author genre day class"),
    value: field("price amount points weight minutes cents hours score pages size"),
    other: field("number pieces copies times units nights"),
    small: random.chance(0.25),
    missing: random.chance(0.3)
      ? random.name("none other unknown rest nothing misc various empty nobody".split(" "))
      : "",
    skip: random.option(["", "", "below", "above", "flag"]),
    n: random.constant(5, 60),
    flag: random.name("open paid ready closed hidden old lost returned free sold".split(" ")),
    what,
    end: listed ? "object" : end,
    top: random.int(2, 3),
    keys: [
      random.name("key name group label what title".split(" ")),
      random.name("value total result number sum data".split(" ")),
    ],
  };
}

function solve(rules: Rules, told: Told): string {
  const { name, given, by, value, other, small, missing, skip, n, flag, what } = rules;
  const skips = {
    "": "",
    below: `    if (one.${value} < ${n}) continue;\n`,
    above: `    if (one.${value} > ${n}) continue;\n`,
    flag: `    if (one.${flag}) continue;\n`,
  }[skip];
  const key =
    missing === ""
      ? `one.${by}`
      : small
        ? `(one.${by} ?? '${missing}')`
        : `one.${by} ?? '${missing}'`;
  const old = "groups.get(key) ??";
  const next = {
    count: `(${old} 0) + 1`,
    sum: `(${old} 0) + one.${value}`,
    product: `(${old} 0) + one.${value} * one.${other}`,
    max: `Math.max(${old} -Infinity, one.${value})`,
    min: `Math.min(${old} Infinity, one.${value})`,
    mean: `[...(${old} []), one.${value}]`,
    list: `[...(${old} []), one.${value}]`,
  }[what];
  const mean = `  for (const [key, list] of groups) {
    groups.set(key, list.reduce((sum, number) => sum + number, 0) / list.length);
  }
`;
  return `export const ${name} = (${given}) => {
  const groups = new Map();
  for (const one of ${given}) {
${note("//", "    ", told.skip)}${skips}${note("//", "    ", told.missing)}${note("//", "    ", told.small)}    const key = ${key}${small ? ".toLowerCase()" : ""};
${note("//", "    ", told.group)}    groups.set(key, ${next});
  }
${what === "mean" ? mean : ""}${note("//", "  ", told.end)}${solveEnd(rules)}};
`;
}

function solveEnd({ end, top, keys }: Rules): string {
  const falling = "  const sorted = [...groups].sort((one, other) => other[1] - one[1]);\n";
  return {
    object: "  return Object.fromEntries(groups);\n",
    pairs: "  return [...groups];\n",
    "by key": "  return [...groups].sort((one, other) => (one[0] < other[0] ? -1 : 1));\n",
    "by value": `${falling}  return sorted;\n`,
    top: `${falling}  return sorted.slice(0, ${top});\n`,
    best: `${falling}  return sorted.length === 0 ? null : sorted[0][0];\n`,
    objects: `  return [...groups].map(([key, value]) => ({ ${keys[0]}: key, ${keys[1]}: value }));\n`,
  }[end];
}

function probesOf({ name, by, value, other, n, flag, missing }: Rules): string[] {
  const item = (key: string, plus: number, times: number, is = false): string =>
    `{ ${key === "" ? "" : `${by}: '${key}', `}${value}: ${n + plus}, ${other}: ${times}, ${flag}: ${is} }`;
  const list = [
    item("red", 0, 2),
    item("Blue", -1, 1),
    item("red", -2, 3, true),
    item("green", 1, 1),
    item("blue", 4, 9),
    item("Red", 6, 1, true),
    item("green", -4, 2),
    item("ash", 20, 1),
    item("pink", -1, 6),
    item("red", -3, 1),
    item("ash", 2, 1),
  ];
  const [first = ""] = list;
  return [
    `${name}([])`,
    `${name}([${first}])`,
    `${name}([${list.join(", ")}])`,
    `${name}([${[...list].reverse().join(", ")}])`,
    `${name}([${list.slice(2, 7).join(", ")}])`,
    `${name}([${item("oak", 0, 1)}, ${item("oak", 0, 1)}, ${item("elm", 5 * n, 1)}])`,
    `${name}([${item("oak", 1 - n, 1)}, ${item("oak", 1 - n, 1)}, ${item("elm", 0, 1)}])`,
    `${name}([${item("oak", -2, 1)}, ${item("oak", -2, 1)}, ${item("elm", 0, 1)}])`,
    `${name}([${item("oak", 2, 1)}, ${item("elm", 0, 1)}, ${item("elm", 9, 1)}])`,
    `${name}([${item("oak", -4, 1)}, ${item("elm", 0, 1)}, ${item("elm", -7, 1)}])`,
    `${name}([${item("oak", -1, 1)}, ${item("elm", 0, 1)}, ${item("elm", 1 - n, 1)}])`,
    `${name}([${item("oak", 0, 1)}, ${item("elm", 0, 9)}, ${item("elm", 1 - n, 1)}])`,
    ...(missing === "" ? [] : [`${name}([${item("", 3, 2)}, ${item("", 0, 1)}, ${list[4]}])`]),
    `${name}([${item("oak", 1, 5)}, ${item("elm", 1, 4)}, ${item("oak", 9, 2)}, ${item("fir", 0, 3)}, ${item("bay", 30, 3, true)}, ${item("elm", -1, 3)}, ${item("elm", -2, 1)}])`,
  ];
}
