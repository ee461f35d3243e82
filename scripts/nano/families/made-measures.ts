import { freeName } from "../free-name.ts";
import { madeUp, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";

type Unit = { readonly name: string; readonly size: number };
type Rules = {
  readonly convert: string;
  readonly amount: string;
  readonly source: string;
  readonly target: string;
  readonly units: readonly Unit[];
  readonly digits: number;
  readonly folded: boolean;
  readonly error: string;
  readonly message: string;
  readonly second: "" | "total" | "largest" | "split";
  readonly other: string;
  readonly given: string;
};

const systems = [
  "mm:1 cm:10 dm:100 m:1000",
  "second:1 minute:60 hour:3600 day:86400",
  "inch:1 foot:12 yard:36 chain:792",
  "gram:1 pound:500 kilo:1000 tonne:1000000",
  "cent:1 dime:10 dollar:100 eagle:1000",
  "ml:1 cl:10 dl:100 litre:1000",
  "penny:1 shilling:12 crown:60 pound:240",
  "byte:1 kb:1000 mb:1000000",
];

/** Units in a table of the text, amounts turned from one into another, and what many make. */
export const madeMeasures: Family = { name: "made-measures", make };

function make(random: Random): Task {
  const rules = draw(random);
  const { convert, amount, source, target } = rules;
  const second = rules.second === "" ? "" : `\n\ndef ${secondHead(rules)}:\n    pass\n`;
  return {
    language: "python",
    slug: slugName(random, ["units", "measures", "exchange", "old-money", "lengths", "weights"]),
    instructions: textOf(random, rules),
    stub: `def ${convert}(${amount}, ${source}, ${target}):\n    pass\n${second}`,
    solution: solve(rules),
    faults: faultsOf(rules),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const own = "result name size count round sum max divmod parts part one".split(" ");
  const name = (fitting: readonly string[]): string => freeName(random, "python", fitting, own);
  return {
    convert: name(["convert", "turn into", "in other units", "exchange", "expressed", "as unit"]),
    amount: name(["amount", "value", "how many", "quantity", "count of"]),
    source: name(["source", "unit", "given in", "old unit", "of"]),
    target: name(["target", "wanted", "other unit", "new unit", "goal"]),
    units: unitsOf(random),
    digits: random.option([0, 1, 2, 2, 3, 4]),
    folded: random.chance(0.3),
    error: random.option(["ValueError", "ValueError", "KeyError", "LookupError"]),
    message: random.say("[no such|unknown|strange|bad|missing] [unit|measure|name of a unit]"),
    second: random.option(["", "total", "largest", "split"] as const),
    other: name(["total", "all together", "sum of", "largest", "split up", "in parts", "combine"]),
    given: name(["pairs", "items", "entries", "list of", "given"]),
  };
}

function unitsOf(random: Random): Unit[] {
  if (random.chance(0.4)) {
    return random
      .option(systems)
      .split(" ")
      .map((text) => {
        const [name = "", size = ""] = text.split(":");
        return { name, size: Number(size) };
      });
  }
  const names = new Set<string>();
  const count = random.int(3, 5);
  while (names.size < count) {
    const one = madeUp(random);
    if (one.length > 2 && one.length < 8) names.add(one);
  }
  let size = 1;
  return [...names].map((name, at) => {
    if (at > 0) size *= random.constant(2, 30);
    return { name, size };
  });
}

function secondHead({ second, other, amount, target, given }: Rules): string {
  return second === "split"
    ? `${other}(${amount})`
    : `${other}(${given}${second === "total" ? `, ${target}` : ""})`;
}

function solve(rules: Rules): string {
  const { convert, amount, source, target, units, digits, folded, error, message, second } = rules;
  const table = units.map(({ name, size }) => `    '${name}': ${size},\n`).join("");
  const lower = folded
    ? `    ${source} = ${source}.lower()\n    ${target} = ${target}.lower()\n`
    : "";
  return `UNITS = {
${table}}


def ${convert}(${amount}, ${source}, ${target}):
${lower}    if ${source} not in UNITS or ${target} not in UNITS:
        raise ${error}('${message}')
    return round(${amount} * UNITS[${source}] / UNITS[${target}]${digits === 0 ? "" : `, ${digits}`})
${second === "" ? "" : `\n\ndef ${secondHead(rules)}:\n${secondCode(rules)}`}`;
}

function secondCode({ second, convert, amount, target, units, given }: Rules): string {
  if (second === "total") {
    return `    return sum(${convert}(count, name, ${target}) for count, name in ${given})\n`;
  }
  if (second === "largest") {
    return `    return max(${given}, key=lambda one: ${convert}(one[0], one[1], '${units[0]?.name}'), default=None)\n`;
  }
  return `    parts = []
    for name, size in reversed(UNITS.items()):
        count, ${amount} = divmod(${amount}, size)
        if count > 0:
            parts.append(f'{count} {name}')
    return ', '.join(parts)
`;
}

function faultsOf(rules: Rules): string[] {
  const { units, digits, source, target } = rules;
  const right = solve(rules);
  const wrong = [
    solve({ ...rules, digits: digits + 1 }),
    solve({ ...rules, folded: !rules.folded }),
    solve({ ...rules, error: rules.error === "ValueError" ? "KeyError" : "ValueError" }),
    solve({
      ...rules,
      units: units.map((one, at) => (at === 1 ? { ...one, size: one.size + 1 } : one)),
    }),
    solve({
      ...rules,
      units: units.map((one, at) => (at === 2 ? { ...one, size: one.size * 2 } : one)),
    }),
    right.replace(`UNITS[${source}] / UNITS[${target}]`, `UNITS[${target}] / UNITS[${source}]`),
    right.replace("        if count > 0:\n    ", ""),
  ];
  return wrong.filter((code) => code !== right);
}

function probesOf({ convert, units, second, other }: Rules): string[] {
  const [a, b, c] = units.map(({ name }) => name);
  const last = units.at(-1);
  return [
    `[${convert}(n, '${a}', '${b}') for n in [0, 1, 7, 12.5, 1000]]`,
    `[${convert}(n, '${c}', '${b}') for n in [1, 2, 3.75]]`,
    `[${convert}(n, '${a}', '${c}') for n in [100, 12345, 67.891]]`,
    `${convert}(5, '${b}', '${b}')`,
    `${convert}(1, '${a?.toUpperCase()}', '${b}')`,
    `${convert}(1, 'xyzzy', '${b}')`,
    `${convert}(1, '${b}', '')`,
    ...(second === "total"
      ? [`${other}([(1, '${a}'), (20, '${b}'), (3, '${c}')], '${b}')`, `${other}([], '${a}')`]
      : []),
    ...(second === "largest"
      ? [
          `${other}([(2, '${b}'), (1, '${c}'), (70, '${a}')])`,
          `${other}([(1, '${b}'), (1, '${a}')])`,
          `${other}([])`,
        ]
      : []),
    ...(second === "split"
      ? [0, 1, 59, 1234, 987654, last?.size ?? 1].map((n) => `${other}(${n})`)
      : []),
  ];
}

const seconds = {
  total:
    "[[Write|Implement|Add] `{other}({given}, {target})` [too|as well]: `{given}` is a list of `(amount, unit)` pairs, and [the result is their sum|it returns what they make together|it adds them up] in `{target}`[|, each one rounded].|`{other}({given}, {target})` [adds up|sums|gives the sum of] a list of `(amount, unit)` pairs [in|as] the unit `{target}`[|, each converted on its own].]",
  largest:
    "[[Write|Implement|Add] `{other}({given})` [too|as well]: `{given}` is a list of `(amount, unit)` pairs, and [the result is|it returns] the [pair|one] that is [most|largest|worth most] [in|when converted to|measured in] `{first}`, the first of equal ones, `None` for an empty list.|`{other}({given})` [finds|returns] the [largest|greatest] of a list of `(amount, unit)` pairs, compared in `{first}`; the first of equals, and `None` [without any|for none].]",
  split:
    "[[Write|Implement|Add] `{other}({amount})` [too|as well]: it [writes|spells out] a whole number of `{first}` in all the units, [largest first|from large to small], [units with none left out|without zeros], such as `{example}`.|`{other}({amount})` [turns|changes] a number of `{first}` into a text [like|such as] `{example}`: [every unit once|each unit], [the largest first|from the largest down], [nothing for a count of zero|zeros are left out].]",
};

function textOf(random: Random, rules: Rules): string {
  const { convert, amount, source, target, units, digits, error, message, second, other, given } =
    rules;
  const first = units[0]?.name ?? "";
  const slots = {
    ...{ convert, amount, source, target, digits, error, message, other, given, first },
    example: `${random.int(2, 9)} ${units[2]?.name}, ${random.int(1, 9)} ${first}`,
  };
  const say = (template: string): string => random.say(template, slots);
  const listed = random.option([
    "[`{name}` is|one `{name}` is|a `{name}` is|1 `{name}` equals|`{name}`:] {size} `{first}`",
    "`{name}` = {size} `{first}`",
    "[`{name}` is worth|a `{name}` has|in a `{name}` there are|`{name}` makes] {size} `{first}`",
  ]);
  const lines = units.slice(1).map(({ name, size }) => random.say(listed, { name, size, first }));
  const table = random.chance(0.7)
    ? { bullets: lines.map((line) => `${line}.`) }
    : `${lines.join(", ")}.`;
  const opening = say(
    "[Write|Implement|Make] `{convert}({amount}, {source}, {target})`[, which turns|. It turns| that changes] `{amount}` [of the unit `{source}`|given in `{source}`|from `{source}`] into [the unit |]`{target}`. [The units are|Units|The table of units, the smallest is `{first}`|There is `{first}`, and]:",
  );
  const round = say(
    digits === 0
      ? "[Round to a whole number|The result is rounded to a whole number|Give the nearest whole number]."
      : "[Round to|The result is rounded to|Give it rounded to] {digits} [digits after the point|decimal places|decimals].",
  );
  const error1 = say(
    "[Raise [a |]`{error}` with the [message|text] `{message}` for [any other unit|another unit|a unit that is not there].|[Any other unit|A unit that is not in the table] raises [a |]`{error}` with the [message|text] `{message}`.]",
  );
  const folds = rules.folded
    ? [
        say(
          "[Capitals in units do not matter|Units may be written with capitals|The names are taken in any case|`{source}` and `{target}` may have capitals].",
        ),
      ]
    : [];
  const more = second === "" ? [] : [say(seconds[second])];
  const facts = random.shuffle([round, error1, ...folds]).join(" ");
  return page(random, [opening, table, facts, ...more]);
}
