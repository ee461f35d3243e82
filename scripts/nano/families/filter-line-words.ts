import { madeUp, nouns } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { aKind } from "../rules.ts";
import type { Rules } from "./filter-line.ts";

const marks: Readonly<Record<string, string>> = {
  '"': "double quotes",
  "'": "single quotes",
  ":": "colon",
  "=": "equal sign",
  "@": "commercial at",
};

const letters = {
  "A-Za-z":
    "[A name has letters only|Names are made of letters|A name consists only of letters|Only letters can be in a name|Names are letters, nothing else|In a name there are just letters]",
  "A-Za-z0-9":
    "[A name has letters and digits only|A name consists of letters and digits|Names are made of letters and digits|Only letters and digits can be in a name|Names are letters or digits, nothing else]",
  "A-Za-z_":
    "[A name has letters and `_` only|A name consists of letters and `_`|Names are made of letters and underscores|Only letters and `_` can be in a name|Names are letters or underscores, nothing else]",
  "a-z":
    "[A name has small letters only|A name consists of small letters|Names are made of small letters|Only lower case letters can be in a name|Names are small letters, nothing else]",
};

const changes = {
  ".toLowerCase()":
    "[and is lowercased|and is written in small letters|; its letters are made small|and becomes lower case|and is put into the result in lower case|; the result has it in lower case|and `ABC` is the same as `abc`, which is what the result has|and its capitals are made small]",
  ".toUpperCase()":
    "[and is uppercased|and is written in capitals|; its letters are made capitals|and becomes upper case|and is put into the result in upper case|; the result has it in capitals|and is turned into capitals]",
  "": "[and stays as it is|and is kept as typed|; capitals stay capitals|and is not changed]",
};

function pieces(random: Random, rules: Rules) {
  const { minus, colon, quote } = rules;
  const word = (): string => (random.chance(0.5) ? random.option(nouns) : madeUp(random));
  const name = rules.change === ".toUpperCase()" ? word().toUpperCase() : word();
  return {
    ...{ one: word(), two: word(), bad: word(), name, shop: word(), value: word(), more: word() },
    hour: `${random.int(1, 12)}${colon}${random.int(10, 59)}`,
    dash: `${quote}${minus}${word()}${quote}`,
    both: `${quote}${word()}${colon}${word()}${quote}`,
  };
}

/** What is asked, in one of many ways. */
export function instructions(random: Random, rules: Rules): string {
  const { minus, colon, quote, kind, only, not } = rules;
  const part = pieces(random, rules);
  const { one, two, bad, name, shop, value, more } = part;
  const sample = `${one} ${quote}${two} ${one}${quote} ${minus}${bad} ${name}${colon}${value} ${name}${colon}${more} ${minus}${shop}${colon}${quote}${two} ${value}${quote}`;
  const named = random.chance(0.65) ? name : "NAME";
  const slots = {
    ...{ ...part, ...rules, minus, colon, sample, kind: aKind(kind) },
    quotes: marks[quote] ?? "",
    colonName: marks[colon] ?? "",
    open: rules.open.replace("%", "N"),
    empty: rules.empty.replace("%", named),
  };
  const say = (text: string): string => random.say(text, slots);
  const opening = say(
    "[Write and export|Export|Implement and export] `{read}({text})`[, which|. It] [takes apart|understands|makes sense of|reads] [a line of search words|the line a person searches with|what is written in a search field|a query such as this one]:",
  );
  const bullets = [
    say(
      "`{words}`: [the words to be found|what has to occur|the words that must be there|what is searched for|all words that are wanted|the plain words], [as they come|in their order|in the order of the text]. [What is in {quotes} is one word|A text in {quotes} is one word|Marks like `{quote}` hold a word together|Between {quotes} blanks belong to the word|A text within {quotes} counts as a single word], [blanks and all|blanks included|even with blanks in it].",
    ),
    say(
      "`{without}`: [the words that are not wanted|what may not occur|the words that must not be there|what must be absent|what is to be left out|words to be avoided], [written with|marked by|which begin with|that have] a `{minus}` [before them|in front|at the start|ahead].",
    ),
    say(
      `\`{fields}\`: [for each name an object|from each name to an object|an object that has for every name] \`{ ${only}, ${not} }\`[:| of two lists:| with] [the values of|what stood in] \`name{colon}value\` and [of|those of|in] \`{minus}name{colon}value\`. ${letters[rules.letters]}[, up to the first {colonName}|, before the first {colonName}|; it ends at the first {colonName}|] ${changes[rules.change]}. [Values can be quoted too|A value can be in quotes|The value can stand in {quotes}|Quotes are allowed around a value].`,
    ).replaceAll(" ;", ";"),
  ];
  const lone = {
    word: "[A lone `{minus}`|A `{minus}` that stands alone|A single `{minus}`|`{minus}` by itself|A `{minus}` without anything after it] [is a word|counts as a word|is taken as a word|is a plain word]",
    nothing:
      "[A lone `{minus}`|A `{minus}` that stands alone|A single `{minus}`|`{minus}` by itself|A `{minus}` without anything after it] [is ignored|is left out|means nothing|is dropped]",
  }[rules.lone];
  const facts = [
    say(
      "[Where|If|When] [no name is before the `{colon}`|a `{colon}` has no proper name before it|there is no name in front of a `{colon}`], [it is part of the word|it belongs to the word|it is an ordinary character of a word|nothing special is meant]: `{hour}` is [a word|just a word|one word].",
    ),
    say(
      `${lone}[; and|. And|, while] [quoted text is never special|what stands in quotes is a word, whatever it is|what is quoted is always a word|inside of quotes nothing is special]: [\`{dash}\` and \`{both}\` are words|so are \`{dash}\` and \`{both}\`|take \`{dash}\` or \`{both}\`].`,
    ),
  ];
  const errors = [
    say(
      `[[Where|If|When] [a quote has no end|the closing quote is missing|a quotation does not end|a quote is not closed], [throw|it throws]|A quote [that is never closed|without its end|which stays open] throws] {kind} [saying|with the message|that says|with the text] \`{open}\`[; \`N\` is|, with \`N\` for|, \`N\` being] [its position|the index of the quote|where the quote begins|the place of the opening quote], [{from} for the first character|the first character being {from}|starting from {from}|counting from {from}].`,
    ),
    rules.empty === ""
      ? say(
          "[Nothing after the {colonName}|Nothing behind the `{colon}`|A missing value|A name that has nothing behind it], [as in `{name}{colon}`|such as `{name}{colon}`], [is an empty value|gives the empty text as its value|has an empty text for a value].",
        )
      : say(
          `[Nothing after the {colonName}|Nothing behind the \`{colon}\`|A name with no value|A name that lacks its value|A missing value|A name that has nothing behind it], [as in \`{name}{colon}\`|such as \`{name}{colon}\`], [throws|makes it throw|leads to] {kind} [saying|with the message|that says|with the text] \`{empty}\`${named === "NAME" ? "[, with the name for `NAME`|, where `NAME` is the name]" : "[|, with the name in question|, and so for any name]"}.`,
        ),
  ];
  const result = say(
    "[The result is|It gives back|It yields|You get] [an object with|an object of three parts|three things in an object|an object that has]:",
  );
  const tail = random.chance(0.7) ? [facts.join(" "), errors.join(" ")] : [...facts, ...errors];
  const rest = random.chance(0.2) ? [{ bullets: [...facts, ...errors] }] : tail;
  return page(random, [opening, { code: sample }, result, { bullets }, ...rest]);
}
