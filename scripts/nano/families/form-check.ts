import { slugName } from "../names.ts";
import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";
import { aKind, jsNames, mostly, resultsOf, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { type Rule, rulesOf } from "./form-check-rules.ts";

type Rules = {
  readonly name: string;
  readonly form: string;
  readonly fields: readonly Rule[];
  readonly answer: "list" | "first" | "error";
  /** Whether each field has a message of its own, or its name is the message. */
  readonly named: boolean;
  readonly good: "null" | "'ok'" | "true";
  readonly kind: string;
};

/** An object whose fields must be as the text says. */
export const formCheck: Family = { name: "form-check", make };

function make(random: Random): Task {
  const rules = draw(random);
  const { name, fields } = rules;
  const inputs = inputsOf(fields).map((form) => [form]);
  const right = resultsOf(solve(rules), name, inputs).join("\n");
  const faulty: readonly Rules[] = [
    ...fields.map((left) => ({ ...rules, fields: fields.filter((one) => one !== left) })),
    ...fields.map((other) => ({
      ...rules,
      fields: fields.map((one) =>
        one === other ? { ...one, wrong: one.slip ?? one.wrong.replace(/ \|\| .*/, "") } : one,
      ),
    })),
    { ...rules, fields: [...fields].reverse() },
    { ...rules, named: !rules.named },
  ];
  const faults = faulty
    .map(solve)
    .filter((code) => resultsOf(code, name, inputs).join("\n") !== right);
  return {
    language: "javascript",
    slug: slugName(random, ["form-guard", "sign-up", "order-form", "entry-check", "valid-card"]),
    instructions: instructions(random, rules),
    stub: `export const ${name} = (${rules.form}) => {\n  ${stubBody(random)}\n};\n`,
    solution: solve(rules),
    faults: random.sample([...new Set(faults)], 4),
    probes: inputs.map(([form]) => {
      const call = `${name}(${JSON.stringify(form)})`;
      return `(() => { try { return ${call}; } catch (error) { return [error.name, error.message]; } })()`;
    }),
  };
}

function draw(random: Random): Rules {
  const names = jsNames(random, {
    name: "check, validate, problems, faults of, verify, complaints, what is wrong, inspect form, examine, errors in",
    form: "form, person, order, entry, card, booking, visitor, parcel, sheet, user, product",
  });
  return {
    ...names,
    fields: rulesOf(random, random.option([2, 3, 3, 4])),
    answer: mostly(random, ["list", "first", "error"]),
    named: random.chance(0.3),
    good: random.option(["null", "'ok'", "true"]),
    kind: mostly(random, ["Error", "TypeError", "RangeError"]),
  };
}

function inputsOf(fields: readonly Rule[]): Record<string, unknown>[] {
  const good = Object.fromEntries(fields.map((one) => [one.field, one.good]));
  const bad = Object.fromEntries(fields.map((one) => [one.field, one.others.at(-1)]));
  const changed = fields.flatMap((one) =>
    one.others.map((other) => ({ ...good, [one.field]: other })),
  );
  return [good, {}, bad, ...changed];
}

function solve({ name, form, fields, answer, named, good, kind }: Rules): string {
  const lines = fields.map(({ field, wrong, message }) => {
    const text = `'${named ? field : message}'`;
    const act = {
      list: `problems.push(${text})`,
      first: `return ${text}`,
      error: `throw new ${kind}(${text})`,
    }[answer];
    return `  if (${wrong.replaceAll("@", `${form}.${field}`)}) ${act};\n`;
  });
  const begin = answer === "list" ? "  const problems = [];\n" : "";
  const result = { list: "problems", first: good, error: form }[answer];
  return `export const ${name} = (${form}) => {\n${begin}${lines.join("")}  return ${result};\n};\n`;
}

const answers = {
  list: "[returns|gives back|and the result is|answers with] a list of [all that is wrong|the problems|what is wrong with it], [empty where all is well|which is empty for a good one|or an empty one if nothing is wrong]",
  first:
    "[returns|gives back|answers with] [the first thing that is wrong|the first problem it meets|only the first problem], [or {good} where all is well|and {good} for a good one|or {good} if nothing is wrong]",
  error:
    "[throws {kind} for the first thing that is wrong|throws {kind} at the first problem|stops with {kind} at the first problem], [and returns the object itself where all is well|and gives a good one back as it is|or returns what it was given if nothing is wrong]",
};

function instructions(random: Random, rules: Rules): string {
  const { name, form, fields, answer, named } = rules;
  const slots = { name, form, good: `\`${rules.good}\``, kind: aKind(rules.kind) };
  const say = (words: string): string => random.say(words, slots);
  const inBullets = random.chance(0.7);
  const opening = say(
    `[Write and export|Export|Implement and export|Make and export] [a function |]\`{name}({form})\`. It [checks|looks at|inspects|goes through] [an object|the object it is given|the fields of an object] and ${answers[answer].replace("|and the result is", "")}.`,
  );
  const order = say(
    "[The fields are looked at in this order|It checks, in this order|These are the rules, in their order|What must be, one after the other]:",
  );
  const rule = say(
    named
      ? "[A problem is told by the name of its field|As a problem, the name of the field is given|Each problem is just the field's name|What is told of a problem is the name of the field].".replace(
          "told",
          answer === "error" ? "named in the message" : "told",
        )
      : "[Each rule has its own message|The message for each is given with it|Every problem has words of its own].",
  );
  const shape = random.option([
    "`{field}` [must be|has to be|should be|is to be] {what}[, else|; otherwise|; if not,|, or it is] `{message}`.",
    "`{field}`: {what}[, else|; otherwise|; if not,|, or it is] `{message}`.",
    "`{message}`[:| if| where| when] `{field}` [is not|is anything but|is something else than] {what}.",
  ]);
  const plain = random.option([
    "`{field}` [must be|has to be|should be|is to be] {what}.",
    "`{field}`: {what}.",
  ]);
  const said = fields.map(({ field, words, message }) =>
    random.say(named ? plain : shape, { field, what: random.say(words), message }),
  );
  const body: Block = inBullets ? { bullets: said } : said.join(" ");
  const missing = say(
    "[A field that is missing is wrong too|Missing fields are wrong like others|What is missing is wrong].",
  );
  const blocks: readonly Block[] = named
    ? [opening, order, body, `${rule} ${missing}`]
    : random.chance(0.5)
      ? [opening, order, body, missing]
      : [opening, `${rule} ${order}`, body];
  return page(random, blocks);
}
