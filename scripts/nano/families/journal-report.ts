import { capital, functionName, madeUp, nouns, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { mostly } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import * as texts from "./journal-report-words.ts";
import { levelSets, marks, seconds, type Time, timesOfDay } from "./journal-report-words.ts";

type Field = "levels" | "parts" | "extreme" | "longest";

type Rules = {
  readonly name: string;
  readonly text: string;
  readonly time: Time;
  readonly levels: readonly string[];
  readonly bad: string;
  readonly mark: string;
  readonly fields: readonly Field[];
  readonly keys: Readonly<Record<Field, string>>;
  readonly order: "sorted" | "first";
  readonly extreme: "max" | "min";
  readonly unit: string;
  readonly longest: "longest" | "entries";
  readonly error: string;
  readonly word: string;
};

const usual: readonly Field[] = ["levels", "parts", "extreme", "longest"];

const starterRules: Rules = {
  name: "summary",
  text: "text",
  time: seconds,
  levels: ["DEBUG", "INFO", "WARN", "ERROR"],
  bad: "ERROR",
  mark: ":",
  fields: usual,
  keys: { levels: "levels", parts: "parts", extreme: "slowest", longest: "longest" },
  order: "sorted",
  extreme: "max",
  unit: "ms",
  longest: "longest",
  error: "ValueError",
  word: "line",
};

/** Sums up a text of entries with times, levels and parts. */
export const journalReport: Family = {
  name: "journal-report",
  make,
  starter: { name: "log-summary", solution: solve(starterRules) },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  return {
    language: "python",
    slug: slugName(random, ["night-watch", "engine-notes", "machine-diary", "guard-book"]),
    instructions: instructions(random, rules),
    stub: `def ${rules.name}(${rules.text}):\n    pass\n`,
    solution,
    faults: [
      solve({ ...rules, order: rules.order === "sorted" ? "first" : "sorted" }),
      solve({ ...rules, extreme: rules.extreme === "max" ? "min" : "max" }),
      solve({ ...rules, bad: rules.levels.find((one) => one !== rules.bad) ?? "" }),
      solution.replace("start=1", "start=0"),
      solution.replace("levels.get(level, 0) + 1", "1"),
      rules.longest === "longest"
        ? solution.replace("lengths[-1] += 1", "lengths[-1] = 1")
        : solution.replace("lengths.append(1)", "lengths = [1]"),
    ].filter((fault) => fault !== solution),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const pool = random.option(levelSets.split("|")).split(" ");
  const levels = random.sample(pool, random.int(3, Math.min(4, pool.length)));
  const key = (fitting: string): string =>
    random.name([...fitting.split(", "), ...random.sample(nouns, 3), madeUp(random)]);
  return {
    name: functionName(random, "python", [
      "report",
      "sum up",
      "overview",
      "digest",
      "statistics",
      "review",
      "log report",
    ]),
    text: functionName(random, "python", ["text", "log", "journal", "content", "protocol"]),
    time: mostly(random, timesOfDay),
    levels,
    bad: random.option(levels),
    mark: random.option([":", ":", ":", ":", ";", ">", "=", "#"]),
    fields: random.chance(0.6) ? usual : random.shuffle(usual),
    keys: {
      levels: key("levels, counts, by level, kinds, how often"),
      parts: key("parts, broken, failed, in trouble, sources, wrong"),
      extreme: key("slowest, largest, top, peak, extreme, record"),
      longest: key("longest, size, most lines, height, entries"),
    },
    order: mostly(random, ["sorted", "first"]),
    extreme: mostly(random, ["max", "min"]),
    unit: random.option(["ms", "ms", "ms", "s", "kB", "MB", "bytes", "km", "kg", "users", "V"]),
    longest: mostly(random, ["longest", "longest", "entries"]),
    error: mostly(random, ["ValueError", "ValueError", "LookupError", "RuntimeError"]),
    word: random.option([
      "line",
      "line",
      "row",
      "bad line",
      "at",
      "number",
      "wrong line",
      "see line",
    ]),
  };
}

function example(random: Random, { time, levels, mark, unit }: Rules): string {
  const width = Math.max(...levels.map((level) => level.length));
  const [first = "", second = "", third = ""] = random.sample(nouns, 3);
  const level = (): string => random.option(levels).padEnd(width);
  return [
    `${time.at[0]} ${level()} ${first}${mark} took ${random.int(2, 900)} ${unit}`,
    `${time.at[1]} ${level()} ${second}${mark} ${random.option(["no answer", "it broke", "lost"])}`,
    `    ${random.option(["near", "in", "after", "seen by"])} ${third} ${random.int(2, 99)}`,
  ].join("\n");
}

function instructions(random: Random, rules: Rules): string {
  const { name, text, time, levels, bad, mark, unit, error, word, fields, keys } = rules;
  const place = random.option(["machine", "ship", "lift", "printer", "robot", "station", "mill"]);
  const short = random.option(["a time", "a time stamp"]);
  const moment = time.shape.startsWith("Y") ? "a date" : short;
  const listed = `${levels
    .slice(0, -1)
    .map((level) => `\`${level}\``)
    .join(", ")} or \`${levels.at(-1)}\``;
  const markName = marks[mark] ?? "";
  const slots = {
    ...{ name, text, bad, unit, error, word, markName },
    small: `${/^[AEIOU]/.test(bad) ? "an" : "a"} ${bad.toLowerCase()}`,
    A: `A ${place}`,
    a: `a ${place}`,
    time: `${moment} (\`${time.shape}\`)`,
    short: moment,
    level: random.say("[a level|its level|one of the levels] ({listed})", { listed }),
    part: random.option(["a part", "one part", "some part"]),
    aMark: `${markName.startsWith("`") ? "the sign" : "a"} ${markName}`,
    message: random.option(["a message", "the message", "some text, the message"]),
    count: ["no", "one", "two", "three", "four"][fields.length] ?? "",
  };
  const say = (wording: string): string => random.say(wording, slots);
  const words: Readonly<Record<Field, string>> = {
    levels: texts.levelsWords,
    parts: texts.partsWords[rules.order],
    extreme: texts.extremeWords[rules.extreme],
    longest: texts.longestWords[rules.longest],
  };
  const quote = random.option(["'", '"']);
  const ends = random.option([";", "."]);
  const bullets = fields.map(
    (field) => `\`${quote}${keys[field]}${quote}\`: ${say(words[field])}${ends}`,
  );
  const shown = random.chance(0.8);
  return page(random, [
    ...(shown ? [`${say(texts.storyWords)}:`, { code: example(random, rules) }] : []),
    `${capital(say(texts.entryWords))}. ${say(texts.otherWords)}.`,
    `${say(texts.introWords)}:`,
    { bullets },
    `${say(texts.errorWords)}.`,
  ]);
}

function solve(rules: Rules): string {
  const { time, levels, mark, keys, order, extreme } = rules;
  const values: Readonly<Record<Field, string>> = {
    levels: "levels",
    parts: order === "sorted" ? "sorted(parts)" : "parts",
    extreme: `${extreme}(times, default=None)`,
    longest: rules.longest === "longest" ? "max(lengths, default=0)" : "len(lengths)",
  };
  const written = rules.fields.map((field) => `        '${keys[field]}': ${values[field]},\n`);
  return `import re


def ${rules.name}(${rules.text}):
    levels = {}
    parts = []
    times = []
    lengths = []
    for number, line in enumerate(${rules.text}.splitlines(), start=1):
        if not re.match(r'${time.code}\\b', line):
            if lengths:
                lengths[-1] += 1
            continue
        found = re.match(r'${time.code}\\s+(${levels.join("|")})\\s+([^\\s${mark}]+)${mark}(.*)', line)
        if found is None:
            raise ${rules.error}(f'${rules.word} {number}')
        level, part, message = found.groups()
        levels[level] = levels.get(level, 0) + 1
        if level == '${rules.bad}' and part not in parts:
            parts.append(part)
        for amount in re.findall(r'(\\d+) ${rules.unit}\\b', message):
            times.append(int(amount))
        lengths.append(1)
    return {
${written.join("")}    }
`;
}

function probesOf({ name, time, levels, bad, mark, unit }: Rules): string[] {
  const at = time.at[0];
  const other = levels.find((level) => level !== bad);
  const log = [
    "begin",
    `${at} ${other}  web${mark} took 120 ${unit}`,
    `${at} ${bad} mail${mark} none`,
    "    at connect (12)",
    "    at send (40)",
    `${at} ${other} web${mark} took 95 ${unit}, 4 of them`,
    `${at} ${bad} auth${mark} bad after 7 ${unit} and 2040 ${unit}`,
    `${at} ${bad} auth${mark} again${mark} 3`,
    "more",
  ];
  const asked = [
    log.join("\\n"),
    log.slice(0, 3).join("\\n"),
    "hello\\n",
    "",
    `${at} ${bad} web${mark} x 4${mark} 500 ${unit}`,
    `${at} ${other} web${mark} up\\n${at} PANIC web${mark} down`,
    `noise\\n${at} ${other} up again`,
  ];
  return [
    ...asked.map((one) => `${name}('${one}')`),
    `try:\n    ${name}('a\\n${at} PANIC b')\n    said = 'nothing'\nexcept Exception as error:\n    said = str(error)\nsaid`,
  ];
}
