import type { Random } from "../random.ts";

/** One step on a list of numbers: its words, its line of code, and the same done here. */
export type Link = {
  readonly kind: string;
  readonly words: string;
  readonly code: string;
  run(list: readonly number[]): number[];
};

const keep = "[keep|take|keep only|choose|select|go on with|take only]";
const drop = "[drop|leave out|remove|throw away|discard|skip]";

const compared = {
  ">": ["[greater than|above|over|larger than|that exceed]", (one: number, n: number) => one > n],
  ">=": [
    "[of at least|that are not below|no smaller than|that reach]",
    (one: number, n: number) => one >= n,
  ],
  "<": ["[less than|below|under|smaller than|that lie below]", (one: number, n: number) => one < n],
  "<=": [
    "[of at most|that are not above|that do not exceed|up to and including]",
    (one: number, n: number) => one <= n,
  ],
} as const;

function filterLink(random: Random, n: number): Link {
  const kind = "filter";
  const simple = random.option([
    "even",
    "odd",

    "multiple",
    "compare",
    "compare",
    "compare",
    "compare",
  ]);
  const most = random.int(3, 7);
  if (simple === "even")
    return {
      kind,
      words: random.say(`[${keep} the even numbers|${keep} what is even|${drop} the odd numbers]`),
      code: "result = result.filter((one) => one % 2 === 0);",
      run: (list) => list.filter((one) => one % 2 === 0),
    };
  if (simple === "odd")
    return {
      kind,
      words: random.say(`[${keep} the odd numbers|${keep} what is odd|${drop} the even numbers]`),
      code: "result = result.filter((one) => one % 2 !== 0);",
      run: (list) => list.filter((one) => one % 2 !== 0),
    };
  if (simple === "multiple")
    return {
      kind,
      words: random.say(
        `[${keep} the multiples of {most}|${keep} numbers that {most} divides|${keep} what can be divided by {most}]`,
        { most },
      ),
      code: `result = result.filter((one) => one % ${most} === 0);`,
      run: (list) => list.filter((one) => one % most === 0),
    };
  const sign = random.option([">", ">=", "<", "<="] as const);
  const [words, holds] = compared[sign];
  if (random.chance(0.3)) {
    return {
      kind,
      words: random.say(`${drop} [the numbers|all numbers|those] ${words} {n}`, { n }),
      code: `result = result.filter((one) => !(one ${sign} ${n}));`,
      run: (list) => list.filter((one) => !holds(one, n)),
    };
  }
  return {
    kind,
    words: random.say(`${keep} [the numbers|all numbers|those] ${words} {n}`, { n }),
    code: `result = result.filter((one) => one ${sign} ${n});`,
    run: (list) => list.filter((one) => holds(one, n)),
  };
}

function mapLink(random: Random): Link {
  const kind = "map";
  const many = random.int(2, 12);
  const say = (words: string): string => random.say(words, { many });
  return random.option<Link>([
    {
      kind,
      words: say(
        "[multiply each by {many}|multiply every number by {many}|take each times {many}|make each {many} times as large]",
      ),
      code: `result = result.map((one) => one * ${many});`,
      run: (list) => list.map((one) => one * many),
    },
    {
      kind,
      words: say(
        "[add {many} to each|add {many} to every number|raise each by {many}|make each larger by {many}]",
      ),
      code: `result = result.map((one) => one + ${many});`,
      run: (list) => list.map((one) => one + many),
    },
    {
      kind,
      words: say(
        "[subtract {many} from each|take {many} away from every number|lower each by {many}|make each smaller by {many}]",
      ),
      code: `result = result.map((one) => one - ${many});`,
      run: (list) => list.map((one) => one - many),
    },
    {
      kind,
      words: say(
        "[square each|replace each by its square|multiply each by itself|take the square of every number]",
      ),
      code: "result = result.map((one) => one * one);",
      run: (list) => list.map((one) => one * one),
    },
    {
      kind,
      words: say(
        "[drop the sign of each|make negative numbers positive|replace each by its absolute value|take the absolute value of each]",
      ),
      code: "result = result.map((one) => Math.abs(one));",
      run: (list) => list.map((one) => Math.abs(one)),
    },
    {
      kind,
      words: say(
        "[divide each by {many} and round down|divide every number by {many}, rounded down|replace each by how often {many} goes into it, rounded down]",
      ),
      code: `result = result.map((one) => Math.floor(one / ${many}));`,
      run: (list) => list.map((one) => Math.floor(one / many)),
    },
    {
      kind,
      words: say(
        "[replace each by what remains when it is divided by {many}|take the remainder of each divided by {many}|turn every number into its remainder after division by {many}]",
      ),
      code: `result = result.map((one) => one % ${many});`,
      run: (list) => list.map((one) => one % many),
    },
  ]);
}

function orderLink(random: Random): Link {
  const kind = "order";
  const sort = "[sort|order|arrange]";
  return random.option<Link>([
    {
      kind,
      words: random.say(
        `${sort} them [smallest first|ascending|from small to large|in rising order|with the least in front]`,
      ),
      code: "result.sort((one, other) => one - other);",
      run: (list) => [...list].sort((one, other) => one - other),
    },
    {
      kind,
      words: random.say(
        `${sort} them [largest first|descending|from large to small|in falling order|with the greatest in front]`,
      ),
      code: "result.sort((one, other) => other - one);",
      run: (list) => [...list].sort((one, other) => other - one),
    },
    {
      kind,
      words: random.say(
        "[turn the list round|reverse the list|put them in the opposite order|turn the order round]",
      ),
      code: "result.reverse();",
      run: (list) => [...list].reverse(),
    },
  ]);
}

function cutLink(random: Random): Link {
  const kind = "cut";
  const many = random.int(2, 6);
  const say = (words: string): string => random.say(words, { many });
  return random.option<Link>([
    {
      kind,
      words: say(
        `[${keep} the first {many}|cut the list after {many}|stop after {many}|only the first {many} stay]`,
      ),
      code: `result = result.slice(0, ${many});`,
      run: (list) => list.slice(0, many),
    },
    {
      kind,
      words: say(
        `[${keep} the last {many}|cut off all before the last {many}|only the last {many} stay]`,
      ),
      code: `result = result.slice(-${many});`,
      run: (list) => list.slice(-many),
    },
    {
      kind,
      words: say(
        `[${drop} the first {many}|pass over the first {many}|begin after the first {many}]`,
      ),
      code: `result = result.slice(${many});`,
      run: (list) => list.slice(many),
    },
    {
      kind,
      words: say(
        `[${keep} every second one, beginning with the first|${keep} every other number, the first included|${drop} every second one, but not the first]`,
      ),
      code: "result = result.filter((one, at) => at % 2 === 0);",
      run: (list) => list.filter((_, at) => at % 2 === 0),
    },
  ]);
}

function onceLink(random: Random): Link {
  return {
    kind: "once",
    words: random.say(
      "[remove doubles, the first one stays|keep each number only once, where it first occurs|drop numbers that occurred before|let each number occur only once, at its first place]",
    ),
    code: "result = [...new Set(result)];",
    run: (list) => [...new Set(list)],
  };
}

export function linkOf(random: Random, n: number): Link {
  const kind = random.option([
    "filter",
    "filter",
    "map",
    "map",
    "order",
    "order",
    "cut",
    "cut",
    "once",
  ]);
  if (kind === "filter") return filterLink(random, n);
  if (kind === "map") return mapLink(random);
  if (kind === "order") return orderLink(random);
  return kind === "cut" ? cutLink(random) : onceLink(random);
}
