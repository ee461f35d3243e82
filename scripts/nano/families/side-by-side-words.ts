import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";

/** `all` is empty where only one group is placed, `aisle` where there is none; so are messages. */
export type Rules = {
  readonly one: string;
  readonly all: string;
  readonly plan: string;
  readonly size: string;
  readonly sizes: string;
  readonly free: string;
  readonly taken: string;
  readonly aisle: string;
  readonly own: string;
  readonly which: "tight" | "wide" | "any";
  readonly tie: "first" | "last";
  readonly side: "left" | "right" | "middle";
  readonly none: string;
  readonly result: "plan and left" | "left and plan" | "plan" | "left";
  readonly checked: boolean;
  readonly badSize: string;
  readonly badPlan: string;
  readonly story: readonly [string, string, string, string];
};

type Say = (template: string) => string;

/** Whose plan it is, what a place is called, who takes some, and what divides them. */
export const stories: readonly Rules["story"][] = [
  ["a cinema", "seat", "group", "gangway"],
  ["a concert hall", "chair", "party", "aisle"],
  ["a circus", "seat", "family", "passage"],
  ["a car park", "bay", "convoy", "driveway"],
  ["a harbour", "berth", "fleet", "pier"],
  ["a market", "stall", "club of sellers", "lane"],
  ["a campsite", "pitch", "group of tents", "path"],
  ["a stadium", "seat", "team", "stairway"],
  ["a restaurant", "stool", "party", "gap"],
  ["a train", "seat", "class", "door"],
];

export function textOf(random: Random, rules: Rules): string {
  const [where, seat, group, aisle] = rules.story;
  const { one, all, plan, size, sizes, free, taken, own, none, badSize, badPlan } = rules;
  const places = seat === "pitch" ? "pitches" : `${seat}s`;
  const slots = {
    ...{
      one,
      all,
      plan,
      size,
      sizes,
      free,
      taken,
      own,
      none,
      badSize,
      badPlan,
      seat,
      places,
      group,
    },
    Where: where.slice(0, 1).toUpperCase() + where.slice(1),
    where: where.replace(/^an? /, ""),
    gap: aisle,
    block: random.option(["block", "block", "part", "strip"]),
    aisle: rules.aisle === " " ? "a blank" : `\`${rules.aisle}\``,
  };
  const say: Say = (template) => random.say(template, slots).replace(/\ba aisle/g, "an aisle");
  const marks = say(rules.aisle === "" ? twoMarks : threeMarks);
  const missing = say(rules.none === "None" ? noneIsNone : noneIsError);
  const main = `${say(seats[rules.aisle === "" ? "plain" : "divided"])} ${missing}`;
  const choice = [`${choiceWords(say, random, rules)}`, say(sides[rules.side])];
  const blocks: Block[] = [marks, { code: picture(random, rules) }, main];
  const rest: Block[] = random.chance(0.75) ? [{ bullets: choice }] : [choice.join(" ")];
  const many = all === "" ? [] : [`${say(alls)} ${say(results[rules.result])}`];
  return page(random, [...blocks, ...rest, ...many, errorWords(say, rules)]);
}

function picture(random: Random, { free, taken, aisle }: Rules): string {
  const columns = random.int(4, 8);
  const path = random.int(1, columns - 2);
  const row = (): string =>
    Array.from({ length: columns }, (_, at) =>
      at === path && aisle !== "" ? aisle : random.chance(0.6) ? free : taken,
    ).join("");
  return Array.from({ length: random.int(2, 3) }, row).join("\n");
}

const threeMarks =
  "[{Where} [has|keeps|writes|shows|needs] a plan of its {places}[, a list of rows|, row by row|: one text for each row|, each row a text]: `{free}` [stands for|means|marks|is] a free {seat}, `{taken}` [stands for|means|marks|is] one that is [occupied|taken|in use], [and|and there is|and a {gap} is] {aisle}[| for a {gap}| between two parts].|The rows of a {where} are [texts|written as texts]: [a free {seat} is|free is] `{free}`, [an occupied one|a {seat} in use|taken] is `{taken}`, and {aisle} [is a {gap}|stands for a {gap}|marks a {gap}].|The {places} of a {where} are [given|drawn] as rows of [marks|characters]. `{free}` is a free {seat}, `{taken}` [is a taken one|is one in use|is occupied], {aisle} [is a {gap}|stands where there is a {gap}].]".replace(
    "[and|and there is|and a {gap} is] {aisle}[| for a {gap}| between two parts]",
    "and {aisle} [is a {gap}|means a {gap}|stands for a {gap}]",
  );
const twoMarks =
  "[{Where} [has|keeps|writes|shows|needs] a plan of its {places}[, a list of rows|, row by row|: one text for each row|, each row a text]: `{free}` [stands for|means|marks|is] a free {seat}, `{taken}` [stands for|means|marks|is] one that is [occupied|taken|in use].|The rows of a {where} are [texts|written as texts]: [a free {seat} is|free is] `{free}`, [an occupied one|a {seat} in use|taken] is `{taken}`.|The {places} of a {where} are [given|drawn] as rows of [marks|characters]. `{free}` is a free {seat}, `{taken}` [is a taken one|is one in use|is occupied].]";

const start =
  "[Write|Implement|Make|Add] `{one}({plan}, {size})`. [`{plan}` is a list of [rows|such texts|such rows].|The rows come as a list, `{plan}`.|`{plan}` holds the rows.] [It [gives|returns|makes|hands back]|The result is] ";
const marked =
  " [written|marked] as `{own}`| turned into `{own}`| changed to `{own}`| filled with `{own}`| [which are|that are] now `{own}`";
const seats = {
  divided: `${start}[a new list|a new plan|the plan after it,|a copy of the list] [with|in which there are|that has] \`{size}\` [neighbouring {places}|{places} next to each other|{places} in a row|adjacent {places}] [that no {gap} divides|on the same side of every {gap}|without a {gap} among them|not parted by a {gap}][${marked}].`,
  plain: `${start}[a new list|a new plan|the plan after it,|a copy of the list] [with|in which there are|that has] \`{size}\` [neighbouring {places}|{places} next to each other|{places} in a row|adjacent {places}] [of one row|of the same row|][${marked}].`,
};

const noneIsNone =
  "[[If|Where|When] [there is no room|that is not possible|no row has room|nothing fits|there are not enough], [it is|the result is|return|it gives] `None`.|`None` [is returned|means] [if|that] [there is no room|nothing fits].|Without [such a place|enough room] [it gives|return|the result is] `None`.]".replace(
    "`None` [is returned|means] [if|that]",
    "[`None` is returned if|`None` says that|It is `None` if]",
  );
const noneIsError =
  "[[If|Where|When] [there is no room|that is not possible|no row has room|nothing fits|there are not enough], [it raises|raise] [a |]`{none}`.|[A |]`{none}` is raised [if|where] [there is no room|nothing fits].|Without [such a place|enough room] [it raises|raise] [a |]`{none}`.]";

const blockIs =
  "[ (a {block} is [a line of free {places}|free {places} in a row with nothing between])|. A {block} [is a line of|means|is made of] free {places} [with nothing between them|one after the other|up to the next other mark]]";
const tight = `[The [smallest|shortest|narrowest] {block} [that is large enough|with enough room|into which the {group} fits] [is used|is chosen|counts]${blockIs}|The {block} [with the least room to spare|in which the fewest {places} stay free|that leaves the fewest {places} free|where the fewest {places} are left free|that is filled best|where the least remains free] [is used|is chosen|is taken]${blockIs}]`;
const wide = `[The [largest|longest|widest] {block} [of all|there is] [is used|is chosen|counts]${blockIs}|The {block} [with the most room to spare|in which the most {places} stay free|with the most free {places}|where the most remains free] [is used|is chosen|is taken]${blockIs}]`;
const equals = {
  first:
    "[[Among|If there are several] [equal ones|{block}s just as good], [the upper one|the one higher up|the one farther up|the topmost one] [is taken|wins|comes first], then [the one on the left|the one farther left|the left one|the leftmost].|[With|For] equal {block}s [the first row counts|the upper row wins], and in one row the [left|leftmost] one.|Equals: [the top row first|upper before lower], [left before right|then from the left].]",
  last: "[[Among|If there are several] [equal ones|{block}s just as good], [the lower one|the one farther down|the one nearer to the last row|the lowest one] [is taken|wins|comes first], then [the one on the right|the one farther right|the right one|the rightmost].|[With|For] equal {block}s [the last row counts|the lower row wins], and in one row the [right|rightmost] one.|Equals: [the bottom row first|lower before upper], [right before left|then from the right].]",
};
const any = {
  first: `[The [first|topmost] {block} [that is large enough|with enough room|into which the {group} fits] [is used|is chosen|counts], [from above|seen from the top], [then|and in a row] from the left${blockIs}|Search the rows from the top and from the left: the first {block} with [enough room|room for all] is taken${blockIs}]`,
  last: `[The [last|lowest] {block} [that is large enough|with enough room|into which the {group} fits] [is used|is chosen|counts], [from below|seen from the bottom], [then|and in a row] from the right${blockIs}|Search the rows from the bottom and from the right: the first {block} with [enough room|room for all] found so is taken${blockIs}]`,
};

function choiceWords(say: Say, random: Random, { which, tie }: Rules): string {
  if (which === "any") return `${say(any[tie])}.`;
  const chosen = say(which === "tight" ? tight : wide);
  return random.chance(0.9) ? `${chosen}. ${say(equals[tie])}` : `${say(equals[tie])} ${chosen}.`;
}

const sides = {
  left: "[[In|Inside] [it|the {block}] the {group} [starts at the left end|begins at the left|keeps to the left|sits as far left as possible|is as far left as may be|is moved all the way to the left|takes the first {places}|takes the leftmost {places}].|The {group} [starts|begins] [at the left end of|with the first {seat} of] [it|the {block}].|The free {places} [that remain|left over] in it are [on the right|to the right].]",
  right:
    "[[In|Inside] [it|the {block}] the {group} [ends at the right end|sits at the right|keeps to the right|sits as far right as possible|is as far right as may be|is moved all the way to the right|takes the last {places}|takes the rightmost {places}].|The {group} [stops|ends] [at the right end of|with the last {seat} of] [it|the {block}].|The free {places} [that remain|left over] in it are [on the left|to the left].]",
  middle:
    "[[In|Inside] [it|the {block}] the {group} [sits in the middle|takes the middle {places}|is centred], [where that is not even|if need be], [one farther left|nearer to the left end].|The {group} [takes|gets] the middle of [it|the {block}], [or the {places} just left of it|rather left than right] [where|if] [it does not come out even|there is no exact middle].]",
};

const alls =
  "[[Write|Implement|Make|Add] `{all}({plan}, {sizes})` [as well|also|next|for many]: it [places|serves|takes] [every {group}|one {group} after another|all of them|each {group}] [in turn|in the order given|in the given order].|`{all}({plan}, {sizes})` [does so for|does this for|places] [many|several|all], [in turn|one by one|each in the plan that the one before left].|For [many|several] there is `{all}({plan}, {sizes})`, which [calls|uses] `{one}` for [each size|one after another].]";
const leftover =
  "[the sizes of those [without room|that did not fit|who must go]|a list of the sizes [without room|that did not fit|for which there was no room]|the sizes for which no room was found, as a list]";
const last = "[the last plan|the plan at the end|the plan after all of them|what the plan is then]";
const results = {
  "plan and left": `[[It returns|Return|It gives|The result is] [a tuple|a pair|two things]: [first |]${last} and ${leftover}.|[It returns|Return|The result is] ${last} together with ${leftover}[|, as a pair|, as a tuple].]`,
  "left and plan": `[[It returns|Return|It gives|The result is] [a tuple|a pair|two things]: [first |]${leftover} and [then |]${last}.|[It returns|Return|The result is] ${leftover} together with ${last}[|, as a pair|, as a tuple].]`,
  plan: `[[It returns|Return|It gives|The result is] ${last}[| alone| only]; [who finds no room is passed over|sizes that do not fit are skipped|what does not fit is left out].|[Who finds no room is passed over|Sizes that do not fit are skipped], and the result is ${last}.]`,
  left: `[[It returns|Return|It gives|The result is] [only |]${leftover}[|, not the plan|, and no plan].]`.replace(
    /^\[(.*)\]$/s,
    "$1",
  ),
};

function errorWords(say: Say, { checked, badSize }: Rules): string {
  const small = "[a size under 1|a size of 0 or less|a size that is not at least 1|sizes below 1]";
  const other =
    "[any other mark|other marks|a mark that is none of these|unknown marks] in [the rows|the plan|a row]";
  if (badSize === "") {
    const both = checked ? ` and [for |]${other}` : "";
    return say(
      `[Raise [a |]\`ValueError\` for ${small}${both}.|[A |]\`ValueError\` [is raised|is due] for ${small}${both}.|For ${small}${both} raise [a |]\`ValueError\`.]`,
    );
  }
  const second = checked ? `, and with \`{badPlan}\` for ${other}` : "";
  return say(
    `[Raise [a |]\`ValueError\` with the [message|text] \`{badSize}\` for ${small}${second}.|For ${small} raise [a |]\`ValueError\` with the [message|text] \`{badSize}\`${second}.]`,
  );
}
