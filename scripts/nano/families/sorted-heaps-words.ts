import { type Block, page } from "../page.ts";
import type { Random } from "../random.ts";

export type Gather =
  | "sum"
  | "count"
  | "max"
  | "min"
  | "mean"
  | "all"
  | "sorted"
  | "kinds"
  | "first"
  | "last";

export type Heap = {
  readonly name: string;
  readonly rows: string;
  readonly by: string;
  readonly value: string;
  readonly extra: string;
  readonly words: readonly string[];
  readonly gather: Gather;
  readonly keep: "all" | "from" | "above" | "below" | "is" | "is not";
  readonly limit: number;
  readonly word: string;
  readonly folded: boolean;
  readonly gives: "dict" | "pairs" | "highest" | "lines" | "best";
  readonly mark: string;
};

export function textOf(random: Random, all: readonly Heap[]): string {
  const [first] = all;
  if (first === undefined) throw new Error("There is no function.");
  const { by, value, extra, words } = first;
  const record = `{'${by}': '${random.option(["Rome", "Blue", "Mia", "Fox", "Kim"])}', '${value}': ${random.int(1, 40)}, '${extra}': '${words[1]}'}`;
  const opening = random.say(
    "[Records are dicts|A record is a dict|Each record is a dict|The records are dicts] [like|such as|of the form] `{record}`.",
    { record },
  );
  const blocks: Block[] = all.map((heap) => oneWords(random, heap));
  return page(random, [opening, ...blocks]);
}

function oneWords(random: Random, heap: Heap): string {
  const slots = { ...heap, folded: "", words: "", line: `${heap.by}${heap.mark}${heap.gather}` };
  const say = (template: string): string => random.say(template, slots);
  const start = say(
    "[[Write|Implement|Make|Add] `{name}({rows})`, which|`{name}({rows})`|The function `{name}({rows})`|[Write|Implement|Add] `{name}({rows})`. It] [puts the records in groups|groups a list of records|takes a list of records and groups them] by [their |the ]`{by}`{capitals}",
    // Filled again below, so that the sentence stays one.
  ).replace("{capitals}", heap.folded ? say(folded) : "");
  const keep = heap.keep === "all" ? [] : [say(keeps[heap.keep])];
  const sentences = [
    `${start}.`,
    ...random.shuffle([say(gathers[heap.gather]), ...keep]),
    say(gives[heap.gives]),
  ];
  return sentences.join(" ");
}

const folded =
  "[ in small letters| without regard to capitals, in small letters|, made lower case|, with capitals made small]";

const keeps = {
  from: "[[Only records with|Only those with|Just the records with] a `{value}` of [at least {limit}|{limit} or more] [count|are used|matter]|Those with a `{value}` below {limit} [are left out|do not count|are skipped]].",
  above:
    "[[Only records with|Only those with] a `{value}` [above|of more than|greater than] {limit} [count|are used|matter]|Those with a `{value}` [up to|of at most] {limit} [are left out|do not count|are skipped]].",
  below:
    "[[Only records with|Only those with] a `{value}` [below|of less than|smaller than] {limit} [count|are used|matter]|Those with a `{value}` of [at least {limit}|{limit} or more] [are left out|do not count|are skipped]].",
  is: "[[Only records|Only those] whose `{extra}` is `'{word}'` [count|are used|matter]|Those with another `{extra}` than `'{word}'` [are left out|do not count|are skipped]].",
  "is not":
    "[Records whose `{extra}` is `'{word}'` [do not count|are left out|are skipped]|[Only records|Only those] with another `{extra}` than `'{word}'` [count|are used|matter]].",
};

const gathers = {
  sum: "[For each group [it adds up|the result has] [the|all] `{value}`|The `{value}` of a group is [added up|summed]|A group [has|counts] the sum of `{value}`|What counts is the total of `{value}` in a group].".replace(
    "[it adds up|the result has] [the|all] `{value}`",
    "[it adds up `{value}`|`{value}` is added up|the total of `{value}` counts]",
  ),
  count:
    "[For each group [it counts the records|the number of records counts]|The records of a group are counted|A group has [the number|the count] of its records|What counts is how many records a group has].",
  max: "[For each group [it takes the greatest `{value}`|the highest `{value}` counts]|The [largest|highest] `{value}` of a group [counts|is taken]|A group has [the greatest|the maximum] of its `{value}`].",
  min: "[For each group [it takes the least `{value}`|the lowest `{value}` counts]|The [smallest|lowest] `{value}` of a group [counts|is taken]|A group has [the least|the minimum] of its `{value}`].",
  mean: "[For each group [it takes the mean `{value}`|the average `{value}` counts]|The [average|mean] `{value}` of a group [counts|is taken]|A group has [the average|the mean] of its `{value}`], [rounded to 2 digits|rounded to two decimals|with 2 digits after the point].",
  all: "[For each group it [collects|lists] the `{value}` of all its records, [as they come|in their order]|A group has a list of its `{value}`, [as they come|in their order]|All `{value}` of a group [stand in a list|are kept in a list], [as they come|in their order]].",
  sorted:
    "[For each group it [collects|lists] the `{value}` of all its records, [sorted|in ascending order]|A group has a [sorted list|list in ascending order] of its `{value}`|All `{value}` of a group [stand in|are kept in] [a sorted list|a list in ascending order]].",
  kinds:
    "[For each group it counts the different `{value}`|The number of different `{value}` in a group counts|A group has the count of its different `{value}`|Equal `{value}` in a group are counted once, and how many there are then counts].",
  first:
    "[For each group the first `{value}` counts|Of a group the `{value}` that comes first [is taken|counts]|A group has the `{value}` of its first record].",
  last: "[For each group the last `{value}` counts|Of a group the `{value}` that comes last [is taken|counts]|A group has the `{value}` of its last record].",
};

const gives = {
  dict: "[The result is a dict|It returns a dict|Return a dict|It gives a dict] [by `{by}`|with `{by}` as the key|from `{by}` to that].",
  pairs:
    "[The result is a list|It returns a list|Return a list|It gives a list] of [pairs|tuples] [of `{by}` and that|with `{by}` first], [sorted by `{by}`|in the order of `{by}`|sorted].",
  highest:
    "[The result is a list|It returns a list|Return a list|It gives a list] of [pairs|tuples] [of `{by}` and that|with `{by}` first], [the highest first|the largest value first|from the highest value down], [equal ones by `{by}`|for equals by `{by}`].",
  lines:
    "[The result is a list|It returns a list|Return a list|It gives a list] of texts [such as|like|of the form] `{by}{mark}value`, [sorted by `{by}`|in the order of `{by}`].",
  best: "[The result is|It returns|Return] the `{by}` [with the highest of these|for which this is highest|that has the most], [the first of equals|of equal ones the first], [or `None` without records|and `None` where there is none|or `None` if there are none].",
};
