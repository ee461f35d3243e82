import { functionName, identifier, madeUp, nouns, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { mostly } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import * as texts from "./row-query-words.ts";

type Rules = {
  readonly query: string;
  readonly group: string | undefined;
  readonly rows: string;
  readonly name: string;
  readonly amount: string;
  readonly kind: string;
  readonly filter: "from" | "above" | "to" | "below" | "kind" | "other";
  readonly limit: number;
  readonly wanted: string;
  readonly order: "down" | "up" | "name" | "none";
  readonly gives: "names" | "rows" | "pairs";
  readonly first: number | undefined;
  readonly grouped: "count" | "sum" | "names" | "largest";
};

/** Rows chosen by a filter, put in an order, and counted by a key. */
export const rowQuery: Family = { name: "row-query", make };

function make(random: Random): Task {
  const rules = draw(random);
  const { filter, order } = rules;
  const solution = solve(rules);
  const group =
    rules.group === undefined ? "" : `\n\ndef ${rules.group}(${rules.rows}):\n    pass\n`;
  const opposite = {
    from: "above",
    above: "from",
    to: "below",
    below: "to",
    kind: "other",
    other: "kind",
  } as const;
  const turned = { down: "up", up: "down", name: "none", none: "name" } as const;
  return {
    language: "python",
    slug: slugName(random, ["pick-rows", "data-list", "stock-query", "table-search", "row-filter"]),
    instructions: instructions(random, rules),
    stub: `def ${rules.query}(${rules.rows}):\n    pass\n${group}`,
    solution,
    faults: [
      solve({ ...rules, filter: opposite[filter] }),
      solve({ ...rules, order: turned[order] }),
      solve({ ...rules, gives: rules.gives === "names" ? "rows" : "names" }),
      solve({ ...rules, first: rules.first === undefined ? 2 : rules.first + 1 }),
      solve({ ...rules, grouped: rules.grouped === "count" ? "sum" : "count" }),
    ].filter((fault) => fault !== solution),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const name = (fitting: string): string => functionName(random, "python", fitting.split(", "));
  const key = (fitting: string): string =>
    identifier(
      "python",
      random.name([...fitting.split(", "), ...random.sample(nouns, 4), madeUp(random)]),
    );
  return {
    query: name(
      "select, chosen, pick, query, search rows, filtered, matching, only, wanted, find all",
    ),
    group: random.chance(0.6)
      ? name("by kind, grouped, per group, totals, group rows, tally, statistics, overview")
      : undefined,
    rows: name("rows, records, items, entries, people, data, table, things"),
    name: key("name, title, id, label, who, code"),
    amount: key("age, price, size, points, weight, score, stock, height, year"),
    kind: key("town, kind, team, colour, type, class, group, status"),
    filter: random.option(["from", "above", "to", "below", "kind", "other"]),
    limit: random.constant(2, 90),
    wanted: random.name([...nouns, "open", "closed", "new", "old", "red", "blue", "north"]),
    order: random.option(["down", "up", "name", "none"]),
    gives: mostly(random, ["names", "rows", "pairs"]),
    first: random.chance(0.3) ? random.constant(2, 9) : undefined,
    grouped: mostly(random, ["count", "sum", "names", "largest"]),
  };
}

function instructions(random: Random, rules: Rules): string {
  const { query, group, rows, name, amount, kind, limit, wanted } = rules;
  const quote = random.option(["'", '"']);
  const slots = {
    ...{ query, rows, limit, group: group ?? "", first: rules.first ?? 0 },
    wanted: `${quote}${wanted}${quote}`,
    name: `${quote}${name}${quote}`,
    amount: `${quote}${amount}${quote}`,
    kind: `${quote}${kind}${quote}`,
  };
  const say = (wording: string): string => `${random.say(wording, slots)}.`;
  const parts = [
    say(texts.filterWords[rules.filter]),
    say(texts.orderWords[rules.order]),
    ...(rules.first === undefined ? [] : [say(texts.firstWords)]),
    say(texts.givesWords[rules.gives]),
  ];
  const described = say(texts.rowsWords);
  const asked = say(texts.queryWords);
  return page(random, [
    ...(random.chance(0.5) ? [`${described} ${asked}`] : [described, asked]),
    random.chance(0.6) ? { bullets: parts } : parts.join(" "),
    group === undefined ? "" : say(texts.groupWords[rules.grouped]),
    say(texts.calmWords),
  ]);
}

const signs = { from: ">=", above: ">", to: "<=", below: "<" } as const;

function solve(rules: Rules): string {
  const { query, group, rows, name, amount, kind, filter, limit, wanted, order, first } = rules;
  const test =
    filter === "kind" || filter === "other"
      ? `row['${kind}'] ${filter === "kind" ? "==" : "!="} '${wanted}'`
      : `row['${amount}'] ${signs[filter]} ${limit}`;
  const sorting = {
    down: `    chosen.sort(key=lambda row: (-row['${amount}'], row['${name}']))\n`,
    up: `    chosen.sort(key=lambda row: (row['${amount}'], row['${name}']))\n`,
    name: `    chosen.sort(key=lambda row: row['${name}'])\n`,
    none: "",
  }[order];
  const given = {
    names: `[row['${name}'] for row in chosen]`,
    rows: "chosen",
    pairs: `[(row['${name}'], row['${amount}']) for row in chosen]`,
  }[rules.gives];
  const gathered = {
    count: `        result[key] = result.get(key, 0) + 1\n`,
    sum: `        result[key] = result.get(key, 0) + row['${amount}']\n`,
    names: `        result.setdefault(key, []).append(row['${name}'])\n`,
    largest: `        result[key] = max(result.get(key, row['${amount}']), row['${amount}'])\n`,
  }[rules.grouped];
  const second =
    group === undefined
      ? ""
      : `

def ${group}(${rows}):
    result = {}
    for row in ${rows}:
        key = row['${kind}']
${gathered}    return result
`;
  return `def ${query}(${rows}):
    chosen = [row for row in ${rows} if ${test}]
${sorting}${first === undefined ? "" : `    chosen = chosen[:${first}]\n`}    return ${given}
${second}`;
}

function probesOf({ query, group, name, amount, kind, limit, wanted }: Rules): string[] {
  const kinds = `['up', '${wanted}', 'down', '${wanted}', 'up'][n % 5]`;
  const numbers = `${limit} + [0, 3, -1, 1, -2, 7, 0, 1, -5, -2][n % 10]`;
  const names = "'kcmaxpgbtfozdvhqelsw'[n % 20] + str(n // 20)";
  const rows = `rows = [{'${name}': ${names}, '${amount}': ${numbers}, '${kind}': ${kinds}} for n in range(50)]\n`;
  return [query, ...(group === undefined ? [] : [group])].flatMap((asked) => [
    `${rows}${asked}(rows)`,
    `${rows}${asked}(rows[:7])`,
    `${rows}${asked}(rows[4:20])`,
    `${rows}[${asked}([row]) for row in rows[:10]]`,
    `${asked}([])`,
  ]);
}
