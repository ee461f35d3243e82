export type Item = number | string;

/** What is done to a list: its words, its code, and the same done here, for examples. */
export type Step = {
  readonly words: string;
  readonly code: string;
  readonly from?: readonly [number, number];
  readonly marks?: readonly string[];
  run(list: Item[], n: number, mark: string): Item[] | Item | null;
};

const numbered = (list: Item[]): number[] => list.map(Number);
export const texts = (list: Item[]): string[] => list.map(String);
export const byValue = (one: Item, other: Item): number => (one < other ? -1 : one > other ? 1 : 0);

const kept = (words: string, test: string, keep: (item: number, n: number) => boolean): Step => ({
  words,
  code: `[item for item in result if item ${test}]`,
  from: [2, 40],
  run: (list, n) => numbered(list).filter((item) => keep(item, n)),
});

export const keep = "[keep|take|go on with] [only |]";
export const drop = "[drop|remove|leave out|take away|throw out]";

const ordered: readonly Step[] = [
  {
    words:
      "[sort {them} ascending|sort them in ascending order|sort them, smallest first|order them from small to large|put them in rising order]",
    code: "sorted(result)",
    run: (list) => [...list].sort(byValue),
  },
  {
    words:
      "[sort {them} descending|sort them in descending order|sort them, largest first|order them from large to small|put them in falling order]",
    code: "sorted(result, reverse=True)",
    run: (list) => [...list].sort(byValue).reverse(),
  },
];

export const common: readonly Step[] = [
  {
    words: `[${keep}the first {n}|${drop} all but the first {n}|cut the list after {n} {them}]`,
    code: "result[:{n}]",
    from: [2, 9],
    run: (list, n) => list.slice(0, n),
  },
  {
    words: `[${keep}the last {n}|${drop} all but the last {n}|cut off all before the last {n}]`,
    code: "result[-{n}:]",
    from: [2, 9],
    run: (list, n) => list.slice(-n),
  },
  {
    words: `[${drop} the first {n}|skip the first {n}|skip {n} {them} at the start]`,
    code: "result[{n}:]",
    from: [2, 6],
    run: (list, n) => list.slice(n),
  },
  {
    words: `[${drop} the last {n}|cut off the last {n}|take {n} {them} off the end]`,
    code: "result[:-{n}]",
    from: [2, 6],
    run: (list, n) => list.slice(0, -n),
  },
  {
    words: `[turn the list round|reverse the list|reverse the order|put them in the opposite order|let them run backwards]`,
    code: "result[::-1]",
    run: (list) => [...list].reverse(),
  },
  {
    words: `[${keep}each of them once, where it comes first|${drop} repeats, the first stays|${drop} what was there before|make {them} unique, in the order they come first]`,
    code: "list(dict.fromkeys(result))",
    run: (list) => [...new Set(list)],
  },
  {
    words: `[${keep}the first of every {n}|take one out of {n}, beginning with the first|${keep}the first and then each time the one {n} places on]`,
    code: "result[::{n}]",
    from: [2, 5],
    run: (list, n) => list.filter((_, at) => at % n === 0),
  },
];

export const numberSteps: readonly Step[] = [
  ...ordered,
  ...common,
  kept(
    `[${keep}those above {n}|${keep}{them} greater than {n}|${drop} all up to {n}|${keep}what is more than {n}]`,
    "> {n}",
    (item, n) => item > n,
  ),
  kept(
    `[${keep}those below {n}|${keep}{them} less than {n}|${drop} all from {n} up|${keep}what is smaller than {n}]`,
    "< {n}",
    (item, n) => item < n,
  ),
  kept(
    `[${keep}those of at least {n}|${keep}{them} from {n} up|${drop} all below {n}|${keep}what is {n} or more]`,
    ">= {n}",
    (item, n) => item >= n,
  ),
  kept(
    `[${keep}those of at most {n}|${keep}{them} up to {n}|${drop} all above {n}|${keep}what is {n} or less]`,
    "<= {n}",
    (item, n) => item <= n,
  ),
  kept(
    `[${drop} every {n}|${drop} {them} equal to {n}|${keep}what is not {n}]`,
    "!= {n}",
    (item, n) => item !== n,
  ),
  {
    words: `[${keep}even {them}|${drop} odd {them}|${keep}those that are even|${drop} what is odd]`,
    code: "[item for item in result if item % 2 == 0]",
    run: (list) => numbered(list).filter((item) => item % 2 === 0),
  },
  {
    words: `[${keep}odd {them}|${drop} even {them}|${keep}those that are odd|${drop} what is even]`,
    code: "[item for item in result if item % 2 == 1]",
    run: (list) => numbered(list).filter((item) => item % 2 !== 0),
  },
  {
    words: `[${keep}multiples of {n}|${keep}what {n} divides|${keep}those that can be divided by {n}]`,
    code: "[item for item in result if item % {n} == 0]",
    from: [3, 9],
    run: (list, n) => numbered(list).filter((item) => item % n === 0),
  },
  {
    words: `[${drop} multiples of {n}|${drop} what {n} divides|${drop} those that can be divided by {n}]`,
    code: "[item for item in result if item % {n} != 0]",
    from: [3, 9],
    run: (list, n) => numbered(list).filter((item) => item % n !== 0),
  },
  {
    words:
      "[add {n} to each|add {n} to every one of them|make each greater by {n}|raise them all by {n}]",
    code: "[item + {n} for item in result]",
    from: [2, 30],
    run: (list, n) => numbered(list).map((item) => item + n),
  },
  {
    words:
      "[subtract {n} from each|take {n} from every one of them|make each smaller by {n}|lower them all by {n}]",
    code: "[item - {n} for item in result]",
    from: [2, 30],
    run: (list, n) => numbered(list).map((item) => item - n),
  },
  {
    words:
      "[multiply each by {n}|multiply all with {n}|make each {n} times as large|take each {n} times]",
    code: "[item * {n} for item in result]",
    from: [2, 12],
    run: (list, n) => numbered(list).map((item) => item * n),
  },
  {
    words: "[square each|square all of them|replace each by its square|multiply each by itself]",
    code: "[item * item for item in result]",
    run: (list) => numbered(list).map((item) => item * item),
  },
  {
    words:
      "[take away their signs|make all of them positive|replace each by its absolute value|leave out the minus signs]",
    code: "[abs(item) for item in result]",
    run: (list) => numbered(list).map(Math.abs),
  },
];

export const whole: Step = {
  words:
    "[return the list|give the list back|return what is left|return the result as a list|the result is that list]",
  code: "result",
  run: (list) => list,
};
export const count: Step = {
  words:
    "[return how many there are|count them and return that|return their number|the result is how many are left]",
  code: "len(result)",
  run: (list) => list.length,
};

export const numberEnds: readonly Step[] = [
  whole,
  count,
  {
    words:
      "[return their sum|add them up and return that|return the total|the result is what they make together]",
    code: "sum(result)",
    run: (list) => numbered(list).reduce((sum, item) => sum + item, 0),
  },
  {
    words:
      "[return the largest, or `None` where there is none|return the greatest of them, `None` if nothing is left|the result is the maximum, or `None` for an empty list]",
    code: "max(result, default=None)",
    run: (list) => (list.length === 0 ? null : Math.max(...numbered(list))),
  },
  {
    words:
      "[return the smallest, or `None` where there is none|return the least of them, `None` if nothing is left|the result is the minimum, or `None` for an empty list]",
    code: "min(result, default=None)",
    run: (list) => (list.length === 0 ? null : Math.min(...numbered(list))),
  },
];
