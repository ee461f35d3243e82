import { madeUp, plainWords, slugName } from "../names.ts";
import { note } from "../note.ts";
import type { Random } from "../random.ts";
import { jsNames, mostly, resultsOf, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { instructions, type Told, tell } from "./step-table-words.ts";

export type Rules = {
  readonly name: string;
  readonly amount: string;
  readonly flag: string;
  /** How the amount is compared with each limit; with `<` and `<=` they rise, else they fall. */
  readonly compare: "<" | "<=" | ">=" | ">";
  readonly limits: readonly number[];
  /** One more than there are limits. */
  readonly results: readonly (number | string)[];
  readonly extra: "none" | "more" | "less" | "double" | "half" | "mark";
  readonly by: number;
  readonly mark: string;
  readonly wrong: "none" | "low" | "high" | "both" | "whole";
  readonly low: number;
  readonly high: number;
  readonly kind: string;
  readonly message: string;
};

/** A price or a grade that depends on where a number lies. */
export const stepTable: Family = { name: "step-table", make };

function make(random: Random): Task {
  const rules = draw(random);
  const { name, limits, compare, results } = rules;
  const inputs = inputsOf(rules);
  const told = tell(random, rules);
  const solution = solve(rules, told);
  const right = resultsOf(solution, name, inputs).join("\n");
  const other = ({ "<": "<=", "<=": "<", ">": ">=", ">=": ">" } as const)[compare];
  const faulty: readonly Rules[] = [
    { ...rules, compare: other },
    { ...rules, extra: "none" },
    { ...rules, wrong: "none" },
    { ...rules, low: rules.low + 1 },
    { ...rules, high: rules.high - 1 },
    { ...rules, by: rules.by + 1 },
    { ...rules, results: [...results].reverse() },
    { ...rules, limits: limits.slice(1), results: results.slice(1) },
    ...limits.map((changed) => ({
      ...rules,
      limits: limits.map((one) => (one === changed ? one + 1 : one)),
    })),
  ];
  const faults = faulty
    .map((wrong) => solve(wrong, told))
    .filter((code) => resultsOf(code, name, inputs).join("\n") !== right);
  return {
    language: "javascript",
    slug: slugName(random, ["parcel-price", "marks", "toll-gate", "wind-force", "bulk-price"]),
    instructions: instructions(random, rules, told),
    stub: `export const ${name} = (${given(rules)}) => {\n  ${stubBody(random)}\n};\n`,
    solution,
    faults: random.sample([...new Set(faults)], 4),
    probes: inputs.map((one) => {
      const call = `${name}(${one.map((value) => JSON.stringify(value)).join(", ")})`;
      return `(() => { try { return ${call}; } catch (error) { return [error.name, error.message]; } })()`;
    }),
  };
}

const messages = [
  "bad number",
  "wrong amount",
  "invalid value",
  "impossible size",
  "out of range",
  "no number like that",
  "too odd",
  "unknown amount",
];

function draw(random: Random): Rules {
  const names = jsNames(random, {
    name: "price, grade, fee, level, shipping, cost of, rate, toll, class of, bonus, category, points, rank of",
    amount:
      "weight, amount, distance, age, points, hours, pages, pieces, speed, degrees, size, length",
    flag: "express, member, child, urgent, weekend, fragile, bonus, heavy, night, gift, local",
  });
  const compare = mostly(random, ["<", "<=", ">=", ">"] as const);
  const count = random.option([2, 2, 3, 3, 4]);
  const limits = new Set<number>();
  while (limits.size < count) limits.add(random.constant(2, 120));
  const sorted = [...limits].sort((one, other) => one - other);
  const rises = compare.startsWith("<");
  const isText = random.chance(0.45);
  const results = new Set<number | string>();
  const texts =
    "A B C D E low middle high small large good poor great weak strong free calm hot".split(" ");
  while (results.size <= count) {
    const text = random.chance(0.4)
      ? random.option(texts)
      : random.chance(0.5)
        ? random.option(plainWords)
        : madeUp(random);
    results.add(isText ? text : random.constant(0, 990, random.option([1, 5, 10])));
  }
  return {
    ...names,
    compare,
    limits: rises ? sorted : sorted.reverse(),
    results: [...results],
    extra: isText
      ? random.option(["none", "none", "mark"])
      : random.option(["none", "none", "more", "less", "double", "half"]),
    by: random.constant(2, 300),
    mark: random.option(["+", "-", "!", "*", " (x)", "?"]),
    wrong: random.option(["none", "low", "high", "both", "both", "whole"]),
    low: random.option([0, 0, 1]),
    high: random.constant(150, 900, 10),
    kind: mostly(random, ["RangeError", "Error", "TypeError"]),
    message: random.name(messages),
  };
}

function given({ amount, flag, extra }: Rules): string {
  return extra === "none" ? amount : `${amount}, ${flag} = false`;
}

function inputsOf({ limits, low, high, extra }: Rules): unknown[][] {
  const edges = [low, low - 1, low + 1, high, high + 1, high - 1, 5.5];
  const numbers = [...limits.flatMap((one) => [one - 1, one, one + 1]), ...edges];
  const flagged = [...limits.flatMap((one) => [one - 1, one + 1]), low].map((one) => [one, true]);
  return [...[...new Set(numbers)].map((one) => [one]), ...(extra === "none" ? [] : flagged)];
}

function solve(rules: Rules, told: Told): string {
  const { name, amount, flag, compare, limits, results, by, low, high } = rules;
  const value = (at: number): string => {
    const one = results[at];
    return typeof one === "string" ? `'${one}'` : String(one);
  };
  const wrong = {
    none: "",
    low: `${amount} < ${low}`,
    high: `${amount} > ${high}`,
    both: `${amount} < ${low} || ${amount} > ${high}`,
    whole: `!Number.isInteger(${amount}) || ${amount} < ${low}`,
  }[rules.wrong];
  const check =
    wrong === ""
      ? ""
      : `${note("//", "  ", told.wrong)}  if (${wrong}) throw new ${rules.kind}('${rules.message}');\n`;
  const chain = limits.map(
    (limit, at) =>
      `${note("//", "  ", told.steps[at] ?? "")}  ${at === 0 ? "" : "else "}if (${amount} ${compare} ${limit}) result = ${value(at)};\n`,
  );
  const act = {
    none: "",
    more: `result += ${by}`,
    less: `result = Math.max(0, result - ${by})`,
    double: "result *= 2",
    half: "result = Math.floor(result / 2)",
    mark: `result += '${rules.mark}'`,
  }[rules.extra];
  const extra = act === "" ? "" : `${note("//", "  ", told.extra)}  if (${flag}) ${act};\n`;
  return `export const ${name} = (${given(rules)}) => {
${check}  let result;
${chain.join("")}${note("//", "  ", told.rest)}  else result = ${value(limits.length)};
${extra}  return result;
};
`;
}
