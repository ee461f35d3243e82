import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";
import { aKind } from "../rules.ts";
import { type Method, type Rules, signature } from "./shelf-keeper.ts";

const reserve =
  "`{call}` [sets goods aside for|reserves items for|lays things aside for|holds goods back for|keeps things for|blocks pieces for|puts things by for] [an order|one order|somebody's order|an order of that name]. [`{wanted}` is an object: item to number|`{wanted}` is an object with a count for each item|the object `{wanted}` has items and their counts|`{wanted}` maps items to numbers|`{wanted}` is an object of items and how many of each|In `{wanted}`, an object, each item has its number]. [All of it is held or nothing at all|Either all can be reserved or nothing is|Everything or nothing is reserved|It works as a whole or not at all|There is no half reservation|It is all or nothing]: ";

const refusal = {
  short:
    "[if|when|where|as soon as] [anything is short|something is missing|anything is missing|there is too little of something|not enough of an item is free|one item does not suffice], [throw a `{error}`; its `{missing}` is|it throws a `{error}`, and its `{missing}` is|a `{error}` is thrown whose `{missing}` is|throw a `{error}` whose `{missing}` is|it throws a `{error}` that has as `{missing}`|a `{error}` is the result, with `{missing}`,] an object [of the items that are short and the number lacking of each|of the items and how many of each are missing|with the missing number of each item|saying how many are missing of which item|that says of each such item how many more would be needed|with the number that lacks for every item that is short|from each short item to the number that is not there].",
  free: "[if|when|where|as soon as] [anything is short|something is missing|anything is missing|there is too little of something|not enough of an item is free|one item does not suffice], [throw a `{error}`; its `{missing}` is|it throws a `{error}`, and its `{missing}` is|a `{error}` is thrown whose `{missing}` is|throw a `{error}` whose `{missing}` is|it throws a `{error}` that has as `{missing}`|a `{error}` is the result, with `{missing}`,] an object [of the items that are short and the number still free of each|of the items and how many of each are free|with the free number of each such item|saying how many are left of which item|that says of each such item how many are still free|with the free number of every item that is short|from each short item to what is free of it].",
};

const shipped = {
  object:
    "`{call}` [removes|sends off|hands out|takes away] [the things held for the order|what was held for it|everything held for that order] [and returns it as an object|and gives it back as an object|and returns an object of items and numbers|and the result is an object of it].",
  sum: "`{call}` [removes|sends off|hands out|takes away] [the things held for the order|what was held for it|everything held for that order] [and returns how many pieces these are in all|and gives back the number of all these pieces|and returns the sum of the pieces|and the result is how many pieces that was altogether].",
  nothing:
    "`{call}` [removes|sends off|hands out|takes away] [the things held for the order|what was held for it|everything held for that order]. It [returns nothing|has no result|gives nothing back].",
};

const both =
  "`{call}` and `{other}` [are|tell|give|return|say] [what is not held of an item, and all there is of it|how many of it are not reserved, and how many there are|how many can still be had, and how many there are at all|the number that nobody has reserved, and the number that is there|how much is open and how much is stored].";

const listed = {
  lying:
    "[that are there|that lie there|of which any are there|of which some lie in the store|of which there is at least one|that are not used up]",
  free: "[of which at least one is free|that are not all held|with something free|that still have a free piece]",
  ever: "[that ever came in|that were ever taken in, even if none is left|ever received, used up or not]",
};

const orders = {
  alphabet:
    "[sorted by the alphabet|in alphabetical order|from a to z|alphabetically|in the order of the alphabet|sorted]",
  reverse:
    "[from z to a|in reverse alphabetical order|sorted backwards|alphabetically, but last first]",
  arrival:
    "[in the order in which they first came|first come, first named|as they first arrived|oldest first]",
};

const valid = {
  whole:
    "[Counts are|Each count is|A number of pieces is|All numbers are] [a whole number of 1 or more|a whole number above zero|a whole number greater than 0|whole and at least 1|positive and whole|an integer of at least one|an integer greater than zero]",
  least:
    "[Counts are|Each count is|A number of pieces is|All numbers are] [a whole number of {limit} or more|whole and at least {limit}|an integer not below {limit}|an integer, {limit} being the least]",
  most: "[Counts are|Each count is|A number of pieces is|All numbers are] [a whole number from 1 to {limit}|whole, at least 1 and at most {limit}|an integer between 1 and {limit}|a positive integer not above {limit}]",
};

function sentences(rules: Rules): Record<Method, string> {
  return {
    receive:
      "`{call}` [puts more of an item into the store|increases the stock|is for new goods that come in|says that so many of an item have arrived|adds to what is there|takes new pieces in|books in what has come|raises the stock of an item|stores so many more of it].",
    reserve: reserve + refusal[rules.lacking],
    ship: shipped[rules.shipped],
    cancel:
      "`{call}` [ends a reservation: its things are free again|makes free again what an order had reserved|frees what was reserved|takes the reservation back|gives up what was held for the order|sets free what an order held|lets the held things go: they can be had again|undoes the reservation].",
    free: "`{call}` [is|says|returns|gives|tells] [how many of an item are not held|how many of it are not reserved|the number that is not reserved|the number of pieces that nobody has reserved|what could still be reserved of an item|how many can still be had].",
    total:
      "`{call}` [is|says|returns|gives|tells] [how many of an item are there at all, held or not|how many of it lie there, reserved or not|all there are of it, free or not|the number of pieces there, held ones too|how many lie there, with the reserved ones|the whole number of an item].",
    items: `\`{call}\` [lists|returns a list of|gives a list of|names, as a list,] [all items|the items|the names of those items] ${listed[rules.listed]}, ${orders[rules.sorted]}.`,
  };
}

/** What is asked, in one of many ways. */
export function instructions(random: Random, rules: Rules): string {
  const { keeper, error, missing, wanted, valid: rule, nothing } = rules;
  const base = { keeper, error, missing, wanted, limit: rule.limit, nothing };
  const slots = { ...base, kind: aKind(rules.kind) };
  const say = (text: string): string => random.say(text, slots);
  const texts = sentences(rules);
  const joint = random.chance(0.4);
  const bullets = rules.methods
    .filter((one) => !joint || one !== "total")
    .map((one) =>
      random.say(joint && one === "free" ? both : texts[one], {
        ...slots,
        call: signature(rules, one),
        other: signature(rules, "total"),
      }),
    );
  const cancels = rules.methods.includes("cancel");
  const ended = cancels ? "[shipped or cancelled|done or called off]" : "[shipped|handed out|done]";
  const facts = [
    say(
      `${valid[rule.type]}[, else|; otherwise|; for anything else] [throw {kind}|{kind} is thrown].`,
    ),
    say(
      `[Who has a reservation cannot make another|No order can reserve a second time while it holds something|An order with a reservation must not reserve again|An order that is held cannot be held twice|An order holds things once only|A second reservation of an order is refused], [and|while] [an order that holds nothing cannot be ended|one without a reservation cannot be ${cancels ? "shipped or cancelled" : "shipped"}|without a reservation nothing can be ${cancels ? "shipped or given up" : "shipped"}|an unknown order cannot be ended]: [both throw a \`{error}\` with \`{nothing}\` as \`{missing}\`|that is a \`{error}\` whose \`{missing}\` is \`{nothing}\`|for this throw a \`{error}\` with \`{missing}\` being \`{nothing}\`|a \`{error}\` with \`{nothing}\` for \`{missing}\`].`,
    ),
    rules.again
      ? say(
          `[Once|When|As soon as] [an order is|it was|a name is] ${ended}, [the name is free for a new one|its name may be reserved under again|the name can be used once more|it can be reserved for anew|the same name may come back|its name can serve again].`,
        )
      : say(
          `[Once|When|As soon as] [an order is|it was|a name is] ${ended}, [its name can never be reserved for again|its name may not be used again|the name is used up for ever|it is gone for good], [and trying throws the same error|which throws that error as well|with the same error for who tries].`,
        ),
    say(
      "[A call that fails leaves all as it was|What fails has no effect|Nothing is changed by what fails|What throws does not change anything|After an error all is as before|Failing calls have no effect][.|, and objects are never shared with the outside.|; objects from outside are not kept.]",
    ),
  ];
  const opening = say(
    "[Write and export|Export|Implement] [a class `{keeper}`|the class `{keeper}`] [and|and, for what goes wrong,|as well as] [an error class `{error}` that extends `Error`|`{error}`, which is an `Error`|a class `{error}` extending `Error`|`{error}`, a kind of `Error`].",
  );
  const story = say(
    "[A shop wants to know what it has in store.|Goods come and go.|Things are kept, held and sent away.|A workshop counts its supplies.|Keep track of goods.]",
  );
  const last: Block[] = random.chance(0.7)
    ? [[facts[0], facts[1], facts[2]].join(" "), facts[3] ?? ""]
    : [{ bullets: facts }];
  return page(random, [...(random.chance(0.4) ? [story] : []), opening, { bullets }, ...last]);
}
