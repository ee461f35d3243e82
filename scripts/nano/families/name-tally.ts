import { freeName } from "../free-name.ts";
import { className, madeUp, nouns, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { changed } from "./js-wording.ts";
import { instructions, type Method, paramsOf, type Rules } from "./name-tally-words.ts";

/** A class which keeps a number for each name. */
export const nameTally: Family = { name: "name-tally", make };

const optional: readonly Method[] = ["take", "of", "best", "names", "total", "drop", "count"];

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  const numbers = rules.methods.includes("of") || rules.methods.includes("total");
  const wrong: readonly Partial<Rules>[] = [
    { zero: !rules.zero },
    { gives: !rules.gives },
    { small: !rules.small },
    ...(numbers ? [{ over: rules.over === "none" ? ("cut" as const) : ("none" as const) }] : []),
    ...(rules.methods.includes("best") ? [{ last: !rules.last }] : []),
    ...(numbers && rules.methods.includes("take")
      ? [{ under: rules.under === "zero" ? ("below" as const) : ("zero" as const) }]
      : []),
  ];
  return {
    language: "javascript",
    slug: slugName(random, [
      "name-tally",
      "score-sheet",
      "bonus-points",
      "vote-box",
      "stars-board",
    ]),
    instructions: instructions(random, rules),
    stub: stubOf(rules),
    solution,
    faults: [
      ...wrong.map((one) => solve({ ...rules, ...one })),
      ...changed(solution, [["other[1] - one[1]", "one[1] - other[1]"]]),
    ].slice(0, 6),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const wanted = random.sample(optional, random.option([2, 3, 3, 4]));
  const read = wanted.some((one) => one === "of" || one === "names")
    ? wanted
    : [...wanted, "of" as const];
  const others = optional.filter((one) => read.includes(one));
  const taken = ["constructor", "held", "next", "best", "this"];
  const name = (fitting: readonly string[]): string =>
    freeName(random, "javascript", fitting, taken);
  return {
    owner: className(
      random.name(
        random.chance(0.5)
          ? [
              "score board",
              "vote box",
              "point book",
              "tally",
              "stars",
              "wallet",
              "bonus book",
              "ledger",
              "counter",
            ]
          : [
              `${random.option(nouns)} box`,
              madeUp(random),
              `${random.option(nouns)} ${random.option(nouns)}`,
            ],
      ),
    ),
    methods: ["add", ...(random.chance(0.5) ? others : random.shuffle(others))],
    called: {
      add: name(["add", "give", "award", "put", "earn", "collect", "score"]),
      take: name(["take", "spend", "lose", "subtract", "pay", "withdraw"]),
      of: name(["of", "points of", "look up", "balance", "read", "value of"]),
      best: name(["winner", "leader", "top", "highest", "champion"]),
      names: name(["names", "everyone", "ranking", "listing", "order of all"]),
      total: name(["total", "sum of all", "all together", "whole", "altogether"]),
      drop: name(["remove", "forget", "erase", "leave", "strike"]),
      count: name(["size", "how many", "people", "entries", "members"]),
    },
    who: random.name("name name player person team child user member pupil guest".split(" ")),
    many: random.name("points points amount votes stars coins marks goals units".split(" ")),
    limit: random.constant(12, 90),
    over: random.option(["none", "error", "cut"]),
    under: random.option(["error", "zero", "below"]),
    gives: random.chance(0.5),
    unknown: random.option(["0", "null", "error"]),
    zero: random.chance(0.3),
    last: random.chance(0.35),
    none: random.option(["null", "null", "''", "undefined"]),
    order: random.option(["first", "alphabet", "points"]),
    small: random.chance(0.3),
    bad: random.option(["RangeError", "RangeError", "TypeError", "Error"]),
  };
}

function stubOf(rules: Rules): string {
  const bodies = rules.methods.map(
    (method) =>
      `  ${rules.called[method]}(${paramsOf(rules, method)}) {\n    throw new Error('Write me.');\n  }\n`,
  );
  return `export class ${rules.owner} {\n${bodies.join("\n")}}\n`;
}

function solve(rules: Rules): string {
  const { owner, methods, called } = rules;
  const bodies = methods.map(
    (method) => `  ${called[method]}(${paramsOf(rules, method)}) {\n${bodyOf(rules, method)}  }\n`,
  );
  return `export class ${owner} {\n  #held = new Map();\n\n${bodies.join("\n")}}\n`;
}

function bodyOf(rules: Rules, method: Method): string {
  const { who, many, limit, over, under, gives, unknown, zero, last, none, order, small, bad } =
    rules;
  const key = small ? `${who}.toLowerCase()` : who;
  const check = `    if (!Number.isInteger(${many}) || ${many} ${zero ? "<" : "<="} 0) throw new ${bad}('bad number');\n`;
  const end = `    this.#held.set(${key}, next);\n${gives ? "    return next;\n" : ""}`;
  const sum = `(this.#held.get(${key}) ?? 0) + ${many}`;
  const rest = `(this.#held.get(${key}) ?? 0) - ${many}`;
  const lost = `    if (!this.#held.has(${key})) throw new ${bad}('nobody');\n    return this.#held.get(${key});\n`;
  return {
    add: `${check}    const next = ${over === "cut" ? `Math.min(${limit}, ${sum})` : sum};\n${over === "error" ? `    if (next > ${limit}) throw new ${bad}('too many');\n` : ""}${end}`,
    take: `${check}    const next = ${under === "zero" ? `Math.max(0, ${rest})` : rest};\n${under === "error" ? `    if (next < 0) throw new ${bad}('too few');\n` : ""}${end}`,
    of: unknown === "error" ? lost : `    return this.#held.get(${key}) ?? ${unknown};\n`,
    best: `    let best = null;\n    for (const one of this.#held) {\n      if (best === null || one[1] ${last ? ">=" : ">"} best[1]) best = one;\n    }\n    return best === null ? ${none} : best[0];\n`,
    names: {
      first: "    return [...this.#held.keys()];\n",
      alphabet: "    return [...this.#held.keys()].sort();\n",
      points:
        "    const sorted = [...this.#held].sort((one, other) => other[1] - one[1]);\n    return sorted.map((one) => one[0]);\n",
    }[order],
    total: "    return [...this.#held.values()].reduce((sum, number) => sum + number, 0);\n",
    drop: `    return this.#held.delete(${key});\n`,
    count: "    return this.#held.size;\n",
  }[method];
}

function probesOf(rules: Rules): string[] {
  const { owner, methods, called, limit } = rules;
  const { add, take, of, drop } = called;
  const views = methods.flatMap((method) => {
    if (method === "of")
      return ["zed", "Amy", "amy", "bo"].map((who) => `safe(() => book.${of}('${who}'))`);
    return ["best", "names", "total", "count"].includes(method) ? [`book.${called[method]}()`] : [];
  });
  const safe =
    "const safe = (work) => { try { return work(); } catch (error) { return error.name; } };";
  const seen = `[${views.join(", ")}]`;
  const asked = (...lines: string[]): string =>
    [safe, `const book = new ${owner}();`, ...lines, seen].join("\n");
  const call = (method: Method, who: string, many: number): string =>
    `safe(() => book.${called[method]}('${who}', ${many}));`;
  return [
    asked(),
    asked(
      call("add", "zed", 5),
      call("add", "Amy", 7),
      call("add", "zed", 2),
      call("add", "bo", 1),
    ),
    asked(call("add", "amy", 4), call("add", "Amy", 3), call("add", "bo", 7)),
    asked(
      call("add", "bo", limit),
      call("add", "zed", limit - 1),
      call("add", "zed", 3),
      call("add", "bo", 1),
    ),
    asked(call("add", "bo", 0), call("add", "zed", -1), call("add", "amy", 1.5)),
    `const book = new ${owner}();\n[book.${add}('bo', 3), book.${add}('bo', 4)]`,
    `const book = new ${owner}();\nbook.${add}('bo', 0)`,
    `const book = new ${owner}();\nbook.${add}('bo', ${limit + 1})`,
    ...(methods.includes("take")
      ? [
          asked(
            call("add", "bo", 9),
            call("take", "bo", 4),
            call("add", "zed", 2),
            call("take", "zed", 3),
          ),
          `const book = new ${owner}();\nbook.${add}('bo', 3);\n[book.${take}('bo', 1), book.${take}('bo', 2)]`,
          `const book = new ${owner}();\nbook.${take}('bo', 1)`,
        ]
      : []),
    ...(methods.includes("drop")
      ? [
          asked(call("add", "bo", 9), call("add", "zed", 9), `book.${drop}('bo');`),
          `const book = new ${owner}();\nbook.${add}('Bo', 3);\n[book.${drop}('bo'), book.${drop}('BO')]`,
        ]
      : []),
  ];
}
