import { functionName, slugName } from "../names.ts";
import { note } from "../note.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";

type Rules = {
  readonly name: string;
  readonly text: string;
  readonly width: string;
  readonly count: string | undefined;
  readonly least: number;
  readonly error: string;
  readonly message: string | undefined;
  readonly joint: string;
  readonly long: "cut" | "whole" | "error";
  readonly kept: boolean;
  readonly nothing: string;
};

/** What is asked, sentence by sentence. */
type Told = {
  readonly long: string;
  readonly kept: string;
  readonly nothing: string;
  readonly least: string;
};

const starterTold: Told = { long: "", kept: "", nothing: "", least: "" };

const starterRules: Rules = {
  name: "fold",
  text: "text",
  width: "width",
  count: undefined,
  least: 1,
  error: "ValueError",
  message: undefined,
  joint: " ",
  long: "cut",
  kept: true,
  nothing: "['']",
};

const longCode = {
  cut: `        while len(word) > width:
            lines.append(word[:width])
            word = word[width:]
`,
  whole: "",
  error: "",
};

/** Breaks a text into lines of a width. */
export const lineBreaking: Family = {
  name: "line-breaking",
  make,
  starter: { name: "word-fold", solution: solve(starterRules, starterTold) },
};

function make(random: Random): Task {
  const rules = draw(random);
  const told = tell(random, rules);
  const solution = solve(rules, told);
  const wrong = (other: Partial<Rules>): string => solve({ ...rules, ...other }, told);
  return {
    language: "python",
    slug: slugName(random, [
      "line-breaker",
      "narrow-page",
      "text-column",
      "letter-press",
      "wrap-words",
    ]),
    instructions: instructions(random, rules, told),
    stub: stubOf(rules),
    solution,
    faults: [
      solution.replace("<= width:", "< width:"),
      wrong({ least: rules.least + 1 }),
      wrong({ kept: !rules.kept }),
      wrong({ long: rules.long === "cut" ? "whole" : "cut" }),
      solution.replace("len(line) + 1 + len(word)", "len(line) + len(word)"),
      wrong({ nothing: rules.nothing === "[]" ? "['']" : "[]" }),
    ],
    probes: probesOf(rules),
  };
}

function stubOf({ name, text, width, count }: Rules): string {
  const first = `def ${name}(${text}, ${width}):\n    pass\n`;
  return count === undefined ? first : `${first}\n\ndef ${count}(${text}, ${width}):\n    pass\n`;
}

function draw(random: Random): Rules {
  const name = (fitting: string): string => functionName(random, "python", fitting.split(", "));
  return {
    name: name("wrap, break up, break lines, wrap text, set lines, into lines, columns, reflow"),
    text: name("text, message, story, letter, content, prose, passage, source"),
    width: name("width, size, limit, longest, columns, wide, room, most"),
    count: random.chance(0.2) ? name("height, how many, line count, rows, row count") : undefined,
    least: random.chance(0.55) ? 1 : random.constant(2, 9),
    error: random.option(["ValueError", "ValueError", "ValueError", "IndexError", "LookupError"]),
    message: random.chance(0.25)
      ? random.name(["too narrow", "much too small", "far too thin", "too tight"])
      : undefined,
    joint: random.option([" ", " ", " ", "-", "_", ".", "+"]),
    long: random.option(["cut", "cut", "cut", "whole", "error"]),
    kept: random.chance(0.65),
    nothing: random.chance(0.65) ? "['']" : "[]",
  };
}

const splitWords =
  "[Words are separated by blanks; one blank or many makes no difference|Words are divided by one or more blanks, and no line starts or stops with a blank|Words are what blanks separate|A word is a run of characters without blanks; a run of blanks counts like a single one|Any number of blanks separates two words|Blanks separate the words; how many there are does not matter, and there are none at either end of a line|Several blanks are the same as one; blanks at the ends of a line are dropped|Blanks stand between words. Many blanks count like one, and no line has any at its start or end|Words stand between blanks, however many; lines have no blank at either end|Split at blanks: two or more are no different from one, and a line never begins or ends with a blank]";

const fillWords =
  "[Each line is filled with as many words as it can hold|Put as many words as possible on every line|Every line holds all the words that it has room for|Words are put on a line as long as there is room|A new line is begun only when the next word does not fit|Lines are as full as possible|Take words for a line until the next one would not fit|As many words as fit are put in a line|A line takes words while they fit|A line has all the words which fit on it]";

const longWords = {
  cut: "[A word with more than `{width}` characters starts on a new line and is chopped into parts of `{width}` characters; other words may come behind the last part|Words longer than `{width}` start a new line and are split every `{width}` characters, and the remainder may share its line with the next words|Where a word is longer than `{width}`, it starts a fresh line and is divided into pieces `{width}` long; after the last piece the line goes on with other words|A word that is too long for a line starts a line and is cut after every `{width}` characters; its remainder is treated like a usual word|Too long words are cut: such a word starts a new line, every piece has `{width}` characters, and what is left over can be followed by more words|A word longer than a line begins on a line of its own, cut into pieces of `{width}`; what remains of it can be followed by more words|A word longer than `{width}` begins a line and is cut in pieces of `{width}` characters; the words after it may follow its last piece|Words longer than `{width}` characters are cut: they begin a new line, each piece fills a line, and the rest may be followed by the next words]",
  whole:
    "[A word longer than `{width}` is not cut and has a line to itself|Words that are too long are never cut; each stands alone on a line|A word with more than `{width}` characters stays whole, on a line by itself|Never cut a word: one that is too long gets a line of its own, longer than allowed|Where a word is longer than `{width}`, it stays in one piece and is alone on its line|A word longer than `{width}` begins a line of its own, is not cut, and nothing follows it]",
  error:
    "[A word longer than `{width}` is an error: raise `{error}`|Raise `{error}` where a word has more than `{width}` characters|Words with more than `{width}` characters cannot be placed and raise `{error}`|A word that is too long for a line raises `{error}`|No word may be longer than `{width}`, else `{error}` is raised]",
};

const keptWords = {
  yes: "[Line breaks of the text stay, and so do empty lines|Where the text has a line break, a new line begins; empty lines are kept as `''`|Every line break in the text also ends a line, and an empty line is kept as `\"\"`|Each line of the text is treated by itself; an empty one gives an empty line|A newline in the text stays a newline: empty lines are not lost|Existing line breaks are kept, empty lines too|Line breaks are kept; an empty line remains `''`|A line break that is in the text is kept, so an empty line remains an empty line|Breaks between lines of the text are kept, and empty lines are still there]",
  no: "[A line break counts as a blank|Line breaks in the text are treated like blanks|Newlines are nothing but blanks|A newline in the text is the same as a blank|Old line breaks are lost: they count as blanks|Line breaks are not kept; they separate words like blanks do|Line breaks are not kept: a line break is only a blank]",
};

const nothingWords =
  "[A text that has no words gives `{nothing}`|Where there are no words at all, the result is `{nothing}`|For a text of blanks only, or an empty one, return `{nothing}`|The result is `{nothing}` if the text holds no word|Without words there is `{nothing}`|An empty text, or one of nothing but blanks, gives `{nothing}`|No words give `{nothing}`|A text with no word at all gives `{nothing}`|Text without a word: `{nothing}`|Is there no word in the text, this gives `{nothing}`]";

const introWords =
  "[[Write|Implement|Make|Complete] `{name}({text}, {width})`, which [divides|splits|wraps|arranges|sets] [a text|`{text}`] [into|in] lines [no longer than `{width}` characters|of `{width}` characters or less|that have at most `{width}` characters]|`{name}({text}, {width})` [breaks|wraps|splits] [a text|the text|`{text}`] so that no line is longer than `{width}` characters|[Write|Implement] a function `{name}({text}, {width})` [that|to] [wraps|break up|breaks|wrap] `{text}` into lines of at most `{width}` characters][. The result is|. It returns|, and gives|; return|. Give back] [the list of lines|a list of the lines|the lines as a list|the lines in a list]";

function tell(random: Random, rules: Rules): Told {
  const { kept, ...plain } = rules;
  const { least, message, long } = plain;
  const slots = { ...plain, message: message ?? "", below: least - 1, count: "" };
  const say = (text: string): string => random.say(`${text}.`, slots);
  const bad =
    least === 1
      ? "[`{width}` is less than 1|`{width}` is smaller than 1|`{width}` is zero or less|`{width}` is not at least 1|`{width}` is below 1]"
      : "[`{width}` is below {least}|`{width}` is less than {least}|`{width}` is smaller than {least}|`{width}` is {below} or less|`{width}` is not at least {least}]";
  const told =
    message === undefined
      ? ""
      : " with [the message|the text|the words] [`{message}`|`'{message}'`]";
  return {
    long: say(longWords[long]),
    kept: say(kept ? keptWords.yes : keptWords.no),
    nothing: say(nothingWords),
    least: say(
      random.chance(0.7)
        ? `Raise [|a |an error of the kind ]\`{error}\`${told} [if|where|when] ${bad}`
        : `[If|Where|When] ${bad}, [raise \`{error}\`|a \`{error}\` is raised|there is a \`{error}\`]${told}`,
    ),
  };
}

function instructions(random: Random, rules: Rules, told: Told): string {
  const { name, text, width, joint, count } = rules;
  const slots = { name, text, width, joint, count: count ?? "" };
  const say = (words: string): string => random.say(`${words}.`, slots);
  const bullets = [
    say(splitWords),
    say(fillWords),
    ...(joint === " "
      ? []
      : [
          say(
            "[Words on the same line are joined with `{joint}`|Between two words of a line there is one `{joint}`|On a line, the words are separated by `{joint}`, not by a blank|A single `{joint}` stands between the words of a line]",
          ),
        ]),
    told.long,
    told.kept,
    told.nothing,
  ];
  const order = random.chance(0.5) ? bullets : random.shuffle(bullets);
  return page(random, [
    random.chance(0.25)
      ? say(
          "[A printer|A small screen|A newspaper|A sign at the station|A till|A letter] has [narrow lines|little room|only few columns|short lines]",
        )
      : "",
    say(introWords),
    random.chance(0.8) ? { bullets: order } : order.join(" "),
    count === undefined
      ? ""
      : say(
          "[`{count}({text}, {width})` returns how many lines that are|[Write|Add] `{count}({text}, {width})` too: the number of these lines|`{count}({text}, {width})` says how many lines there are]",
        ),
    told.least,
  ]);
}

function solve(rules: Rules, told: Told): string {
  const { name, text, width, count, least, error, message, joint, long, kept, nothing } = rules;
  const raised = message === undefined ? error : `${error}('${message}')`;
  const how = note("#", "    ", told.kept);
  const gathered = kept
    ? `${how}    lines = []
    for paragraph in ${text}.split('\\n'):
        lines.extend(broken_line(paragraph.split(), ${width}))
`
    : `${how}    lines = broken_line(${text}.split(), ${width})
`;
  const tooLong =
    long === "error" ? `        if len(word) > width:\n            raise ${error}\n` : "";
  const counted =
    count === undefined
      ? ""
      : `\n\ndef ${count}(${text}, ${width}):\n    return len(${name}(${text}, ${width}))\n`;
  return `def broken_line(words, width):
    lines = []
    line = ''
    for word in words:
${tooLong}        if line and len(line) + 1 + len(word) <= width:
            line += '${joint}' + word
            continue
        if line:
            lines.append(line)
${note("#", "        ", told.long)}${longCode[long]}        line = word
    if line or not lines:
        lines.append(line)
    return lines


def ${name}(${text}, ${width}):
${note("#", "    ", told.least)}    if ${width} < ${least}:
        raise ${raised}
${gathered}${note("#", "    ", told.nothing)}    return lines if any(lines) else ${nothing}
${counted}`;
}

function probesOf({ name, count, least }: Rules): string[] {
  const asked: readonly [string, number][] = [
    ["the cat sat on the mat", 7],
    ["ab cd ef", 5],
    ["  one    two ", 20],
    ["abcdefgh", 3],
    ["to abcdefghijklmnopqrstuvw is", 10],
    ["to abcdefg is", 5],
    ["abcdef x", 3],
    ["one two\\nthree", 20],
    ["a\\n\\nb", 15],
    ["   ", 14],
    ["a", least],
    ["a", least - 1],
    ["abcdefghij abcdefghi klm nopqrst a", 11],
    ["abcdef ghijk lmnop qrstu", 11],
  ];
  const probes = asked.map(([text, width]) => `${name}('${text}', ${width})`);
  return count === undefined ? probes : [...probes, `${count}('the cat sat on the mat', 10)`];
}
