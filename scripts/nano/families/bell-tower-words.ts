import { madeUp, nouns } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { aKind } from "../rules.ts";
import { type Method, type Rules, signature } from "./bell-tower.ts";

const on = {
  nothing:
    "`{call}` [[lets a function listen|adds a listener|makes a function hear|connects a function]: [at each `{tell}` of its name|whenever that name is told|for every `{tell}` with this name] [it is called with the values|it gets what was told|it receives all the values]. [The result is|It gives back|It returns]|calls `{listener}` [at each `{tell}` of its name|whenever that name is told|for every `{tell}` with this name], [with the values of it|with what was told|giving it the values], and returns] [a function to stop that|a function which takes the listener away|a function for ending it|a function with which it stops|a function that ends it].",
  whether:
    "`{call}` [[lets a function listen|adds a listener|makes a function hear|connects a function]: [at each `{tell}` of its name|whenever that name is told|for every `{tell}` with this name] [it is called with the values|it gets what was told|it receives all the values]. [The result is|It gives back|It returns]|calls `{listener}` [at each `{tell}` of its name|whenever that name is told|for every `{tell}` with this name], [with the values of it|with what was told|giving it the values], and returns] [a function to stop that|a function which takes the listener away|a function for ending it|a function with which it stops|a function that ends it]; [that one returns whether there was something to stop|which itself returns `true`, or `false` where it had ended before|it returns `true` the first time and `false` later].",
};

const stars =
  "[A name with `{star}` at the end|A name may end in `{star}` and then|If it ends in `{star}` a name|A name that ends with `{star}`|With a `{star}` at its end a name] [stands for all names that begin like it|means every name with that beginning|hears all names that start so]: `{door}.{star}` [hears|listens to|covers|means|hears of|is called for] `{door}.{open}` and `{door}.{open}.{more}`, `{star}` [alone hears all|by itself hears of everything|is for all names|hears everything|covers each name|means any name].";

const once =
  "`{call}` [does so only one time|is the same, but for the next time alone|does the same for one time only|works like `{on}`, but ends after one call|is `{on}` for a single time|listens to the following `{tell}` alone|does this just once, then the listener is gone].";

const told = {
  number:
    "[and gives back|and returns|and the result is|and yields] [the number of listeners it called|how many listeners it has called|how many it called|how many functions were called]",
  any: "[and gives back|and returns|and the result is|and yields] [whether it called any|`true` if there was any, else `false`|whether anybody listened]",
  nothing: "[and gives back nothing|and returns nothing|and has no result|and there is no result]",
};

const orders = {
  first:
    "[first come, first called|in the order of their arrival|in the order they came in|in the order of their coming|the oldest first|in the order in which they were added]",
  last: "[last come, first called|the newest first|in reverse order of their coming|beginning with the one added last]",
};

const gone = {
  silent:
    "[Those added during a `{tell}` wait for the one after|A listener that is added meanwhile is not called before the next `{tell}`|Who is added in the midst of it is not called yet|A new listener has to wait until the next `{tell}`], [and those removed during it are not called any longer|but one that has gone meanwhile is no longer called|and who has been ended meanwhile is not called|and who is taken away in the midst of it is not called|while a removed one is silent at once].",
  called:
    "[Those added during a `{tell}` wait for the one after|A listener that is added meanwhile is not called before the next `{tell}`|Who is added in the midst of it is not called yet|A new listener has to wait until the next `{tell}`], [and those removed during it are called a last time|and one that has gone meanwhile is called this time still|and who has been ended meanwhile is called nevertheless|and who is taken away in the midst of it is still called this time|while a removed one is called this time all the same].",
};

const next = {
  list: "`{call}` [gives a promise|is a promise|promises]: [the values of the following `{tell}`|the values that the next `{tell}` has|what is told next of that name|the values told next], [in a list|as an array|all in one list].",
  first:
    "`{call}` [gives a promise|is a promise|promises]: [the first value of the following `{tell}`|the first of the values told next|of what is told next, the first value], [not a list|the others are dropped|and only that one].",
};

const count =
  "`{call}` [is|returns|gives|tells] [how many listeners hear that name now|how many listeners `{tell}` would call for that name|the number of listeners for a name|how many would be called for it|the number that would be called].";

const failed = {
  several:
    "[A listener that fails stops nobody|If a listener throws, the rest is called all the same|An error in one listener does not keep others from their call|A listener that throws does not stop the others|All are called, even when some throw]. [In the end|Afterwards|When it is done|After all of them], `{tell}` [throws the error if it is one|throws that error|throws a single error as it is], [several as an `AggregateError`|or, of several errors, an `AggregateError`|for several errors an `AggregateError` with them in `errors`|and more than one inside an `AggregateError`|or an `AggregateError` of them if there are more].",
  first:
    "[A listener that fails stops nobody|If a listener throws, the rest is called all the same|An error in one listener does not keep others from their call|A listener that throws does not stop the others|All are called, even when some throw]. [In the end|Afterwards|When it is done|After all of them], `{tell}` [throws the first of the errors|throws the earliest error and forgets others|throws just the first error].",
  all: "[A listener that fails stops nobody|If a listener throws, the rest is called all the same|An error in one listener does not keep others from their call|A listener that throws does not stop the others|All are called, even when some throw]. [In the end|Afterwards|When it is done|After all of them], `{tell}` [throws an `AggregateError` of the errors, even of one|throws all errors, one or many, as an `AggregateError`|wraps the errors, be it only one, in an `AggregateError` and throws it].",
  stop: "[A listener that fails stops the `{tell}`|If a listener throws, the rest is not called|The first error ends the `{tell}`][: its error is thrown on| and is thrown as it is|, which throws that very error].",
};

/** What is asked, in one of many ways. */
export function instructions(random: Random, rules: Rules): string {
  const word = (): string => (random.chance(0.5) ? random.option(nouns) : madeUp(random));
  const { board, star, tell, methods } = rules;
  const base = {
    board,
    star,
    tell,
    on: rules.on,
    listener: rules.listener,
    door: word(),
    open: word(),
    more: word(),
  };
  const slots = { ...base, kind: aKind(rules.kind) };
  const say = (text: string): string => random.say(text, slots);
  const ringing = `\`{call}\` [calls all listeners of the name|calls everyone who listens|reaches all who listen to it], ${orders[rules.latestFirst ? "last" : "first"]}, ${told[rules.told]}.`;
  const starred = star === "" ? "" : ` ${say(stars)}`;
  const going = say(gone[rules.gone]);
  const inBullets = random.chance(0.6);
  const texts: Record<Method, string> = {
    on: on[rules.ended],
    once,
    tell: ringing,
    next: next[rules.resolved],
    count,
  };
  const extra: Partial<Record<Method, string>> = inBullets
    ? { on: starred, tell: ` ${going}` }
    : {};
  const bullets = methods.map(
    (one) => random.say(texts[one], { ...slots, call: signature(rules, one) }) + (extra[one] ?? ""),
  );
  const opening = say(
    "[Write and export|Export|Implement and export] [a|the] class `{board}`[:|, through which parts of a program hear of each other:|, which passes on news:]",
  );
  const facts = [
    ...(inBullets ? [] : [`${starred.trim()} ${going}`.trim()]),
    say(failed[rules.failed]),
    say(
      "[A function added twice is called twice|The same function can be there more than once|One function can listen many times over|A function can be added more than once], [and each time is ended by itself|each stays until it is ended itself|and is ended for each of these times on its own|each with an end of its own]. [Anything but a function as a listener|A listener which is not a function|If the listener is no function, it|What is not a function cannot listen and|A listener of another type than function] throws {kind}.",
    ),
  ];
  return page(random, [opening, { bullets }, ...(random.chance(0.7) ? [facts.join(" ")] : facts)]);
}
