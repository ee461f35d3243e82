import { capital, functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import { jsNames, mostly, spoiled, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { probesOf } from "./shelf-keeper-probes.ts";
import { instructions } from "./shelf-keeper-words.ts";

const names = {
  receive: "add, store, put in, bring, take in, arrive, stock up, deposit, load, deliver, book in",
  reserve: "hold, set aside, block, keep back, allot, claim, earmark, put aside, book, secure",
  ship: "send, hand out, dispatch, deliver out, release, give out, send off, complete, fetch",
  cancel: "drop, undo, free up, give back, let go, call off, abandon, revoke, unblock",
  free: "available, rest, open, left over, spare, usable, unheld, still free, disposable",
  total: "present, in house, amount, stored, all of, on hand, in stock, held in all, level",
  items: "list, things, goods, articles, kinds, products, contents, inventory, names of goods",
  item: "article, product, thing, kind, good, part, sort, ware, material",
  count: "amount, pieces, quantity, how many, units, number of, portion",
  order: "customer, client, job, request, ticket, basket, buyer, delivery, purchase",
  wanted: "wishes, needs, demand, amounts, list of items, goods wanted, pieces wanted, cart",
  missing: "lacking items, lacks, shortage, gaps, short of, not there, deficit, absent, shortfall",
};

export type Method = "receive" | "reserve" | "ship" | "cancel" | "free" | "total" | "items";

export type Rules = Record<keyof typeof names, string> & {
  readonly keeper: string;
  readonly error: string;
  /** The methods in their order. */
  readonly methods: readonly Method[];
  readonly valid: { readonly type: "whole" | "least" | "most"; readonly limit: number };
  readonly kind: string;
  /** What the error's object says of an item. */
  readonly lacking: "short" | "free";
  readonly nothing: "{}" | "null";
  readonly shipped: "object" | "sum" | "nothing";
  readonly again: boolean;
  readonly listed: "lying" | "free" | "ever";
  readonly sorted: "alphabet" | "reverse" | "arrival";
};

const all: readonly Method[] = ["receive", "reserve", "ship", "cancel", "free", "total", "items"];

/** Keeps count of goods, of which some are set aside for an order. */
export const shelfKeeper: Family = {
  name: "shelf-keeper",
  make,
  starter: {
    name: "stock-room",
    solution: solve({
      ...{ receive: "receive", reserve: "reserve", ship: "ship", cancel: "cancel", free: "free" },
      ...{ total: "total", items: "items", item: "item", count: "count", order: "order" },
      ...{ wanted: "wanted", missing: "missing", keeper: "StockRoom", error: "StockError" },
      methods: all,
      valid: { type: "whole", limit: 1 },
      kind: "RangeError",
      lacking: "short",
      nothing: "{}",
      shipped: "object",
      again: true,
      listed: "lying",
      sorted: "alphabet",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const code = solve(rules);
  const { missing } = rules;
  const faults = [
    spoiled(code, `this.${missing} = ${missing};`, `this.items = ${missing};`),
    spoiled(code, "number > this", "number >= this"),
    spoiled(code, `#orders.has(${rules.order})`, `#orders.has('${rules.order}')`),
    spoiled(code, `    this.#orders.delete(${rules.order});\n`, ""),
    solve({ ...rules, kind: rules.kind === "Error" ? "TypeError" : "Error" }),
    solve({ ...rules, lacking: rules.lacking === "free" ? "short" : "free" }),
    solve({ ...rules, valid: { ...rules.valid, limit: rules.valid.limit + 1 } }),
    ...(rules.methods.includes("items") && rules.sorted !== "arrival"
      ? [solve({ ...rules, sorted: "arrival" })]
      : []),
    ...(rules.methods.includes("items") && rules.listed !== "ever"
      ? [solve({ ...rules, listed: "ever" })]
      : []),
  ];
  return {
    language: "javascript",
    slug: slugName(random, ["tool-shed", "book-cellar", "larder", "spare-parts", "wine-rack"]),
    instructions: instructions(random, rules),
    stub: stub(random, rules),
    solution: code,
    faults: random.sample(faults, 5),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const type = mostly(random, ["whole", "least", "most"] as const);
  const keeper = capital(
    functionName(random, "javascript", [
      ...["depot", "tool shed", "cellar", "pantry", "larder", "storehouse", "kit locker", "shelf"],
      ...["warehouse", "goods yard", "wine rack", "archive", "parts store", "supply room"],
    ]),
  );
  const base = random.chance(0.5) ? keeper : capital(functionName(random, "javascript", ["goods"]));
  const optional = random.option<Method>(["items", "cancel", "items", "total"]);
  const methods = all.filter((one) => one !== optional || one === "total" || random.chance(0.7));
  const limits = { whole: 1, least: random.constant(2, 12), most: random.constant(30, 900, 5) };
  return {
    ...jsNames(random, names),
    keeper,
    error: `${base}${random.option(["Error", "Error", "Error", "Failure", "Shortage"])}`,
    methods: random.chance(0.3) ? random.shuffle(methods) : methods,
    valid: { type, limit: limits[type] },
    kind: mostly(random, ["RangeError", "TypeError", "Error"]),
    lacking: mostly(random, ["short", "free"]),
    nothing: mostly(random, ["{}", "null"]),
    shipped: mostly(random, ["object", "sum", "nothing"]),
    again: random.chance(0.75),
    listed: mostly(random, ["lying", "free", "ever"]),
    sorted: mostly(random, ["alphabet", "reverse", "arrival"]),
  };
}

export function signature(rules: Rules, method: Method): string {
  const { item, count, order, wanted } = rules;
  const given: Record<Method, readonly string[]> = {
    receive: [item, count],
    reserve: [order, wanted],
    ship: [order],
    cancel: [order],
    free: [item],
    total: [item],
    items: [],
  };
  return `${rules[method]}(${given[method].join(", ")})`;
}

function stub(random: Random, rules: Rules): string {
  const body = stubBody(random);
  const methods = rules.methods.map((one) => `  ${signature(rules, one)} {\n    ${body}\n  }`);
  const error = `export class ${rules.error} extends Error {}`;
  return `${error}\n\nexport class ${rules.keeper} {\n${methods.join("\n\n")}\n}\n`;
}

function body(rules: Rules, method: Method): string {
  const { item, count, order, wanted, free, total, error, again } = rules;
  const short = rules.lacking === "short" ? `number - this.${free}(name)` : `this.${free}(name)`;
  const shipped = {
    object: "\n    return Object.fromEntries(entries);",
    sum: "\n    return entries.reduce((sum, [, number]) => sum + number, 0);",
    nothing: "",
  }[rules.shipped];
  const listed = {
    lying: `.filter((name) => this.${total}(name) > 0)`,
    free: `.filter((name) => this.${free}(name) > 0)`,
    ever: "",
  }[rules.listed];
  const sorted = { alphabet: ".sort()", reverse: ".sort().reverse()", arrival: "" }[rules.sorted];
  const once = again ? "" : ` || this.#ended.has(${order})`;
  const bodies: Record<Method, string> = {
    receive: `    checkNumber(${count});
    this.#numbers.set(${item}, this.${total}(${item}) + ${count});`,
    reserve: `    if (this.#orders.has(${order})${once}) throw new ${error}('no new reservation');
    const entries = Object.entries(${wanted});
    for (const [, number] of entries) checkNumber(number);
    const lacking = entries.filter(([name, number]) => number > this.${free}(name));
    if (lacking.length > 0) {
      const pairs = lacking.map(([name, number]) => [name, ${short}]);
      throw new ${error}('not enough', Object.fromEntries(pairs));
    }
    this.#orders.set(${order}, entries);`,
    ship: `    const entries = this.#end(${order});
    for (const [name, number] of entries) {
      this.#numbers.set(name, this.${total}(name) - number);
    }${shipped}`,
    cancel: `    this.#end(${order});`,
    free: `    let rest = this.${total}(${item});
    for (const [name, number] of [...this.#orders.values()].flat()) {
      if (name === ${item}) rest -= number;
    }
    return rest;`,
    total: `    return this.#numbers.get(${item}) ?? 0;`,
    items: `    return [...this.#numbers.keys()]${listed}${sorted};`,
  };
  return bodies[method];
}

function solve(rules: Rules): string {
  const { missing, order, valid, again } = rules;
  const wrong = {
    whole: `number < ${valid.limit}`,
    least: `number < ${valid.limit}`,
    most: `number < 1 || number > ${valid.limit}`,
  }[valid.type];
  const methods = rules.methods.map(
    (one) => `  ${signature(rules, one)} {\n${body(rules, one)}\n  }\n`,
  );
  const ended = again ? "" : "  #ended = new Set();\n";
  return `export class ${rules.error} extends Error {
  constructor(message, ${missing} = ${rules.nothing}) {
    super(message);
    this.${missing} = ${missing};
  }
}

function checkNumber(number) {
  if (!Number.isInteger(number) || ${wrong}) throw new ${rules.kind}('bad count');
}

export class ${rules.keeper} {
  #numbers = new Map();
  #orders = new Map();
${ended}
${methods.join("\n")}
  #end(${order}) {
    const entries = this.#orders.get(${order});
    if (entries === undefined) throw new ${rules.error}('no reservation');
    this.#orders.delete(${order});
${again ? "" : `    this.#ended.add(${order});\n`}    return entries;
  }
}
`;
}
