import { capital, slugName } from "../names.ts";
import { note } from "../note.ts";
import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";
import { jsNames, resultsOf, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { type Step, stepsOf } from "./neat-text-steps.ts";

type Rules = {
  readonly name: string;
  readonly text: string;
  readonly steps: readonly Step[];
  /** What an empty text gives, if it is a special one. */
  readonly empty: {
    readonly type: "none" | "error" | "value";
    readonly message: string;
    readonly told: string;
  };
};

/** A text changed by a few rules, one after the other. */
export const neatText: Family = { name: "neat-text", make };

function make(random: Random): Task {
  const rules = draw(random);
  const { name, steps, empty } = rules;
  const inputs = inputsOf(steps).map((text) => [text]);
  const right = resultsOf(solve(rules), name, inputs);
  const swapped = steps.map((_, at) => [...steps.slice(at), ...steps.slice(0, at)]);
  const faulty: readonly Rules[] = [
    ...swapped.map((others) => ({ ...rules, steps: others })),
    ...steps.map((left) => ({ ...rules, steps: steps.filter((step) => step !== left) })),
    { ...rules, empty: { ...empty, type: empty.type === "none" ? "value" : "none" } },
  ];
  const faults = faulty
    .map(solve)
    .filter((code) => resultsOf(code, name, inputs).join("\n") !== right.join("\n"));
  return {
    language: "javascript",
    slug: slugName(random, ["clean-up", "tidy-line", "label-text", "neat-names", "word-wash"]),
    instructions: instructions(random, rules),
    stub: `export const ${name} = (${rules.text}) => {\n  ${stubBody(random)}\n};\n`,
    solution: solve(rules),
    faults: random.sample([...new Set(faults)], 4),
    probes: inputs.map(([text]) => {
      const call = `${name}(${JSON.stringify(text)})`;
      return `(() => { try { return ${call}; } catch (error) { return [error.name, error.message]; } })()`;
    }),
  };
}

function draw(random: Random): Rules {
  const { name, text } = jsNames(random, {
    name: "tidy, clean up, neat, label, title of, polish, wash, normal form, shorten, caption, slug of",
    text: "line, words, input, raw, title, phrase, sentence, entry, content, message",
  });
  const type = random.option(["none", "none", "error", "value"] as const);
  const message = random.name(["nothing", "empty", "no text", "missing", "no words", "unnamed"]);
  return {
    name,
    text,
    steps: stepsOf(random, random.option([2, 3, 3, 4])).map((step) => ({
      ...step,
      words: random.say(step.words),
    })),
    empty: { type, message, told: random.say(specials[type], { message }) },
  };
}

function inputsOf(steps: readonly Step[]): string[] {
  const marks = [...new Set(steps.flatMap(({ code }) => code.match(/'[^\w ]'/g) ?? []))]
    .map((one) => one.slice(1, 2))
    .join("");
  return [
    "",
    "  A Quick  brown fox   jumps 12 times over it  ",
    `tea${marks}Milk ${marks}7 ${marks} a bc def ghij klmno${marks}`,
    "one two three four five six seven eight nine ten eleven",
    `  ${marks}${marks}Zoe and Ben 2${marks}  `,
    "x",
  ];
}

function solve({ name, text, steps, empty }: Rules): string {
  const special = {
    none: "",
    error: `${note("//", "  ", empty.told)}  if (${text} === '') throw new Error('${empty.message}');\n`,
    value: `${note("//", "  ", empty.told)}  if (${text} === '') return '${empty.message}';\n`,
  }[empty.type];
  const lines = steps.map(
    ({ words, code }) =>
      `${note("//", "  ", words)}  result = ${code.replaceAll("@", "result")};\n`,
  );
  return `export const ${name} = (${text}) => {
${special}  let result = ${text};
${lines.join("")}  return result;
};
`;
}

const specials = {
  none: "",
  error:
    "[For|If it is given|Where it gets] [an empty text|the empty string|a text without any character][,| at the outset,] [throw|it throws] an `Error` [with the message|that says|saying] `{message}`.",
  value:
    "[For|If it is given|Where it gets] [an empty text|the empty string|a text without any character][,| at the outset,] [the result is|return|it returns] [just|simply|only] `{message}`.",
};

function instructions(random: Random, rules: Rules): string {
  const { name, text, steps, empty } = rules;
  const slots = { name, text };
  const say = (words: string): string => random.say(words, slots);
  const said = steps.map(({ words }) => words);
  const inBullets = random.chance(0.55);
  const opening = say(
    `[Write and export|Export|Implement and export|Make and export] [a function |]\`{name}({text})\`[, which|. It|: it] [changes|cleans up|rewrites|works on] [a text|a string|a line of text] and [returns|gives back|hands back] [the new one|the result|what comes out]${inBullets ? "[, step by step| in these steps|. The steps, one after the other|, by these rules in this order]:" : "."}`,
  );
  const starts = [
    say("[First|At first|To begin with|Before all else]"),
    ...steps
      .slice(1)
      .map((_, at) =>
        say(
          at === steps.length - 2
            ? "[then|last|finally|in the end|after that]"
            : "[then|next|after that|now]",
        ),
      ),
  ];
  const running = said.map((one, at) => `${starts[at]}${at === 0 ? ":" : ","} ${one}`);
  const body: Block = inBullets
    ? { bullets: said.map((one) => `${one}.`) }
    : random.chance(0.5)
      ? `${running.join("; ")}.`
      : `${running.map(capital).join(". ")}.`;
  const inputs = inputsOf(steps).slice(1);
  const shown = inputs[random.int(0, inputs.length - 1)] ?? "";
  const example = `${name}('${shown}') // '${JSON.parse(resultsOf(solve(rules), name, [[shown]])[0] ?? '""')}'`;
  const shows = random.chance(0.35)
    ? [say("[For example|An example|So|Thus]:"), { code: example }]
    : [];
  return page(random, [opening, body, empty.told, ...shows]);
}
