import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { aKind } from "../rules.ts";
import { type Part, type Rules, signature } from "./second-chance.ts";

const counted = {
  one: "[calls `{work}(attempt)`|awaits `{work}(attempt)`|runs `{work}(attempt)`] [again and again|over and over|once, and then again], [`attempt` being 1 the first time|`attempt` counting from 1|where `attempt` counts from 1|the first `attempt` being 1|with 1 as the first `attempt`|`attempt` starting with 1], [until it does not fail|until it succeeds|until one succeeds|till one call works out|as long as it fails]",
  zero: "[calls `{work}(attempt)`|awaits `{work}(attempt)`|runs `{work}(attempt)`] [again and again|over and over|once, and then again], [`attempt` being 0 the first time|`attempt` counting from 0|where `attempt` counts from 0|the first `attempt` being 0|with 0 as the first `attempt`|`attempt` starting with 0|`attempt` counted from 0], [until it does not fail|until it succeeds|until one succeeds|till one call works out|as long as it fails]",
  none: "[calls `{work}()`|awaits `{work}()`|runs `{work}()`] [again and again|over and over|once, and then again], [with no argument|without any argument|giving it nothing], [until it does not fail|until it succeeds|until one succeeds|till one call works out|as long as it fails]",
};

const paused = {
  failed:
    "[Between two attempts it awaits `{pause}(number)`|In between it waits for `{pause}(number)`|Each time before it goes on it awaits `{pause}(number)`|Before it tries again it awaits `{pause}(attempt)`|Before a new attempt comes it awaits `{pause}(number)`], [the number being that of the failure just seen|giving the number of the attempt which failed|with the number of the failed attempt|and the number is the count of failures so far, 1 after the first|with 1 after the first failure, 2 after the second]",
  next: "[Between two attempts it awaits `{pause}(number)`|In between it waits for `{pause}(number)`|Each time before it goes on it awaits `{pause}(number)`|Before it tries again it awaits `{pause}(attempt)`|Before a new attempt comes it awaits `{pause}(number)`], [the number being that of the attempt to come|giving the number of the attempt which follows|with the number of the coming attempt|and the number is the one of the coming attempt, 2 after the first failure|with 2 after the first failure, 3 after the second]",
  error:
    "[Between two attempts it awaits `{pause}(error)`|In between it waits for `{pause}(error)`|Each time before it goes on it awaits `{pause}(error)`|Before it tries again it awaits `{pause}(error)`], [with the error just thrown|giving it the error of the failed call|and hands it the error]",
};

const worth = {
  yes: "[Once|When|As soon as] [all attempts are used up|the last attempt fails|the last one has failed|`{times}` attempts have failed|there were `{times}` failures], or `{worth}(error)` [is false|returns `false`|says no|gives false|does not hold], [that error is thrown on|the error of this attempt is thrown|throw the last error|it throws the latest error|it fails with the last error|the last error is passed on]",
  no: "[Once|When|As soon as] [all attempts are used up|the last attempt fails|the last one has failed|`{times}` attempts have failed|there were `{times}` failures], or `{worth}(error)` [is true|returns `true`|says yes|gives true|holds], [that error is thrown on|the error of this attempt is thrown|throw the last error|it throws the latest error|it fails with the last error|the last error is passed on]",
};

const limits = {
  abort:
    "[calls `{work}(signal)`|runs `{work}(signal)`|starts `{work}(signal)`] [and gives its result|and returns what comes out|and returns its result|and passes on what comes of it|and hands back its result]. [If|When|Where] [more than `{ms}` milliseconds go by|it takes more than `{ms}` milliseconds|it is slower than `{ms}` milliseconds|it is not done after `{ms}` milliseconds|`{ms}` milliseconds are over first], [it throws a `{late}`|it fails with a `{late}`|a `{late}` is thrown] and [aborts the signal|the `AbortSignal` is aborted|the signal given is aborted]; [else the signal stays as it is|only then, never else|but only in that case|in no other case is it aborted|it is left alone otherwise|without that it is never aborted]",
  plain:
    "[calls `{work}()`|runs `{work}()`|starts `{work}()`] [and gives its result|and returns what comes out|and returns its result|and passes on what comes of it|and hands back its result]. [If|When|Where] [more than `{ms}` milliseconds go by|it takes more than `{ms}` milliseconds|it is slower than `{ms}` milliseconds|it is not done after `{ms}` milliseconds|`{ms}` milliseconds are over first], [it throws a `{late}`|it fails with a `{late}`|a `{late}` is thrown]",
};

const failed = {
  first:
    "[If|When|As soon as] [one fails|one of them throws|there is a failure], [nothing new is started|no further one is started|no more are begun|no other is started|those that wait are not started]; [it waits for those under way and throws the first error|when the others have ended, throw the first error|once those still running are over, the first error is thrown|those under way come to their end, then the earliest error is thrown|after the running ones are done, it fails with the first error]",
  all: "[If|When|As soon as] [one fails|one of them throws|there is a failure], [nothing new is started|no further one is started|no more are begun|no other is started|those that wait are not started]; [it waits for those under way and throws an `AggregateError` of all errors|when the others have ended, throw all errors in an `AggregateError`|those under way come to their end, then all errors are thrown as one `AggregateError`|after the running ones are done, it fails with an `AggregateError` that has each error]",
  null: "[If|When] [one fails|one of them throws|there is a failure], [its result is `null` and the rest goes on|`null` stands in its place, and the others are done as ever|the list has `null` for it; nothing else changes]",
};

const turns =
  "[runs the functions of a list|calls all the functions in a list|works off a list of functions|calls each function of `{works}`], {given}[at most `{most}` at once|never more than `{most}` at a time|at the same time `{most}` of them at most|no more than `{most}` side by side|with up to `{most}` under way at any moment], [a new one as soon as one has ended|each as soon as it finds room|the next as soon as there is room|and starts the next whenever one is done|so that a free place is taken at once]. [The results stand in the order of the functions|It returns what they give, in the order of the list|Their results are returned in that order|It returns the results, ordered as the functions are|It gives their results, in the same order]";

function bullet(rules: Rules, part: Part): string {
  const texts = {
    again: `${counted[rules.counted]}[, and returns the result|, and gives back that result|; what it gives is returned]. ${paused[rules.paused]}. ${worth[rules.hopeful ? "yes" : "no"]}.`,
    limit: `${limits[rules.abort ? "abort" : "plain"]}.`,
    turns: `${turns}. ${failed[rules.failed]}.`,
  };
  return `\`{call}\` ${texts[part]}`;
}

function placeOf(random: Random, rules: Rules): string {
  if (!rules.given) return "";
  return random.say(
    "[each with its place in the list, from 0,|giving each its index,|each called with its index,] ",
  );
}

/** What is asked, in one of many ways. */
export function instructions(random: Random, rules: Rules): string {
  const { parts, late, ms, times, most, work, works, pause } = rules;
  const has = (part: Part): boolean => parts.includes(part);
  const base = {
    late,
    ms,
    times,
    most,
    work,
    works,
    pause,
    worth: rules.worth,
    given: placeOf(random, rules),
  };
  const slots = { ...base, kind: aKind(rules.kind) };
  const say = (text: string): string => random.say(text, slots);
  const bullets = parts.map((part) =>
    random.say(bullet(rules, part), { ...slots, call: rules[part] + signature(rules, part) }),
  );
  const count = ["no", "one", "two", "three"][parts.length] ?? "";
  const some =
    parts.length === 1
      ? "[Write and export|Export|Implement and export] [an|one|this] async function"
      : `[Write and export|Export|Implement and export] [these|the following|the] [|${count} ]async functions`;
  const opening = say(
    `${some}${has("limit") ? "[ and an error class| and an error|, and an error class too| and one error]" : ""}:`,
  );
  const error = say(
    "`{late}` [is an `Error` with|extends `Error`; it has|is a class that extends `Error`, with] [a property `{ms}`|`{ms}`|the field `{ms}`][.|, the limit that was given.|, the time allowed.]",
  );
  const numbers = [...(has("again") ? [times] : []), ...(has("turns") ? [most] : [])];
  const named = numbers.map((one) => `\`${one}\``).join(" and ");
  const many = numbers.length > 1;
  const valid = random.say(
    `${named} [must be|${many ? "have" : "has"} to be|${many ? "are" : "is"}] [${many ? "positive integers" : "a positive integer"}|${many ? "whole numbers" : "a whole number"} above 0|${many ? "whole numbers" : "a whole number"} of at least 1|whole and at least 1|${many ? "integers" : "an integer"} of one or more]; [else|otherwise|for all else] [the promise is rejected with {kind}|throw {kind}; since all is async, the promise is rejected|{kind} is thrown, which rejects the promise|{kind} is the result, as a rejected promise|it rejects with {kind}|throw {kind}, that is, reject with it].`,
    slots,
  );
  const last = [...(has("limit") ? [error] : []), ...(numbers.length > 0 ? [valid] : [])];
  const story = say(
    "[Things that take time can fail.|Networks are slow and break.|For work that is not always lucky.|Some work fails the first time.|Promises need care.]",
  );
  return page(random, [
    ...(random.chance(0.35) ? [story] : []),
    opening,
    { bullets },
    ...(random.chance(0.75) ? [last.join(" ")] : last),
  ]);
}
