import { functionName, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import {
  amountWords,
  badWords,
  bareWords,
  factorWords,
  introWords,
  kindWords,
  restWords,
  writtenWords,
} from "./kitchen-amounts-words.ts";

type Rules = {
  readonly name: string;
  readonly lines: string;
  readonly factor: string;
  readonly divided: boolean;
  readonly mixed: boolean;
  readonly gap: string;
  readonly bare: "stays" | "dropped" | "error";
  readonly text: boolean;
  readonly zero: boolean;
  readonly error: string;
};

const starterRules: Rules = {
  name: "scale",
  lines: "lines",
  factor: "factor",
  divided: false,
  mixed: true,
  gap: " ",
  bare: "stays",
  text: false,
  zero: false,
  error: "ValueError",
};

/** Multiplies or divides the amounts at the beginnings of lines. */
export const kitchenAmounts: Family = {
  name: "kitchen-amounts",
  make,
  starter: { name: "recipe-scale", solution: solve(starterRules) },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  return {
    language: "python",
    slug: slugName(random, ["big-pot", "baker-sums", "cook-book", "more-guests", "double-batch"]),
    instructions: instructions(random, rules),
    stub: `def ${rules.name}(${rules.lines}, ${rules.factor}):\n    pass\n`,
    solution,
    faults: [
      solve({ ...rules, divided: !rules.divided }),
      solve({ ...rules, mixed: !rules.mixed }),
      solve({ ...rules, bare: rules.bare === "stays" ? "dropped" : "stays" }),
      solve({ ...rules, zero: !rules.zero }),
      solution.replace("int(found[1] or 0) + ", ""),
      solution.replace("is None or rest or", "is None or"),
    ].filter((fault) => fault !== solution),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const name = (fitting: string): string => functionName(random, "python", fitting.split(", "));
  const divided = random.chance(0.3);
  return {
    name: name(
      "resize, adjust, stretch, times, enlarge, rescale, for guests, change amounts, convert",
    ),
    lines: name("lines, items, recipe, ingredients, entries, shopping, rows, needed"),
    factor: name("factor, times, ratio, portion, by, multiple, share, measure"),
    divided,
    mixed: random.chance(0.65),
    gap: random.option([" ", " ", " ", "-", "_", "&", ","]),
    bare: random.option(["stays", "stays", "stays", "dropped", "error"]),
    text: random.chance(0.25),
    zero: !divided && random.chance(0.25),
    error: random.option(["ValueError", "ValueError", "ValueError", "ArithmeticError"]),
  };
}

const things = ["pepper", "some oil", "a little sugar", "ice", "fresh herbs", "honey", "a lemon"];

function examples(random: Random, gap: string): Record<string, string | number> {
  const [a1 = 1, b1 = 2] = random.option([
    [1, 2],
    [1, 3],
    [2, 3],
    [1, 4],
    [2, 5],
    [3, 8],
    [5, 6],
  ]);
  const [a2 = 1, b2 = 2] = random.option([
    [1, 3],
    [2, 3],
    [1, 4],
    [3, 5],
    [1, 5],
  ]);
  const q = random.int(3, 7);
  const whole = random.int(1, 4);
  const above = random.option([1, q - 1]);
  const k = random.int(3, 6);
  return {
    a1,
    b1,
    a2,
    b2,
    w: random.int(1, 9),
    p: whole * q + above,
    q,
    m: `${whole}${gap}${above}/${q}`,
    k,
    k2: k * 2,
    two: 2,
  };
}

function instructions(random: Random, rules: Rules): string {
  const { name, lines, factor, gap, error } = rules;
  const a = random.option([
    "a recipe",
    "a shopping list",
    "a list of ingredients",
    "a cook's list",
  ]);
  const thing = random.name(things);
  const slots = { ...examples(random, gap), name, lines, factor, gap, error, a, thing };
  const say = (text: string): string => `${random.say(text, slots)}.`;
  // A list is what one expects: it need not be told.
  const told = rules.text || random.chance(0.4);
  const kind = told ? ` ${say(rules.text ? kindWords.text : kindWords.list)}` : "";
  const bullets = [
    say(amountWords),
    say(restWords),
    say(rules.mixed ? writtenWords.mixed : writtenWords.plain),
    say(bareWords[rules.bare]),
    say(factorWords),
  ];
  return page(random, [
    random.chance(0.4)
      ? say(
          "[A cook has more guests today|Recipes are often too small or too big|A baker counts in cups and spoons|The canteen cooks by old recipes|A kitchen needs a program for its recipes|In old recipes one reads `{w}{gap}{a1}/{b1} cups {thing}`|Bakers note things like `{w}{gap}{a1}/{b1} spoons of {thing}`|`{a1}/{b1} pound {thing}` is a line of a recipe]",
        )
      : "",
    `${say(rules.divided ? introWords.divided : introWords.times)}${kind}`,
    random.chance(0.8) ? { bullets } : bullets.join(" "),
    say(rules.zero ? badWords.loose : badWords.strict),
  ]);
}

function solve(rules: Rules): string {
  const { name, lines, factor, divided, mixed, gap, bare, text, zero, error } = rules;
  const none = {
    stays: "            result.append(line)\n",
    dropped: "            continue\n",
    error: `            raise ${error}\n`,
  }[bare];
  const written = mixed
    ? `    whole, above = divmod(amount.numerator, amount.denominator)
    if above == 0:
        return str(whole)
    if whole == 0:
        return f'{above}/{amount.denominator}'
    return f'{whole}${gap}{above}/{amount.denominator}'
`
    : `    if amount.denominator == 1:
        return str(amount.numerator)
    return f'{amount.numerator}/{amount.denominator}'
`;
  return `import re
from fractions import Fraction


def read_amount(text):
    found = re.match(r'(?:(\\d+)${gap})?(\\d+)/(\\d+)', text)
    if found:
        if int(found[3]) == 0:
            raise ${error}
        part = Fraction(int(found[2]), int(found[3]))
        return int(found[1] or 0) + part, text[found.end():]
    found = re.match(r'\\d+', text)
    if found:
        return Fraction(int(found[0])), text[found.end():]
    return None, text


def write_amount(amount):
${written}

def ${name}(${lines}, ${factor}):
    size, rest = read_amount(str(${factor}))
    if size is None or rest or size ${zero ? "<" : "<="} 0:
        raise ${error}
    result = []
    for line in ${lines}${text ? ".split('\\n')" : ""}:
        amount, rest = read_amount(line)
        if amount is None:
${none}        else:
            result.append(write_amount(amount ${divided ? "/" : "*"} size) + rest)
    return ${text ? "'\\n'.join(result)" : "result"}
`;
}

function probesOf({ name, gap, text }: Rules): string[] {
  const asked: readonly [readonly string[], string][] = [
    [["2 eggs", "10 g yeast"], "3"],
    [["3/4 cup milk", `1${gap}1/2 cup flour`], "2"],
    [["2/8 cup oil"], "1"],
    [["3 eggs", "1 cup rice"], "'1/2'"],
    [["2 eggs"], `'1${gap}1/2'`],
    [["5 eggs", `7${gap}2/3 l`], "'3/4'"],
    [["salt", "a pinch of 2 spices", "1 egg"], "4"],
    [["2  tbsp (30 ml) oil"], "2"],
    [[], "2"],
    [["1 egg"], "0"],
    [["1 egg"], "-1"],
    [["1 egg"], "'0/3'"],
    [["1 egg"], "'twice'"],
    [["1 egg"], "''"],
    [["1 egg"], "'1/2 cup'"],
    [["1/0 cup"], "1"],
  ];
  return asked.map(([lines, factor]) => {
    const given = text
      ? `'${lines.join("\\n")}'`
      : `[${lines.map((one) => `'${one}'`).join(", ")}]`;
    return `${name}(${given}, ${factor})`;
  });
}
