import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { articled } from "./js-wording.ts";

export type Method = "add" | "take" | "of" | "best" | "names" | "total" | "drop" | "count";

export type Rules = {
  readonly owner: string;
  readonly methods: readonly Method[];
  readonly called: Readonly<Record<Method, string>>;
  readonly who: string;
  readonly many: string;
  readonly limit: number;
  readonly over: "none" | "error" | "cut";
  readonly under: "error" | "zero" | "below";
  readonly gives: boolean;
  readonly unknown: "0" | "null" | "error";
  readonly zero: boolean;
  readonly last: boolean;
  readonly none: "null" | "''" | "undefined";
  readonly order: "first" | "alphabet" | "points";
  readonly small: boolean;
  readonly bad: string;
};

export function paramsOf({ who, many }: Rules, method: Method): string {
  if (method === "add" || method === "take") return `${who}, ${many}`;
  return method === "of" || method === "drop" ? who : "";
}

function methodWords(random: Random, rules: Rules, method: Method): string {
  const { who, many, limit, bad, none } = rules;
  const say = (text: string): string => random.say(text, { who, many, limit, bad, none });
  const gives = rules.gives
    ? say(
        "[ and returns how many there are now| and gives back the new number| and returns the new number of that {who}|; the result is the new number]",
      )
    : "";
  const over = {
    none: "",
    error: say(
      "[ More than {limit} for one {who} throws a `{bad}`, and nothing changes.| If a {who} would have more than {limit}, throw a `{bad}` and add nothing.| A `{bad}` is thrown if that makes more than {limit}, and then nothing is added.]",
    ),
    cut: say(
      "[ No {who} can have more than {limit}: what goes beyond is lost.| There are {limit} at most, anything above is dropped.| It stops at {limit}, which is the most a {who} can have.]",
    ),
  }[rules.over];
  const under = {
    error: say(
      "[ If there are not so many, throw a `{bad}`.| Too few of them throw a `{bad}`.| A `{bad}` is thrown where the {who} has fewer.]",
    ),
    zero: say(
      "[ It never goes below 0.| If there are not so many, 0 remain.| Where the {who} has fewer, the number becomes 0.]",
    ),
    below: say("[ The number may go below 0.| It may become negative.| Numbers below 0 are fine.]"),
  }[rules.under];
  const unknown = {
    "0": say(
      "[`0` for one that is not known|`0` if there is no such {who}|or `0` for an unknown {who}]",
    ),
    null: say(
      "[`null` for one that is not known|`null` if there is no such {who}|or `null` for an unknown {who}]",
    ),
    error: say(
      "[a `{bad}` is thrown for one that is not known|throw a `{bad}` if there is no such {who}|an unknown {who} throws a `{bad}`]",
    ),
  }[rules.unknown];
  const order = {
    first:
      "[in the order in which they came|in order of first appearance|the one added first in front]",
    alphabet: "[in alphabetical order|sorted by the alphabet|from a to z]",
    points:
      "[those with the most {many} first|the one with the highest number first|sorted by their numbers, largest first]",
  }[rules.order];
  const texts = {
    add: () =>
      `${say("[adds `{many}` to what the {who} has|gives the {who} `{many}` more|books `{many}` for a {who}|credits `{many}` to a {who}]")}${gives}.${over}`,
    take: () =>
      `${say("[takes `{many}` away from the {who}|subtracts `{many}` from what the {who} has|makes the number of the {who} smaller by `{many}`]")}${gives}.${under}`,
    of: () =>
      `${say("[how many the {who} has|returns the number of a {who}|says what a {who} has|gives the number of that {who}]")}; ${unknown}.`,
    best: () =>
      say(
        `[returns|gives|says] [who has the most|the {who} with the highest number|the {who} that has most]; [of equal ones|if several have as many|in a tie] ${rules.last ? "[the one that came last|the one added latest|the last one added]" : "[the one that came first|the one added earliest|the first one added]"}; \`{none}\` [where there is nobody|when it is empty|if there is none].`,
      ),
    names: () =>
      say(
        `[a list of all|returns every {who} as a list,|lists every {who},|gives a list of everyone,] ${order}.`,
      ),
    total: () =>
      say(
        "[the sum of all numbers|returns what all have together|adds up what everybody has|gives the total of everyone].",
      ),
    drop: () =>
      say(
        "[removes a {who} with all {many}|forgets a {who}|takes a {who} out]; [returns `true`, or `false` if there was none|the result is `true` if there was such a one, else `false`|it returns whether there was one (`true` or `false`)].",
      ),
    count: () =>
      say(
        "[how many there are|returns how many have an entry|says how many it knows|gives the number of entries].",
      ),
  };
  return `\`${rules.called[method]}(${paramsOf(rules, method)})\`: ${texts[method]()}`;
}

export function instructions(random: Random, rules: Rules): string {
  const say = (text: string): string =>
    random.say(text, { owner: rules.owner, who: rules.who, many: rules.many, bad: rules.bad });
  return articled(
    page(random, [
      say(
        "[Export a class|Write and export a class|Export the class|Make and export a class|Implement and export a class] `{owner}`[ that remembers {many} for each {who}|, which keeps {many} by {who}|. It holds {many} for every {who}|, a book of {many} for each {who}][:|. Its methods:|, with these methods:]",
      ),
      { bullets: rules.methods.map((method) => methodWords(random, rules, method)) },
      say(
        rules.zero
          ? "[Anything but a whole number of 0 or more as `{many}` throws a `{bad}`.|Throw a `{bad}` where `{many}` is negative or not whole.|`{many}` must be whole and not negative, or a `{bad}` is thrown.]"
          : "[Anything but a whole number above 0 as `{many}` throws a `{bad}`.|Throw a `{bad}` where `{many}` is below 1 or not whole.|`{many}` must be whole and positive, or a `{bad}` is thrown.]",
      ),
      rules.small
        ? say(
            "[Capitals in a `{who}` make no difference: keep it in small letters.|Each `{who}` is turned into small letters first.|A `{who}` is kept in lower case, so that capitals do not matter.]",
          )
        : "",
    ]),
  );
}
