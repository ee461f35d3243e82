import { functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { changed, stubOf } from "./js-wording.ts";
import { solve } from "./till-slip-code.ts";
import { instructions, type Kind, type Rules } from "./till-slip-words.ts";

/** What a basket costs after some offers. */
export const tillSlip: Family = {
  name: "till-slip",
  make,
  starter: {
    name: "basket-price",
    solution: solve({
      slip: "receipt",
      lines: "lines",
      offers: "offers",
      item: "item",
      price: "price",
      count: "count",
      cents: "cents",
      all: "lines",
      saved: "saved",
      total: "total",
      merge: "price",
      type: "type",
      kinds: ["free", "percent", "above"],
      names: { free: "free", percent: "percent", above: "above" },
      buy: "buy",
      get: "get",
      dearest: false,
      percent: "percent",
      only: "either",
      round: "half",
      from: "from",
      off: "off",
      more: false,
      bad: "RangeError",
      unknown: "TypeError",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  return {
    language: "javascript",
    slug: slugName(random, ["till-slip", "shop-bill", "market-stall", "web-shop", "cash-desk"]),
    instructions: instructions(random, rules),
    stub: stubOf([[rules.slip, `${rules.lines}, ${rules.offers} = []`]]),
    solution,
    faults: changed(solution, [
      ...(rules.kinds.includes("above") ? [["Math.max(0, rest());\n", "rest();\n"] as const] : []),
      ["one - other", "other - one"],
      ["other - one)", "one - other)"],
      ["rest() >=", "rest() >"],
      ["rest() > ", "rest() >= "],
      ["/ 100 + 0.5", "/ 100"],
      ["Math.ceil(", "Math.floor("],
      ...(rules.merge === "never" ? [] : [[`old.${rules.count} + `, ""] as const]),
      [`(offer.${rules.buy} + offer.${rules.get})`, `offer.${rules.buy}`],
      ["number >= 0", "number > 0"],
    ]).slice(0, 6),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const all: readonly Kind[] = ["free", "percent", "above"];
  const some = random.chance(0.55) ? all : random.sample(all, random.option([1, 2, 2, 2]));
  return {
    slip: functionName(random, "javascript", [
      "bill",
      "invoice",
      "slip",
      "checkout",
      "settle",
      "pay",
      "add up",
      "cash",
    ]),
    lines: random.name("lines lines basket goods cart bought".split(" ")),
    offers: random.name("offers offers deals discounts bargains vouchers".split(" ")),
    item: random.name("item item article product ware name title".split(" ")),
    price: random.name("price price cost each single".split(" ")),
    count: random.name("count count amount pieces number quantity".split(" ")),
    cents: random.name("cents cents sum money worth value".split(" ")),
    all: random.name("lines lines positions entries rows goods items".split(" ")),
    saved: random.name("saved saved discount reduction gain rebate".split(" ")),
    total: random.name("total total due pay payable toPay rest".split(" ")),
    merge: random.option(["price", "price", "price", "item", "never"]),
    type: random.option(["type", "type", "type", "kind", "is", "offer"]),
    kinds: random.chance(0.6) ? all.filter((kind) => some.includes(kind)) : random.shuffle(some),
    names: {
      free: random.name("free free gift bundle pack bonus".split(" ")),
      percent: random.name("percent percent share sale part cheaper".split(" ")),
      above: random.name("above above minus voucher coupon big".split(" ")),
    },
    ...random.option([
      { buy: "buy", get: "get" },
      { buy: "buy", get: "get" },
      { buy: "paid", get: "free" },
      { buy: "take", get: "plus" },
      { buy: "pay", get: "extra" },
    ] as const),
    dearest: random.chance(0.35),
    percent: random.option(["percent", "percent", "percent", "share", "rate", "by"]),
    only: random.option(["either", "either", "either", "item", "all"]),
    round: random.option(["half", "half", "half", "down", "up"]),
    ...random.option([
      { from: "from", off: "off" },
      { from: "from", off: "off" },
      { from: "least", off: "minus" },
      { from: "limit", off: "cents" },
      { from: "start", off: "less" },
    ] as const),
    more: random.chance(0.3),
    bad: random.option(["RangeError", "RangeError", "RangeError", "TypeError", "Error"]),
    unknown: random.option(["TypeError", "TypeError", "TypeError", "RangeError", "Error"]),
  };
}

function probesOf(rules: Rules): string[] {
  const { slip, item, price, count, type, kinds, names, buy, get, percent, from, off, only } =
    rules;
  const line = (name: string, cents: number | string, many: number | string): string =>
    `{ ${item}: '${name}', ${price}: ${cents}, ${count}: ${many} }`;
  const tea = line("tea", 350, 2);
  const cake = line("cake", 425, 1);
  const free = `{ ${type}: '${names.free}', ${item}: 'tea', ${buy}: 2, ${get}: 1 }`;
  const share = (rate: number, name = ""): string =>
    `{ ${type}: '${names.percent}', ${percent}: ${rate}${name === "" ? "" : `, ${item}: '${name}'`} }`;
  const above = (least: number, cents: number): string =>
    `{ ${type}: '${names.above}', ${from}: ${least}, ${off}: ${cents} }`;
  const asked: Readonly<Record<Kind, readonly string[]>> = {
    free: [
      `[2, 3, 5, 6].map((many) => ${slip}([${line("tea", 350, "many")}, ${cake}], [${free}]))`,
      `${slip}([${line("tea", 500, 2)}, ${line("tea", 100, 1)}], [${free}])`,
    ],
    percent: [
      ...(only === "item"
        ? []
        : [
            `${slip}([${tea}, ${cake}], [${share(10)}])`,
            `${slip}([${line("tea", 333, 1)}], [${share(10)}, ${share(25)}])`,
          ]),
      ...(only === "all"
        ? []
        : [
            `${slip}([${tea}, ${cake}], [${share(50, "cake")}, ${share(10, "soup")}])`,
            `${slip}([${line("tea", 333, 1)}], [${share(10, "tea")}])`,
          ]),
      `${slip}([${tea}], [${share(101, "tea")}])`,
      `${slip}([${tea}], [${share(-1)}])`,
    ],
    above: [
      `${slip}([${tea}, ${cake}], [${above(1125, 200)}])`,
      `${slip}([${tea}], [${above(1125, 200)}])`,
      `${slip}([${tea}], [${above(0, 900)}])`,
    ],
  };
  const both = kinds.map(
    (kind) =>
      ({ free, percent: share(10, only === "all" ? "" : "tea"), above: above(500, 100) })[kind],
  );
  return [
    `${slip}([])`,
    `${slip}([${tea}, ${cake}, ${line("tea", 350, 1)}, ${line("tea", 300, 2)}, ${line("milk", 90, 0)}])`,
    ...kinds.flatMap((kind) => asked[kind]),
    `${slip}([${tea}, ${line("tea", 200, 3)}], [${both.join(", ")}])`,
    `${slip}([${tea}, ${line("tea", 200, 3)}], [${both.reverse().join(", ")}])`,
    ...[line("tea", -1, 1), line("tea", 1.5, 1), line("tea", 1, -1), line("tea", 1, 0.5)].map(
      (bad) => `${slip}([${bad}])`,
    ),
    `${slip}([${tea}], [{ ${type}: 'wonder' }])`,
  ];
}
