import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { articled, listed, writeOut } from "./js-wording.ts";

export type Kind = "mean" | "peak" | "run" | "span";

export type Rules = {
  readonly names: Readonly<Record<Kind, string>>;
  readonly kinds: readonly Kind[];
  readonly list: string;
  readonly size: string;
  readonly goal: string;
  readonly keys: readonly [start: string, length: string];
  readonly sums: boolean;
  readonly lowest: boolean;
  readonly run: "greater" | "least" | "smaller" | "most" | "equal";
  readonly lastRun: boolean;
  readonly noRun: boolean;
  readonly above: boolean;
  readonly lastSpan: boolean;
  readonly none: "null" | "undefined" | "-1";
  readonly error: string;
};

const ties = {
  first: "[the first|the first one|the one that comes first|the earliest]",
  last: "[the last|the last one|the one that comes last|the latest]",
};

const ofEach =
  "[in every position of the window|for every position of the window|at each place of the window|for each place where the window stands|of each window in turn]";

function params({ list, size, goal }: Rules, kind: Kind): string {
  return {
    mean: `${list}, ${size}`,
    peak: `${list}, ${size}`,
    run: list,
    span: `${list}, ${goal}`,
  }[kind];
}

export function heads(rules: Rules): (readonly [string, string])[] {
  return rules.kinds.map((kind) => [rules.names[kind], params(rules, kind)] as const);
}

function bullet(random: Random, rules: Rules, kind: Kind): string {
  const [start, length] = rules.keys;
  const slots = {
    shape: `\`{ ${start}, ${length} }\``,
    empty: `\`{ ${start}: 0, ${length}: 0 }\``,
    goal: rules.goal,
    none: rules.none,
  };
  const compared = {
    greater:
      "[every number is greater than the one in front of it|the numbers rise all the time|each number is larger than its predecessor|each is above the number before|numbers strictly rise]",
    least:
      "[no number is smaller than the one in front of it|the numbers never fall|each number is at least as large as its predecessor|each is equal to or above the number before]",
    smaller:
      "[every number is smaller than the one in front of it|the numbers fall all the time|each number is less than its predecessor|each is below the number before|numbers strictly fall]",
    most: "[no number is greater than the one in front of it|the numbers never rise|each number is at most as large as its predecessor|each is equal to or below the number before]",
    equal:
      "[all numbers are the same|every number equals the one in front of it|the same number is repeated|the number does not change]",
  }[rules.run];
  const runTie = rules.lastRun ? ties.last : ties.first;
  const spanTie = rules.lastSpan ? ties.last : ties.first;
  const texts = {
    mean: rules.sums
      ? `[the sum|the total|what the numbers add up to] ${ofEach}.`
      : `[the mean|the average|the arithmetic mean|the mean value] ${ofEach}.`,
    peak: rules.lowest
      ? `[the smallest number|the lowest number|the minimum|the least value] ${ofEach}.`
      : `[the greatest number|the highest number|the maximum|the top value] ${ofEach}.`,
    run: `[the longest part|the longest run|where the longest row of neighbours lies|the longest series] in which ${compared}, [as|given as|in the form|written as] {shape}[; of several equally long ones|; if several are equally long|. Among runs of equal length|; where two have the same length] ${runTie}[| is taken| wins]. ${rules.noRun ? "[An empty list gives|For no numbers at all it is|Without numbers the result is|It is, for an empty list,] `null`." : "[An empty list gives|For no numbers at all it is|Without numbers the result is|It is, for an empty list,] {empty}."}`,
    span: `[the shortest part of the list|the shortest run of neighbours|the smallest window, however wide,|the shortest stretch] [with a sum of|that adds up to|whose sum is] ${rules.above ? "more than" : "[at least|no less than]"} \`{goal}\`, [as|given as|in the form|written as] {shape}[; of several equally short ones|; if several are equally short|. Among those of equal length|; where two have the same length] ${spanTie}[| is taken| wins]. [If there is none, it is|Without any such part the result is|None at all gives|Where the sum is never reached, return] \`{none}\`. [All numbers are 0 or more here|No number is below zero here|Negative numbers do not occur here|Numbers below zero need not be considered][|; \`{goal}\` is positive|, and \`{goal}\` is above 0].`,
  };
  return `\`${rules.names[kind]}(${params(rules, kind)})\`: ${random.say(texts[kind], slots)}`;
}

export function instructions(random: Random, rules: Rules): string {
  const { kinds, names, list, size, error } = rules;
  const framed = kinds.filter((kind) => kind === "mean" || kind === "peak");
  const slots = {
    nothing: "`[]`",
    list,
    size,
    error,
    count: ["", "", "two", "three", "four"][kinds.length] ?? "",
    framed: listed(framed.map((kind) => `\`${names[kind]}\``)),
  };
  const say = (text: string): string => random.say(text, slots);
  const sized = framed.length > 0;
  const end = sized
    ? [
        say(
          "[A window wider than the list has no position: return {nothing}.|If the window is wider than the list, the result is an empty list {nothing}.|There are as many results as positions, so a window that is wider than the list gives {nothing}.|{nothing} is the result when there are fewer than `{size}` numbers.]",
        ),
        say(
          "[Throw a `{error}` where `{size}` is not a whole number from 1 on.|Anything but a whole number of at least 1 as `{size}` throws a `{error}`.|`{size}` has to be a positive whole number, else a `{error}` is thrown.|A `{error}` is thrown for a `{size}` that is below 1 or not whole.]",
        ),
      ]
    : [];
  const care = [
    random.chance(0.6)
      ? say(
          "[The list itself must not be changed.|Lists stay as they are.|Do not change the list.|The given list remains untouched.]",
        )
      : "",
    random.chance(0.5)
      ? say(
          "[It has to be quick for long lists and wide windows.|Long lists with wide windows must not take long: do not look at the whole window each time.|The time must depend on the list alone, however wide the window.|One pass over the list has to do.]",
        )
      : "",
  ];
  const text = page(random, [
    sized
      ? say(
          `[${writeOut} {count} functions. A window of \`{size}\` neighbours slides along a list, one step at a time:|A window covers \`{size}\` neighbouring numbers and slides along the list step by step. ${writeOut} {count} functions:|${writeOut} {count} functions on lists of numbers; \`{size}\` is the width of a window that goes along the list one number at a time:|Sensors send long lists of numbers. ${writeOut} {count} functions, some of which see only \`{size}\` neighbours at a time, a window that moves by one:]`,
        )
      : say(
          `[${writeOut} {count} functions which find a part of a list of numbers:|${writeOut} {count} functions on lists of numbers:|Sensors send long lists of numbers. ${writeOut} {count} functions:]`,
        ),
    { bullets: kinds.map((kind) => bullet(random, rules, kind)) },
    [...end, ...random.shuffle(care)].filter((one) => one !== "").join(" "),
  ]);
  return articled(text);
}
