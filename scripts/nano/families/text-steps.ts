import { functionName, slugName } from "../names.ts";
import { note } from "../note.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { type Step, steps } from "./text-steps-words.ts";

type Empty = "none" | "error" | "text";

type Rules = {
  readonly name: string;
  readonly text: string;
  readonly steps: readonly Step[];
  readonly empty: Empty;
  /** How the last rule is told; "" without one. */
  readonly emptyTold: string;
  readonly error: string;
  readonly instead: string;
  readonly each: string | undefined;
};

/** A text changed by some steps, one after the other. */
export const textSteps: Family = { name: "text-steps", make };

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  const shorter = rules.steps.map((_, at) =>
    solve({ ...rules, steps: rules.steps.filter((_, other) => other !== at) }),
  );
  const emptied = solve({ ...rules, empty: rules.empty === "error" ? "none" : "error" });
  const each = rules.each === undefined ? "" : `\n\ndef ${rules.each}(${rules.text}s):\n    pass\n`;
  return {
    language: "python",
    slug: slugName(random, ["text-wash", "name-cleaner", "tidy-title", "label-maker", "neat-text"]),
    instructions: instructions(random, rules),
    stub: `def ${rules.name}(${rules.text}):\n    pass\n${each}`,
    solution,
    faults: rules.empty === "none" ? shorter : [...shorter, emptied],
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const name = (fitting: string): string => functionName(random, "python", fitting.split(", "));
  const values: Readonly<Record<string, string | number>> = {
    ...Object.fromEntries(
      random
        .sample(["-", "_", ".", "+", "*", "#", "/", "!", "~", "=", "%", ";"], 6)
        .map((one, at) => ["abcdef"[at] ?? "", one]),
    ),
    n: random.constant(16, 40),
    k: random.constant(1, 6),
    w: random.constant(2, 5),
  };
  const fill = (text: string): string =>
    text.replace(/\{(\w)\}/g, (whole, key: string) => String(values[key] ?? whole));
  const chosen = together(random.shuffle(steps), random.int(2, 4));
  const affixed = chosen.some(({ group }) => group === "e" || group === "f");
  const empty = affixed ? "none" : random.option<Empty>(["none", "none", "error", "text"]);
  const error = random.option(["ValueError", "ValueError", "LookupError", "TypeError"]);
  const instead = random.name("nothing empty none unknown missing untitled anonymous".split(" "));
  return {
    name: name("clean, tidy, normal form, polish, make label, cleaned, wash, prepare, simplify"),
    text: name("text, title, word, label, phrase, sentence, raw, message"),
    steps: chosen.map(({ words, code, group }) => ({
      words: random.say(fill(words)),
      code: fill(code),
      group,
    })),
    empty,
    emptyTold: random.say(emptyWords[empty], { error, instead }),
    error,
    instead,
    each: random.chance(0.25)
      ? name("clean all, all of them, tidy all, for each, many, every one")
      : undefined,
  };
}

function together(list: readonly Step[], count: number): Step[] {
  const chosen: Step[] = [];
  for (const step of list) {
    const apart = chosen.every(({ group }) => ![...group].some((one) => step.group.includes(one)));
    if (chosen.length < count && apart) chosen.push(step);
  }
  return chosen;
}

const emptyWords: Readonly<Record<Empty, string>> = {
  none: "",
  error:
    "[Raise `{error}` if nothing is left then|If the result is empty, raise `{error}`|Where no character remains at the end, raise a `{error}`|An empty result raises `{error}`]",
  text: "[If nothing is left then, return `'{instead}'`|Where the result is empty, it is `'{instead}'` instead|When no character remains at the end, the result is `'{instead}'`|For an empty result give back `'{instead}'`]",
};

function instructions(random: Random, rules: Rules): string {
  const { name, text, each } = rules;
  const slots = { name, text, each: each ?? "" };
  const say = (wording: string): string => random.say(wording, slots);
  const told = rules.steps.map((step) => step.words);
  const [first = "", ...others] = told;
  const chain = `First ${first}${others.map((one) => `, then ${one}`).join("")}.`;
  const intro = say(
    "[[Write|Implement|Make] `{name}({text})`, which changes a text in [these steps|this order|steps] and returns it|`{name}({text})` [cleans|changes|prepares] a text [step by step|in this order]; [return|give back] the result|[Write|Implement] a function `{name}({text})` that does the following with a text, one after the other, and returns the result]",
  );
  const list = random.option([";", "", "."]);
  const listed = random.chance(0.65);
  return page(random, [
    random.chance(0.3)
      ? say(
          "[Titles are typed in many ways|Names in a list are untidy|A form gives us strange texts|Labels must look alike|Users type what they like].",
        )
      : "",
    listed ? `${intro}:` : `${intro}. ${chain}`,
    listed ? { bullets: told.map((one) => `${one}${list}`) } : "",
    rules.emptyTold === "" ? "" : `${rules.emptyTold}.`,
    each === undefined
      ? ""
      : `${say("[Write|Add|Make] `{each}({text}s)` [too|as well]: [it does this with every text of a list and returns the list of results|a list of such results for a list of texts|it takes a list of texts and gives back the list of their results]")}.`,
  ]);
}

function solve(rules: Rules): string {
  const { name, text, steps: chosen, empty, error, instead, each } = rules;
  const ends = {
    none: "",
    error: `    if result == '':\n        raise ${error}\n`,
    text: `    if result == '':\n        return '${instead}'\n`,
  }[empty];
  const all =
    each === undefined
      ? ""
      : `\n\ndef ${each}(${text}s):\n    return [${name}(one) for one in ${text}s]\n`;
  return `def ${name}(${text}):
    result = ${text}
${chosen.map(({ words, code }) => `${note("#", "    ", words)}    ${code}\n`).join("")}${empty === "none" ? "" : note("#", "    ", rules.emptyTold)}${ends}    return result
${all}`;
}

function probesOf({ name, each }: Rules): string[] {
  const marks = "-_.+*#/!~=%;";
  const asked = [
    "",
    "   ",
    "The Quick brown fox is at Tea, not in it",
    "  zebra   Apple mango a is ONE two three four five six seven eight ",
    marks,
    `aeiotsn${marks}`,
    `a tiny bit of ${marks} nOise. in a sentence - on some stone`,
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ",
    "ab",
  ];
  const probes = [
    ...asked.map((one) => `${name}('${one}')`),
    `[${name}('abcdefg%shijklmn' % one) for one in '${marks.replace("%", "")}']`,
    `${name}('abcdefg%hijklmn')`,
  ];
  return each === undefined ? probes : [...probes, `${each}(['Some Words here', ' or two '])`];
}
