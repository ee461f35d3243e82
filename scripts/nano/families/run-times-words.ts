import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { articled, listed, writeOut } from "./js-wording.ts";

export type Rules = {
  readonly write: string;
  readonly read: string;
  readonly clock: string;
  readonly has: { readonly write: boolean; readonly read: boolean; readonly clock: boolean };
  readonly seconds: string;
  readonly text: string;
  readonly largest: "week" | "day" | "hour";
  readonly short: boolean;
  readonly join: string;
  readonly zeros: boolean;
  readonly nothing: string;
  readonly anyCase: boolean;
  readonly decimals: "" | "round" | "floor" | "ceil";
  readonly unread: string;
  readonly bad: string;
  readonly face: "starter" | "full" | "padded" | "minutes";
};

const sizes = [
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

export function unitsOf({ largest }: Rules): (readonly [string, number])[] {
  return sizes.slice(sizes.findIndex(([name]) => name === largest));
}

export function heads({
  write,
  read,
  clock,
  has,
  seconds,
  text,
}: Rules): (readonly [string, string])[] {
  return [
    ...(has.write ? [[write, seconds] as const] : []),
    ...(has.read ? [[read, text] as const] : []),
    ...(has.clock ? [[clock, seconds] as const] : []),
  ];
}

/** As the solution writes it. */
function inWords(rules: Rules, seconds: number): string {
  let rest = seconds;
  const parts: string[] = [];
  for (const [name, size] of unitsOf(rules)) {
    const count = Math.floor(rest / size);
    rest %= size;
    if (count > 0 || rules.zeros)
      parts.push(
        rules.short ? count + (name[0] ?? "") : `${count} ${name}${count === 1 ? "" : "s"}`,
      );
  }
  return parts.join(rules.join);
}

function writeWords(random: Random, rules: Rules): string {
  const largest = `${rules.largest}s`;
  const first = random.say(
    "[a span in words: `{example}`|the span as people write it: `{example}`|a text such as `{example}`|says how long that is: `{example}`|words for so many seconds, such as `{example}`|the same in words, e.g. `{example}`]. ",
    {
      example: inWords(
        rules,
        rules.largest === "week"
          ? random.option([694861, 1904522, 788645])
          : rules.largest === "day"
            ? random.option([183845, 97265, 273907])
            : random.option([7325, 3723, 11045]),
      ),
    },
  );
  const say = (text: string): string => random.say(text, { nothing: rules.nothing, largest });
  const rest = [
    rules.zeros
      ? say(
          "[Every part is written, also a zero.|All parts are always there, even zeros.|Parts of zero are written too.|No part is left out, not even a zero.]",
        )
      : say(
          "[Parts of zero do not appear|What is zero is not written|Zero parts are skipped|A part that would be 0 is omitted|Only parts above zero are written|There are no parts with a zero]; [for zero seconds it is|a span of zero is|zero is written as|if all are zero the result is|for 0 it returns] `{nothing}`.",
        ),
    rules.short
      ? ""
      : say(
          "[The `s` is missing after 1|A one has no `s` after its word|After `1` the word is singular|With 1 the name has no `s`|The plural `s` is left away where the number is 1|1 goes with the singular].",
        ),
    say(
      "[{largest} are the largest unit|There is nothing larger than {largest}|It begins with {largest} at most|No unit is larger than {largest}|Units above {largest} do not exist].",
    ),
  ];
  return first + random.shuffle(rest.filter((one) => one !== "")).join(" ");
}

function readWords(random: Random, rules: Rules): string {
  const units = unitsOf(rules);
  const letters = units.map(([name], at) => `${at + 1}${name[0]}`);
  const mark = rules.join.trim();
  const slots = {
    example: letters.join(" "),
    tight: letters.slice(-3, -1).join(""),
    one: inWords({ ...rules, short: false, zeros: false }, 3600),
    next: `${random.int(2, 80)}m`,
    mark,
  };
  const say = (text: string): string => random.say(text, slots);
  const names = {
    "": "Blanks",
    ",": "Blanks, commas",
    ";": "Blanks, semicolons",
    "+": "Blanks, plus signs",
    "/": "Blanks, slashes",
  }[mark];
  const ignored = rules.anyCase
    ? `${names}${mark === "" ? " and capitals" : " and capitals"}`
    : names?.replace(", ", " and ");
  const decimal = {
    "": "",
    round: "[rounded to whole seconds|rounded to the nearest second|rounded to a whole number]",
    floor:
      "[rounded down to whole seconds|cut down to whole seconds|with parts of a second dropped]",
    ceil: "[rounded up to whole seconds|rounded up to the next second|with parts of a second counted as a whole one]",
  }[rules.decimals];
  return [
    say(
      "[how many seconds a text means|the number of seconds in a text|the seconds that a text stands for|reads a span and gives its seconds|turns a text into seconds]: [words|full words|names], `{one}`, or [letters|short forms|first letters]: `{example}`, `{tight}`, `{next}`.",
    ),
    `${ignored} ${random.say(rules.anyCase || mark !== "" ? "[are ignored|make no difference|mean nothing|are of no importance|play no role]." : "[are ignored|make no difference|mean nothing|are of no importance]; [capitals are not allowed|units are in small letters].")}${rules.anyCase || mark === "" ? "" : random.say(" [Units are in small letters only.|Capitals are not allowed.|Capital letters cannot be read.]")}`,
    say(
      "[A unit may come once only, larger ones first|Units stand in falling order, none of them twice|No unit comes twice, and a larger one stands before a smaller one|Every unit occurs once or not at all, larger before smaller].",
    ),
    rules.decimals === ""
      ? say("[Numbers are whole|Only whole numbers can be read|A decimal point is not allowed].")
      : say(
          `[Numbers may be decimals|Decimals such as \`2.5m\` are possible|A number can have decimals (\`0.5h\`)|\`2.5h\` is fine too]; the [sum|total|number returned] is ${decimal}.`,
        ),
  ].join(" ");
}

function clockWords(random: Random, rules: Rules): string {
  const whole = {
    starter:
      "[`M:SS`, and from an hour on `H:MM:SS`|`H:MM:SS`, but `M:SS` where it is less than an hour|as a clock shows it: `M:SS` for less than an hour, `H:MM:SS` otherwise|in digits, `M:SS`, with hours in front (`H:MM:SS`) only when there are any]; [hours may be any number|there can be any number of hours|hours are not limited|hours go on beyond 24].",
    full: "[always `H:MM:SS`, also below an hour|`H:MM:SS`, where hours may be `0`|in digits as `H:MM:SS`, with a `0` where there are no hours|`H:MM:SS` in every case, even without hours].",
    padded:
      "[always `HH:MM:SS`, also below an hour|`HH:MM:SS`, where hours have two digits at least|in digits as `HH:MM:SS`, with `00` where there are no hours|`HH:MM:SS` in every case, even without hours].",
    minutes:
      "[always `M:SS`, with as many minutes as needed|`M:SS` without hours: minutes go on beyond 59|in digits as `M:SS`, where minutes may be 60 and more|minutes and seconds only, `M:SS`, however many minutes that are].",
  };
  return random.say(whole[rules.face]);
}

export function instructions(random: Random, rules: Rules): string {
  const { write, read, clock, has, seconds, text, bad, unread } = rules;
  const say = (words: string): string =>
    random.say(words, {
      read,
      bad,
      unread,
      seconds,
      count: heads(rules).length === 3 ? "three" : "two",
      whole: listed([
        ...(has.write ? [`\`${write}\``] : []),
        ...(has.clock ? [`\`${clock}\``] : []),
      ]),
    });
  const bullets = [
    ...(has.write ? [`\`${write}(${seconds})\`: ${writeWords(random, rules)}`] : []),
    ...(has.read ? [`\`${read}(${text})\`: ${readWords(random, rules)}`] : []),
    ...(has.clock ? [`\`${clock}(${seconds})\`: ${clockWords(random, rules)}`] : []),
  ];
  const both = has.write && has.clock;
  const end = [
    has.write || has.clock
      ? say(
          `[{whole} throw${both ? "" : "s"} \`{bad}\` where \`{seconds}\` is negative or not whole.|A \`{seconds}\` that is negative or not a whole number makes {whole} throw a \`{bad}\`.|Where {whole} get${both ? "" : "s"} something else than a whole number from 0 on, throw a \`{bad}\`.|{whole} need${both ? "" : "s"} a whole number, 0 or more, else a \`{bad}\` is thrown.]`,
        )
      : "",
    !has.read
      ? ""
      : unread === "null"
        ? say(
            "[Where a text cannot be read, `{read}` returns `null`.|`{read}` gives `null` for any other text.|The result of `{read}` is `null` for texts that mean nothing.]",
          )
        : say(
            "[A text that `{read}` does not understand makes it throw a `{unread}` which quotes the text.|`{read}` throws a `{unread}` for any other text; the message holds that text.|What is no such text makes `{read}` throw a `{unread}` that names it.|For other texts `{read}` throws a `{unread}`, and its message contains the text.]",
          ),
  ];
  const whole = page(random, [
    say(
      `[${writeOut} {count} functions:|${writeOut} {count} functions for spans of time:|A sports club measures times. ${writeOut} {count} functions:|A cinema shows how long films are. ${writeOut} {count} functions:|${writeOut} these {count} functions about time:]`,
    ),
    { bullets },
    end.filter((one) => one !== "").join(" "),
  ]);
  return articled(whole);
}
