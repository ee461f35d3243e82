import { capital, functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import { jsNames, mostly, spoiled, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { probesOf } from "./bell-tower-probes.ts";
import { instructions } from "./bell-tower-words.ts";

const names = {
  on: "listen, subscribe, hear, add listener, follow, attend, join in, register, connect",
  once: "listen once, single, first time, one time, hear once, just once, only next, one shot",
  tell: "emit, publish, fire, send, announce, shout, ring, notify, signal, broadcast, raise",
  next: "wait for, coming, soon, when next, upcoming, await one, until, promise of",
  count: "listeners, size, how many, ears, number of, audience, listening, followers",
  topic: "topic, event, channel, subject, signal, kind, title, message",
  listener: "callback, reaction, ear, action, follower, reader, receiver, hook",
  values: "args, data, details, extras, payload, parts, given, contents",
};

export type Method = "on" | "once" | "tell" | "next" | "count";

export type Rules = Record<keyof typeof names, string> & {
  readonly board: string;
  readonly methods: readonly Method[];
  /** What ends a name that means all that begin so; or nothing. */
  readonly star: string;
  readonly latestFirst: boolean;
  readonly gone: "silent" | "called";
  readonly told: "number" | "any" | "nothing";
  readonly failed: "several" | "first" | "all" | "stop";
  readonly resolved: "list" | "first";
  readonly ended: "nothing" | "whether";
  readonly kind: string;
};

const all: readonly Method[] = ["on", "once", "tell", "next", "count"];

/** Listeners that are told of what happens, by name. */
export const bellTower: Family = {
  name: "bell-tower",
  make,
  starter: {
    name: "event-board",
    solution: solve({
      ...{ on: "on", once: "once", tell: "tell", next: "next", count: "count", topic: "name" },
      ...{ listener: "listener", values: "values", board: "EventBoard", methods: all, star: "*" },
      ...{ latestFirst: false, gone: "silent", told: "number", failed: "several" },
      ...{ resolved: "list", ended: "nothing", kind: "TypeError" },
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const code = solve(rules);
  const has = (one: Method): boolean => rules.methods.includes(one);
  const faults = [
    solve({ ...rules, latestFirst: !rules.latestFirst }),
    solve({ ...rules, gone: rules.gone === "silent" ? "called" : "silent" }),
    solve({ ...rules, told: rules.told === "number" ? "any" : "number" }),
    solve({ ...rules, failed: rules.failed === "first" ? "all" : "first" }),
    solve({ ...rules, failed: rules.failed === "stop" ? "several" : "stop" }),
    solve({ ...rules, kind: rules.kind === "Error" ? "TypeError" : "Error" }),
    ...(has("next")
      ? [solve({ ...rules, resolved: rules.resolved === "list" ? "first" : "list" })]
      : []),
    ...(has("once")
      ? [spoiled(code, "      if (entry.isOnce) this.#entries.delete(entry);\n", "")]
      : []),
    ...(rules.star === "" ? [] : [spoiled(code, "slice(0, -1)", "slice(0, -2)")]),
  ];
  return {
    language: "javascript",
    slug: slugName(random, ["news-desk", "signal-hub", "loud-speaker", "radio-tower", "crier"]),
    instructions: instructions(random, rules),
    stub: stub(random, rules),
    solution: code,
    faults: random.sample(faults, 5),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const methods: readonly Method[] = mostly(random, [
    all,
    ["on", "once", "tell", "count"],
    ["on", "once", "tell", "next"],
    ["on", "tell", "count"],
  ]);
  const boards = [
    "emitter",
    "signals",
    "hub",
    "news desk",
    "megaphone",
    "crier",
    "bell",
    "channel",
  ];
  return {
    ...jsNames(random, names),
    board: capital(functionName(random, "javascript", [...boards, "radio", "dispatcher", "bus"])),
    methods: random.chance(0.25) ? random.shuffle(methods) : methods,
    star: mostly(random, ["*", "%", "+", ">", "", ""]),
    latestFirst: random.chance(0.25),
    gone: random.chance(0.75) ? "silent" : "called",
    told: mostly(random, ["number", "any", "nothing"]),
    failed: mostly(random, ["several", "first", "all", "stop"]),
    resolved: random.chance(0.65) ? "list" : "first",
    ended: random.chance(0.7) ? "nothing" : "whether",
    kind: mostly(random, ["TypeError", "RangeError", "Error"]),
  };
}

export function signature(rules: Rules, method: Method): string {
  const { topic, listener, values } = rules;
  const given = {
    on: `${topic}, ${listener}`,
    once: `${topic}, ${listener}`,
    tell: `${topic}, ...${values}`,
    next: topic,
    count: topic,
  };
  return `${rules[method]}(${given[method]})`;
}

function stub(random: Random, rules: Rules): string {
  const body = stubBody(random);
  const methods = rules.methods.map((one) => `  ${signature(rules, one)} {\n    ${body}\n  }\n`);
  return `export class ${rules.board} {\n${methods.join("\n")}}\n`;
}

function tell(rules: Rules): string {
  const { topic, values, listener, told, failed } = rules;
  const call = `entry.${listener}(...${values});`;
  const tried =
    failed === "stop"
      ? `      ${call}\n`
      : `      try {\n        ${call}\n      } catch (error) {\n        errors.push(error);\n      }\n`;
  const aggregate = "throw new AggregateError(errors, 'several errors');\n";
  const thrown = {
    several: `    if (errors.length === 1) throw errors[0];\n    if (errors.length > 1) ${aggregate}`,
    first: "    if (errors.length > 0) throw errors[0];\n",
    all: `    if (errors.length > 0) ${aggregate}`,
    stop: "",
  }[failed];
  const given = { number: "    return told;", any: "    return told > 0;", nothing: "" }[told];
  const lines = [
    failed === "stop" ? "" : "    const errors = [];\n",
    told === "nothing" ? "" : "    let told = 0;\n",
    `    for (const entry of this.#meant(${topic})) {\n`,
    rules.gone === "silent" ? "      if (!this.#entries.has(entry)) continue;\n" : "",
    rules.methods.includes("once") ? "      if (entry.isOnce) this.#entries.delete(entry);\n" : "",
    told === "nothing" ? "" : "      told += 1;\n",
    `${tried}    }\n`,
    thrown,
    given,
  ];
  return lines.join("").trimEnd();
}

function solve(rules: Rules): string {
  const { topic, listener, once, star } = rules;
  const hasOnce = rules.methods.includes("once");
  const promised = rules.resolved === "list" ? "(...values) => settle(values)" : "settle";
  const bodies: Record<Method, string> = {
    on: `    return this.#add(${topic}, ${listener}${hasOnce ? ", false" : ""});`,
    once: `    return this.#add(${topic}, ${listener}, true);`,
    tell: tell(rules),
    next: `    return new Promise((settle) => this.${once}(${topic}, ${promised}));`,
    count: `    return this.#meant(${topic}).length;`,
  };
  const methods = rules.methods.map((one) => `  ${signature(rules, one)} {\n${bodies[one]}\n  }\n`);
  const same = `entry.${topic} === ${topic}`;
  const meant =
    star === ""
      ? `[...this.#entries].filter((entry) => ${same})`
      : `[...this.#entries].filter((entry) =>
      entry.${topic}.endsWith('${star}') ? ${topic}.startsWith(entry.${topic}.slice(0, -1)) : ${same},
    )`;
  return `export class ${rules.board} {
  #entries = new Set();

${methods.join("\n")}
  #add(${topic}, ${listener}${hasOnce ? ", isOnce" : ""}) {
    if (typeof ${listener} !== 'function') throw new ${rules.kind}('not a function');
    const entry = { ${topic}, ${listener}${hasOnce ? ", isOnce" : ""} };
    this.#entries.add(entry);
    return () => ${rules.ended === "whether" ? "this.#entries.delete(entry)" : "{\n      this.#entries.delete(entry);\n    }"};
  }

  #meant(${topic}) {
    return ${meant}${rules.latestFirst ? ".reverse()" : ""};
  }
}
`;
}
