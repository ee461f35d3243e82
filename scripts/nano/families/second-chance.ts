import { capital, functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import { jsNames, mostly, spoiled, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { probesOf } from "./second-chance-probes.ts";
import { instructions } from "./second-chance-words.ts";

const names = {
  again: "retry, keep trying, persist, insist, once more, repeat until, stubborn, try hard",
  limit:
    "with limit, hurry, before, within, deadline, timed, in due time, no longer than, clocked, cut off",
  turns:
    "pooled, few at once, side by side, run all, work off, in lanes, limited, all of them, queue",
  work: "task, job, action, step, callback, deed, effort, errand, chore",
  works: "tasks, jobs, actions, steps, callbacks, errands, chores, efforts",
  times: "tries, attempts, most tries, rounds, chances, turns, max tries, goes",
  worth: "can retry, should go on, is passing, go on, is harmless, retry if, is mild, may retry",
  pause: "wait, rest, sleep, delay, cool down, breathe, before next, hold on",
  ms: "millis, limit, time, deadline, max ms, time limit, wait ms, duration, patience",
  most: "width, at once, lanes, max, room, parallel, workers, together, slots",
};

export type Part = "again" | "limit" | "turns";

export type Rules = Record<keyof typeof names, string> & {
  readonly late: string;
  readonly parts: readonly Part[];
  readonly usual: number;
  readonly counted: "one" | "zero" | "none";
  readonly paused: "failed" | "next" | "error";
  /** Whether the function says that a further try pays, or that it does not. */
  readonly hopeful: boolean;
  readonly abort: boolean;
  readonly failed: "first" | "all" | "null";
  readonly given: boolean;
  readonly kind: string;
};

/** Asynchronous work that is tried again, ended in time, and done few at a time. */
export const secondChance: Family = {
  name: "second-chance",
  make,
  starter: {
    name: "try-again",
    solution: solve({
      ...{ again: "tryAgain", limit: "inTime", turns: "inTurn", work: "work", works: "works" },
      ...{ times: "times", worth: "isWorth", pause: "pause", ms: "ms", most: "most" },
      ...{ late: "TooLate", parts: ["again", "limit", "turns"], usual: 3, counted: "one" },
      ...{ paused: "failed", hopeful: true, abort: true, failed: "first", given: false },
      kind: "RangeError",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const code = solve(rules);
  const { kind, parts, works, times, ms, usual, most } = rules;
  const own: Record<Part, () => readonly string[]> = {
    again: () => [
      solve({ ...rules, usual: usual + 1 }),
      spoiled(code, `attempt === ${times}`, `attempt > ${times}`),
      solve({ ...rules, hopeful: !rules.hopeful }),
      solve({ ...rules, paused: rules.paused === "next" ? "failed" : "next" }),
      solve({ ...rules, counted: rules.counted === "one" ? "zero" : "one" }),
    ],
    limit: () => [
      spoiled(code, `this.${ms} = ${ms};`, `this.time_ = ${ms};`),
      ...(rules.abort ? [spoiled(code, "      control.abort();\n", "")] : []),
      ...(rules.abort ? [spoiled(code, "clearTimeout(timer);", "control.abort();")] : []),
    ],
    turns: () => [
      solve({ ...rules, failed: rules.failed === "first" ? "all" : "first" }),
      spoiled(code, `Math.min(${most}, ${works}.length)`, `${works}.length`),
      spoiled(code, "results[at] = await", "results[results.length] = await"),
    ],
  };
  const faults = [
    ...parts.flatMap((part) => own[part]()),
    ...(parts.length > 1 || parts[0] !== "limit"
      ? [solve({ ...rules, kind: kind === "Error" ? "TypeError" : "Error" })]
      : []),
  ];
  return {
    language: "javascript",
    slug: slugName(random, ["retry-work", "stubborn-jobs", "with-patience", "slow-line"]),
    instructions: instructions(random, rules),
    stub: stub(random, rules),
    solution: code,
    faults: random.sample(faults, 5),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const parts: readonly Part[] = mostly(random, [
    ["again", "limit", "turns"],
    ["again", "limit"],
    ["again", "turns"],
    ["limit", "turns"],
    ["again"],
    ["turns"],
  ]);
  const late = ["late", "overdue", "time is up", "out of time", "too slow", "took too long"];
  return {
    ...jsNames(random, names),
    late: `${capital(functionName(random, "javascript", late))}${random.option(["", "", "Error"])}`,
    parts: random.chance(0.3) ? random.shuffle(parts) : parts,
    usual: random.constant(2, 12),
    counted: mostly(random, ["one", "zero", "none"]),
    paused: mostly(random, ["failed", "next", "error"]),
    hopeful: random.chance(0.7),
    abort: random.chance(0.7),
    failed: mostly(random, ["first", "all", "null"]),
    given: random.chance(0.25),
    kind: mostly(random, ["RangeError", "TypeError", "Error"]),
  };
}

export function signature(rules: Rules, part: Part): string {
  const { times, worth, pause, usual, hopeful } = rules;
  const options = `{ ${times} = ${usual}, ${worth} = () => ${hopeful}, ${pause} = async () => {} } = {}`;
  return {
    again: `(${rules.work}, ${options})`,
    limit: `(${rules.work}, ${rules.ms})`,
    turns: `(${rules.works}, ${rules.most})`,
  }[part];
}

function stub(random: Random, rules: Rules): string {
  const body = stubBody(random);
  const short = random.chance(0.5);
  const parts = rules.parts.map((part) => {
    const given = signature(rules, part);
    const head = short && part === "again" ? `(${rules.work}, options = {})` : given;
    return `export const ${rules[part]} = async ${head} => {\n  ${body}\n};\n`;
  });
  const error = rules.parts.includes("limit")
    ? [`export class ${rules.late} extends Error {}\n`]
    : [];
  return [...error, ...parts].join("\n");
}

function again(rules: Rules): string {
  const { times, worth, work, pause } = rules;
  const counted = { one: "attempt", zero: "attempt - 1", none: "" }[rules.counted];
  const paused = { failed: "attempt", next: "attempt + 1", error: "last" }[rules.paused];
  const ends = rules.hopeful ? `!${worth}(error)` : `${worth}(error)`;
  const keeps = rules.paused === "error";
  return `  checkNumber(${times});
  for (let attempt = 1; ; attempt += 1) {
${keeps ? "    let last;\n" : ""}    try {
      return await ${work}(${counted});
    } catch (error) {
      if (attempt === ${times} || ${ends}) throw error;
${keeps ? "      last = error;\n" : ""}    }
    await ${pause}(${paused});
  }`;
}

function limit({ work, ms, late, abort }: Rules): string {
  return `${abort ? "  const control = new AbortController();\n" : ""}  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
${abort ? "      control.abort();\n" : ""}      reject(new ${late}(${ms}));
    }, ${ms});
  });
  try {
    return await Promise.race([${work}(${abort ? "control.signal" : ""}), late]);
  } finally {
    clearTimeout(timer);
  }`;
}

function turns({ works, most, failed, given }: Rules): string {
  const goesOn = failed === "null";
  const thrown = {
    first: "  if (errors.length > 0) throw errors[0];\n",
    all: "  if (errors.length > 0) throw new AggregateError(errors);\n",
    null: "",
  }[failed];
  return `  checkNumber(${most});
  const results = [];
${goesOn ? "" : "  const errors = [];\n"}  let next = 0;
  const lane = async () => {
    while (next < ${works}.length${goesOn ? "" : " && errors.length === 0"}) {
      const at = next;
      next += 1;
      try {
        results[at] = await ${works}[at](${given ? "at" : ""});
      } catch${goesOn ? "" : " (error)"} {
        ${goesOn ? "results[at] = null;" : "errors.push(error);"}
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(${most}, ${works}.length) }, lane));
${thrown}  return results;`;
}

function solve(rules: Rules): string {
  const { parts, late, ms, kind } = rules;
  const bodies = { again, limit, turns };
  const error = `export class ${late} extends Error {
  constructor(${ms}) {
    super('too late');
    this.${ms} = ${ms};
  }
}
`;
  const check = `function checkNumber(number) {
  if (!Number.isInteger(number) || number < 1) throw new ${kind}('bad number');
}
`;
  const functions = parts.map(
    (part) =>
      `export const ${rules[part]} = async ${signature(rules, part)} => {\n${bodies[part](rules)}\n};\n`,
  );
  return [...(parts.includes("limit") ? [error] : []), check, ...functions].join("\n");
}
