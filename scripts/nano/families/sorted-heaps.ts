import { freeName } from "../free-name.ts";
import { identifier, madeUp, nouns, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { type Gather, type Heap, textOf } from "./sorted-heaps-words.ts";

/** Records put on heaps by a key, and one value of each heap. */
export const sortedHeaps: Family = { name: "sorted-heaps", make };

const makes: Readonly<Record<Gather, string>> = {
  sum: "sum(values)",
  count: "len(values)",
  max: "max(values)",
  min: "min(values)",
  mean: "round(sum(values) / len(values), 2)",
  all: "values",
  sorted: "sorted(values)",
  kinds: "len(set(values))",
  first: "values[0]",
  last: "values[-1]",
};

function make(random: Random): Task {
  const fields = fieldsOf(random);
  const all = Array.from({ length: random.option([1, 1, 2, 2, 3]) }, () => draw(random, fields));
  const right = all.map(solve).join("\n\n");
  const faults = all.flatMap((heap, at) =>
    faultsOf(heap).map((wrong) =>
      all.map((one, index) => (index === at ? wrong : solve(one))).join("\n\n"),
    ),
  );
  const records = recordsOf(random, all[0] as Heap, all);
  return {
    language: "python",
    slug: slugName(random, ["group-by", "heaps", "by-kind", "totals", "overview", "gathered"]),
    instructions: textOf(random, all),
    stub: all.map(({ name, rows }) => `def ${name}(${rows}):\n    pass\n`).join("\n\n"),
    solution: right,
    faults: random.sample(faults, 6),
    probes: all.flatMap((heap) => probesOf(heap, records)),
  };
}

function probesOf(heap: Heap, records: string): string[] {
  const { name, by, value, extra, words, limit } = heap;
  const row = (key: string, number: number, word = words[heap.keep === "is not" ? 1 : 0]): string =>
    `{'${by}': '${key}', '${value}': ${number}, '${extra}': '${word}'}`;
  return [
    `${name}(${records})`,
    `${name}(${records}[:9])`,
    `${name}([])`,
    `${name}(list(reversed(${records})))`,
    `${name}(${records}[3:20])`,
    ...[limit - 1, limit, limit + 1].map((number) => `${name}([${row("Rome", number)}])`),
    ...words.map((word) => `${name}([${row("Rome", limit, word)}])`),
    `${name}([${row("A", limit + 1)}, ${row("A", limit + 1)}, ${row("B", 9 * limit)}])`,
    `${name}([${row("A", 1)}, ${row("B", limit - 1)}, ${row("A", 1)}])`,
    `${name}([${row("A", 1)}, ${row("B", limit - 1)}, ${row("C", 2 * limit)}, ${row("D", 3 * limit)}])`,
  ];
}

type Fields = Pick<Heap, "rows" | "by" | "value" | "extra" | "words">;

function fieldsOf(random: Random): Fields {
  const own = "rows row groups key values totals pair sum len max min round sorted set".split(" ");
  const field = (fitting: string): string =>
    random.chance(0.6)
      ? random.name(fitting.split(" "))
      : identifier("python", random.name([...nouns, madeUp(random), madeUp(random)]));
  return {
    rows: freeName(
      random,
      "python",
      ["records", "sales", "entries", "given", "data", "list of"],
      own,
    ),
    by: field("city team colour player country shop owner kind author room driver brand"),
    value: field("amount points price pages weight km minutes votes score cents age litres"),
    extra: field("status size state way mode mood day place group"),
    words: random.sample(["open", "paid", "new", "big", "red", "late", "old", "north"], 3),
  };
}

function draw(random: Random, fields: Fields): Heap {
  const own = "row groups key values totals pair sum len max min round sorted set".split(" ");
  const gather = random.option([
    ...(["sum", "sum", "sum", "count", "count", "max", "min", "mean"] as const),
    ...(["all", "sorted", "kinds", "first", "last"] as const),
  ]);
  const list = gather === "all" || gather === "sorted";
  return {
    ...fields,
    name: freeName(
      random,
      "python",
      ["by key", "totals", "grouped", "summary", "overview", "collect", "gathered"],
      own,
    ),
    gather,
    keep: random.option(["all", "all", "from", "above", "below", "is", "is not"] as const),
    limit: random.constant(4, 30),
    word: fields.words[0] ?? "open",
    folded: random.chance(0.2),
    gives: list
      ? random.option(["dict", "dict", "pairs"] as const)
      : random.option(["dict", "dict", "pairs", "highest", "lines", "best"] as const),
    mark: random.option([": ", " = ", " - ", " -> ", ", ", " "]),
  };
}

function solve(heap: Heap): string {
  const { name, rows, by, value, keep, limit, extra, word, folded, gather, mark } = heap;
  const tests = {
    all: "",
    from: `row['${value}'] >= ${limit}`,
    above: `row['${value}'] > ${limit}`,
    below: `row['${value}'] < ${limit}`,
    is: `row['${extra}'] == '${word}'`,
    "is not": `row['${extra}'] != '${word}'`,
  };
  const test = tests[keep];
  const key = `row['${by}']${folded ? ".lower()" : ""}`;
  const add = `groups.setdefault(${key}, []).append(row['${value}'])`;
  const gives = {
    dict: "totals",
    pairs: "sorted(totals.items())",
    highest: "sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))",
    lines: `[f'{key}${mark}{totals[key]}' for key in sorted(totals)]`,
    best: "max(totals, key=totals.get, default=None)",
  };
  return `def ${name}(${rows}):
    groups = {}
    for row in ${rows}:
${test === "" ? `        ${add}\n` : `        if ${test}:\n            ${add}\n`}    totals = {key: ${makes[gather]} for key, values in groups.items()}
    return ${gives[heap.gives]}
`;
}

function faultsOf(heap: Heap): string[] {
  const right = solve(heap);
  const other = {
    from: "above",
    above: "from",
    below: "from",
    is: "is not",
    "is not": "is",
    all: "from",
  } as const;
  const gives = {
    dict: "pairs",
    pairs: "dict",
    highest: "pairs",
    lines: "pairs",
    best: "dict",
  } as const;
  const wrong = [
    solve({ ...heap, keep: other[heap.keep] }),
    solve({ ...heap, gives: gives[heap.gives] }),
    solve({ ...heap, folded: !heap.folded }),
    right.replace("totals.get, default=None", "totals.get"),
    right.replace("-pair[1]", "pair[1]"),
    ...(heap.gather === "sum" ? [solve({ ...heap, gather: "count" })] : []),
  ];
  return wrong.filter((code) => code !== right);
}

/** Many records, so that every rule of every function shows; numbers lie at the limits. */
function recordsOf(random: Random, fields: Heap, all: readonly Heap[]): string {
  const keys = ["Rome", "oslo", "Bern", "rome", "Oslo", "Lima"];
  const { by, value, extra, words } = fields;
  const limits = all.flatMap(({ limit }) => [limit, limit + 1, limit - 1]);
  const rows = Array.from({ length: 30 }, (_, at) => {
    const number = at < limits.length * 2 ? limits[at % limits.length] : random.int(1, 40);
    return `{'${by}': '${keys[(at * 7 + (at >> 2)) % keys.length]}', '${value}': ${number}, '${extra}': '${words[(at + (at >> 3)) % words.length]}'}`;
  });
  return `[${rows.join(", ")}]`;
}
