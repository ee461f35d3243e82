import { functionName, slugName } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";

type Part = "weight" | "deepest" | "clean" | "flat" | "count";

type Rules = {
  readonly names: Readonly<Record<Part, string>>;
  readonly parts: readonly Part[];
  readonly box: string;
  readonly weigh: "depth" | "plain" | "double";
  readonly first: number;
  readonly removed: "empty" | "zero";
  readonly error: string;
  readonly numbers: "strict" | "whole" | "all";
};

const starterRules: Rules = {
  names: { weight: "weight", deepest: "deepest", clean: "shelled", flat: "", count: "" },
  parts: ["weight", "deepest", "clean"],
  box: "box",
  weigh: "depth",
  first: 1,
  removed: "empty",
  error: "TypeError",
  numbers: "strict",
};

const wrongThings = {
  strict: "isinstance(thing, bool) or not isinstance(thing, (list, int, float))",
  whole: "isinstance(thing, bool) or not isinstance(thing, (list, int))",
  all: "not isinstance(thing, (list, int, float))",
};

/** Sums, depths and cleaned copies of lists within lists. */
export const nestedBoxes: Family = {
  name: "nested-boxes",
  make,
  starter: { name: "deep-weight", solution: solve(starterRules) },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  const changed = [
    solve({ ...rules, numbers: rules.numbers === "strict" ? "all" : "strict" }),
    solve({ ...rules, weigh: rules.weigh === "depth" ? "plain" : "depth" }),
    solve({ ...rules, removed: rules.removed === "empty" ? "zero" : "empty" }),
    solve({ ...rules, first: rules.first + 1 }),
    solve({ ...rules, error: rules.error === "TypeError" ? "ValueError" : "TypeError" }),
    solution.replace("depth + 1)", "depth)"),
    solution.replace("(thing) + 1)", "(thing))"),
  ];
  return {
    language: "python",
    slug: slugName(random, ["box-tree", "crates", "inner-lists", "parcels", "bag-count"]),
    instructions: instructions(random, rules),
    stub: rules.parts
      .map((part) => `def ${rules.names[part]}(${rules.box}):\n    pass\n`)
      .join("\n\n"),
    solution,
    faults: changed.filter((fault) => fault !== solution),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const name = (fitting: string): string => functionName(random, "python", fitting.split(", "));
  const some = random.option<readonly Part[]>([
    ["weight", "deepest", "clean"],
    ["weight", "deepest", "clean"],
    ["weight", "deepest", "clean"],
    ["deepest", "clean", "flat"],
    ["weight", "clean", "count"],
    ["weight", "deepest"],
    ["weight", "flat", "count"],
    ["weight", "clean"],
  ]);
  const weigh = random.option(["depth", "depth", "depth", "plain", "double"] as const);
  return {
    names: {
      weight: name("load, burden, heaviness, mass, weigh all, deep sum, weighted, total weight"),
      deepest: name("depth of, levels, nesting, height, how deep, layers, most nested, bottom"),
      clean: name("tidied, cleaned, pruned, without empty, trimmed, stripped, compact, peeled"),
      flat: name("flattened, flat, all numbers, spread out, unpacked, numbers of, contents"),
      count: name("how many, counted, number count, amount, items, pieces"),
    },
    parts: random.chance(0.6) ? some : random.shuffle(some),
    box: name("box, crate, bag, parcel, chest, tree, nested, carton, package, sack"),
    weigh,
    first: weigh === "double" ? random.option([1, 1, 2, 3]) : random.option([1, 1, 1, 0, 2, 3, 5]),
    removed: random.option(["empty", "empty", "empty", "zero"]),
    error: random.option(["TypeError", "TypeError", "ValueError", "LookupError"]),
    numbers: random.option(["strict", "strict", "strict", "whole", "all"]),
  };
}

const weightWords = {
  depth:
    "[the sum of the numbers, where each is multiplied by its depth; the depth of the outer {b} is {first}|every number times its depth, all added up. What lies directly in the outer {b} has depth {first}|adds up all numbers, each as often as its depth says; the outer {b} is at depth {first}, the {bs} in it one deeper|all numbers, multiplied by the depth at which they are found, and then summed. The depth begins with {first} in the outer {b}|the total of number times depth for all numbers inside. Depth is {first} for numbers of the outer {b} and grows by 1 with every {b} around them|the sum of all numbers, every number multiplied by the depth where it lies; in the outermost {b} that depth is {first}|all numbers added up, each times how deep it lies. The outermost {b} lies at depth {first}|each number is multiplied by how deep it is, and the products are added. Numbers directly in the outermost {b} have depth {first}]",
  plain:
    "[the sum of all numbers, however deep they are|all numbers at any depth added up|the plain total of every number inside, also of inner {bs}; the depth makes no difference|adds up every number in the {b} and in all {bs} within it|the sum of the numbers in it and in its inner {bs}, whatever their depth]",
  double:
    "[the sum of all numbers, but with every level their share doubles: a number in the outer {b} counts {first} times, one level deeper {next} times|adds up the numbers; those of the outer {b} count {first} times, and each level deeper doubles that, so the next level counts {next} times|every number times a factor, all added up. The factor is {first} in the outer {b} and doubles with each level: {next} in the {bs} in it|the total of all numbers, where each one counts {first} times in the outer {b}, {next} times one level down, and so on, always doubled]",
};

const deepestWords =
  "[how deep the {bs} go: {start} for {a} with no {b} in it, even an empty one, and one more for each level|the largest depth of any {b}, where the outer one is at depth {start}, and so is an empty one|the depth of the innermost {b}. A {b} that holds no other has depth {start}, also where it is empty|how deep the deepest {b} lies; the outer one has depth {start}, filled or empty, the ones in it one more|returns the greatest depth at which there is a {b}, counting from {start} for the outer one. An empty {b} gives {start}|the depth of the {b} that lies deepest; if it is empty, that is {start}|how deep the deepest of the {bs} is. For an empty {b} this is {start}, and so for one with numbers only|depth of the deepest {b} inside; depth {start} for an empty {b}]";

const cleanWords = {
  empty:
    "[a copy without the {bs} that are empty, or that would be empty after that; the outer {b} always remains, and the argument is not changed|a new {b} from which all empty inner {bs} are gone, those with only empty {bs} inside too. Do not change the original; the outer {b} remains even when empty|the same {b} without {bs} in which there is no number at any depth. The outer {b} is kept in any case, and the argument must not change|drops every inner {b} without any numbers in it, directly or deeper, and returns a new {b}; the old one is left alone. If nothing remains, the result is an empty {b}|the {b} with all {bs} removed that hold nothing or only empty {bs}. What was given is not changed, and the outermost {b} is kept even if it gets empty|every empty {b} is removed, and every {b} with only empty {bs} in it as well. The given {b} stays as it is; the outermost one stays too, even with nothing left|removes {bs} that hold nothing, and those which hold only such {bs}, in a new {b}. The outermost stays in any case]",
  zero: "[a copy without zeros and without the {bs} that are empty or get empty by that; the argument is not changed, and the outer {b} always remains|a new {b} from which all zeros and all {bs} with nothing else in them are gone. Do not change the original; the outer {b} remains even when empty|the same {b} without zeros, and without {bs} in which nothing remains then. The outer {b} is kept in any case, and the argument must not change|drops every number that is zero and every inner {b} that holds nothing after that, and returns a new {b}; the old one is left alone|the {b} with all zeros removed, and then all {bs} that hold nothing or only empty {bs}. What was given is not changed, and the outermost {b} is kept]",
};

const flatWords =
  "[a flat list of all numbers, in the order in which they stand|all numbers from all levels in one list, from left to right|one list with every number, whatever its depth, in the same order|a list of the numbers only, without any inner {bs}, in their order]";

const countWords =
  "[how many numbers there are at all depths|the number of numbers in it, inner {bs} included|counts all numbers on every level|how many numbers the {b} and its inner {bs} hold together]";

const introWords =
  "[A {b} is a list of numbers and of other {bs}, which again may hold {bs}|In a {b} there are numbers and smaller {bs}; a {b} is a list|A list stands for a {b}: its elements are numbers or lists, to any depth|We have {bs} in {bs}: each is a list with numbers and further lists in it|Numbers are packed in {bs}, and {bs} in {bs}. Each {b} is a list|A {b} has numbers in it and further {bs}; we write it as a list|There are numbers and further {bs} in a {b}. A {b} is written as a list]";

const boolWords = {
  strict:
    "[Booleans are not numbers|`True` and `False` do not count as numbers|A `bool` is no number here and is refused like other wrong things|The two booleans are wrong as well|Also `True` and `False` are refused|`True` and `False` are not numbers|A `bool` does not count as a number here]",
  whole:
    "[Only whole numbers are allowed: a `float` is wrong, and `True` and `False` are too|Fractions and booleans are not allowed|A `float` or a `bool` is refused too|Neither `float` nor `bool` counts as a number]",
  all: "[`True` counts as 1 and `False` as 0|Booleans are allowed and count as 1 and 0|A `bool` is a number too, 1 or 0|`True` and `False` are taken as the numbers 1 and 0]",
};

function instructions(random: Random, rules: Rules): string {
  const { parts, names, box, first, error, numbers } = rules;
  const word = random.option(["box", "crate", "bag", "parcel", "chest", "carton", "pack"]);
  const plural = word === "box" ? "boxes" : `${word}s`;
  const slots = {
    b: word,
    bs: plural,
    a: `a ${word}`,
    first,
    next: first * 2,
    start: first,
    box,
    error,
  };
  const say = (text: string): string => random.say(text, slots);
  const words: Readonly<Record<Part, string>> = {
    weight: weightWords[rules.weigh],
    deepest: deepestWords,
    clean: cleanWords[rules.removed],
    flat: flatWords,
    count: countWords,
  };
  const bullets = parts.map((part) => {
    const mark = random.option([": ", ": ", ": ", " - ", ", "]);
    return `\`${names[part]}(${box})\`${mark}${say(words[part])}.`;
  });
  const types = numbers === "whole" ? "`int`" : "`int` or `float`";
  return page(random, [
    say(`${introWords}.`),
    say(
      `[Write|Implement|Make] [these functions|the functions below|the following functions]; [they work for any depth|{bs} may be nested as deep as one likes|the depth is not limited][:|:]`,
    ),
    { bullets },
    `${say(
      `[Raise \`{error}\`|Raise a \`{error}\`|There is a \`{error}\`|Every function raises \`{error}\`] [if there is anything else than lists and ${types} values, at any depth|where something is not a list and not an ${types}|when the argument is no list, or something in it is neither a list nor a number (${types})|for everything that is no list and no number (${types}), also deep inside|for anything that is no list and no ${types}|for everything but lists and ${types}|for anything else than a list, an ${types}]`,
    )}. ${say(boolWords[numbers])}.`,
  ]);
}

function solve(rules: Rules): string {
  const { names, box, weigh, first, error } = rules;
  const { weight, deepest, clean, flat, count } = names;
  const deeper = { depth: ", depth + 1", plain: "", double: ", depth * 2" }[weigh];
  const depth = weigh === "plain" ? "" : `, depth=${first}`;
  const codes: Readonly<Record<Part, string>> = {
    weight: `def ${weight}(${box}${depth}):
    total = 0
    for thing in checked_box(${box}):
        if isinstance(thing, list):
            total += ${weight}(thing${deeper})
        else:
            total += thing${weigh === "plain" ? "" : " * depth"}
    return total
`,
    deepest: `def ${deepest}(${box}):
    depth = ${first}
    for thing in checked_box(${box}):
        if isinstance(thing, list):
            depth = max(depth, ${deepest}(thing) + 1)
    return depth
`,
    clean: `def ${clean}(${box}):
    result = []
    for thing in checked_box(${box}):
        if isinstance(thing, list):
            thing = ${clean}(thing)
            if thing == []:
                continue
${rules.removed === "zero" ? "        elif thing == 0:\n            continue\n" : ""}        result.append(thing)
    return result
`,
    flat: `def ${flat}(${box}):
    result = []
    for thing in checked_box(${box}):
        if isinstance(thing, list):
            result.extend(${flat}(thing))
        else:
            result.append(thing)
    return result
`,
    count: `def ${count}(${box}):
    total = 0
    for thing in checked_box(${box}):
        if isinstance(thing, list):
            total += ${count}(thing)
        else:
            total += 1
    return total
`,
  };
  return `def checked_box(box):
    if not isinstance(box, list):
        raise ${error}
    for thing in box:
        if ${wrongThings[rules.numbers]}:
            raise ${error}
    return box


${rules.parts.map((part) => codes[part]).join("\n\n")}`;
}

function probesOf({ parts, names }: Rules): string[] {
  const boxes =
    "[] | [1, 2, 3] | [1, [2, [3]], 4] | [[], [[]]] | [0.5, [-1.5]] | [1, [], [2, [[], []]], [[[]]]] | [0, [0.0], [], [3, 0]] | [0, [0], [], [3, 0]] | ['a'] | [1, [None]] | [True, [False]] | (1, 2) | 3".split(
      " | ",
    );
  return [
    ...boxes.flatMap((box) => parts.map((part) => `${names[part]}(${box})`)),
    ...(parts.includes("clean") ? [`box = [1, [[], 2, 0]]\n${names.clean}(box)\nbox`] : []),
  ];
}
