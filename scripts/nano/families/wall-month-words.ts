import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";
import { articled, listed, writeOut } from "./js-wording.ts";

export type Rules = {
  readonly weeks: string;
  readonly sheet: string;
  readonly date: string;
  readonly hasSheet: boolean;
  readonly hasDate: boolean;
  readonly start: string;
  readonly first: number;
  readonly mondayIsZero: boolean;
  readonly filler: "null" | "0" | "''" | "undefined";
  readonly six: boolean;
  readonly options: string;
  readonly startKey: string;
  readonly markKey: string;
  readonly mark: string;
  readonly letters: 1 | 2 | 3;
  readonly title: "name year" | "year name" | "comma";
  readonly weekday: string;
  readonly count: string;
  readonly backwards: boolean;
  readonly format: string;
  readonly none: string;
  readonly years: readonly [number, number];
  readonly error: string;
};

export const months =
  "January February March April May June July August September October November December".split(
    " ",
  );

export function heads({
  weeks,
  sheet,
  date,
  hasSheet,
  hasDate,
  start,
  first,
  options,
  weekday,
  count,
}: Rules): (readonly [string, string])[] {
  return [
    [weeks, `year, month, ${start} = ${first}`],
    ...(hasSheet ? [[sheet, `year, month, ${options} = {}`] as const] : []),
    ...(hasDate ? [[date, `year, month, ${weekday}, ${count}`] as const] : []),
  ];
}

export function dayNames({ mondayIsZero, letters }: Rules): string[] {
  const names = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
  const ordered = mondayIsZero ? [...names.slice(1), ...names.slice(0, 1)] : names;
  return ordered.map((name) => name.slice(0, letters));
}

function example(random: Random, rules: Rules): { code: string; marked: number[]; week: string } {
  const [year, month] = [
    random.option([random.int(1960, 2023), random.int(2025, 2090)]),
    random.int(1, 12),
  ];
  const names = dayNames(rules);
  const wide = Math.max(2, rules.letters);
  const weekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
  const before = ((rules.mondayIsZero ? (weekday + 6) % 7 : weekday) - rules.first + 7) % 7;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const apart = random.int(5, 7);
  const marked = Array.from({ length: last }, (_, at) => at + 1).filter((day) => day % apart === 1);
  const cell = (day: number): string => {
    const text = marked.includes(day) ? rules.mark : String(day);
    return (day >= 1 && day <= last ? text : "").padStart(wide);
  };
  const rows: string[] = [];
  for (let day = 1 - before; rules.six ? rows.length < 6 : day <= last; day += 7) {
    rows.push(
      [0, 1, 2, 3, 4, 5, 6]
        .map((at) => cell(day + at))
        .join(" ")
        .trimEnd(),
    );
  }
  const name = months[month - 1];
  const title = {
    "name year": `${name} ${year}`,
    "year name": `${year} ${name}`,
    comma: `${name}, ${year}`,
  }[rules.title];
  const head = names.map((_, at) => (names[(at + rules.first) % 7] ?? "").padStart(wide)).join(" ");
  const week = [0, 1, 2, 3, 4, 5, 6].map((at) => String(8 - before + at).padStart(wide)).join(" ");
  return { code: [title, head, ...rows].join("\n"), marked, week };
}

/** The layout of a sheet: the whole of one, or its first lines. */
function lookWords(random: Random, rules: Rules): Block[] {
  const { code, marked, week } = example(random, rules);
  const begin = `[${writeOut}|Also, ${writeOut.toLowerCase()}] \`{sheet}(year, month, {options} = {})\``;
  const [title = "", head = ""] = code.split("\n");
  const slots = { ...slotsOf(rules), title, head, week, days: listed(marked.map(String)) };
  if (rules.markKey === "" || random.chance(0.3)) {
    const look =
      "[. It gives the month as text: first `{title}`, then `{head}`, and then each week, such as `{week}`|, which gives a text. Its first line is like `{title}`, its second like `{head}`, and the others are weeks like `{week}`|, a text with a title (`{title}`), a line of weekdays (`{head}`) and one line for each week (`{week}`)]. [Days of other months are blank|Where there is no day, there are blanks|Blanks stand for days of other months].";
    return [random.say(begin + look, slots)];
  }
  const shown =
    "[. It gives the month as text|, the same as text|, which prints the month|, a month to hang on the wall][, here with the days {days} marked:|; in this one the days {days} are marked:|. With marks on the days {days} it looks so:]";
  return [random.say(begin + shown, slots), { code }];
}

function weeksWords(random: Random, rules: Rules): string {
  const days = rules.mondayIsZero ? ["Monday", "Sunday"] : ["Sunday", "Saturday"];
  const slots = {
    ...slotsOf(rules),
    one: days[0] ?? "",
    six: days[1] ?? "",
    head: heads(rules)[0]?.[1] ?? "",
  };
  const say = (text: string): string => random.say(text, slots);
  return [
    say(
      `${writeOut} \`{weeks}({head})\`[, which lays out a month|, the days of a month in weeks|. It lays a month out in weeks|. It gives the days of a month, week by week]:`,
    ),
    say(
      "[a list with one list of seven for each week|a list of weeks, each of them a list of seven|every week is a list of seven, and the result is the list of them]. [A place holds the number of its day|Each element is the number of a day|In it are the numbers of the days], [or `{filler}` for a day of another month|and `{filler}` stands where the day is not in this month|and places before the first and after the last day hold `{filler}`].",
    ),
    rules.six
      ? say(
          "[There are always six weeks.|It always has six weeks, even if not all are needed.|Six weeks are returned for each month.|Every month has six rows, the last ones perhaps without a day.]",
        )
      : "",
    say(
      "[Months are 1 to 12|January is month 1|`month` is 1 for January and 12 for December|`month` runs from 1 to 12]; [`{start}` is the weekday with which weeks begin|weeks begin on the weekday `{start}`|`{start}` says on which weekday a week begins]: [0 is {one} and 6 is {six}|{one} is 0 and {six} is 6|0 means {one}, 6 means {six}|{one} counts as 0, {six} as 6].",
    ),
  ]
    .filter((one) => one !== "")
    .join(" ");
}

function sheetWords(random: Random, rules: Rules): string {
  const say = (text: string): string => random.say(text, slotsOf(rules));
  const marked =
    rules.markKey === ""
      ? ""
      : say(
          "[Days listed in `{options}.{markKey}` are shown as `{mark}`.|`{options}.{markKey}` is a list of days for which `{mark}` is shown.|Where a day is in the list `{options}.{markKey}`, write `{mark}` for it.|`{mark}` replaces each day of the list `{options}.{markKey}`.]",
        );
  return [
    say(
      "[Blanks at the end of a line are left out.|Lines must not end with blanks.|There are no blanks at the ends of lines.|A line has no blank at its end.]",
    ),
    say(
      `[\`{options}.{startKey}\` is [the weekday a week begins with|the first weekday, as before|the weekday that comes first], {first} [if not given|by default|when it is missing].|\`{options}.{startKey}\` [means the same as \`{start}\`|is like \`{start}\` above|does what \`{start}\` does], with the same default.|A week begins with \`{options}.{startKey}\`, or with {first} [if that is missing|by default|when it is not given].]`,
    ),
    marked,
  ]
    .filter((one) => one !== "")
    .join(" ");
}

function dateWords(random: Random, rules: Rules): string {
  const slots = { ...slotsOf(rules), head: heads(rules).at(-1)?.[1] ?? "" };
  const say = (text: string): string => random.say(text, slots);
  const date =
    rules.format === "D"
      ? "[the number of the day|the day of the month, a number,|which day of the month it is, as a number,]"
      : "[the date, written `{format}`,|the date in the form `{format}`|a date like `{format}`,]";
  const ways = rules.backwards
    ? "[`{count}` is 1 for the first such weekday, 2 for the second, and -1 for the last, -2 for the one before the last|With `{count}` 1 it is the first such weekday, with 2 the second; -1 stands for the last and -2 for the one before|Positive `{count}` counts from the beginning of the month (1 is the first), negative from its end (-1 is the last)|`{count}` counts from 1 at the front, or back from -1 at the end]"
    : "[`{count}` is 1 for the first such weekday, 2 for the second|With `{count}` 1 it is the first such weekday, with 2 the second|`{count}` counts from the beginning of the month (1 is the first)|`{count}` counts such weekdays from 1 on]";
  return `${say(`${writeOut} [also |]\`{date}({head})\`: ${date} [of a certain weekday in a month|of one weekday of the month|on which such a weekday falls].`)} ${say(ways)}${say("[. If the month has no such day, the result is `{none}`|; a month without it gives `{none}`|. It is `{none}` where the month does not have so many|; return `{none}` if there are not so many].")}`;
}

function slotsOf({
  weeks,
  sheet,
  date,
  start,
  first,
  filler,
  options,
  startKey,
  markKey,
  mark,
  weekday,
  count,
  format,
  none,
  error,
}: Rules): Record<string, string | number> {
  return {
    weeks,
    sheet,
    date,
    start,
    first,
    filler,
    options,
    startKey,
    markKey,
    mark,
    weekday,
    count,
    format,
    none,
    error,
  };
}

export function instructions(random: Random, rules: Rules): string {
  const slots = { ...slotsOf(rules), low: rules.years[0], high: rules.years[1] };
  const say = (text: string): string => random.say(text, slots);
  const wrong = rules.hasDate
    ? rules.backwards
      ? "[ So does a `{count}` of 0 or one that is not whole.| The same holds for a `{count}` that is 0 or not whole.| A `{count}` of 0 or with a fraction is such an error too.]"
      : "[ So does a `{count}` below 1 or one that is not whole.| The same holds for a `{count}` that is less than 1 or not whole.| A `{count}` under 1 or with a fraction is such an error too.]"
    : "";
  const text = page(random, [
    weeksWords(random, rules),
    ...(rules.hasSheet ? [...lookWords(random, rules), sheetWords(random, rules)] : []),
    rules.hasDate ? dateWords(random, rules) : "",
    say(
      `[Years go from {low} to {high}.|\`year\` is at least {low} and at most {high}.|The years {low} to {high} are allowed.|Only years between {low} and {high}, both included, can be asked for.] [Throw a \`{error}\` for whatever is out of range or not whole.|All numbers out of range or not whole throw a \`{error}\`.|A \`{error}\` is thrown for a year, month or weekday that is not whole or not in range.]${wrong}`,
    ),
    random.chance(0.5)
      ? say(
          "[Time zones play no role.|It must work the same in every time zone.|Where the machine stands in the world changes nothing.|The machine's time zone makes no difference.]",
        )
      : "",
  ]);
  return articled(text);
}
