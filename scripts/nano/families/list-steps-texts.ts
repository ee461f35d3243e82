import { byValue, common, count, drop, keep, type Step, texts, whole } from "./list-steps-words.ts";

const wordKept = (
  words: string,
  test: string,
  keeps: (word: string, n: number, mark: string) => boolean,
  from?: readonly [number, number],
): Step => ({
  words,
  code: `[item for item in result if ${test}]`,
  ...(from === undefined ? { marks: [..."abcdefgiklmnoprstuw"] } : { from }),
  run: (list, n, mark) => texts(list).filter((word) => keeps(word, n, mark)),
});

export const wordSteps: readonly Step[] = [
  ...common,
  {
    words:
      "[sort them by the alphabet|sort {them} alphabetically|put them in alphabetical order|sort them from a to z]",
    code: "sorted(result)",
    run: (list) => [...list].sort(byValue),
  },
  {
    words:
      "[sort them by length, the shortest first|put short {them} before long ones, equally long ones as they were|order them from short to long|sort them from the shortest to the longest]",
    code: "sorted(result, key=len)",
    run: (list) => texts(list).sort((one, other) => one.length - other.length),
  },
  {
    words:
      "[sort them by length, the longest first|put long {them} before short ones, equally long ones as they were|order them from long to short|sort them from the longest to the shortest]",
    code: "sorted(result, key=len, reverse=True)",
    run: (list) => texts(list).sort((one, other) => other.length - one.length),
  },
  wordKept(
    `[${keep}{them} with more than {n} letters|${keep}those longer than {n}|${drop} {them} of up to {n} letters]`,
    "len(item) > {n}",
    (word, n) => word.length > n,
    [2, 7],
  ),
  wordKept(
    `[${keep}{them} with fewer than {n} letters|${keep}those shorter than {n}|${drop} {them} of {n} letters or more]`,
    "len(item) < {n}",
    (word, n) => word.length < n,
    [3, 8],
  ),
  wordKept(
    `[${keep}{them} that start with \`{mark}\`|${keep}those beginning with \`{mark}\`|${drop} all that do not start with \`{mark}\`]`,
    "item.startswith('{mark}')",
    (word, _, mark) => word.startsWith(mark),
  ),
  wordKept(
    `[${drop} {them} that start with \`{mark}\`|${drop} those beginning with \`{mark}\`|${keep}what does not start with \`{mark}\`]`,
    "not item.startswith('{mark}')",
    (word, _, mark) => !word.startsWith(mark),
  ),
  wordKept(
    `[${keep}{them} that end with \`{mark}\`|${keep}those ending in \`{mark}\`|${drop} all that do not end in \`{mark}\`]`,
    "item.endswith('{mark}')",
    (word, _, mark) => word.endsWith(mark),
  ),
  wordKept(
    `[${keep}{them} that contain \`{mark}\`|${keep}those with \`{mark}\` in them|${drop} all without \`{mark}\`]`,
    "'{mark}' in item",
    (word, _, mark) => word.includes(mark),
  ),
  wordKept(
    `[${drop} {them} that contain \`{mark}\`|${drop} those with \`{mark}\` in them|${keep}all without \`{mark}\`]`,
    "'{mark}' not in item",
    (word, _, mark) => !word.includes(mark),
  ),
  {
    words:
      "[write them in capitals|make all letters capitals|turn them into upper case|upper-case each]",
    code: "[item.upper() for item in result]",
    run: (list) => texts(list).map((word) => word.toUpperCase()),
  },
  {
    words:
      "[write them in small letters|make all letters small|turn them into lower case|lower-case each]",
    code: "[item.lower() for item in result]",
    run: (list) => texts(list).map((word) => word.toLowerCase()),
  },
  {
    words:
      "[cut each after {n} letters|shorten each to {n} letters|keep only {n} letters of each, from its start]",
    code: "[item[:{n}] for item in result]",
    from: [2, 6],
    run: (list, n) => texts(list).map((word) => word.slice(0, n)),
  },
  {
    words:
      "[put `{mark}` in front of each|write `{mark}` before every one|let each begin with an additional `{mark}`]",
    code: "['{mark}' + item for item in result]",
    marks: [..."-+*#>~@!"],
    run: (list, _, mark) => texts(list).map((word) => mark + word),
  },
];

export const wordEnds: readonly Step[] = [
  whole,
  count,
  {
    words:
      "[join them with `{mark}` and return that text|return one text, with `{mark}` between them|return them as a text, divided by `{mark}`|the result is a text in which `{mark}` divides them]",
    code: "'{mark}'.join(result)",
    marks: [", ", "-", "+", "/", ";", " and ", " | ", ":", "_"],
    run: (list, _, mark) => list.join(mark),
  },
];
