import { capital, functionName, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { mostly } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import * as texts from "./ferry-plan-words.ts";

type Rules = {
  readonly near: string;
  readonly all: string;
  readonly lines: string;
  readonly now: string;
  readonly line: string;
  readonly nearFirst: boolean;
  readonly sign: string;
  readonly dash: string;
  readonly slash: string;
  readonly end: "included" | "before";
  readonly side: "next" | "last";
  readonly swapped: boolean;
  readonly tie: "alphabet" | "dict";
  readonly shape: "list" | "text";
  readonly empty: "error" | "none";
  readonly error: string;
};

const starterRules: Rules = {
  near: "next_bus",
  all: "departures",
  lines: "lines",
  now: "now",
  line: "line",
  nearFirst: false,
  sign: ":",
  dash: "-",
  slash: "/",
  end: "included",
  side: "next",
  swapped: false,
  tie: "alphabet",
  shape: "list",
  empty: "error",
  error: "ValueError",
};

/** Times written as a start, an end and an interval, and which of them is the next. */
export const ferryPlan: Family = {
  name: "ferry-plan",
  make,
  starter: { name: "bus-stop", solution: solve(starterRules) },
};

function make(random: Random): Task {
  const rules = draw(random);
  const { near, all, lines, now, line } = rules;
  const solution = solve(rules);
  const stubs = [`def ${all}(${line}):\n    pass\n`, `def ${near}(${lines}, ${now}):\n    pass\n`];
  return {
    language: "python",
    slug: slugName(random, ["tram-plan", "boat-clock", "lake-ferry", "cable-car", "night-tram"]),
    instructions: instructions(random, rules),
    stub: (rules.nearFirst ? stubs.reverse() : stubs).join("\n\n"),
    solution,
    faults: [
      solve({ ...rules, end: rules.end === "included" ? "before" : "included" }),
      solve({ ...rules, side: rules.side === "next" ? "last" : "next" }),
      solve({ ...rules, tie: rules.tie === "dict" ? "alphabet" : "dict" }),
      solve({ ...rules, swapped: !rules.swapped }),
      solution.replace("int(found[1]) > 23", "int(found[1]) > 24"),
      solution.replace("{at // 60:02}", "{at // 60}"),
    ],
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const name = (fitting: string): string => functionName(random, "python", fitting.split(", "));
  const side = mostly<"next" | "last">(random, ["next", "next", "last"]);
  return {
    near:
      side === "next"
        ? name(
            "next one, next ferry, soonest, next tram, first to leave, coming, nearest, upcoming",
          )
        : name("last one, missed, just gone, previous, last ferry, latest, gone before"),
    all: name("times, all times, timetable, starts, plan, list times, schedule, expanded"),
    lines: name("plans, routes, trams, lines, ferries, timetables, network"),
    now: name("now, time, clock, moment, at, current, arrival"),
    line: name("line, plan, route, tram, text, entry, timetable"),
    nearFirst: random.chance(0.5),
    sign: mostly(random, [":", ":", ".", "h"]),
    dash: mostly(random, ["-", "-", ">", "~", "_"]),
    slash: mostly(random, ["/", "/", "@", "%", "#"]),
    end: mostly(random, ["included", "before"]),
    side,
    swapped: random.chance(0.35),
    tie: mostly(random, ["alphabet", "dict"]),
    shape: mostly(random, ["list", "list", "text"]),
    empty: mostly(random, ["error", "error", "none"]),
    error: mostly(random, ["ValueError", "ValueError", "LookupError", "RuntimeError"]),
  };
}

function clock(hour: number, minute: number, sign: string): string {
  return `${String(hour).padStart(2, "0")}${sign}${String(minute).padStart(2, "0")}`;
}

function examples(random: Random, { sign, dash, slash }: Rules): Record<string, string | number> {
  const gap = random.option([12, 15, 18, 20, 24, 25, 35, 40, 50]);
  const time = (low: number, high: number): string =>
    clock(random.int(low, high), random.option([0, 5, 15, 20, 25, 30, 45, 50, 55]), sign);
  const from = time(5, 9);
  const to = time(17, 22);
  return {
    ...{ gap, from, to, From: from },
    ex: `${from}${dash}${to}${slash}${gap}`,
    night: `${time(18, 23)}${dash}${time(0, 4)}${slash}${random.option([10, 15, 20, 50, 60])}`,
    clock: random.chance(0.4) ? `HH${sign}MM` : time(8, 17),
    wrong: clock(random.option([24, 25, 30]), 10, sign),
  };
}

function instructions(random: Random, rules: Rules): string {
  const { near, all, lines, now, line, side, swapped, end, error } = rules;
  const vehicle = random.option(["ferry", "tram", "train", "boat", "shuttle", "lift", "coach"]);
  const plan = random.option(["plan", "line", "route", "timetable"]);
  const slots = {
    ...examples(random, rules),
    ...{ near, all, lines, now, line, error },
    plan,
    Plan: capital(plan),
    A: `A ${vehicle}`,
    v: vehicle,
    a: `a ${vehicle}`,
    pair: swapped ? "minutes, name" : "name, minutes",
  };
  const say = (wording: string): string => `${random.say(wording, slots)}.`;
  const details = [
    say(texts.zeroWords[side]),
    say(texts.dayWords[side]),
    say(texts.tieWords[rules.tie]),
  ];
  const first = `${say(texts.nearWords[side])} ${say(texts.givenWords)} ${say(texts.pairWords[side])}`;
  const second = say(texts.allWords[rules.shape]);
  const nearBlocks = random.chance(0.7)
    ? [`${first} ${details.join(" ")}`]
    : [first, { bullets: random.shuffle(details) }];
  return page(random, [
    `${say(texts.introWords[end])} ${say(texts.nightWords[end])}`,
    ...(random.chance(0.7) ? [...nearBlocks, second] : [second, ...nearBlocks]),
    say(texts.errorWords[rules.empty]),
  ]);
}

function solve(rules: Rules): string {
  const { near, all, lines, now, line, sign, dash, slash, end, side, error } = rules;
  const point = sign === "." ? "\\." : sign;
  const shown = `f'{at // 60:02}${sign}{at % 60:02}' for at in read_plan(${line})`;
  const wait = side === "next" ? "(at - moment) % DAY" : "(moment - at) % DAY";
  const least = rules.tie === "alphabet" ? "min(waits)" : "min(waits, key=lambda one: one[0])";
  const parts = [
    `def ${all}(${line}):
    return ${rules.shape === "list" ? `[${shown}]` : `' '.join(${shown})`}
`,
    `def ${near}(${lines}, ${now}):
    if not ${lines}:
        ${rules.empty === "error" ? `raise ${error}` : "return None"}
    moment = read_time(${now})
    waits = []
    for name, text in ${lines}.items():
        for at in read_plan(text):
            waits.append((${wait}, name))
    wait, name = ${least}
    return ${rules.swapped ? "wait, name" : "name, wait"}
`,
  ];
  return `import re

DAY = 24 * 60


def read_time(text):
    found = re.fullmatch(r'(\\d\\d)${point}(\\d\\d)', text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ${error}
    return int(found[1]) * 60 + int(found[2])


def read_plan(text):
    found = re.fullmatch(r'(.+)${dash}(.+)${slash}(\\d+)', text)
    if found is None or int(found[3]) == 0:
        raise ${error}
    begin = read_time(found[1])
    end = read_time(found[2])
    if end ${end === "included" ? "<" : "<="} begin:
        end += DAY
    return [at % DAY for at in range(begin, ${end === "included" ? "end + 1" : "end"}, int(found[3]))]


${(rules.nearFirst ? parts.reverse() : parts).join("\n\n")}`;
}

function probesOf({ near, all, sign, dash, slash }: Rules): string[] {
  const plan = (text: string): string =>
    `'${text.replace("-", dash).replace("/", slash).replaceAll(":", sign)}'`;
  const alls = [
    "06:10-08:00/30",
    "06:00-07:00/30",
    "23:00-00:40/45",
    "12:00-12:00/500",
    "",
    "6:00-22:00/5",
    "06:00-22:00",
    "06:00-22:00/0",
    "24:00-24:30/5",
    "06:60-07:00/5",
  ].map((text) => `${all}(${plan(text)})`);
  const asked: readonly [Readonly<Record<string, string>>, string][] = [
    [{ "7": "06:00-22:00/20" }, "07:05"],
    [{ "7": "06:00-22:00/20" }, "06:00"],
    [{ a: "06:00-22:00/60", b: "06:10-22:00/60" }, "06:05"],
    [{ "9": "06:00-22:00/60", "10": "06:00-22:00/30" }, "06:40"],
    [{ b: "06:00-22:00/60", a: "06:00-22:00/60" }, "06:40"],
    [{ "7": "06:00-22:00/20" }, "23:30"],
    [{ N: "20:00-02:00/45", "7": "05:00-20:00/10" }, "00:31"],
    [{ "7": "06:00-22:00/20" }, "24:00"],
    [{}, "12:00"],
  ];
  const nears = asked.map(([plans, now]) => {
    const given = Object.entries(plans).map(([name, text]) => `'${name}': ${plan(text)}`);
    return `${near}({${given.join(", ")}}, ${plan(now)})`;
  });
  return [...alls, ...nears];
}
