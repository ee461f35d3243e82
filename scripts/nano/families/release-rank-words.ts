import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";

/** `best`, `fits`, `prefix` and `message` are empty where there is none. */
export type Rules = {
  readonly key: string;
  readonly best: string;
  readonly fits: string;
  readonly one: string;
  readonly many: string;
  readonly rule: string;
  readonly prefix: string;
  readonly mark: string;
  readonly zeros: boolean;
  readonly before: boolean;
  readonly numbersFirst: boolean;
  readonly folded: boolean;
  readonly pick: "max" | "min";
  readonly tie: "first" | "last";
  readonly empty: "None" | "error";
  readonly equal: string;
  readonly unequal: boolean;
  readonly joint: string;
  readonly all: boolean;
  readonly message: string;
};

type Say = (template: string) => string;

export function textOf(random: Random, rules: Rules): string {
  const { key, best, fits, one, many, rule, prefix, mark, joint, equal, message } = rules;
  const word = random.option(["rc", "beta", "alpha", "dev", "test", "pre", "next"]);
  const n = (): number => random.int(0, 19);
  const slots = {
    ...{ key, best, fits, one, many, rule, prefix, mark, joint, equal, message },
    count: [best, fits].filter((name) => name !== "").length === 2 ? "three" : "two",
    short: `${n()}.${n()}`,
    led: `${prefix}${n()}.${n()}.${n()}`,
    long: `${n()}.${n()}.${n()}${mark}${word}.${n()}`,
    low: random.int(1, 9),
    many10: random.int(10, 19),
    major: random.constant(1, 9),
    joints: joints[joint] ?? "",
    signs: `\`${equal}\`, ${rules.unequal ? "`!=`, " : ""}\`>\`, \`>=\`, \`<\`, \`<=\``,
    what: rules.pick === "max" ? say0(random, greatest) : say0(random, least),
    that: say0(random, "[a release|a version|one]"),
  };
  const say: Say = (template) => random.say(template, slots);
  const functions = [
    say(keys),
    ...(best === "" ? [] : [bestWords(say, random, rules)]),
    ...(fits === "" ? [] : [`${say(fitWords)}${say(rules.all ? alls : anys)}`]),
  ];
  const compared = random.shuffle(orderWords(say, random, rules));
  const errors = errorWords(say, rules);
  const looks = say(prefix === "" ? looksPlain : looksLed);
  const asked: Block[] = [say(asks), { bullets: functions }];
  const how: Block[] = [say(hows), { bullets: compared }];
  return page(
    random,
    random.chance(0.6)
      ? [`${looks} ${say(asks)}`, { bullets: functions }, ...how, errors]
      : [looks, ...(random.chance(0.5) ? [...how, ...asked] : [...asked, ...how]), errors],
  );
}

function orderWords(say: Say, random: Random, rules: Rules): string[] {
  const numbers = rules.prefix === "" ? asNumbers : random.option([withPrefix, prefixFirst]);
  const sides = say(rules.before ? befores : afters);
  const pieces = say(rules.numbersFirst ? numberFirst : wordFirst);
  return [
    say(numbers),
    say(rules.zeros ? zeros : noZeros),
    `${sides} ${pieces}${rules.folded ? ` ${say(folded)}` : ""}`,
  ];
}

function say0(random: Random, template: string): string {
  return random.say(template);
}

const joints: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "&": "`&`",
  "/": "slashes",
  "|": "`|`",
};

const greatest = "[greatest|highest|latest|largest]";
const least = "[least|lowest|oldest|smallest]";

const looksLed =
  "[Releases|Versions|Version numbers|The numbers of releases] [are written|are texts|are given|have forms] [like|such as|as in] `{short}`, `{led}` [or|and] `{long}`.";
const looksPlain =
  "[Releases|Versions|Version numbers|The numbers of releases] [are written|are texts|are given|have forms] [like|such as|as in] `{short}` [or|and] `{long}`.";
const asks =
  "[Write|Implement|Make|Program] [{count} functions|these functions|the following functions|the {count} functions below|these {count}]:";
const hows =
  "[The order of them|How to compare them|The order|This is how they are ordered|What is greater|Order|They are compared like this|The rules of the order]:";

const keys =
  "`{key}({one})` [gives|returns|makes|turns it into|yields|hands back] [a value by which releases are sorted|a thing for `sorted(…, key={key})`|something that compares as the releases do|a key for sorting|something that can be used to sort them|a value that sorts like the release].";

function bestWords(say: Say, random: Random, { tie, empty }: Rules): string {
  const none = say(empties[empty]);
  const equal = say(ties[tie]);
  const start = say(
    "[`{best}({many})` [gives|returns|finds|picks|yields] the {what} [of them|of all|one], [unchanged|in its own spelling|as it stands in the list|just as it was given].|`{best}({many})` [gives|returns|finds|picks|yields] the {what} of `{many}` [as it is spelt there|without changing it|as it was given].]",
  );
  return [start, ...random.shuffle([none, equal])].join(" ");
}

const empties = {
  None: "[[For|From|With] [no releases|an empty list|a list without any] [it gives|it returns|the result is|comes] `None`.|`None` [is returned|is the result|comes back] [if|where|when] [the list is empty|there are none|nothing is given].|It is `None` for an empty list.]",
  error:
    "[[For|From|With] [no releases|an empty list|a list without any] [it raises|raise|there is] [a |]`ValueError`.|[A |]`ValueError` is raised [if|where|when] [the list is empty|there are none|nothing is given].|An empty list is a `ValueError`.]",
};

const ties = {
  first:
    "[[Among|If several are] equal[| ones], [the earliest in the list|the first of them|the one that stands first] [is chosen|counts|wins|is returned].|The first [wins|is chosen|is returned] where [several|two or more] are equal.]",
  last: "[[Among|If several are] equal[| ones], [the latest in the list|the last of them|the one that stands last] [is chosen|counts|wins|is returned].|The last [wins|is chosen|is returned] where [several|two or more] are equal.]",
};

const fitWords =
  "[`{fits}({one}, {rule})` [tells|returns|finds out] if [{that} satisfies a rule|it fits a rule|a rule holds for it]|`{fits}({one}, {rule})` is true where [{that} fits|{that} satisfies] the rule|`{fits}({one}, {rule})` [checks|tests] {that} against a rule and [returns|gives] `True` or `False`]. [[A rule has|As a rule there is|The rule begins with] [a sign:|one of these signs:|one of] {signs}, [followed by|then|and then] [a release|a version|another version], [for example|as in|like|such as] `>={short}`|A rule [starts with|begins with|has first] [one of|a sign:] {signs}, [then comes|then follows] [a release|a version], [for example|as in|like|such as] `<{short}`]";

const alls =
  "[. In one text {joints} [join|put together|separate] several rules, [all of which|which all] must [hold|be true].|. [Several|More] rules [are|can be|stand] [divided|separated|joined] by {joints}; [it is true only if all of them hold|every one of them must hold|all have to be fulfilled|each must be fulfilled].]";
const anys =
  "[. In one text {joints} [join|put together|separate] several rules, [of which one|one of which] must [hold|be true].|. [Several|More] rules [are|can be|stand] [divided|separated|joined] by {joints}; [it is true if any of them holds|one of them must hold|it is enough if one is fulfilled|at least one must be fulfilled].]";

const asNumbers =
  "[Numbers [are compared as numbers|count by value|are no texts], [so|so that] `{major}.{many10}` [comes after|is above|is more than|is later than] `{major}.{low}`.|`{major}.{many10}` [comes after|is above|is more than|is later than] `{major}.{low}`, [since|because|as] [the parts are numbers|numbers are compared as numbers].]";
const withPrefix =
  "A `{prefix}` [in front|at the start|at the front|before it] [is ignored|changes nothing|has no meaning|does not matter|may be there or not]. [Numbers|Its parts] [are compared as numbers|count by value|are no texts]: `{major}.{many10}` [comes after|is above|is more than|is later than] `{major}.{low}`.";
const prefixFirst =
  "`{major}.{many10}` [comes after|is above|is more than|is later than] `{major}.{low}`, [since|because|as] [the parts are numbers|numbers are compared as numbers]; a `{prefix}` [in front|at the start|at the front] [is ignored|changes nothing|has no meaning|does not matter].";

const zeros =
  "[[Numbers that are not there|Numbers left out at the end|What is missing at the end] [can be read as|should be taken as|have the value of] [zero|0]: `{major}` [equals|is the same as|is equal to] `{major}.0.0`|`{major}`, `{major}.0` and `{major}.0.0` are [the same|equal]|Zeros at the end [change nothing|do not matter|may be left out]: `{major}` is `{major}.0`].";
const noZeros =
  "[[Numbers that are not there|Numbers left out at the end|What is missing at the end] [must not be taken for zeros|should not count as zero]: `{major}` [comes before|is less than|is below] `{major}.0`|`{major}`, `{major}.0` and `{major}.0.0` are [different|not equal], and the shorter comes first|A zero at the end [counts|matters]: `{major}` [comes before|is less than|is below] `{major}.0`].";

const befores =
  "[With a part after [a |]`{mark}` [it|a release|a version] [comes before|is less than|is below] [the same numbers alone|the one without|the same without such a part].|[A part|What stands] after [a |]`{mark}` [makes it|puts it] [less than|before|below] [the same numbers alone|the one without it].|`{short}{mark}b` [comes before|is less than|is below] `{short}`[, as does all with a part after `{mark}`|: a part behind the `{mark}` makes it less].]";
const afters =
  "[With a part after [a |]`{mark}` [it|a release|a version] [comes after|is greater than|is above] [the same numbers alone|the one without|the same without such a part].|[A part|What stands] after [a |]`{mark}` [makes it|puts it] [greater than|after|above] [the same numbers alone|the one without it].|`{short}{mark}b` [comes after|is greater than|is above] `{short}`[, as does all with a part after `{mark}`|: a part behind the `{mark}` makes it greater].]";

const pieceWords =
  "[[Two such parts|These parts|Such parts] are [cut|divided|split] at [dots|their dots|each dot] and compared [one by one|in order|from the left]:|At dots [such a part|it] falls into pieces, [which are compared in order|compared from the left]:] ";
const fewer =
  "[; the shorter one comes first if all else is the same|, and if one ends, it is the lesser|; more pieces come after fewer|, and the one that has fewer is lesser if the others are the same|; when one runs out of pieces it comes first].";
const numberFirst = `${pieceWords}[numbers by value, words by letters, [numbers before words|and every number before every word|any number below any word]|[numbers come before words|every number is less than a word], [two numbers|numbers] by value and [two words|words] by letters]${fewer}`;
const wordFirst = `${pieceWords}[numbers by value, words by letters, [words before numbers|and every word before every number|any word below any number]|[words come before numbers|every word is less than a number], [two numbers|numbers] by value and [two words|words] by letters]${fewer}`;
const folded =
  "[Capitals do not matter|Large and small letters are the same|Words are compared without regard to capitals|`RC` and `rc` are the same word|The case of letters makes no difference].";

function errorWords(say: Say, { fits, message }: Rules): string {
  const both =
    fits === ""
      ? "[what is no release|a text that is none of these|anything that is not written so|a wrong text]"
      : "[what is no release or no rule|a wrong release and a wrong rule|texts that are no release or no rule|anything that is not written so, a rule as well]";
  const text = message === "" ? "" : " [with the message|with the text|that says] `{message}`";
  return say(
    `[Raise [a |]\`ValueError\`${text} for ${both}.|[A |]\`ValueError\`${text} [is raised|is the answer] for ${both}.|For ${both} raise [a |]\`ValueError\`${text}.]`,
  );
}
