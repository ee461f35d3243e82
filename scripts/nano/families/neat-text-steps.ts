import { madeUp } from "../names.ts";
import type { Random } from "../random.ts";

/** One change of a text: its code with `@` for the text, and how it is said. */
export type Step = { readonly kind: string; readonly code: string; readonly words: string };

const marks = "- _ . , ; : ! ? # * + / = ~ & %".split(" ");

const fixed: readonly Step[] = [
  {
    kind: "trim",
    code: "@.trim()",
    words:
      "[[blanks|spaces|white space] at [both ends|the beginning and the end|the edges] [is|are] [removed|cut off|taken away]|[remove|cut off|drop] the [blanks|spaces|white space] [at both ends|around the text|before and after the text]]",
  },
  {
    kind: "case",
    code: "@.toLowerCase()",
    words:
      "[[all letters|capitals] become [small|lower case]|[make|turn] [all letters|everything|the text] [small|into small letters|lower case]|[the text|everything] is [written in small letters|put into lower case|lowercased]]",
  },
  {
    kind: "case",
    code: "@.toUpperCase()",
    words:
      "[[all|small] letters become [capitals|upper case]|[make|turn] [all letters|everything|the text] [into capitals|upper case]|[the text|everything] is [written in capitals|put into upper case|uppercased]]",
  },
  {
    kind: "collapse",
    code: "@.replace(/ +/g, ' ')",
    words:
      "[[several|many|two or more] [blanks|spaces] [in a row|one after the other|side by side] become [one|a single one]|[shrink|reduce|turn] each run of [blanks|spaces] [to|into] one|a run of [blanks|spaces] is [replaced by|made] one]",
  },
  {
    kind: "capital",
    code: "@.slice(0, 1).toUpperCase() + @.slice(1)",
    words:
      "[the [first letter|first character] [becomes|is made] [a capital|upper case]|[capitalise|make a capital of|raise] the first [letter|character]|begin the text with a capital]",
  },
  {
    kind: "digits",
    code: "@.replace(/[0-9]/g, '')",
    words:
      "[[all|the] digits are [removed|left out|dropped|deleted]|[remove|delete|drop|leave out] [all|the|any] digits|[no digit is kept|digits vanish]]",
  },
  {
    kind: "turn words",
    code: "@.split(' ').reverse().join(' ')",
    words:
      "[the words [come|are put] in reverse order|[reverse|turn round] the order of the words|the last word comes first, and so on to the first]",
  },
  {
    kind: "turn",
    code: "[...@].reverse().join('')",
    words:
      "[the characters [come|are put] in reverse order|[reverse|turn round] the [order of the characters|characters]|the text is [written|turned] backwards]",
  },
  {
    kind: "sort",
    code: "@.split(' ').sort().join(' ')",
    words:
      "[the words are [sorted|put in alphabetical order|ordered by the alphabet]|[sort|order] the words[| by the alphabet| alphabetically]]",
  },
];

function drawn(random: Random): readonly Step[] {
  const mark = (): string => random.name(marks);
  const [one, other, gone, fill, gap] = [mark(), mark(), mark(), mark(), mark()];
  const few = random.constant(2, 6);
  const limit = random.constant(8, 30);
  const wide = random.constant(12, 40);
  const short = random.constant(2, 5);
  const front = random.chance(0.5) ? mark() : madeUp(random);
  const end = random.chance(0.5) ? mark() : madeUp(random);
  return [
    {
      kind: "replace",
      code: `@.replaceAll('${one}', '${other}')`,
      words: `[[each|every] \`${one}\` [becomes|is replaced by|turns into] \`${other}\`|[replace|change|turn] [each|every|any] \`${one}\` [by|into|to] \`${other}\`|put \`${other}\` in place of [each|every] \`${one}\`]`,
    },
    {
      kind: "remove",
      code: `@.replaceAll('${gone}', '')`,
      words: `[[each|every|any] \`${gone}\` is [removed|left out|dropped|deleted]|[remove|delete|drop|take out] [each|every|any] \`${gone}\`|no \`${gone}\` is kept]`,
    },
    {
      kind: "gap",
      code: `@.replaceAll(' ', '${gap}')`,
      words: `[[each blank|each space|every blank] [becomes|is replaced by|turns into] \`${gap}\`|[replace|change|turn] [each|every] [blank|space] [by|into|to] \`${gap}\`|\`${gap}\` stands [in place of|instead of] [blanks|each blank|every space]]`,
    },
    {
      kind: "cut",
      code: `@.slice(0, ${limit})`,
      words: `[[only|just] the first ${limit} characters are kept|[cut|shorten] the text [to|after] ${limit} characters|what [comes|is] after ${limit} characters is [cut off|dropped]|keep ${limit} characters [at most|at the most]]`,
    },
    {
      kind: "few",
      code: `@.split(' ').slice(0, ${few}).join(' ')`,
      words: `[[only|just] the first ${few} words are kept|keep the first ${few} words [only|and no more]|what [comes|is] after ${few} words is [cut off|dropped]|all but the first ${few} words are dropped]`,
    },
    {
      kind: "short",
      code: `@.split(' ').filter((word) => word.length >= ${short}).join(' ')`,
      words: `[words [of less|with fewer] than ${short} [characters|letters] are [left out|dropped|removed]|[keep|leave] only words of [at least ${short}|${short} or more] [characters|letters]|[drop|remove|leave out] [all|any] words [of less|with fewer] than ${short} [characters|letters]]`,
    },
    {
      kind: "pad",
      code: `@.padEnd(${wide}, '${fill}')`,
      words: `[[fill|pad] the text [with|by] \`${fill}\` at the end [to|up to] ${wide} characters|\`${fill}\` is [added|put] at the end until there are ${wide} characters|a text [of less|with fewer] than ${wide} characters is filled up with \`${fill}\` at the end]`,
    },
    {
      kind: "front",
      code: `'${front}' + @`,
      words: `[[put|write|add] \`${front}\` [in front|before it|at the beginning]|\`${front}\` [comes|is put|is added] [in front|before it|at the start]|[the text begins|it starts] with an added \`${front}\`]`,
    },
    {
      kind: "end",
      code: `@ + '${end}'`,
      words: `[[put|write|add|append] \`${end}\` [behind|after it|at the end]|\`${end}\` [comes|is put|is added] [behind|after it|at the end]|[the text ends|it closes] with an added \`${end}\`]`,
    },
  ];
}

/** Some changes of different kinds, in the order in which they are done. */
export function stepsOf(random: Random, count: number): Step[] {
  const found: Step[] = [];
  for (const step of random.shuffle([...fixed, ...drawn(random)])) {
    if (found.length < count && !found.some(({ kind }) => kind === step.kind)) found.push(step);
  }
  return found;
}
