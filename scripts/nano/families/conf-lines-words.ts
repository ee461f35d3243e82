import { nouns } from "../names.ts";
import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";

/** `open` and `close` are empty where there are no sections; so are `comma`, `yes`, `nothing`, `quote`. */
export type Rules = {
  readonly parse: string;
  readonly text: string;
  readonly error: string;
  readonly base: string;
  readonly at: string;
  readonly comment: string;
  readonly open: string;
  readonly close: string;
  readonly divider: string;
  readonly divides: "first" | "last";
  readonly comma: string;
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
  readonly numbers: "signed" | "plain" | "float" | "texts";
  readonly quote: string;
  readonly twice: "error" | "last" | "first";
  readonly again: "goes on" | "error" | "anew";
};

type Say = (template: string) => string;

export function textOf(random: Random, rules: Rules): string {
  const {
    parse,
    text,
    error,
    base,
    at,
    comment,
    open,
    close,
    divider: d,
    yes,
    no,
    nothing,
  } = rules;
  const [key = "", name = ""] = random
    .option(["key value", "name value", "key value", "k v"])
    .split(" ");
  const slots = {
    ...{ parse, text, error, base, at, comment, d, yes, no, nothing, key },
    head: `\`${open}${random.option(["name", "name", "title", "section"])}${close}\``,
    pair: `\`${key} ${d} ${name}\``,
    quote: quotes[rules.quote] ?? `\`${rules.quote}\``,
    comma: rules.comma === "," ? "a comma" : `a \`${rules.comma}\``,
  };
  const say: Say = (template) => random.say(template, slots);
  const bullets = [
    say(comments),
    ...(open === "" ? [] : [sectionWords(say, rules)]),
    `${say(pairs)} ${say(divisions[rules.divides])}${rules.twice === "error" ? "" : ` ${say(twices[rules.twice])}`}`,
    valueWords(say, random, rules),
  ];
  const shown: Block[] = random.chance(0.75) ? [{ code: example(random, rules) }] : [];
  return page(random, [
    say(opening),
    ...shown,
    { bullets: random.chance(0.75) ? bullets : random.shuffle(bullets) },
    ...errorBlocks(say, random, rules),
  ]);
}

const quotes: Readonly<Record<string, string>> = { '"': "double quotes", "\\'": "single quotes" };

function example(random: Random, rules: Rules): string {
  const { comment, open, close, divider: d, comma } = rules;
  const noun = (): string => random.option(nouns);
  const keys = random.sample(nouns, 6);
  const values = [
    noun(),
    String(random.int(1, 99)),
    ...(rules.yes === "" ? [] : [random.option([rules.yes, rules.no])]),
    ...(comma === "" ? [] : [`${noun()}${comma} ${noun()}`]),
  ];
  const lines = values.map((value, index) => `${keys[index]} ${d} ${value}`);
  const [first = "", ...rest] = lines;
  return [
    `${comment} ${noun()} ${noun()}`,
    first,
    ...(open === "" ? [] : [`${open}${keys[5]}${close}`]),
    ...rest,
  ].join("\n");
}

const opening =
  "[[Write|Implement|Make|Create] `{parse}({text})`[, which turns|. It turns|, a function that turns] [the text of a configuration|a text of options|options written as lines|lines of preferences|a profile] into a dict[|, like this one]:|`{parse}({text})` [reads|takes|understands] [a configuration|options|preferences|a profile], line by line, and [gives|hands back|returns] [them as a dict|a dict].|[Options|Preferences|The parts of a profile] are kept [in a text|in lines]. [Write|Implement|Make] `{parse}({text})`[ that makes a dict of them|, which gives them as a dict|; the result is a dict| to turn them into a dict].]";

const comments =
  "[Lines [that start with|beginning with] `{comment}`, [also after|even behind|with or without] blanks, are [comments|notes for people|remarks] and [ignored|skipped|not read], [as are|like|and so are] [empty ones|empty lines].|[Comments|Remarks] [start with|begin with] `{comment}` [as the first sign that is not a blank|after any blanks]; [they and empty lines are|they, like empty lines, are] [skipped|ignored|left out].|[A line|What stands in a line] whose first sign [besides blanks|after the blanks|other than blanks] is `{comment}` is [a remark|a comment]. [Skip|Ignore|Leave out] [such lines and empty ones|those, and empty lines].|[Ignore|Skip] empty lines and [comments|remarks], [which have|that have] `{comment}` [in front|at the start], blanks before it do not matter.]";

const heads =
  "[{head} [starts|opens|begins|is the start of] a section: [what follows|the following keys|all keys after it] [goes|go|come|are put] into a dict [of its own|under that name|with that name] in the result.|With {head} [a section|a part] [starts|begins], [which is|that is] a dict in the result [with that name as its key|under that name]|{head} [makes|opens|begins] a section, [a dict in the result under this name|a dict of its own that the result holds by that name].] [Keys [above|before] all sections [go to|are in|belong to] the result itself.|[What stands|Keys] above the first [section|one] [is|are put|goes] directly in the result.|Without a section [keys belong to|a key goes to|it goes to] the result itself.]";
const agains = {
  "goes on":
    " [[Opened once more|When it comes again|The second time], a section [is continued|goes on where it ended|goes on|keeps what it had|gets further keys].|The same [section|name] may [come|be opened] [again|several times]; [then it is continued|its keys are added to|what it had stays].]",
  error: "",
  anew: " [[Opened once more|When it comes again|The second time], a section [starts empty|is begun anew|loses what it had].|The same [section|name] may [come|be opened] [again|several times]; [then it starts empty|the later one replaces the earlier|what it had is lost].]",
};

function sectionWords(say: Say, rules: Rules): string {
  return (
    say(heads).replace(/([a-z]) (Keys|What|Without)/, "$1. $2") +
    (rules.again === "error" ? "" : say(agains[rules.again]))
  );
}

const pairs =
  "[{pair} [puts|stores|gives] [a value under a key|the value of a key|a key its value]; [blanks round them|spaces beside them|blanks at their ends] [do not count|are cut off|are removed|mean nothing].|[Other|All other|The other] lines are {pair}, [without|not counting|stripped of] the blanks [round|on both sides of] [both|key and value|each].|[A key gets|Give a key] its value [by|with] {pair}; [strip|remove|cut off] blanks [round them|at both ends of each].]";
const divisions = {
  first:
    "[The [line is cut|line is split|key ends] at the first `{d}`[|; later ones|, and others] [belong to the value|are part of the value|are nothing special].|Further `{d}` [belong to|are part of|are in] the value.|[Where|If] there are several `{d}`, the first one [counts|separates them|is the border].]".replace(
      "`{d}`[|; later ones|, and others] [belong to the value|are part of the value|are nothing special]",
      "`{d}`[|; later ones belong to the value|, and others are part of the value]",
    ),
  last: "[The [line is cut|line is split|key ends] at the last `{d}`[|; earlier ones belong to the key|, and others are part of the key].|Earlier `{d}` [belong to|are part of|are in] the key.|[Where|If] there are several `{d}`, the last one [counts|separates them|is the border].]",
};
const twices = {
  last: "[A key that comes [again|twice] gets the [later|last] value.|[Where|If] a key [comes twice|is set again], the last value [counts|wins|stays].|Later values replace earlier ones[| of the same key].]",
  first:
    "[A key that comes [again|twice] keeps the [earlier|first] value.|[Where|If] a key [comes twice|is set again], the first value [counts|wins|stays].|Later values of the same key [are ignored|change nothing].]",
};

const kinds = {
  quote:
    "[[Texts|What is|What stands|A value] [in|between] {quote} [stays a text|is kept just so|is a text, whatever it looks like|is not looked into], [and the quotes are removed|only the quotes go|minus the quotes].|{quote} [round a value|at both ends] [make it|make] a text [whatever is inside|that is not read further], and [fall away|are not part of it].]",
  words:
    "[`{yes}` [is|means|stands for|becomes|gives] `True` and `{no}` `False`.|[The words |]`{yes}` and `{no}` [are|mean|stand for|are turned into|give] `True` and `False`.|`True` is written `{yes}`, `False` is written `{no}`.]",
  nothing:
    "[`{nothing}` [is|means|stands for|becomes|gives] `None`.|`None` is written `{nothing}`.|[The word |]`{nothing}` is read as `None`.]",
  comma:
    "[{comma} makes [a list|it a list][ of the parts, each read like a value| whose parts are values themselves|: every part is a value by these rules].|[Where|If] there is {comma} in it, it is [a list|split into a list], and [each part is read by these rules|its parts are values again].|A list has {comma} between its values, [which are read like single ones|each of which is read in the same manner].]",
  rest: "[[All else|Anything else|What remains|Any other value] [is|stays|is read as] a [text|string].|[In all other cases|Otherwise] [it is|the value is] a [text|string].]",
};
const numbers = {
  signed:
    "[[Digits, with `+` or `-` in front or not,|Digits, also after a `+` or `-`,] [are|become|give] [an `int`|a whole number].|Whole numbers[, which may have a sign,| such as `7`, `+7` and `-7`|, signed or not,] [are read as|become|give|turn into] `int`.|An `int` is [written in digits, a sign may precede|made of digits that may have a sign].]",
  plain:
    "[[Digits alone|Only digits|Digits without a sign] [are|become|give] [an `int`|a whole number].|Whole numbers without a sign [are read as|become|give|turn into] `int`[|, those with a sign stay texts].|An `int` is [written in digits only|made of digits and nothing else].]",
  float:
    "[[Digits, with `+` or `-` in front or not,|Digits, also after a `+` or `-`,] [are|become|give] [an `int`|a whole number], [with a point between digits|with a decimal point] a `float`.|Whole numbers[, which may have a sign,|, signed or not,] [are read as|become|give|turn into] `int`, [numbers with a point|decimal numbers such as `1.5`] [become|give] `float`.]",
  texts: "",
};

function valueWords(say: Say, random: Random, rules: Rules): string {
  const parts = [
    ...(rules.quote === "" ? [] : [say(kinds.quote)]),
    ...(rules.comma === "" ? [] : [say(kinds.comma)]),
    ...(rules.yes === "" ? [] : [say(kinds.words)]),
    ...(rules.nothing === "" ? [] : [say(kinds.nothing)]),
    ...(rules.numbers === "texts" ? [] : [say(numbers[rules.numbers])]),
  ].map((part) => part.slice(0, 1).toUpperCase() + part.slice(1));
  const only = say("[All values are texts.|Every value is a text.|Values stay texts.]");
  if (parts.length === 0) return only;
  return [
    say("[|Values:|What values are:|About values:|Kinds of values:]"),
    ...random.shuffle(parts),
    say(kinds.rest),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

const raising =
  "[[Raise|There is] [a |an |]`{error}`, [which is|that is|itself] a kind of `{base}` [and keeps|and has|with] the [number of that line|line's number, counted from 1,] [as|in its|as its] `{at}`|`{error}`, which [comes from|inherits from|is made from] `{base}`, has [the attribute `{at}` with the number of that line|the line's number, from 1 on, as `{at}`]. [Raise it|It is raised]|[Raise|The error is] [a |an |]`{error}` (a `{base}`) [with|that holds] the [line number|number of the line] [as attribute|in] `{at}`]";

function errorBlocks(say: Say, random: Random, rules: Rules): Block[] {
  const cases = [
    say("[any other line|a line without `{d}`|lines of no such form|a line of any other form]"),
    say(
      "[a missing key|a line with no key|nothing where the key should be|an empty key|a key of no letters]",
    ),
    ...(rules.open === ""
      ? []
      : [
          say(
            "[an empty name of a section|a section without a name|a nameless section|nothing where a section's name should be]",
          ),
          say(
            "[a section with the name of a key of the result|a section named like a key outside of sections|a section whose name is already a key of the result|a key that is named like a section|a name that is a key and a section]",
          ),
        ]),
    ...(rules.twice === "error"
      ? [
          say(
            "[a second value for a key|a key set twice in the same section|a key that is there twice in one section|a key that comes again in its section|the same key again in one dict]",
          ),
        ]
      : []),
    ...(rules.open !== "" && rules.again === "error"
      ? [say("[a section opened again|a section that comes twice|the same section a second time]")]
      : []),
  ];
  const [first = "", ...rest] = random.chance(0.7) ? cases : random.shuffle(cases);
  const last = rest.pop();
  const start = say(raising);
  if (random.chance(0.2)) return [`${start} for`, { bullets: [first, ...rest, last ?? ""] }];
  return [
    `${start} for ${[first, ...rest].join(", ")}${rest.length > 0 ? "," : ""} ${random.option(["and", "and", "or"])} ${last}.`,
  ];
}
