import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { writeOut } from "./js-wording.ts";

type Row = Readonly<Record<string, string | number>>;

export type Rules = {
  readonly print: string;
  readonly rows: string;
  readonly options: string;
  readonly chosen: string;
  readonly most: string;
  readonly sorted: boolean;
  readonly heading: "first" | "all" | "plain";
  readonly line: string;
  readonly gap: string;
  readonly left: boolean;
  readonly headLeft: boolean;
  readonly missing: string;
  readonly yes: string;
  readonly no: string;
  readonly digits: number;
  readonly always: boolean;
  readonly fold: string;
  readonly cut: string;
  readonly nothing: string;
};

export function head({ rows, options, chosen, most }: Rules): string {
  return chosen === "" && most === "" ? rows : `${rows}, ${options} = {}`;
}

function slotsOf(rules: Rules): Record<string, string> {
  return Object.fromEntries(Object.entries(rules).map(([name, value]) => [name, String(value)]));
}

function example(random: Random, rules: Rules): string {
  const [one, two] = random.option([
    ["fruit", "weight"],
    ["town", "people"],
    ["book", "pages"],
    ["player", "points"],
    ["month", "visits"],
    ["city", "stops"],
    ["tool", "rented"],
  ] as const);
  const words = random.sample(
    "plum cherry boat hammer Lisbon tower ruler paper river bicycle tea garden Oslo novel violin".split(
      " ",
    ),
    random.int(2, 3),
  );
  const rows: Row[] = words.map((word) => ({
    [one]: word,
    [two]: random.option([random.int(1, 9), random.int(10, 99), random.int(100, 9999)]),
  }));
  const columns = [one, two].map((key, at) => {
    const texts = rows.map(
      (row) => String(row[key]) + (at === 1 && rules.always ? `.${"0".repeat(rules.digits)}` : ""),
    );
    const heading = headingOf(rules, key);
    const width = Math.max(heading.length, ...texts.map((text) => text.length));
    const put = (text: string, left: boolean): string =>
      left ? text.padEnd(width) : text.padStart(width);
    return [
      put(heading, at === 0 || rules.headLeft),
      rules.line.repeat(width),
      ...texts.map((text) => put(text, at === 0 || rules.left)),
    ];
  });
  const [first = [], second = []] = rules.sorted && one > two ? columns.reverse() : columns;
  return first.map((cell, at) => `${cell}${rules.gap}${second[at]}`.trimEnd()).join("\n");
}

function headingOf({ heading }: Rules, key: string): string {
  if (heading === "plain") return key;
  return heading === "all" ? key.toUpperCase() : key.slice(0, 1).toUpperCase() + key.slice(1);
}

function columnWords(random: Random, rules: Rules): string {
  const say = (text: string): string => random.say(text, slotsOf(rules));
  const order = rules.sorted
    ? say(
        "[Its keys, sorted, are the columns|There is a column for every key, in alphabetical order|Each key that occurs has a column, and keys are sorted|All keys of all objects, in alphabetical order, are the columns]",
      )
    : say(
        "[There is a column for every key, in order of appearance|Every key that occurs has a column; the one seen first comes first|Each key of any object makes a column, and they stand as they first appear|All keys that appear make the columns, the earliest first]",
      );
  const chosen =
    rules.chosen === ""
      ? "."
      : say(
          "[; `{options}.{chosen}` may be a list of keys: then just these, in that order.|. A list of keys in `{options}.{chosen}` says which columns there are instead, and how they are ordered.|, unless `{options}.{chosen}`, a list of keys, names the columns and their order.|. With `{options}.{chosen}` (a list of keys) one picks columns and their order.]",
        );
  return (
    say(
      "[`{rows}` is a list of objects|`{rows}` is an array of objects|Each of `{rows}` is an object|Every element of `{rows}` is an object]. ",
    ) +
    order +
    chosen
  );
}

function lookWords(random: Random, rules: Rules): string {
  const headings = {
    first:
      "[A column is headed by its key, whose first letter is a capital|The heading is the key, beginning with a capital letter|Headings are keys with their first letter made a capital|Above a column stands its key, the first letter in upper case]",
    all: "[A column is headed by its key in capitals|The heading is the key in upper case|Headings are keys in capital letters|Above a column stands its key, all in upper case]",
    plain:
      "[A column is headed by its key as it is|The heading is just the key|Headings are the keys, unchanged|Above a column stands its key]",
  }[rules.heading];
  const blanks = {
    " ": "one blank",
    "  ": "two blanks",
    "   ": "three blanks",
    "    ": "four blanks",
  }[rules.gap];
  const gap =
    blanks === undefined
      ? "[Between columns stands `{gap}`|Columns are divided by `{gap}`|Columns are joined by `{gap}`|`{gap}` separates the columns]"
      : "[Between columns there {is} {blanks}|{Blanks} {separate} the columns|Columns are divided by {blanks}|There {is} {blanks} from one column to the next|Columns lie {blanks} apart|Columns stand {blanks} apart]";
  const slots = {
    ...slotsOf(rules),
    blanks: blanks ?? "",
    Blanks: (blanks ?? "").replace(/^./, (letter) => letter.toUpperCase()),
    is: rules.gap === " " ? "is" : "are",
    separate: rules.gap === " " ? "separates" : "separate",
  };
  return [
    `${random.say(headings)}${random.say("[. The next line has `{line}` all over the width of the column|; under it comes `{line}`, repeated over the width of the column|, with as many `{line}` under it as the column is wide|. A row of `{line}` underlines it over the column's whole width].", slots)}`,
    `${random.say(gap, slots)}${random.say("[, and blanks at the end of a line are removed|; lines have no blanks at their end|, but no blank stands at the end of a line|. Blanks at the ends of lines are cut off].")}`,
  ].join(" ");
}

function sideWords(random: Random, rules: Rules): string {
  if (rules.left)
    return random.say(
      "[Everything is aligned to the left, numbers too.|All cells and headings are put to the left.|Values of any kind stand on the left of their column.|Left is the side for everything, also for numbers.]",
    );
  const numbers = random.say(
    "[Numbers are aligned to the right, other values to the left|Numbers stand on the right of their column, all else on the left|A number is put on the right side, any other value on the left|Right is the side of numbers, left that of all other values]",
  );
  const heading = rules.headLeft
    ? "[Headings are always on the left|A heading is put to the left in any case|Every heading stands on the left|Headings are aligned to the left]"
    : "[A heading goes to the right if its column has values and all of them are numbers|Headings are on the right above columns that have only numbers (one at least), values that are missing not counted|The heading of a column is on the right when each value in it is a number, not counting missing ones, and there is one at all|Where a column holds numbers only, and not none, its heading is aligned to the right too]";
  return `${numbers}. ${random.say(heading)}.`;
}

function valueWords(random: Random, rules: Rules): string {
  const missing =
    rules.missing === ""
      ? "[Missing values, `null` and `undefined`, are empty|Nothing is shown for a missing value, `null` or `undefined`|A missing value, or one that is `null` or `undefined`, is shown as an empty text|For `null`, `undefined` and what is missing the cell is empty|What is missing, `undefined` or `null` leaves the cell empty|No text stands for `undefined`, `null` or a key that the object lacks]"
      : "[Missing values, `null` and `undefined`, are written `{missing}`|For `null`, `undefined` and what is missing the cell says `{missing}`|What is missing, `undefined` or `null` appears as `{missing}`|`{missing}` stands for `undefined`, `null` or a key that the object lacks]";
  const decimals = rules.always
    ? "[every number has {digits} decimals|numbers always have {digits} decimals|a number, whole or not, has {digits} decimals|all numbers are written with {digits} decimals]"
    : "[numbers that are not whole have {digits} decimals|a number with decimals is written with {digits} decimals|numbers with a decimal part have {digits} decimals|a number that is not whole has {digits} decimals|whole numbers stay as they are, others have {digits} decimals|other than whole numbers are written with {digits} decimals]";
  const fold =
    rules.fold === " "
      ? "[line breaks become blanks|a line break is shown as a blank|a blank replaces each line break|instead of a line break there is a blank|a line break inside a text turns into a blank]"
      : "[line breaks become `{fold}`|`{fold}` replaces each line break|instead of a line break there is `{fold}`|a line break inside a text turns into `{fold}`]";
  const logic =
    "[`true` and `false` become `{yes}` and `{no}`|`{yes}` stands for `true` and `{no}` for `false`|`true` is written `{yes}` and `false` `{no}`|`true` appears as `{yes}`, `false` as `{no}`|`true` is shown as `{yes}` and `false` as `{no}`]";
  const digits = { 1: "one", 2: "two", 3: "three", 4: "four" }[rules.digits] ?? "";
  const slots = { ...slotsOf(rules), digits: rules.digits === 1 ? "one decimal" : digits };
  const words = [missing, decimals, fold, logic].map((text) =>
    random.say(rules.digits === 1 ? text.replaceAll("{digits} decimals", "{digits}") : text, slots),
  );
  const [first = "", ...others] = words;
  return `${[first, ...random.shuffle(others)].join("; ")}.`;
}

export function instructions(random: Random, rules: Rules): string {
  const say = (text: string): string =>
    random.say(text, {
      ...slotsOf(rules),
      head: head(rules),
      empty: rules.nothing === "" ? "an empty text `''`" : `\`${rules.nothing}\``,
    });
  const bullets = [
    columnWords(random, rules),
    ...random.shuffle([
      lookWords(random, rules),
      sideWords(random, rules),
      valueWords(random, rules),
    ]),
    ...(rules.most === ""
      ? []
      : [
          say(
            "[`{options}.{most}` limits texts: one with more characters is cut to that length, its last character being `{cut}`.|With `{options}.{most}` a text has no more characters than that; a longer one is cut so that with `{cut}` at its end it is just as long.|Texts with more than `{options}.{most}` characters are shortened to so many, including a `{cut}` at the end.|A text longer than `{options}.{most}` is cut down to that many characters, the final one of which is `{cut}`.]",
          ),
        ]),
    say(
      "[If there are no columns, the result is {empty}.|No columns at all give {empty}.|Where there is no column, return {empty}.|For a table that has no column it returns {empty}.]",
    ),
  ];
  const shown = random.chance(0.7);
  const end = shown ? "[:|, such as this:|, like this one:|, for example:]" : ".";
  return page(random, [
    say(
      `[|A shop prints lists.|A script should print what it found.|A terminal shows data as text.|Reports go out as plain mail.] ${writeOut} \`{print}({head})\`[. It makes a table of text out of objects, lines joined by line breaks|, which lays out objects as a table of text|: a table of plain text, without a final line break|, which gives a table as one text whose last line has no line break]${end}`,
    ).trim(),
    ...(shown ? [{ code: example(random, rules) }] : []),
    { bullets },
    random.chance(0.6)
      ? say(
          "[An emoji counts as one character.|Characters are counted by code points, so an emoji is one.|Count an emoji as a single character.|All characters have the same width, an emoji too: it is one.]",
        )
      : "",
  ]);
}
