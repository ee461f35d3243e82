import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { articled, writeOut } from "./js-wording.ts";

export type Rules = {
  readonly name: string;
  readonly given: string;
  readonly by: string;
  readonly value: string;
  readonly other: string;
  readonly small: boolean;
  readonly missing: string;
  readonly skip: "" | "below" | "above" | "flag";
  readonly n: number;
  readonly flag: string;
  readonly what: "count" | "sum" | "product" | "max" | "min" | "mean" | "list";
  readonly end: "object" | "pairs" | "by key" | "by value" | "top" | "best" | "objects";
  readonly top: number;
  readonly keys: readonly [string, string];
};

/** What is asked for, sentence by sentence; "" for what is not. */
export type Told = {
  readonly skip: string;
  readonly missing: string;
  readonly small: string;
  readonly group: string;
  readonly end: string;
};

const amounts = {
  count: "[how many there are|their number|the number of its {given}|how often it occurs]",
  sum: "[the sum of `{value}`|the total of `{value}`|what `{value}` adds up to|all `{value}` added up]",
  product:
    "[the sum of `{value}` times `{other}`|the total of `{value}` multiplied by `{other}`|what `{value}` times `{other}` adds up to]",
  max: "[the greatest `{value}`|the highest `{value}`|the largest `{value}`|the maximum of `{value}`]",
  min: "[the smallest `{value}`|the lowest `{value}`|the least `{value}`|the minimum of `{value}`]",
  mean: "[the mean of `{value}`|the average `{value}`|the arithmetic mean of `{value}`|the mean `{value}`]",
  list: "[a list of every `{value}`|the list of all `{value}`, in order|all `{value}` as a list, in their order]",
};

const ends = {
  object:
    "[Return an object from each `{by}` to that|The result is an object: its keys are each `{by}`, its values what was found|Give back an object whose keys are each `{by}`|It gives an object with an entry for each `{by}`].",
  pairs:
    "[Return a list of pairs: `{by}` and result, in order of first appearance|The result is a list of pairs of a `{by}` and its result, the one seen first in front|Give back pairs (lists of two), the `{by}` and what was found for it, as they first appear].",
  "by key":
    "[Return a list of pairs of `{by}` and result, sorted by `{by}`|The result is a list of pairs, a `{by}` and its result, in the order of `{by}`|Give back pairs (lists of two) of `{by}` and what was found for it, `{by}` from a to z].",
  "by value":
    "[Return a list of pairs of `{by}` and result, the largest result first|The result is a list of pairs, a `{by}` and its result, from the largest result to the smallest|Give back pairs (lists of two) of `{by}` and what was found for it, sorted by the latter, falling].",
  top: "[Return the {top} pairs of `{by}` and result with the largest results, falling|The result is a list of pairs of a `{by}` and its result, only the {top} largest results, the largest first|Give back the {top} pairs (lists of two) of `{by}` and what was found for it that have the highest numbers, highest first].",
  best: "[Return the `{by}` with the largest result, `null` for an empty list|The result is the `{by}` for which that is largest, or `null` if there is none|Give back just the `{by}` whose result is the greatest; `null` where there is none].",
  objects:
    "[Return a list of objects `{ {k}, {v} }`, the `{by}` and its result, in order of first appearance|The result is a list of `{ {k}, {v} }`: the `{by}` and what was found for it, as they first appear|Give back objects `{ {k}, {v} }` with each `{by}` and its result, the one seen first in front].",
};

function slotsOf({
  name,
  given,
  by,
  value,
  other,
  n,
  flag,
  top,
  keys,
  missing,
  what,
  skip,
}: Rules) {
  const [k, v] = keys;
  const more = [...(what === "product" ? [other] : []), ...(skip === "flag" ? [flag] : [])];
  const fields = [by, value, ...more].join(", ");
  return { name, given, by, value, other, n, flag, top, k, v, missing, fields };
}

const skips = {
  "": "",
  below:
    "[Leave out those whose `{value}` is less than {n}.|Those with a `{value}` below {n} do not count.|Objects with a `{value}` under {n} are passed over.|Skip everything with a `{value}` smaller than {n}.]",
  above:
    "[Leave out those whose `{value}` is more than {n}.|Those with a `{value}` above {n} do not count.|Objects with a `{value}` over {n} are passed over.|Skip everything with a `{value}` greater than {n}.]",
  flag: "[Leave out those that are `{flag}`.|Those with a true `{flag}` do not count.|Objects whose `{flag}` is true are passed over.|Skip everything that is `{flag}`.]",
};

export function tell(random: Random, rules: Rules): Told {
  const slots = slotsOf(rules);
  const say = (text: string): string => random.say(text, slots);
  return {
    skip: say(skips[rules.skip]),
    missing:
      rules.missing === ""
        ? ""
        : say(
            "[Without a `{by}` it belongs to `{missing}`.|Where `{by}` is missing, take `{missing}`.|A `{by}` that is not there counts as `{missing}`.|`{missing}` is the `{by}` of those that have none.]",
          ),
    small: rules.small
      ? say(
          "[Capitals in `{by}` do not matter: write it small.|`{by}` is in small letters in what is returned, and capitals make no difference.|Turn `{by}` into small letters first.|Compare and return `{by}` in lower case.]",
        )
      : "",
    group: say(
      `[Put together those with the same \`{by}\` and find for each|Group them by \`{by}\`, and for each group find|For every \`{by}\` find|Find for each \`{by}\`|For each different \`{by}\`, work out] ${amounts[rules.what]}.`,
    ),
    end: say(ends[rules.end]),
  };
}

export function instructions(random: Random, rules: Rules, told: Told): string {
  const slots = slotsOf(rules);
  const head = random
    .say(
      `[|A shop looks at its sales.|A club sums up its year.|A library counts.] ${writeOut} \`{name}({given})\`. [\`{given}\` is a list of objects|\`{given}\` holds objects|It gets a list of objects|Each of \`{given}\` is an object] [such as|like|of the form] \`{ {fields} }\`.`,
      slots,
    )
    .trim();
  const rest = random.shuffle([told.skip, told.missing, told.small].filter((one) => one !== ""));
  const text = random.chance(0.5)
    ? page(random, [head, { bullets: [told.group, ...rest, told.end] }])
    : page(random, [head, `${told.group} ${told.end}`, rest.join(" ")]);
  return articled(text);
}
