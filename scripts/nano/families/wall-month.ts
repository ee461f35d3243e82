import { functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { changed, stubOf } from "./js-wording.ts";
import { solve } from "./wall-month-code.ts";
import { heads, instructions, type Rules } from "./wall-month-words.ts";

/** The days of a month: as weeks, as text, and the nth weekday. */
export const wallMonth: Family = {
  name: "wall-month",
  make,
  starter: {
    name: "month-grid",
    solution: solve({
      weeks: "grid",
      sheet: "label",
      date: "nth",
      hasSheet: true,
      hasDate: true,
      start: "start",
      first: 1,
      mondayIsZero: false,
      filler: "null",
      six: false,
      options: "options",
      startKey: "start",
      markKey: "marked",
      mark: "**",
      letters: 2,
      title: "name year",
      weekday: "weekday",
      count: "count",
      backwards: true,
      format: "YYYY-MM-DD",
      none: "null",
      years: [1583, 9999],
      error: "RangeError",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  return {
    language: "javascript",
    slug: slugName(random, ["wall-month", "calendar-leaf", "week-rows", "day-sheet", "date-table"]),
    instructions: instructions(random, rules),
    stub: stubOf(heads(rules)),
    solution,
    faults: [
      solve({ ...rules, first: (rules.first + 1) % 7 }),
      solve({ ...rules, years: [rules.years[0] + 1, rules.years[1]] }),
      ...changed(solution, [
        ["day + at <= last", "day + at < last"],
        [" + 7) % 7", ") % 7"],
        [".trimEnd()", ""],
        [`${rules.count} - 1`, rules.count],
        ["Date.UTC(year, month, 0)", "Date.UTC(year, month - 1, 0)"],
      ]).slice(0, 4),
    ],
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const lacking = random.option(["", "", "", "sheet", "date"]);
  return {
    weeks: functionName(random, "javascript", [
      "weeks of",
      "month rows",
      "week rows",
      "calendar",
      "month days",
      "days in weeks",
    ]),
    sheet: functionName(random, "javascript", [
      "month sheet",
      "printed",
      "calendar text",
      "leaf",
      "month text",
      "poster",
    ]),
    date: functionName(random, "javascript", [
      "nth weekday",
      "meeting day",
      "date of",
      "which date",
      "weekday date",
      "pick day",
    ]),
    hasSheet: lacking !== "sheet",
    hasDate: lacking !== "date",
    start: random.name("start start begin opening leading firstDay weekStart".split(" ")),
    first: random.option([1, 1, 1, 0, 0, 6, 5]),
    mondayIsZero: random.chance(0.25),
    filler: random.option(["null", "null", "null", "0", "''", "undefined"]),
    six: random.chance(0.2),
    options: random.name("options options settings extra choices".split(" ")),
    startKey: random.option(["start", "start", "first", "begin", "from", "weekStart"]),
    markKey: random.option([
      "marked",
      "marked",
      "marked",
      "holidays",
      "busy",
      "special",
      "taken",
      "crossed",
      "",
    ]),
    mark: random.option(["**", "**", "##", "--", "XX", "xx", "++", "==", "__", "[]"]),
    letters: random.option([2, 2, 2, 3, 1]),
    title: random.option(["name year", "name year", "name year", "year name", "comma"]),
    weekday: random.name("weekday weekday dayOfWeek which name".split(" ")),
    count: random.name("count count number place rank position time".split(" ")),
    backwards: random.chance(0.65),
    format: random.option([
      "YYYY-MM-DD",
      "YYYY-MM-DD",
      "YYYY-MM-DD",
      "DD.MM.YYYY",
      "MM/DD/YYYY",
      "DD/MM/YYYY",
      "YYYY/MM/DD",
      "D",
    ]),
    none: random.option(["null", "null", "null", "undefined", "''", "-1"]),
    years: [random.constant(1600, 1970), random.constant(2099, 9990)],
    error: random.option(["RangeError", "RangeError", "RangeError", "TypeError", "Error"]),
  };
}

function probesOf({
  weeks,
  sheet,
  date,
  hasSheet,
  hasDate,
  years,
  startKey,
  markKey,
}: Rules): string[] {
  const [low, high] = years;
  return [
    `${weeks}(2024, 2)`,
    `${weeks}(2021, 2, 1)`,
    `${weeks}(2023, 10, 0)`,
    `${weeks}(2024, 6, 6)`,
    `${weeks}(2024, 1, 3)`,
    `${weeks}(${low}, 12).length`,
    ...[
      `${low - 1}, 1`,
      `${high + 1}, 1`,
      "2024, 0",
      "2024, 13",
      "2024.5, 1",
      "2024, 1, 7",
      "2024, 1, -1",
    ].map((values) => `${weeks}(${values})`),
    ...(hasSheet
      ? [
          `${sheet}(2024, 2)`,
          `${sheet}(2022, 3)`,
          `${sheet}(2022, 4)`,
          `${sheet}(2022, 3)`,
          `${sheet}(2021, 8, { ${startKey}: 3 })`,
          ...(markKey === "" ? [] : [`${sheet}(2023, 5, { ${startKey}: 0, ${markKey}: [5, 14] })`]),
        ]
      : []),
    ...(hasDate
      ? [
          "2024, 5, 1, 1",
          "2024, 5, 0, 2",
          "2024, 11, 4, 4",
          "2024, 3, 0, -1",
          "2024, 2, 4, -5",
          "2023, 2, 3, 5",
          "2024, 1, 7, 1",
          "2024, 1, 0, 0",
          "2024, 1, 0, 1.5",
        ].map((values) => `${date}(${values})`)
      : []),
  ];
}
