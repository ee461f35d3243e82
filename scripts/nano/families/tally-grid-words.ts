import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { aKind } from "../rules.ts";
import { kindsOf, type Rules } from "./tally-grid.ts";

const opening =
  "[Write and export|Export|Implement and export] `{count}({rows}, {down}, {across})`[, which counts objects by two of their values|, a count of rows by two things|: it makes a table of counts|]. `{rows}` [is an array of objects|are objects in a list|holds the objects to be counted]; `{down}` and `{across}` [are each the name of a field or a function of the row|are field names, or functions that make a value of a row|name fields of a row, or are functions that get a value from it|say what to count by: a field's name, or a function that is given the row|each name a field, or are functions which get the row and give a value]. [The result is an object|It returns an object|What it gives back is an object]:";

const ranks: Record<string, string> = {
  number: "[numbers|the numbers|all numbers]",
  text: "[texts|strings|the texts|words]",
  null: "`null`",
};

const rising: Record<string, string> = {
  number: "[numbers|the numbers], [the smallest first|by their size|small to large|ascending]",
  text: "[texts|strings|the texts] [in the order of the alphabet|by the alphabet|alphabetically|from a to z]",
};

const missing = {
  null: "`null`[, that is, what is missing|, standing for each missing value|, which is put for values that are missing|, the value of rows that have none| for whatever is missing|, which means a missing value]",
  skip: "",
};

const skipped =
  "[A row that lacks one of the two values is not counted at all|Rows in which one of both is missing are skipped|Where either value is missing (`undefined` or `null`) the row is left out].";

function orders(rules: Rules): string {
  const kinds = kindsOf(rules);
  const texts = kinds.map((one) =>
    one === "null" ? missing.null : rules.falling ? ranks[one] : rising[one],
  );
  const first = `[first|sorted:|in this order: first|sorted, first|in order:] ${texts[0]}, then ${texts[1]}`;
  const last = texts.length > 2 ? `[, then|, last|, at the end|, and after these] ${texts[2]}` : "";
  const falling = rules.falling
    ? "; [large before small and z before a|numbers and texts each in falling order|numbers fall, texts go from z to a|within a kind the greatest is first]"
    : "";
  return first + last + falling;
}

const between: Readonly<Record<string, string>> = {
  "\\t": "[tabs|a tab|a tab character|one tab]",
};

const table =
  "[Write and export|Export|Then export] `{text}({result})` [too|as well|also][, for what the other gives|, which makes a table of such an object|, for showing that object]: [it returns|it gives|the result is] [lines of text|a text of several lines|lines], [the values of a line|what is in a line|its values|the values in each] [separated by {between}|with {between} between them|joined by {between}|and {between} between each two].";

const lines = [
  "[The first|On top a|The top] [line has|line holds|line consists of] {corner}, [the values of `{across}`|each value of `{across}`|the values across] and [the word `{label}`|`{label}`]",
  "[below there is one for each|then one follows for every|after it comes one for each] value of `{down}`: [the value|this value|that value], [its line of counts|its counts|the numbers of its line] and [their sum|how many these are together|its total]",
  "[the bottom line has|the last has|the last line has|at the end one has] `{label}`, [the sums of the columns|the total of each column] and [the sum of all|the number of all rows|the total of everything]",
];

/** What is asked, in one of many ways. */
export function instructions(random: Random, rules: Rules): string {
  const { count, text, rows, down, across, counts, sums, all, result, label, blank } = rules;
  const base = { count, text, rows, down, across, counts, sums, all, result, label, blank };
  const slots = {
    ...base,
    kind: aKind(rules.kind),
    between: random.say(between[rules.between] ?? "`{mark}`", { mark: rules.between }),
    corner:
      rules.corner === ""
        ? random.say("[an empty text|nothing (an empty text)|an empty place]")
        : `\`${rules.corner}\``,
  };
  const say = (words: string): string => random.say(words, slots);
  const bullets = [
    say(
      `\`{down}\` and \`{across}\`: [each value once|the different values|all different values|all values that occur, each once|the values found, without repeats], ${orders(rules)}.`,
    ),
    say(
      "`{counts}`: [for each value down a list|a list of lists|lists in a list|a list for every value of `{down}`|lists, one for each line], [with the number of rows for each value across|saying how many rows have the value of the line and that of the column|which counts the rows for each value of `{across}`|of the numbers of rows that have this value and that one].",
    ),
    say(
      `\`{sums}\`: an object \`{ ${down}, ${across}, ${all} }\` of [the sums of lines, the sums of columns and the sum of everything|how many rows every line has, every column, and the whole|totals: of each line, of each column, of everything counted|the total of every line, of every column and of the whole].`,
    ),
  ];
  const own = rules.own
    ? say(
        "[What an object inherits is missing|A field counts only if it is the object's own|Only own fields of an object count|Inherited fields are not looked at|Only an object's own fields are looked at|A field that is inherited counts as missing], [so `{}` has no `constructor`|so that `valueOf` is missing in an object|not even `valueOf`|for example `toString` or `valueOf`].",
      )
    : say(
        "[What an object inherits counts too|Inherited fields count like others|A field can also be inherited|Fields may come from the prototype].",
      );
  const wrong = say(
    "[Any other value|Values that are neither numbers nor texts nor missing|A value of any other kind|What is neither text nor number nor missing], [`NaN` included|also `NaN`|and `NaN` as well], [throws {kind}|leads to {kind}|is answered with {kind}].",
  );
  const facts = [...(rules.missing === "skip" ? [say(skipped)] : []), own, wrong];
  const written =
    rules.missing === "null"
      ? say(
          " [`null` is shown as|`null` is written|Write `null` as|For `null` write|In place of `null` there is] `{blank}`.",
        )
      : "";
  const shown = rules.hasText ? [`${say(table)} ${lines.map(say).join("; ")}.${written}`] : [];
  const rest = random.chance(0.5) ? [...shown, facts.join(" ")] : [facts.join(" "), ...shown];
  return page(random, [say(opening), { bullets }, ...rest]);
}
