import { className, functionName, madeUp, nouns, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { mostly } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import * as texts from "./level-gauge-words.ts";

type Method = "add" | "take" | "level" | "free" | "clear" | "count" | "full";

type Rules = {
  readonly cls: string;
  readonly names: Readonly<Record<Method, string>>;
  readonly methods: readonly Method[];
  readonly limit: string;
  readonly amount: string;
  readonly full: number;
  readonly start: "zero" | "full";
  readonly over: "error" | "clip";
  readonly under: "error" | "clip";
  readonly returns: "none" | "now";
  readonly bad: "positive" | "negative";
  readonly error: string;
};

/** A class for something that is filled and emptied. */
export const levelGauge: Family = { name: "level-gauge", make };

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  return {
    language: "python",
    slug: slugName(random, ["water-butt", "money-box", "rain-barrel", "oil-drum", "car-park"]),
    instructions: instructions(random, rules),
    stub: stubOf(rules),
    solution,
    faults: [
      solve({ ...rules, full: rules.full + 1 }),
      solve({ ...rules, start: rules.start === "zero" ? "full" : "zero" }),
      solve({ ...rules, over: rules.over === "clip" ? "error" : "clip" }),
      solve({ ...rules, under: rules.under === "clip" ? "error" : "clip" }),
      solve({ ...rules, bad: rules.bad === "positive" ? "negative" : "positive" }),
    ],
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const name = (fitting: string): string => functionName(random, "python", fitting.split(", "));
  const more = random.sample<Method>(["free", "clear", "count", "full"], random.int(0, 2));
  const methods: readonly Method[] = ["add", "take", "level", ...more];
  return {
    cls: className(
      random.name([
        ..."Tank,Barrel,Purse,Account,Counter,Battery,Silo,Garage,Cellar,Jug".split(","),
        ...random.sample(nouns, 8),
        madeUp(random),
      ]),
    ),
    names: {
      add: name("fill, put, load, pour, charge, pay in, insert, increase"),
      take: name("take, drain, spend, remove, use, draw, let out, decrease"),
      level: name("level, content, balance, amount, value now, held, inside"),
      free: name("free, room, left, space, missing, remaining"),
      clear: name("reset, clear, restart, anew, wipe, renew"),
      count: name("changes, how often, steps, moves, uses, times"),
      full: name("is full, full, at limit, complete, closed"),
    },
    methods: random.chance(0.5) ? methods : random.shuffle(methods),
    limit: name("limit, size, capacity, most, maximum, room, volume"),
    amount: name("amount, litres, coins, number of, quantity, portion, units"),
    full: random.constant(10, 300),
    start: mostly(random, ["zero", "full"]),
    over: mostly(random, ["error", "clip"]),
    under: mostly(random, ["error", "clip"]),
    returns: mostly(random, ["none", "now"]),
    bad: mostly(random, ["positive", "negative"]),
    error: mostly(random, ["ValueError", "OverflowError", "RuntimeError"]),
  };
}

function signature({ names, amount }: Rules, method: Method): string {
  return `${names[method]}(${method === "add" || method === "take" ? amount : ""})`;
}

/** The first line of a method. */
function header(rules: Rules, method: Method): string {
  const own = signature(rules, method).replace("(", "(self, ").replace(", )", ")");
  return `    def ${own}:\n`;
}

function stubOf(rules: Rules): string {
  const first = `    def __init__(self, ${rules.limit}=${rules.full}):\n        pass\n`;
  const others = rules.methods.map((method) => `${header(rules, method)}        pass\n`);
  return `class ${rules.cls}:\n${[first, ...others].join("\n")}`;
}

function instructions(random: Random, rules: Rules): string {
  const { cls, limit, amount, full, error, over, under, returns } = rules;
  const slots = {
    ...{ cls, limit, amount, full, error },
    thing: random.option(["a tank", "a barrel", "a purse", "a store", "a battery", "a machine"]),
  };
  const say = (wording: string): string => (wording === "" ? "" : `${random.say(wording, slots)}.`);
  const words: Readonly<Record<Method, () => readonly string[]>> = {
    add: () => [say(texts.addWords), say(texts.overWords[over]), say(texts.returnWords[returns])],
    take: () => [
      say(texts.takeWords),
      say(texts.underWords[under]),
      say(texts.returnWords[returns]),
    ],
    level: () => [say(texts.levelWords)],
    free: () => [say(texts.freeWords)],
    clear: () => [say(texts.clearWords)],
    count: () => [say(texts.countWords)],
    full: () => [say(texts.fullWords)],
  };
  const mark = random.option([": ", ": ", " - ", ", "]);
  const bullets = rules.methods.map((method) => {
    const told = words[method]().filter((one) => one !== "");
    return `\`${signature(rules, method)}\`${mark}${told.join(" ")}`;
  });
  return page(random, [
    `${say(texts.introWords)} ${say(texts.startWords[rules.start])}`,
    { bullets },
    say(texts.badWords[rules.bad]),
  ]);
}

function solve(rules: Rules): string {
  const { cls, limit, amount, full, start, error } = rules;
  const counted = rules.methods.includes("count");
  const begin = start === "zero" ? "0" : "self.top";
  const count = counted ? "        self.changed += 1\n" : "";
  const result = rules.returns === "now" ? "        return self.filled\n" : "";
  const bad = `        if ${amount} ${rules.bad === "positive" ? "<=" : "<"} 0:
            raise ${error}
`;
  const more =
    rules.over === "error"
      ? `        if self.filled + ${amount} > self.top:
            raise ${error}
        self.filled += ${amount}
`
      : `        self.filled = min(self.top, self.filled + ${amount})\n`;
  const less =
    rules.under === "error"
      ? `        if self.filled < ${amount}:
            raise ${error}
        self.filled -= ${amount}
`
      : `        self.filled = max(0, self.filled - ${amount})\n`;
  const zero = counted ? "        self.changed = 0\n" : "";
  const codes: Readonly<Record<Method, string>> = {
    add: `${bad}${more}${count}${result}`,
    take: `${bad}${less}${count}${result}`,
    level: "        return self.filled\n",
    free: "        return self.top - self.filled\n",
    clear: `        self.filled = ${begin}\n${zero}`,
    count: "        return self.changed\n",
    full: "        return self.filled == self.top\n",
  };
  const written = rules.methods.map((method) => `\n${header(rules, method)}${codes[method]}`);
  return `class ${cls}:
    def __init__(self, ${limit}=${full}):
        self.top = ${limit}
        self.filled = ${begin}
${zero}${written.join("")}`;
}

function probesOf({ cls, names, methods, full }: Rules): string[] {
  const { add, take, level } = names;
  const others = methods.filter((method) => !["add", "take", "level"].includes(method));
  const asked = ["level" as const, ...others.filter((method) => method !== "clear")];
  const state = `[${asked.map((method) => `one.${names[method]}()`).join(", ")}]`;
  const tried = (code: string): string =>
    `try:\n    said = ${code}\nexcept Exception as error:\n    said = type(error)\n`;
  const calls = [
    "5 9",
    "5 5",
    `7 2`,
    `${full} 1`,
    `${full + 1} 0`,
    `0 ${full}`,
    `3 ${full + 1}`,
    "-1 2",
    "1 -2",
  ];
  return [
    `one = ${cls}()\n${state}`,
    `one = ${cls}(8)\n${tried(`one.${add}(8)`)}(said, ${state})`,
    ...calls.map((call) => {
      const [more, less] = call.split(" ");
      return `one = ${cls}()\n${tried(`one.${take}(${less})`)}first = said\n${tried(`one.${add}(${more})`)}(first, said, ${state})`;
    }),
    ...(others.includes("clear")
      ? [`one = ${cls}(20)\n${tried(`one.${add}(3)`)}one.${names.clear}()\n${state}`]
      : []),
    `one = ${cls}()\n${tried(`one.${add}(${full})`)}one.${take}(4)\none.${add}(1)\none.${level}()`,
  ];
}
