import { freeName } from "../free-name.ts";
import { madeUp, plainWords, slugName } from "../names.ts";
import { note } from "../note.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";

type Band = { readonly limit: number; readonly label: string };
type Rules = {
  readonly one: string;
  readonly many: string;
  readonly given: string;
  readonly all: string;
  readonly sign: ">=" | ">" | "<" | "<=";
  readonly bands: readonly Band[];
  readonly rest: string;
  readonly words: boolean;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly message: string;
  readonly second: "" | "counts" | "labels" | "best" | "total";
  readonly theme: Theme;
};
/** What is asked, sentence by sentence; "" for what is not. */
type Told = {
  readonly bands: readonly string[];
  readonly rest: string;
  readonly error: string;
  readonly second: string;
};
type Theme = { readonly thing: string; readonly unit: string; readonly labels: string };

const themes: readonly Theme[] = [
  { thing: "a mark", unit: "points", labels: "excellent good fair weak poor failed" },
  { thing: "a level", unit: "points", labels: "gold silver bronze iron wood none" },
  { thing: "the strength of a wind", unit: "km/h", labels: "storm gale breeze draught calm still" },
  { thing: "the size of a parcel", unit: "grams", labels: "huge large medium small tiny light" },
  {
    thing: "the class of a reader",
    unit: "pages",
    labels: "master expert reader starter guest new",
  },
  { thing: "the price of a letter", unit: "grams", labels: "" },
  { thing: "the fee of a bag", unit: "kilograms", labels: "" },
  { thing: "the reward for a run", unit: "metres", labels: "" },
  { thing: "the toll for a cart", unit: "stones", labels: "" },
];

/** A chain of thresholds, and what a list of numbers makes with it. */
export const levelBands: Family = { name: "level-bands", make };

function make(random: Random): Task {
  const rules = draw(random);
  const told = tell(random, rules);
  const second = rules.second === "" ? "" : `\n\ndef ${rules.many}(${rules.all}):\n    pass\n`;
  return {
    language: "python",
    slug: slugName(random, ["levels", "bands", "grades", "postage", "classes", "steps-of-price"]),
    instructions: textOf(random, rules, told),
    stub: `def ${rules.one}(${rules.given}):\n    pass\n${second}`,
    solution: solve(rules, told),
    faults: faultsOf(rules, told),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const own = ["counts", "label", "item", "max", "sum", "default", "key"];
  const name = (fitting: readonly string[]): string => freeName(random, "python", fitting, own);
  const theme = random.option(themes);
  const words = theme.labels !== "";
  const count = random.int(2, 4);
  const limits = new Set<number>();
  while (limits.size < count) limits.add(random.constant(5, 95, random.option([1, 5])));
  const sign = random.option([">=", ">=", ">", "<", "<="] as const);
  const falling = [...limits].sort((one, other) => other - one);
  const sorted = sign.startsWith(">") ? falling : falling.reverse();
  const pool = random.chance(0.35)
    ? theme.labels.split(" ").slice(0, count + 1)
    : random.sample(
        Array.from({ length: 30 }, () =>
          random.chance(0.5) ? madeUp(random) : random.option(plainWords),
        ).filter((one) => one.length > 2),
        count + 1,
      );
  const labels = new Set(words ? pool : []);
  while (labels.size < count + 1)
    labels.add(String(random.constant(10, 990, random.option([1, 10]))));
  const [rest = "", ...others] = [...labels].reverse();
  const second = random.option([
    "",
    "counts",
    "labels",
    words ? "counts" : "total",
    words ? "labels" : "best",
  ] as const);
  return {
    one: name(["level", "band", "grade of", "class of", "rank", "price of", "cost", "category"]),
    many: name(["overview", "all levels", "summary", "of all", "everyone", "report", "table of"]),
    given: name(["points", "amount", "weight", "score", "measured", "count", "n"]),
    all: name(["scores", "values", "list of", "amounts", "everything", "measurements"]),
    sign,
    bands: sorted.map((limit, at) => ({ limit, label: others[at] ?? "" })),
    rest,
    words,
    low: random.chance(0.6) ? random.option([0, 0, 0, 1]) : undefined,
    high: random.chance(0.3) ? random.option([100, 100, 120, 150, 200, 500]) : undefined,
    message: random.name([
      "not possible",
      "no number",
      "bad amount",
      "strange value",
      "wrong measure",
      "impossible",
    ]),
    second,
    theme,
  };
}

const literal = ({ words }: Rules, label: string): string => (words ? `'${label}'` : label);

function solve(rules: Rules, told: Told): string {
  const { one, given, low, high } = rules;
  const limits = [
    ...(low === undefined ? [] : [`${given} < ${low}`]),
    ...(high === undefined ? [] : [`${given} > ${high}`]),
  ];
  const check =
    limits.length === 0
      ? ""
      : `${note("#", "    ", told.error)}    if ${limits.join(" or ")}:\n        raise ValueError('${rules.message}')\n`;
  const bands = rules.bands.map(
    ({ limit, label }, at) =>
      `${note("#", "    ", told.bands[at] ?? "")}    if ${given} ${rules.sign} ${limit}:\n        return ${literal(rules, label)}\n`,
  );
  return `def ${one}(${given}):\n${check}${bands.join("")}${note("#", "    ", told.rest)}    return ${literal(rules, rules.rest)}\n${secondCode(rules, told)}`;
}

function secondCode({ second, many, all, one }: Rules, told: Told): string {
  if (second === "") return "";
  const bodies = {
    counts: `    counts = {}
    for item in ${all}:
        label = ${one}(item)
        counts[label] = counts.get(label, 0) + 1
    return counts
`,
    labels: `    return [${one}(item) for item in ${all}]\n`,
    best: `    return max([${one}(item) for item in ${all}], default=None)\n`,
    total: `    return sum(${one}(item) for item in ${all})\n`,
  };
  return `\n\ndef ${many}(${all}):\n${note("#", "    ", told.second)}${bodies[second]}`;
}

function faultsOf(rules: Rules, told: Told): string[] {
  const { bands, sign } = rules;
  const solved = (wrong: Rules): string => solve(wrong, told);
  const right = solved(rules);
  const other = { ">=": ">", ">": ">=", "<": "<=", "<=": "<" } as const;
  const [first] = bands;
  const wrong = [
    solved({ ...rules, sign: other[sign] }),
    solved({ ...rules, bands: bands.slice(1) }),
    solved({ ...rules, low: rules.low === undefined ? undefined : rules.low + 1 }),
    solved({ ...rules, high: rules.high === undefined ? undefined : rules.high - 1 }),
    solved({ ...rules, rest: first?.label ?? "" }),
    solved({
      ...rules,
      bands: bands.map((one, at) => (at === 1 ? { ...one, limit: one.limit + 1 } : one)),
    }),
    right.replace("counts.get(label, 0) + 1", "1"),
  ];
  return wrong.filter((code) => code !== right);
}

function probesOf({ one, many, bands, low, high, second }: Rules): string[] {
  const numbers = bands.flatMap(({ limit }) => [limit - 1, limit, limit + 1]);
  const edges = [
    ...(low === undefined ? [-3] : [low, low - 1]),
    ...(high === undefined ? [400] : [high, high + 1]),
  ];
  const usual = JSON.stringify([...numbers, ...numbers.slice(1, 4)]);
  return [
    ...[...numbers, ...edges].map((number) => `${one}(${number})`),
    ...(second === "" ? [] : [`${many}(${usual})`, `${many}([])`, `${many}([${edges[1] ?? 0}])`]),
  ];
}

const froms = {
  ">=": "[{label} [from|starting at|for] {limit} {unit}[| up| on| or more]|[at least|no less than] {limit} {unit}: {label}|{limit} {unit} or more [are|give|make|mean] {label}|{label} [is for|needs|starts at|begins with] [at least |]{limit} {unit}]",
  ">": "[{label} [above|over|for more than] {limit} {unit}|[more than|above|over] {limit} {unit}: {label}|[more|anything more] than {limit} {unit} [is|gives|makes|means] {label}|{label} [is for|needs] more than {limit} {unit}]",
  "<": "[{label} [below|under|for less than] {limit} {unit}|[less than|below|under] {limit} {unit}: {label}|[less|anything less] than {limit} {unit} [is|gives|makes|means] {label}|{label} [is for|ends before] less than {limit} {unit}]",
  "<=": "[{label} [up to|to] {limit} {unit}|[at most|no more than|up to] {limit} {unit}: {label}|{limit} {unit} or less [are|give|make|mean] {label}|{label} [is for|ends at] [at most |up to ]{limit} {unit}]",
};

const seconds = {
  counts:
    "[[Write|Implement|Add] `{many}({all})` too: [a dict that says how often each result comes|how often each of them comes, as a dict|it counts the results in a dict].|`{many}({all})` [gives|returns] a dict with [the number|the count] of each result [of a list|in a list of {unit}][|, those that come only].]",
  labels:
    "[[Write|Implement|Add] `{many}({all})` too: [the results for a whole list, as a list|a list with the result of each|it does so for each one of a list].|`{many}({all})` [gives|returns] the results [of a list|for a list of {unit}] [as a list|in a list], in the same order.]",
  best: "[[Write|Implement|Add] `{many}({all})` too: [the highest result for a list|the greatest of all results], `None` for an empty list.|`{many}({all})` [gives|returns] the [greatest|highest] result [of a list|for a list of {unit}], [or `None` if it is empty|`None` without any].]",
  total:
    "[[Write|Implement|Add] `{many}({all})` too: [the sum of the results for a list|what all of a list make together].|`{many}({all})` [gives|returns] the [sum|total] of the results [of a list|for a list of {unit}].]",
};

function tell(random: Random, rules: Rules): Told {
  const { many, all, low, high, message, theme, second } = rules;
  const slots = { many, all, low: low ?? "", high: high ?? "", message, unit: theme.unit };
  const shown = (label: string): string => (rules.words ? `\`"${label}"\`` : label);
  const bad = [
    ...(low === undefined ? [] : ["[less than|below|under] {low}"]),
    ...(high === undefined ? [] : ["[more than|above|over] {high}"]),
  ];
  return {
    bands: rules.bands.map(({ limit, label }) =>
      random.say(froms[rules.sign], { limit, label: shown(label), unit: theme.unit }),
    ),
    rest: random.say(
      "[{label} otherwise|all else is {label}|{label} for the rest|else {label}|for all others {label}|everything else: {label}]",
      { label: shown(rules.rest) },
    ),
    error:
      bad.length === 0
        ? ""
        : random.say(
            `[Raise [a |]\`ValueError\` with the [message|text] \`{message}\` for ${bad.join(" and ")}.|For ${bad.join(" and for ")} raise [a |]\`ValueError\` with the [message|text] \`{message}\`.]`,
            slots,
          ),
    second: second === "" ? "" : random.say(seconds[second], slots),
  };
}

function textOf(random: Random, { one, given, theme }: Rules, told: Told): string {
  const opening = random.say(
    "[Write|Implement|Make] `{one}({given})`[, which returns|. It returns|, that gives|. The result is] {thing}[ by| for| that follows from] the number of {unit}:",
    { one, given, unit: theme.unit, thing: theme.thing },
  );
  const parts = [...told.bands, told.rest];
  const block = random.chance(0.7)
    ? [opening, { bullets: parts.map((part) => `${part}.`) }]
    : [`${opening} ${parts.join(random.option([", ", "; "]))}.`];
  const facts = [told.error, told.second].filter((one) => one !== "");
  return page(random, [...block, ...(random.chance(0.5) ? facts : facts.reverse())]);
}
