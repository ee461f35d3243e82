import { className, functionName, madeUp, nouns, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { mostly } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import * as texts from "./tool-room-words.ts";

type Method = "add" | "lend" | "back" | "late" | "free" | "out";

type Rules = {
  readonly cls: string;
  readonly names: Readonly<Record<Method, string>>;
  readonly methods: readonly Method[];
  readonly days: string;
  readonly title: string;
  readonly person: string;
  readonly day: string;
  readonly count: number;
  readonly gives: "due" | "left";
  readonly fee: number | undefined;
  readonly which: "min" | "max";
  readonly swapped: boolean;
  readonly order: "due" | "pair";
  readonly limit: "<" | "<=";
  readonly error: string;
};

const usual: readonly Method[] = ["add", "lend", "back", "late", "free"];

const starterRules: Rules = {
  cls: "Shelf",
  names: { add: "add", lend: "lend", back: "give_back", late: "late", free: "free", out: "" },
  methods: usual,
  days: "days",
  title: "title",
  person: "person",
  day: "day",
  count: 14,
  gives: "due",
  fee: undefined,
  which: "min",
  swapped: false,
  order: "due",
  limit: "<",
  error: "LookupError",
};

/** A class that lends copies of things and knows which are late. */
export const toolRoom: Family = {
  name: "tool-room",
  make,
  starter: { name: "lending-shelf", solution: solve(starterRules) },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  return {
    language: "python",
    slug: slugName(random, ["loan-desk", "game-club", "borrowed", "tool-club", "bike-hire"]),
    instructions: instructions(random, rules),
    stub: stubOf(rules),
    solution,
    faults: [
      solve({ ...rules, count: rules.count + 1 }),
      solve({ ...rules, which: rules.which === "min" ? "max" : "min" }),
      solve({ ...rules, swapped: !rules.swapped }),
      solve({ ...rules, limit: rules.limit === "<" ? "<=" : "<" }),
      solution.replace("        self.copies[title] -= 1\n", ""),
      solution.replace("max(0, ", "abs("),
    ].filter((fault) => fault !== solution),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const name = (fitting: string): string => functionName(random, "python", fitting.split(", "));
  const methods = random.option<readonly Method[]>([
    usual,
    usual,
    usual,
    [...usual, "out"],
    ["add", "lend", "back", "free"],
    ["add", "lend", "back", "late"],
  ]);
  return {
    cls: className(
      random.name([
        ..."Room,Store,Club,Desk,Pool,Rack,Library,Lender,Depot,Cupboard,Cabinet".split(","),
        ...random.sample(nouns, 8),
        madeUp(random),
      ]),
    ),
    names: {
      add: name("insert, put, bring, register, stock, new copy, receive, append"),
      lend: name("borrow, take, hand out, give, loan, check out, rent, let go"),
      back: name("bring back, hand back, restore, check in, take back, come back, returned"),
      late: name("overdue, missing, too late, due, delayed, reminders, to remind"),
      free: name("available, left, in stock, how many, there, remaining, present"),
      out: name("has, loans, borrowed by, taken by, held by, open loans"),
    },
    methods: random.chance(0.6) ? methods : random.shuffle(methods),
    days: name("days, time, period, limit, keep, span, duration, allowed"),
    title: name("title, tool, game, item, article, thing, film, name of"),
    person: name("person, who, member, reader, neighbour, user, pupil, guest"),
    day: name("day, date, when, today, on, now, at"),
    count: random.constant(2, 60),
    gives: mostly(random, ["due", "due", "left"]),
    fee: random.chance(0.7) ? undefined : random.constant(5, 95, 5),
    which: mostly(random, ["min", "max"]),
    swapped: random.chance(0.35),
    order: mostly(random, ["due", "due", "pair"]),
    limit: mostly(random, ["<", "<", "<="]),
    error: mostly(random, ["LookupError", "KeyError", "ValueError"]),
  };
}

function signature({ names, title, person, day }: Rules, method: Method): string {
  const parameters: Readonly<Record<Method, string>> = {
    add: title,
    lend: `${title}, ${person}, ${day}`,
    back: `${title}, ${person}, ${day}`,
    late: day,
    free: title,
    out: person,
  };
  return `${names[method]}(${parameters[method]})`;
}

function stubOf(rules: Rules): string {
  const first = `    def __init__(self, ${rules.days}=${rules.count}):\n        pass\n`;
  const others = rules.methods.map(
    (method) => `    def ${signature(rules, method).replace("(", "(self, ")}:\n        pass\n`,
  );
  return `class ${rules.cls}:\n${[first, ...others].join("\n")}`;
}

function instructions(random: Random, rules: Rules): string {
  const { cls, methods, days, day, count, error, fee, swapped, title, person } = rules;
  const thing = random.option(["book", "tool", "game", "film", "bike", "instrument", "tent"]);
  const pair = swapped ? [title, person] : [person, title];
  const slots = {
    ...{ cls, days, day, count, error, title, person },
    fee: fee ?? 0,
    a: thing === "instrument" ? "an instrument" : `a ${thing}`,
    things: `${thing}s`,
    pair: pair.join(", "),
    first: pair[0] ?? "",
    second: pair[1] ?? "",
  };
  const say = (text: string): string => `${random.say(text, slots)}.`;
  const limit = say(texts.limitWords[rules.limit]);
  const limitInList = rules.limit === "<=" || random.chance(0.4);
  const words: Readonly<Record<Method, () => string>> = {
    add: () => say(texts.addWords),
    lend: () => say(texts.lendWords[rules.gives]),
    back: () =>
      `${say(fee === undefined ? texts.backWords.days : texts.backWords.fee)} ${say(texts.whichWords[rules.which])}`,
    late: () =>
      [say(texts.lateWords), say(texts.orderWords[rules.order]), limitInList ? limit : ""].join(
        " ",
      ),
    free: () => say(texts.freeWords),
    out: () => say(texts.outWords),
  };
  const mark = random.option([": ", ": ", " - ", ", "]);
  const bullets = methods.map(
    (method) => `\`${signature(rules, method)}\`${mark}${words[method]().trim()}`,
  );
  const shown = methods.includes("late") && !limitInList;
  return page(random, [
    `${random.chance(0.7) ? `${say(texts.storyWords)} ` : ""}${say(texts.introWords)}`,
    { bullets },
    `${say(texts.errorWords)}${shown ? ` ${limit}` : ""}`,
  ]);
}

function solve(rules: Rules): string {
  const { cls, methods, days, title, person, day, count, fee, error } = rules;
  const pair = rules.swapped ? `${title}, ${person}` : `${person}, ${title}`;
  const late = `max(0, (${day} - found[0]).days)`;
  const listed =
    rules.order === "due"
      ? `        return [(${pair}) for due, ${person}, ${title} in sorted(self.lent) if due ${rules.limit} ${day}]\n`
      : `        return sorted((${pair}) for due, ${person}, ${title} in self.lent if due ${rules.limit} ${day})\n`;
  const codes: Readonly<Record<Method, string>> = {
    add: `        self.copies[${title}] = self.copies.get(${title}, 0) + 1\n`,
    lend: `        if self.copies.get(${title}, 0) == 0:
            raise ${error}
        due = ${day} + timedelta(days=self.days)
        self.copies[${title}] -= 1
        self.lent.append((due, ${person}, ${title}))
        return ${rules.gives === "due" ? "due" : `self.copies[${title}]`}
`,
    back: `        theirs = [one for one in self.lent if one[1:] == (${person}, ${title})]
        if not theirs:
            raise ${error}
        found = ${rules.which}(theirs)
        self.lent.remove(found)
        self.copies[${title}] += 1
        return ${fee === undefined ? late : `${late} * ${fee}`}
`,
    late: listed,
    free: `        return self.copies.get(${title}, 0)\n`,
    out: `        return len([one for one in self.lent if one[1] == ${person}])\n`,
  };
  const written = methods.map(
    (method) => `\n    def ${signature(rules, method).replace("(", "(self, ")}:\n${codes[method]}`,
  );
  return `from datetime import timedelta


class ${cls}:
    def __init__(self, ${days}=${count}):
        self.days = ${days}
        self.copies = {}
        self.lent = []
${written.join("")}`;
}

function probesOf({ cls, names, methods, count }: Rules): string[] {
  const { add, lend, back, late, free, out } = names;
  const start = `import datetime\nd = lambda n: datetime.date(2024, 1, 1) + datetime.timedelta(days=n)\ns = ${cls}()\n${["A", "A", "B", "C"].map((one) => `s.${add}('${one}')`).join("\n")}\n`;
  const many = `${start}s.${lend}('C', 'zoe', d(0))\ns.${lend}('B', 'bo', d(1))\ns.${lend}('A', 'ann', d(1))\n`;
  const twice = `${start}s.${lend}('A', 'ann', d(0))\ns.${lend}('A', 'ann', d(8))\n`;
  return [
    `${start}s.${lend}('A', 'ann', d(50))`,
    `${start}s.${lend}('C', 'ann', d(0))\ns.${lend}('C', 'bo', d(0))`,
    `${start}s.${lend}('D', 'bo', d(0))`,
    `${start}s = ${cls}(3)\ns.${add}('D')\ns.${lend}('D', 'bo', d(0))`,
    `${start}s.${lend}('C', 'ann', d(0))\n[s.${back}('C', 'ann', d(${count})), s.${lend}('C', 'ann', d(0))]`,
    `${start}s.${lend}('C', 'ann', d(0))\n[s.${back}('C', 'ann', d(${count - 2})), s.${lend}('C', 'ann', d(0))]`,
    `${start}s.${lend}('C', 'ann', d(0))\ns.${back}('C', 'ann', d(${count + 5}))`,
    `${twice}[s.${back}('A', 'ann', d(${count + 20})), s.${back}('A', 'ann', d(${count + 20}))]`,
    `${twice}s.${back}('A', 'bo', d(1))`,
    ...(methods.includes("free")
      ? [
          `${twice}[s.${free}(x) for x in 'ABCD']`,
          `${many}s.${back}('C', 'zoe', d(1))\ns.${free}('C')`,
        ]
      : []),
    ...(methods.includes("late") ? [`${many}[s.${late}(d(${count} + n)) for n in range(4)]`] : []),
    ...(methods.includes("out") ? [`${twice}[s.${out}(x) for x in ('ann', 'bo')]`] : []),
  ];
}
