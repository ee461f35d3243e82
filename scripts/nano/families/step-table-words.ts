import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";
import { aKind } from "../rules.ts";
import type { Rules } from "./step-table.ts";

const places = {
  "<": [
    "below {limit}",
    "under {limit}",
    "less than {limit}",
    "smaller than {limit}",
    "before {limit} is reached",
    "not yet {limit}",
  ],
  "<=": [
    "up to {limit}",
    "at most {limit}",
    "{limit} or less",
    "not above {limit}",
    "up to and including {limit}",
    "no more than {limit}",
  ],
  ">=": [
    "from {limit} on",
    "at least {limit}",
    "{limit} or more",
    "not below {limit}",
    "from {limit} upwards",
    "no less than {limit}",
  ],
  ">": [
    "above {limit}",
    "over {limit}",
    "more than {limit}",
    "greater than {limit}",
    "beyond {limit}",
    "larger than {limit}",
  ],
};

const extras = {
  none: "",
  more: "[If|When|Where] `{flag}` [is true|is set|holds|is given as `true`], [add {by}|{by} is added|it is {by} more|{by} comes on top].",
  less: "[If|When|Where] `{flag}` [is true|is set|holds|is given as `true`], [{by} is taken off, but never below 0|it is {by} less, 0 at the least|subtract {by}, with 0 as the lowest result|take {by} away and stop at 0].",
  double:
    "[If|When|Where] `{flag}` [is true|is set|holds|is given as `true`], [it is doubled|the result is twice that|it is twice as much|double it].",
  half: "[If|When|Where] `{flag}` [is true|is set|holds|is given as `true`], [it is halved and rounded down|the result is half of that, rounded down|halve it, without fractions|only half of it counts, rounded down].",
  mark: "[If|When|Where] `{flag}` [is true|is set|holds|is given as `true`], `{mark}` is [added at the end|appended|put behind it|written after it].",
};

const wrongs = {
  none: "",
  low: "[A number below {low}|What is less than {low}|`{amount}` under {low}|Anything lower than {low}]",
  high: "[A number above {high}|What is more than {high}|`{amount}` over {high}|Anything greater than {high}]",
  both: "[A number below {low} or above {high}|What is less than {low} or more than {high}|`{amount}` outside of {low} to {high}|Anything lower than {low} or higher than {high}]",
  whole:
    "[A number that is not whole or is below {low}|What is no whole number or less than {low}|`{amount}` with a fraction or under {low}|Anything but whole numbers of {low} or more]",
};

const stories =
  "[A post office sorts its parcels.|A school gives marks.|A shop has steps in its prices.|At a bridge people pay.|Someone made a table.|A club has rules for what is paid.|Numbers fall into steps.]";

/** What is asked, sentence by sentence; "" for what is not. */
export type Told = {
  readonly steps: readonly string[];
  readonly rest: string;
  readonly extra: string;
  readonly wrong: string;
};

export function tell(random: Random, rules: Rules): Told {
  const { amount, flag, compare, limits, results, extra, by, mark, low, high, message } = rules;
  const slots = { amount, flag, by, mark, low, high, message, kind: aKind(rules.kind) };
  const shown = (at: number): string => {
    const one = results[at];
    return typeof one === "string" ? `\`${one}\`` : String(one);
  };
  const shape = random.option(["{place}: {value}", "{value} ({place})", "{place} it is {value}"]);
  const last = random.say(
    "[else|otherwise|for all others|in all other cases|for everything else|for the rest]",
  );
  return {
    steps: limits.map((limit, at) => {
      const place = random.say(`[${places[compare].join("|")}]`, { limit });
      return random.say(shape, { place, value: shown(at) });
    }),
    rest: random.say(shape, { place: last, value: shown(limits.length) }),
    extra: random.say(extras[extra], slots),
    wrong:
      rules.wrong === "none"
        ? ""
        : random.say(
            `${wrongs[rules.wrong]} [throws|is answered by|leads to] {kind} [with the message|that says|saying] \`{message}\`.`,
            slots,
          ),
  };
}

/** What is asked, in one of many ways. */
export function instructions(random: Random, rules: Rules, told: Told): string {
  const { name, amount, flag, extra } = rules;
  const call = `${name}(${amount}${extra === "none" ? "" : `, ${flag} = false`})`;
  const opening = random.say(
    "[Write and export|Export|Implement and export|Make and export] [a function |]`{call}`[. It returns|, which returns|. It gives back|. The result is] [what belongs to|the value for|the entry for|what the table below has for] `{amount}`:",
    { call, amount },
  );
  const all = [...told.steps, told.rest];
  const body: Block = random.chance(0.6)
    ? { bullets: all.map((one, at) => `${one}${at < all.length - 1 ? ";" : "."}`) }
    : `${all.join(random.option([", ", "; "]))}.`;
  const facts = [told.extra, told.wrong].filter((one) => one !== "");
  const story = random.chance(0.4) ? [random.say(stories)] : [];
  return page(random, [
    ...story,
    opening,
    body,
    ...(random.chance(0.6) ? [facts.join(" ")] : facts),
  ]);
}
