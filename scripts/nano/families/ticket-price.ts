import { functionName, slugName } from "../names.ts";
import { note } from "../note.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";

type Discount = { readonly words: string; readonly code: string };

type Rules = {
  readonly one: string;
  readonly all: string;
  readonly free: number;
  readonly adult: number;
  readonly old: number;
  readonly prices: { readonly child: number; readonly adult: number; readonly old: number };
  readonly day: string;
  readonly discount: Discount;
  readonly off: number;
  readonly paying: number;
  readonly maxAge: number;
  readonly badDay: string;
  readonly badAge: string;
};

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const half: Discount = {
  words:
    '[On|Each|Every] [a |]`"{day}"` [every price is halved|all prices are halved|tickets cost half|everybody pays half|the price is cut in half].',
  code: "cents //= 2",
};

const discounts: readonly Discount[] = [
  half,
  {
    words:
      '[On|Each] [a |]`"{day}"` [every price is doubled|all prices are doubled|tickets cost twice as much|everybody pays double].',
    code: "cents *= 2",
  },
];

const places =
  "museum zoo pool cinema castle theatre tower garden aquarium funfair circus gallery ferry library planetarium".split(
    " ",
  );

/** What a visitor pays by age, by day and as a member, and what a group pays. */
export const ticketPrice: Family = {
  name: "ticket-price",
  make,
  starter: {
    name: "ticket-price",
    solution: solve({
      one: "price",
      all: "total",
      free: 6,
      adult: 18,
      old: 65,
      prices: { child: 450, adult: 1200, old: 700 },
      day: "wednesday",
      discount: { ...half, words: "" },
      off: 200,
      paying: 4,
      maxAge: 130,
      badDay: "unknown day",
      badAge: "bad age",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const { one, all } = rules;
  const faulty = [
    { ...rules, adult: rules.adult - 1 },
    { ...rules, paying: rules.paying + 1 },
    { ...rules, discount: { ...rules.discount, code: "pass" } },
    { ...rules, off: rules.off + 10 },
    { ...rules, old: rules.old + 1 },
  ];
  return {
    language: "python",
    slug: slugName(random, [
      "entry-fee",
      "gate-money",
      "zoo-till",
      "pool-fee",
      "visit-cost",
      "door-fee",
    ]),
    instructions: instructions(random, rules),
    stub: `def ${one}(age, day, member=False):\n    pass\n\n\ndef ${all}(visitors, day):\n    pass\n`,
    solution: solve(rules),
    faults: faulty.map(solve),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const day = random.option(days);
  const discount = random.option(discounts);
  const free = random.constant(3, 9);
  const adult = random.constant(11, 29);
  return {
    one: functionName(random, "python", [
      "fee",
      "fare",
      "cost",
      "entry",
      "charge",
      "ticket",
      "admission",
      "ticket cost",
      "entry fee",
    ]),
    all: functionName(random, "python", [
      "sum up",
      "group",
      "all fees",
      "bill",
      "group fee",
      "everyone",
      "party cost",
      "whole",
    ]),
    free,
    adult,
    old: random.constant(58, 75),
    prices: {
      child: random.constant(100, 600, 10),
      adult: random.constant(1000, 2000, 10),
      old: random.constant(300, 900, 10),
    },
    day,
    discount: { code: discount.code, words: random.say(discount.words, { day }) },
    off: random.constant(50, 300, 10),
    paying: random.constant(2, 9),
    maxAge: random.option([110, 115, 120, 125, 140, 150]),
    badDay: random.name([
      "no such day",
      "bad day",
      "wrong weekday",
      "strange day",
      "invalid weekday",
    ]),
    badAge: random.name([
      "no such age",
      "wrong age",
      "impossible age",
      "strange years",
      "invalid age",
    ]),
  };
}

function instructions(random: Random, rules: Rules): string {
  const { prices, discount, ...plain } = rules;
  const place = random.name(places);
  const slots = {
    ...plain,
    place,
    child: prices.child,
    adultPrice: prices.adult,
    oldPrice: prices.old,
    lastChild: rules.adult - 1,
  };
  const say = (text: string): string => random.say(text, slots);
  const bullets = [
    say(
      "[Kids|Visitors|People|Whoever is] [under|younger than|not yet] {free} [are free|enter free|have no fee|cost nothing].",
    ),
    say(
      "[From|Between] {free} [to|and] {lastChild} [a ticket|entry|one] costs {child} cents, [from {old} on|{old} and above|from {old} upwards] {oldPrice} cents, [else|otherwise|for all others] {adultPrice} cents.",
    ),
    discount.words,
    say(
      "[A member|Members|Who is a member] [gets|has] [a reduction of {off} cents|{off} cents off] [on that|then|after that], [but not less than 0|and 0 at least|down to 0 at most].",
    ),
  ];
  return page(random, [
    say(
      "A {place} [asks for|needs|wants|would like] [its own till|a till|a program for its till|to count its takings].",
    ),
    say(
      "[Write|Implement|Make] `{one}(age, day, member=False)`[. It returns|, which returns|, giving] [what one pays|what one visit costs|a price]. [Prices are cents|All is counted in cents]:",
    ),
    { bullets },
    say(
      "[Write|Implement|Add] `{all}(visitors, day)` [too|as well|also]. `visitors` is a list of `(age, member)` pairs. [Those who pay nothing do not count|Who is free is not counted]: [of the others|of those who pay] [only the first {paying}|the first {paying} only] [have to pay|are charged|count], [and everyone after them is free|the rest is free|later ones enter free].",
    ),
    say(
      "[Days are|`day` is] [the English names of the week|an English weekday|one of the English weekdays], [with any capitals|in small or large letters|whatever its capitals]. Raise a `ValueError` with the message `{badDay}` for [anything else|all else|any other text], and with the message `{badAge}` [for an age below 0 or above {maxAge}|where the age is below 0 or above {maxAge}].",
    ),
  ]);
}

function solve(rules: Rules): string {
  const { prices } = rules;
  return `DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']


def ${rules.one}(age, day, member=False):
    if age < 0 or age > ${rules.maxAge}:
        raise ValueError('${rules.badAge}')
    day = day.lower()
    if day not in DAYS:
        raise ValueError('${rules.badDay}')
    if age < ${rules.free}:
        cents = 0
    elif age < ${rules.adult}:
        cents = ${prices.child}
    elif age < ${rules.old}:
        cents = ${prices.adult}
    else:
        cents = ${prices.old}
${note("#", "    ", rules.discount.words)}    if day == '${rules.day}':
        ${rules.discount.code}
    if member:
        cents = max(0, cents - ${rules.off})
    return cents


def ${rules.all}(visitors, day):
    paid = [${rules.one}(age, day, member) for age, member in visitors]
    paid = [cents for cents in paid if cents > 0]
    return sum(paid[:${rules.paying}])
`;
}

function probesOf({ one, all, free, adult, old, day, maxAge }: Rules): string[] {
  const ages = [0, free - 1, free, adult - 1, adult, old - 1, old, maxAge];
  return [
    `[${one}(age, 'friday') for age in ${JSON.stringify(ages)}]`,
    `[${one}(age, '${day}') for age in ${JSON.stringify(ages)}]`,
    `[${one}(age, 'Tuesday', True) for age in ${JSON.stringify(ages)}]`,
    `${one}(${free}, '${day.toUpperCase()}', member=True)`,
    `${one}(-1, 'monday')`,
    `${one}(${maxAge + 1}, 'monday')`,
    `${one}(30, 'someday')`,
    `${all}([(30, False), (${free - 1}, True), (${old}, False)] * 6, 'saturday')`,
    `${all}([(30, False), (${free}, True)], '${day}')`,
    `${all}([], 'sunday')`,
  ];
}
