import type { Random } from "../random.ts";

export type Item = Readonly<Record<string, string | number | boolean>>;

/** One thing that is done to a list of objects: its words, its line of code, and the same done here. */
export type Step = {
  readonly words: string;
  readonly code: string;
  run(list: readonly Item[]): Item[];
};

/** What is returned of the list in the end. */
export type End = {
  readonly words: string;
  readonly code: string;
  run(list: readonly Item[]): unknown;
};

export type Fields = {
  readonly text: string;
  readonly number: string;
  readonly second: string;
  readonly flag: string;
};

const compared = {
  ">": [
    "[is greater than|is more than|is above|exceeds|is over]",
    (one: number, n: number) => one > n,
  ],
  ">=": [
    "[is at least|is not below|is no less than|reaches|is equal to or above]",
    (one: number, n: number) => one >= n,
  ],
  "<": [
    "[is less than|is below|is smaller than|is under|lies below]",
    (one: number, n: number) => one < n,
  ],
  "<=": [
    "[is at most|is not above|is no more than|does not exceed|is equal to or below]",
    (one: number, n: number) => one <= n,
  ],
} as const;

const keep = "[keep|take|keep only|choose|select|go on with|take only]";
const those = "[those|the ones|the objects|the entries|all]";
const drop = "[drop|leave out|remove|throw away|discard|skip]";

/** Objects whose number is large or small enough. */
function numberStep(random: Random, { number, second }: Fields, n: number): Step {
  const field = random.option([number, number, second]);
  const sign = random.option([">", ">=", "<", "<="] as const);
  const [words, holds] = compared[sign];
  if (random.chance(0.3)) {
    return {
      words: random.say(`${drop} ${those} whose \`{field}\` ${words} {n}`, { field, n }),
      code: `result = result.filter((one) => !(one.${field} ${sign} ${n}));`,
      run: (list) => list.filter((one) => !holds(Number(one[field]), n)),
    };
  }
  return {
    words: random.say(
      `[${keep} ${those} whose \`{field}\` ${words} {n}|${keep} ${those} with a \`{field}\` that ${words} {n}]`,
      { field, n },
    ),
    code: `result = result.filter((one) => one.${field} ${sign} ${n});`,
    run: (list) => list.filter((one) => holds(Number(one[field]), n)),
  };
}

function textStep(random: Random, { text }: Fields): Step {
  const part = random.option("a b c e i l m n o p r s t u ar el in la on or re ta".split(" "));
  const [method, words] = random.option([
    ["startsWith", "[begins with|starts with|has at its beginning]"],
    ["endsWith", "[ends with|ends in|has at its end]"],
    ["includes", "[contains|has in it|includes|holds]"],
  ] as const);
  return {
    words: random.say(`${keep} ${those} whose \`{text}\` ${words} \`{part}\``, { text, part }),
    code: `result = result.filter((one) => one.${text}.${method}('${part}'));`,
    run: (list) => list.filter((one) => String(one[text])[method](part)),
  };
}

function flagStep(random: Random, { flag }: Fields): Step {
  if (random.chance(0.4)) {
    return {
      words: random.say(
        `[${drop} ${those} where \`{flag}\` is true|${drop} ${those} that are \`{flag}\`|${keep} ${those} that are not \`{flag}\`]`,
        { flag },
      ),
      code: `result = result.filter((one) => !one.${flag});`,
      run: (list) => list.filter((one) => !one[flag]),
    };
  }
  return {
    words: random.say(
      `[${keep} ${those} where \`{flag}\` is true|${keep} ${those} that are \`{flag}\`|${drop} ${those} that are not \`{flag}\`]`,
      { flag },
    ),
    code: `result = result.filter((one) => one.${flag});`,
    run: (list) => list.filter((one) => one[flag]),
  };
}

const sort = "[sort|order|arrange]";

function sortStep(random: Random, { text, number, second }: Fields): Step {
  if (random.chance(0.35)) {
    const back = random.chance(0.3);
    return {
      words: random.say(
        back
          ? `${sort} them by \`{text}\`, [z first|from z to a|backwards through the alphabet|in reverse alphabetical order]`
          : `${sort} them by \`{text}\`[|, alphabetically|, from a to z|, in alphabetical order]`,
        { text },
      ),
      code: back
        ? `result.sort((one, other) => other.${text}.localeCompare(one.${text}));`
        : `result.sort((one, other) => one.${text}.localeCompare(other.${text}));`,
      run: (list) =>
        [...list].sort(
          (one, other) => (back ? -1 : 1) * String(one[text]).localeCompare(String(other[text])),
        ),
    };
  }
  const field = random.option([number, number, second]);
  const down = random.chance(0.5);
  return {
    words: random.say(
      down
        ? `${sort} them by \`{field}\`, [largest first|the greatest first|descending|from high to low|in falling order|the highest in front]`
        : `${sort} them by \`{field}\`, [smallest first|the least first|ascending|from low to high|in rising order|the lowest in front]`,
      { field },
    ),
    code: down
      ? `result.sort((one, other) => other.${field} - one.${field});`
      : `result.sort((one, other) => one.${field} - other.${field});`,
    run: (list) =>
      [...list].sort((one, other) => (down ? -1 : 1) * (Number(one[field]) - Number(other[field]))),
  };
}

function cutStep(random: Random): Step {
  const n = random.int(2, 7);
  return random.option<Step>([
    {
      words: random.say(
        `[${keep} the first {n}|cut the list after {n}|stop after {n}|only the first {n} stay]`,
        { n },
      ),
      code: `result = result.slice(0, ${n});`,
      run: (list) => list.slice(0, n),
    },
    {
      words: random.say(
        `[${keep} the last {n}|cut off all before the last {n}|only the last {n} stay]`,
        { n },
      ),
      code: `result = result.slice(-${n});`,
      run: (list) => list.slice(-n),
    },
    {
      words: random.say(
        `[${drop} the first {n}|pass over the first {n}|begin after the first {n}]`,
        { n },
      ),
      code: `result = result.slice(${n});`,
      run: (list) => list.slice(n),
    },
    {
      words: random.say(
        "[turn the list round|reverse the list|put the list in the opposite order|turn the order round]",
      ),
      code: "result.reverse();",
      run: (list) => [...list].reverse(),
    },
  ]);
}

export function stepOf(random: Random, fields: Fields, n: number): Step {
  const kind = random.option(["number", "number", "text", "flag", "sort", "sort", "cut", "cut"]);
  if (kind === "number") return numberStep(random, fields, n);
  if (kind === "text") return textStep(random, fields);
  if (kind === "flag") return flagStep(random, fields);
  return kind === "sort" ? sortStep(random, fields) : cutStep(random);
}

export function endOf(random: Random, { text, number, second }: Fields): End {
  const join = random.option([", ", "; ", " ", "-", "/", " + ", " and ", "|"]);
  const mark = random.option([": ", " ", "=", " - ", " x ", ", "]);
  const field = random.option([number, second]);
  const slots = { text, field, join, mark };
  const say = (words: string): string => random.say(words, slots);
  return random.option<End>([
    {
      words: say("[return what is left|return the rest|give back the list|return the list]"),
      code: "return result;",
      run: (list) => list,
    },
    {
      words: say(
        "[return the `{text}` of each|return only each `{text}`|give back a list of their `{text}`|turn each into its `{text}`]",
      ),
      code: `return result.map((one) => one.${text});`,
      run: (list) => list.map((one) => one[text]),
    },
    {
      words: say(
        "[return their `{text}`, joined with `{join}`|join each `{text}` with `{join}` and return that text|give back one text: every `{text}`, with `{join}` between]",
      ),
      code: `return result.map((one) => one.${text}).join('${join}');`,
      run: (list) => list.map((one) => one[text]).join(join),
    },
    {
      words: say(
        "[return a text for each: `{text}`, then `{mark}`, then `{field}`|turn each into a text of its `{text}`, `{mark}` and its `{field}`|give back texts, each made of `{text}`, the mark `{mark}` and `{field}`]",
      ),
      code: `return result.map((one) => \`\${one.${text}}${mark}\${one.${field}}\`);`,
      run: (list) => list.map((one) => `${one[text]}${mark}${one[field]}`),
    },
    {
      words: say(
        "[return the sum of `{field}`|add up every `{field}` and return the sum|give back the total of all `{field}`]",
      ),
      code: `return result.reduce((sum, one) => sum + one.${field}, 0);`,
      run: (list) => list.reduce((sum, one) => sum + Number(one[field]), 0),
    },
    {
      words: say(
        "[return how many are left|count what is left and return that|give back the number of those that remain]",
      ),
      code: "return result.length;",
      run: (list) => list.length,
    },
    {
      words: say(
        "[return the first of them, or `null` where none is left|give back the first one, `null` if there is none]",
      ),
      code: "return result[0] ?? null;",
      run: (list) => list[0] ?? null,
    },
  ]);
}
