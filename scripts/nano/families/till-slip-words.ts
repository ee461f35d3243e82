import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { articled, listed, writeOut } from "./js-wording.ts";

export type Kind = "free" | "percent" | "above";

export type Rules = {
  readonly slip: string;
  readonly lines: string;
  readonly offers: string;
  readonly item: string;
  readonly price: string;
  readonly count: string;
  readonly cents: string;
  readonly all: string;
  readonly saved: string;
  readonly total: string;
  readonly merge: "price" | "item" | "never";
  readonly type: string;
  readonly kinds: readonly Kind[];
  readonly names: Readonly<Record<Kind, string>>;
  readonly buy: string;
  readonly get: string;
  readonly dearest: boolean;
  readonly percent: string;
  readonly only: "either" | "item" | "all";
  readonly round: "half" | "down" | "up";
  readonly from: string;
  readonly off: string;
  readonly more: boolean;
  readonly bad: string;
  readonly unknown: string;
};

function slotsOf({
  slip,
  lines,
  offers,
  item,
  price,
  count,
  cents,
  all,
  saved,
  total,
  type,
  buy,
  get,
  percent,
  from,
  off,
  bad,
  unknown,
}: Rules): Record<string, string> {
  return {
    slip,
    lines,
    offers,
    item,
    price,
    count,
    cents,
    all,
    saved,
    total,
    type,
    buy,
    get,
    percent,
    from,
    off,
    bad,
    unknown,
  };
}

function linesWords(random: Random, rules: Rules): string {
  const say = (text: string): string => random.say(text, slotsOf(rules));
  const merged = {
    price:
      "[the lines of a {item} with equal {price} are added up, but another {price} makes another line|what has the same `{item}` and the same `{price}` becomes one line, and a different `{price}` a separate one|lines that agree in `{item}` and `{price}` are joined to one; if only the `{price}` differs they stay apart|equal `{item}` and `{price}` make one line, with a different `{price}` there are two]",
    item: "[all lines of one {item} are added up, whatever the {price}|what has the same `{item}` becomes one line, also at different prices|lines that agree in `{item}` are joined to one, and their prices may differ|each `{item}` has just one line, even if it came at several prices]",
    never:
      "[lines are never joined, not even for the same {item}|there are as many as were given, one for each, even if a `{item}` comes twice|one for each line that is given; nothing is joined|each line that is given stays a line of its own]",
  }[rules.merge];
  const order =
    rules.merge === "never"
      ? ""
      : "[, in order of their first appearance|. The one that came first stands first|, and the order is that of first appearance]";
  return say(
    `\`{all}\`: [a list of|list of|objects] \`{ {item}, {count}, {cents} }\`[; |: |, where ]${merged}${order}. [\`{cents}\` is the full cost of the line|\`{cents}\` is \`{price}\` times \`{count}\`, added up|\`{cents}\` says what it costs before offers|In \`{cents}\` no offer is taken into account].`,
  ).replace(/\{ (\{\w+\}|\w+), /, "{ $1, ");
}

function offerWords(random: Random, rules: Rules, kind: Kind): string {
  const { item, type, buy, get, percent, from, off, names } = rules;
  const say = (text: string): string => random.say(text, slotsOf(rules));
  const rounded = {
    half: "[rounded to the nearest cent, and half a cent up|rounded to a whole cent (.5 goes up)|rounded to the closest whole cent; a half counts as one]",
    down: "[rounded down to a whole cent|without parts of a cent|rounded down]",
    up: "[rounded up to a whole cent|with any part of a cent counted as a whole one|rounded up]",
  }[rules.round];
  if (kind === "free") {
    return `\`{ ${type}: '${names.free}', ${item}, ${buy}, ${get} }\`: ${say(`[out of every|in each group of|for every] \`{buy} + {get}\` [pieces|of that {item}|bought] \`{get}\` [cost nothing|are not paid|need not be paid]; [these are the|they are taken from the|that holds for the] ${rules.dearest ? "[dearest|most expensive|ones with the highest price]" : "[cheapest|least expensive|ones with the lowest price]"}.`)}`;
  }
  if (kind === "above") {
    const limit = rules.more
      ? "[is more than|is above|is greater than]"
      : "[is at least|is not below|is no less than|reaches]";
    return `\`{ ${type}: '${names.above}', ${from}, ${off} }\`: ${say(`[where the sum still to be paid ${limit} \`{from}\`, it becomes \`{off}\` cents less|takes \`{off}\` cents away if what is still to be paid ${limit} \`{from}\`|\`{off}\` cents are taken away provided that the sum still due ${limit} \`{from}\`|reduces the sum by \`{off}\` cents when what is left of it ${limit} \`{from}\`].`)}`;
  }
  const shape = rules.only === "all" ? `${percent}` : `${percent}, ${item}`;
  const what = {
    either:
      "[that many percent less for the {item}; without `{item}`, for the whole basket|takes that percentage off one {item}, or off the whole sum if `{item}` is missing|makes a {item} cheaper by that percentage, or all goods if no `{item}` is given]",
    item: "[that many percent less for the {item}|takes that percentage off this one {item}|makes a {item} cheaper by that percentage]",
    all: "[that many percent less for the whole basket|takes that percentage off the whole sum|makes everything cheaper by that percentage]",
  }[rules.only];
  return `\`{ ${type}: '${names.percent}', ${shape} }\`: ${say(`${what}. [It is taken from what earlier offers have left|Earlier offers are subtracted first|What earlier offers took away is no longer counted|It is reckoned from the cents that remain so far], and [the reduction is|what is subtracted is|the cents taken away are] ${rounded}.`)}`;
}

export function instructions(random: Random, rules: Rules): string {
  const { kinds, item, price, count, all, saved, total } = rules;
  const say = (text: string): string =>
    random.say(text, {
      ...slotsOf(rules),
      shape: `\`{ ${item}, ${price}, ${count} }\``,
      result: `\`{ ${all}, ${saved}, ${total} }\``,
    });
  const errors = random.shuffle([
    say(
      "[a `{bad}` for a negative or fractional `{price}` or `{count}`|a `{bad}` where `{price}` or `{count}` is negative or not whole|a `{bad}` if `{price}` or `{count}` is anything but a whole number from 0 on]",
    ),
    ...(kinds.includes("percent")
      ? [
          say(
            "[a `{bad}` for a `{percent}` below 0 or above 100|a `{bad}` if `{percent}` is not between 0 and 100|a `{bad}` where `{percent}` is less than 0 or more than 100]".replaceAll(
              "{percent}",
              rules.percent,
            ),
          ),
        ]
      : []),
    say(
      "[a `{unknown}` for any other `{type}`|a `{unknown}` if the `{type}` of an offer is unknown|a `{unknown}` for an offer whose `{type}` is none of these]",
    ),
  ]);
  const percent = kinds.includes("percent")
    ? `, for a \`${rules.percent}\` that is not in 0 to 100`
    : "";
  const joined = say(
    `[Throw a \`{bad}\` for a {price} or {count} that is negative or not whole${percent}, and a \`{unknown}\` for any other kind of offer.|Throw a \`{bad}\` where a \`{price}\` or \`{count}\` is no whole number from 0 on${percent}, and a \`{unknown}\` where an offer is of no such kind.|A negative or fractional {price} or {count} throws a \`{bad}\`${percent === "" ? "" : `, so does a percentage below 0 or above 100`}, and an unknown \`{type}\` throws a \`{unknown}\`.]`,
  );
  const text = page(random, [
    say(
      `[|A shop needs a till.|A market wants to print bills.|A web shop adds up a cart.] ${writeOut} \`{slip}({lines}, {offers} = [])\`. [\`{lines}\` holds objects|Each of \`{lines}\` is an object|\`{lines}\` is a list of objects] {shape}; \`{price}\` is [for one piece, in cents|what a single piece costs, in cents|in cents and for one piece]. [The result is|Return|It gives|Give back] {result}:`,
    ).trim(),
    {
      bullets: [
        linesWords(random, rules),
        say(
          "`{saved}`: [how much less is paid because of the offers|the cents by which the offers reduce the price|what one saves, in cents|the difference that the offers make].",
        ),
        say(
          "`{total}`: [what is to be paid|the cents to pay in the end|the sum after all offers|the price in the end], [0 at least|never negative|and not less than 0|but no less than 0].",
        ),
      ],
    },
    say(
      kinds.length > 1
        ? "[The offers are used one after the other, each one time:|Each of `{offers}` is used once, one after the other:|`{offers}` are worked through from the first to the last, once each:|One offer after the other is applied, in their order, and once only:]"
        : "[Each of `{offers}` is used once, one after the other; there is one kind:|`{offers}` are worked through from the first to the last and look like this:]",
    ),
    { bullets: kinds.map((kind) => offerWords(random, rules, kind)) },
    random.chance(0.5)
      ? joined
      : say("[Throw {errors}.|Errors: throw {errors}.|It throws {errors}.]").replace(
          "{errors}",
          listed(errors),
        ),
  ]);
  return articled(text);
}
