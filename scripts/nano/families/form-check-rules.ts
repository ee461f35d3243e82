import { identifier, madeUp, nouns } from "../names.ts";
import type { Random } from "../random.ts";

/** What one field must be: when it is wrong (`@` is the field), in words (`it is …`), and values to try. */
export type Rule = {
  readonly field: string;
  readonly wrong: string;
  readonly words: string;
  readonly message: string;
  readonly good: unknown;
  readonly others: readonly unknown[];
  /** The same with a slightly wrong number, where there is one. */
  readonly slip?: string;
};

type Draft = Omit<Rule, "field" | "message"> & { readonly fields: string };

function texts(random: Random): readonly Draft[] {
  const least = random.constant(2, 12);
  const most = random.constant(13, 60);
  const mark = random.option("@ - . / : # _ +".split(" "));
  const fields =
    "name, title, city, street, code, mail, note, author, nickname, subject, label, key";
  return [
    {
      fields,
      wrong: "typeof @ !== 'string' || @ === ''",
      words:
        "[a text that is not empty|a text with at least one character|a non-empty string|a string, not an empty one|a text, but not the empty one]",
      good: "Hello",
      others: ["", 5],
    },
    {
      fields,
      wrong: `typeof @ !== 'string' || @.length < ${least}`,
      words: `[a text of at least ${least} characters|a string of ${least} or more characters|a text not shorter than ${least} characters|a string with a length of ${least} at least]`,
      good: "x".repeat(least),
      others: ["x".repeat(least - 1), 5],
      slip: `typeof @ !== 'string' || @.length < ${least + 1}`,
    },
    {
      fields,
      wrong: `typeof @ !== 'string' || @.length > ${most}`,
      words: `[a text of at most ${most} characters|a string of up to ${most} characters|a text not longer than ${most} characters|a string with a length of ${most} at most]`,
      good: "x".repeat(most),
      others: ["x".repeat(most + 1), 5],
      slip: `typeof @ !== 'string' || @.length >= ${most}`,
    },
    {
      fields,
      wrong: `typeof @ !== 'string' || !@.includes('${mark}')`,
      words: `[a text with a \`${mark}\` in it|a string that contains \`${mark}\`|a text that has a \`${mark}\` somewhere|a string in which \`${mark}\` occurs]`,
      good: `ab${mark}c`,
      others: ["abc", 5],
    },
    {
      fields: "zip, phone, number, pin, code, serial, track, account",
      wrong: "!/^[0-9]+$/.test(@)",
      words:
        "[digits only|made of digits|nothing but digits|one or more digits|a text of digits alone]",
      good: "0450",
      others: ["", "4a"],
    },
  ];
}

function values(random: Random): readonly Draft[] {
  const low = random.constant(1, 20);
  const high = random.constant(25, 150);
  const [one = "", two = "", three = ""] = random.sample(nouns, 3);
  const fields = "age, count, year, price, size, weight, level, seats, pages, amount, score, floor";
  return [
    {
      fields,
      wrong: `!Number.isInteger(@) || @ < ${low}`,
      words: `[a whole number of at least ${low}|an integer of ${low} or more|a whole number not below ${low}|an integer, ${low} or greater]`,
      good: low,
      others: [low - 1, low + 0.5, "7"],
      slip: `!Number.isInteger(@) || @ <= ${low}`,
    },
    {
      fields,
      wrong: `!Number.isInteger(@) || @ < ${low} || @ > ${high}`,
      words: `[a whole number from ${low} to ${high}|an integer between ${low} and ${high}|a whole number, at least ${low} and at most ${high}|an integer not below ${low} and not above ${high}]`,
      good: high,
      others: [low, low - 1, high + 1, 21.5],
      slip: `!Number.isInteger(@) || @ < ${low} || @ >= ${high}`,
    },
    {
      fields,
      wrong: `typeof @ !== 'number' || @ > ${high}`,
      words: `[a number of at most ${high}|a number not above ${high}|a number up to ${high}|a number, ${high} or less]`,
      good: high,
      others: [high + 1, 0.5, "7"],
      slip: `typeof @ !== 'number' || @ >= ${high}`,
    },
    {
      fields: "kind, colour, type, state, role, shape, mode, level, taste",
      wrong: `!['${one}', '${two}', '${three}'].includes(@)`,
      words: `[\`${one}\`, \`${two}\` or \`${three}\`|one of \`${one}\`, \`${two}\` and \`${three}\`|either \`${one}\`, \`${two}\` or \`${three}\`]`,
      good: two,
      others: [one, three, "other"],
      slip: `!['${one}', '${two}'].includes(@)`,
    },
    {
      fields: "paid, member, open, urgent, fragile, active, gift, public",
      wrong: "typeof @ !== 'boolean'",
      words:
        "[`true` or `false`|a boolean|either `true` or `false`|a truth value (`true` or `false`)]",
      good: false,
      others: [0, "yes"],
    },
    {
      fields: "items, tags, guests, parts, lines, stops, books, friends",
      wrong: "!Array.isArray(@) || @.length === 0",
      words:
        "[a list that is not empty|an array with at least one element|a non-empty list|a list, not an empty one]",
      good: [1],
      others: [[], "ab"],
    },
  ];
}

/** Some fields with what each must be. */
export function rulesOf(random: Random, count: number): Rule[] {
  return random.sample([...texts(random), ...values(random)], count).map((draft) => {
    const made = Array.from({ length: 12 }, () =>
      random.chance(0.5) ? random.option(nouns) : madeUp(random),
    );
    const field = identifier(
      "javascript",
      random.name(random.chance(0.5) ? draft.fields.split(", ") : made),
    );
    const message = random.say(
      "[[bad|wrong|no|no valid|strange|invalid|unknown|check the|odd] {field}|{field} is [wrong|bad|missing|not valid|invalid|not good]|{field}[?|!]|no {field} like that|{field} cannot be so]",
      { field },
    );
    return { ...draft, field, message };
  });
}
