import { functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { changed, stubOf } from "./js-wording.ts";
import { heads, instructions, type Kind, type Rules } from "./sliding-frame-words.ts";

/** A list of numbers, looked at through a window that moves along it. */
export const slidingFrame: Family = {
  name: "sliding-frame",
  make,
  starter: {
    name: "moving-window",
    solution: solve({
      names: { mean: "means", peak: "peaks", run: "longestRise", span: "smallestSpan" },
      kinds: ["mean", "peak", "run", "span"],
      list: "numbers",
      size: "size",
      goal: "sum",
      keys: ["start", "length"],
      sums: false,
      lowest: false,
      run: "greater",
      lastRun: false,
      noRun: false,
      above: false,
      lastSpan: false,
      none: "null",
      error: "RangeError",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const solution = solve(rules);
  const wrong: readonly Partial<Rules>[] = [
    ...(rules.kinds.includes("mean") ? [{ sums: !rules.sums }] : []),
    ...(rules.kinds.includes("peak") ? [{ lowest: !rules.lowest }] : []),
    ...(rules.kinds.includes("run") ? [{ lastRun: !rules.lastRun }] : []),
    ...(rules.kinds.includes("span")
      ? [{ lastSpan: !rules.lastSpan }, { above: !rules.above }]
      : []),
  ];
  return {
    language: "javascript",
    slug: slugName(random, [
      "sliding-frame",
      "rolling-values",
      "number-frames",
      "train-of-values",
      "look-along",
    ]),
    instructions: instructions(random, rules),
    stub: stubOf(heads(rules)),
    solution,
    faults: [
      ...random
        .shuffle(wrong)
        .slice(0, 3)
        .map((one) => solve({ ...rules, ...one })),
      ...changed(solution, [
        [`(at >= ${rules.size} ?`, `(at > ${rules.size} ?`],
        [` <= at - ${rules.size}`, ` < at - ${rules.size}`],
        ["at - start + 1", "at - start"],
      ]),
    ],
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const all: readonly Kind[] = ["mean", "peak", "run", "span"];
  const some = random.chance(0.5) ? all : random.sample(all, random.int(2, 3));
  return {
    names: {
      mean: functionName(random, "javascript", [
        "averages",
        "rolling means",
        "smooth",
        "moving mean",
        "flat",
        "window means",
      ]),
      peak: functionName(random, "javascript", [
        "highs",
        "tops",
        "extremes",
        "limits",
        "window peaks",
        "bounds",
      ]),
      run: functionName(random, "javascript", [
        "longest run",
        "best streak",
        "streak",
        "longest stretch",
        "longest slope",
        "series",
      ]),
      span: functionName(random, "javascript", [
        "shortest part",
        "enough",
        "tightest",
        "shortest reach",
        "smallest part",
        "quickest",
      ]),
    },
    kinds: random.chance(0.6) ? all.filter((kind) => some.includes(kind)) : random.shuffle(some),
    list: random.name(
      "numbers numbers values list readings samples data amounts levels points".split(" "),
    ),
    size: random.name("size size width count length span wide many".split(" ")),
    goal: random.name("sum goal target least wanted limit need enough".split(" ")),
    keys: random.option([
      ["start", "length"],
      ["start", "length"],
      ["start", "length"],
      ["from", "count"],
      ["first", "size"],
      ["begin", "length"],
      ["at", "long"],
      ["index", "items"],
      ["offset", "count"],
    ] as const),
    sums: random.chance(0.35),
    lowest: random.chance(0.35),
    run: random.option(["greater", "greater", "greater", "least", "smaller", "most", "equal"]),
    lastRun: random.chance(0.35),
    noRun: random.chance(0.3),
    above: random.chance(0.35),
    lastSpan: random.chance(0.35),
    none: random.option(["null", "null", "null", "undefined", "-1"]),
    error: random.option(["RangeError", "RangeError", "RangeError", "TypeError", "Error"]),
  };
}

function solve(rules: Rules): string {
  const { kinds, size, error } = rules;
  const check = `const needsSize = (${size}) => {\n  if (!Number.isInteger(${size}) || ${size} < 1) throw new ${error}(\`bad size: \${${size}}\`);\n};\n`;
  const solved = { mean: solveMean, peak: solvePeak, run: solveRun, span: solveSpan };
  const framed = kinds.includes("mean") || kinds.includes("peak");
  return [...(framed ? [check] : []), ...kinds.map((kind) => solved[kind](rules))].join("\n");
}

function solveMean({ names, list, size, sums }: Rules): string {
  return `export const ${names.mean} = (${list}, ${size}) => {
  needsSize(${size});
  const result = [];
  let total = 0;
  ${list}.forEach((number, at) => {
    total += number - (at >= ${size} ? ${list}[at - ${size}] : 0);
    if (at >= ${size} - 1) result.push(total${sums ? "" : ` / ${size}`});
  });
  return result;
};
`;
}

function solvePeak({ names, list, size, lowest }: Rules): string {
  return `export const ${names.peak} = (${list}, ${size}) => {
  needsSize(${size});
  const result = [];
  const queue = [];
  let head = 0;
  ${list}.forEach((number, at) => {
    while (queue.length > head && ${list}[queue.at(-1)] ${lowest ? ">=" : "<="} number) queue.pop();
    queue.push(at);
    if (queue[head] <= at - ${size}) head += 1;
    if (at >= ${size} - 1) result.push(${list}[queue[head]]);
  });
  return result;
};
`;
}

function solveRun({ names, list, keys, run, lastRun, noRun }: Rules): string {
  const [start, length] = keys;
  const ends = { greater: "<=", least: "<", smaller: ">=", most: ">", equal: "!==" }[run];
  return `export const ${names.run} = (${list}) => {
  let best = ${noRun ? "null" : `{ ${start}: 0, ${length}: 0 }`};
  let start = 0;
  ${list}.forEach((number, at) => {
    if (at > 0 && number ${ends} ${list}[at - 1]) start = at;
    const length = at - start + 1;
    if (${noRun ? "best === null || " : ""}length ${lastRun ? ">=" : ">"} best.${length}) best = { ${start}: start, ${length}: length };
  });
  return best;
};
`;
}

function solveSpan({ names, list, goal, keys, above, lastSpan, none }: Rules): string {
  const [start, length] = keys;
  return `export const ${names.span} = (${list}, ${goal}) => {
  let best = null;
  let start = 0;
  let held = 0;
  ${list}.forEach((number, at) => {
    held += number;
    while (held ${above ? ">" : ">="} ${goal}) {
      const length = at - start + 1;
      if (best === null || length ${lastSpan ? "<=" : "<"} best.${length}) best = { ${start}: start, ${length}: length };
      held -= ${list}[start];
      start += 1;
    }
  });
  return best${none === "null" ? "" : ` ?? ${none}`};
};
`;
}

function probesOf({ kinds, names }: Rules): string[] {
  const { mean, peak, run, span } = names;
  const asked: Readonly<Record<Kind, readonly string[]>> = {
    mean: [
      `${mean}([1, 2, 3, 6], 2)`,
      `${mean}([4, 8, 12, 5, 1], 3)`,
      `[${mean}([5], 1), ${mean}([1, 2], 3), ${mean}([], 1)]`,
      `${mean}([1, 2], 0)`,
      `${mean}([1, 2], 1.5)`,
    ],
    peak: [
      `${peak}([1, 3, -1, -3, 5, 3, 6, 7], 3)`,
      `${peak}([9, 8, 7, 6, 8, 8], 2)`,
      `${peak}([2, 2, 1, 1, 4], 2)`,
      `[${peak}([-4, -2, -3], 3), ${peak}([1], 2)]`,
      `${peak}([1, 2], -1)`,
    ],
    run: [
      `${run}([5, 1, 2, 3, 3, 4, 5, 2, 1])`,
      `${run}([3, 2, 1, 1, 1, 4, 4, 4, 7, 6, 5])`,
      `${run}([1, 1, 2, 2, 3, 1, 1])`,
      `[${run}([]), ${run}([4])]`,
      `${run}([1, 2, 1, 2, 1])`,
      `${run}([1, 1, 2, 2, 1, 1, 2, 2])`,
      `${run}([9, 3, 9, 3, 9])`,
    ],
    span: [
      `${span}([2, 3, 1, 2, 4, 3], 7)`,
      `${span}([1, 1, 1, 1], 2)`,
      `${span}([1, 9, 0, 9], 9)`,
      `${span}([1, 2], 4)`,
      `${span}([5, 2, 6, 6], 5)`,
    ],
  };
  const kept = `const given = [3, 1, 2, 3];\n${names[kinds[0] ?? "mean"]}(given, 2);\ngiven`;
  return [...kinds.flatMap((kind) => asked[kind]), kept];
}
