import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { listed, writeOut } from "./js-wording.ts";

export type Rules = {
  readonly one: string;
  readonly all: string;
  readonly hasAll: boolean;
  readonly title: string;
  readonly titles: string;
  readonly accents: boolean;
  readonly letters: readonly (readonly [string, string])[];
  readonly silent: string;
  readonly kept: "a-z0-9" | "a-z" | "a-z0-9_";
  readonly style: "small" | "capital" | "initial";
  readonly join: string;
  readonly long: "word" | "cut" | "count";
  readonly most: number;
  readonly empty: string;
  readonly fails: boolean;
  readonly mark: string;
  readonly first: number;
  readonly once: boolean;
};

const examples: readonly (readonly [string, string])[] = [
  ["Ö", "o"],
  ["Ñ", "n"],
  ["ç", "c"],
  ["Ü", "u"],
  ["à", "a"],
  ["Š", "s"],
];

function caseWords(random: Random, rules: Rules): string {
  const [from, to] = random.option(examples);
  const accents = random.say(
    "[accents go away|accents are dropped|accents are taken off|accents vanish|letters lose their accents|accents are removed|marks above and below letters are dropped]",
  );
  const styled = {
    small:
      "[Letters become small|Capitals become small letters|All letters are written small|Everything is in lower case|Capital letters turn into small ones|All becomes lower case]",
    capital:
      "[Letters become capitals|All letters are written as capitals|Everything is in upper case|Small letters turn into capital ones|All becomes upper case]",
    initial:
      "[Each word begins with a capital and goes on in small letters|Words are written small except for a capital at their beginning|The first letter of every word is a capital, all others are small]",
  };
  const style = random.say(styled[rules.style]);
  const shown = rules.style === "small" ? to : to.toUpperCase();
  const example = random.say(
    "[|, so `{from}` gives `{shown}`|: `{from}` turns into `{shown}`|, e.g. `{from}` is `{shown}`]",
    { from, shown },
  );
  if (!rules.accents) return `${style}.`;
  return random.say(
    "[{style}; {accents}{example}.|{style} and {accents}{example}.|{style}. Also, {accents}{example}.]",
    {
      style,
      accents,
      example: rules.style === "initial" ? "" : example,
    },
  );
}

function lettersWords(random: Random, rules: Rules): string {
  const verb = random.say(
    "[becomes|becomes|is written|turns into|is replaced by|stands for|is spelt]",
  );
  const parts = rules.letters.map(([from, to]) => `\`${from}\` ${verb} \`${to}\``);
  return `${random.chance(0.3) ? parts.join(", ") : listed(parts)}.`;
}

function silentWords(random: Random, { silent }: Rules): string {
  if (silent === "") return "";
  const what =
    silent === "."
      ? "[A dot|A full stop|A point]"
      : silent === '"'
        ? "[A quote|A double quote|A quotation mark]"
        : silent.includes(".")
          ? "[An apostrophe or dot|Apostrophes, straight or curly, or a dot]"
          : "[An apostrophe|An apostrophe|A single quote]";
  const before = random.option(["Tom", "Eve", "Anna", "Max", "She", "Who", "Let"]);
  const marks = [...silent].map((one) => `\`${one}\``);
  return random.say(
    `${what} ({marks}) [is dropped without a gap|is left out and leaves no gap|simply vanishes, without dividing the word|is taken out, and what stood around it is joined|disappears and does not divide a word|does not divide words, it is just removed][|: \`{before}{mark}s\` is one word|, so \`{before}{mark}s\` stays one word].`,
    { marks: listed(marks, "or"), before, mark: silent[0] ?? "" },
  );
}

function longWords(random: Random, rules: Rules): string {
  const whole = {
    word: "[A result is at most {most} characters long. It stops after the last whole word that fits; just a first word that is longer is cut.|No more than {most} characters: only whole words are taken as long as they fit, and a first word longer than that is cut off.|At most {most} characters are used. Words that do not fit any more are left out, with all after them; a first word that is too long by itself is cut there.|The length is limited to {most} characters. It ends with the last word for which there is room, and only the first word is cut when it is too long.|It may be {most} characters long and never breaks off within a word, unless the first word alone is longer: that one is cut.]",
    cut: "[What is longer than {most} characters is cut there, even within a word.|Only the first {most} characters of the result are kept, wherever that is.|The result is cut after {most} characters, be it in the middle of a word.|It is cut off at {most} characters, and nothing else is done about the end.|Characters after the first {most} are dropped without regard to words.]",
    count:
      "[Only the first {most} words are used.|At most {most} words are taken, later ones are left out.|Words after the first {most} are dropped.|The result has no more than {most} words.|Of more than {most} words the first {most} are kept.]",
  };
  return random.say(whole[rules.long], { most: rules.most });
}

export function instructions(random: Random, rules: Rules): string {
  const slots = {
    one: rules.one,
    all: rules.all,
    title: rules.title,
    titles: rules.titles,
    join: rules.join,
    empty: rules.empty,
    next: `${rules.mark}${rules.first}`,
    after: `${rules.mark}${rules.first + 1}`,
  };
  const say = (text: string): string => random.say(text, slots);
  const kept = {
    "a-z0-9": "`a` to `z` [or|and] `0` to `9`",
    "a-z": "`a` to `z`",
    "a-z0-9_": "`a` to `z`, `0` to `9` or `_`",
  }[rules.kept];
  const letters = [caseWords(random, rules), lettersWords(random, rules)];
  const bullets = [
    ...(random.chance(0.4) ? [letters.join(" ")] : letters),
    silentWords(random, rules),
    say(
      `[All other characters than ${kept} divide words|Whatever is none of ${kept} separates words|Characters other than ${kept} are gaps between words|Words consist of ${kept}, anything else lies between them|What is not ${kept} ends a word|Whatever is not ${kept} lies between words|All but ${kept} divides words]; [words are put together with|between words stands|the words are joined by|they are connected with|words are connected by|words are divided by] \`{join}\`.`,
    ),
    longWords(random, rules),
    say(
      rules.fails
        ? "[If nothing is left, a `RangeError` is thrown.|Throw a `RangeError` where no word is left.|A `RangeError` is thrown if there is no word at all.|No word at all: throw a `RangeError`.]"
        : "[If nothing is left, it is|If no word is left, the result is|Without any word the result is|An empty result becomes|Nothing left gives|For a text without any word it gives] `{empty}`.",
    ),
  ];
  const all = rules.once
    ? "`{all}` [takes a list of them and returns the results, each only once, in order of their first appearance.|gives the results for a whole list, leaving out those that were there before.|does this for a list: a result that came before does not come again.]"
    : "`{all}` [does it for a list of them|works on a whole list, in order|gives the results for a list, in the same order|makes a list of such results from a list]. [A result that is already taken gets `{next}`, then `{after}`, and so forth|Where the result is taken already, `{next}` is added, or `{after}` if that one is taken, and so on|One that occurred before has `{next}` put behind it, the one after that `{after}` …|If a result was given before, append `{next}`, then `{after}` and so on]; [numbers whose result is already taken are skipped|a number is skipped where the result with it is taken|a number that leads to something taken is left out|what is taken with its number too gets the next number].";
  const heads = rules.hasAll ? "`{one}({title})` and `{all}({titles})`" : "`{one}({title})`";
  return page(random, [
    say(
      `[|Web pages need readable addresses.|A blog turns headings into links.|We want to name files after what they are about.|Titles are to be used in links.|A shop names its pages after its goods.] [${writeOut} ${heads}|${writeOut} ${heads}, please|${writeOut} ${heads}, as described here|Write ${heads}${rules.hasAll ? `, both exported|Write and export both ${heads}` : " and export it"}].`.trim(),
    ),
    say(
      "[The rules of `{one}`:|`{one}` makes an address out of one text:|This is what `{one}` does:|`{one}` turns a text into an address:|For `{one}`:]",
    ),
    { bullets: bullets.filter((one) => one !== "") },
    rules.hasAll ? say(all) : "",
  ]);
}
