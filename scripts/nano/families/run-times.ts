import { functionName, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { changed, stubOf } from "./js-wording.ts";
import { heads, instructions, type Rules, unitsOf } from "./run-times-words.ts";

/** Spans of time in words, read again, and as a clock shows them. */
export const runTimes: Family = {
  name: "run-times",
  make,
  starter: {
    name: "time-spans",
    solution: solve({
      write: "written",
      read: "read",
      clock: "clock",
      has: { write: true, read: true, clock: true },
      seconds: "seconds",
      text: "text",
      largest: "day",
      short: false,
      join: ", ",
      zeros: false,
      nothing: "0 seconds",
      anyCase: true,
      decimals: "round",
      unread: "SyntaxError",
      bad: "RangeError",
      face: "starter",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const { has } = rules;
  const solution = solve(rules);
  return {
    language: "javascript",
    slug: slugName(random, ["span-words", "how-long", "stop-watch", "film-lengths", "run-times"]),
    instructions: instructions(random, rules),
    stub: stubOf(heads(rules)),
    solution,
    faults: changed(solution, [
      ...(has.write
        ? ([
            ["rest %= size;", "rest -= size;"],
            ["count === 1 ? '' : 's'", "count === 0 ? '' : 's'"],
            ["count > 0", "count > 1"],
          ] as const)
        : []),
      ...(has.read
        ? ([
            [".toLowerCase()", ""],
            ["Math.round(", "Math.trunc("],
            ["bare === '' || ", ""],
            ["s?)?", ")?"],
          ] as const)
        : []),
      ...(has.clock
        ? ([
            ["/ 60) % 60", "/ 60)"],
            [".padStart(2, '0')", ""],
            ["hours === 0", "hours <= 1"],
          ] as const)
        : []),
    ]),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const lacking = random.option(["", "", "", "write", "read", "clock", "clock"]);
  return {
    write: functionName(random, "javascript", [
      "in words",
      "span text",
      "say span",
      "duration",
      "spelled",
      "as text",
      "how long",
    ]),
    read: functionName(random, "javascript", [
      "parse span",
      "seconds of",
      "to seconds",
      "read span",
      "understand",
      "parsed",
    ]),
    clock: functionName(random, "javascript", [
      "display",
      "stopwatch",
      "digits",
      "timer",
      "on clock",
      "face",
      "digital",
    ]),
    has: { write: lacking !== "write", read: lacking !== "read", clock: lacking !== "clock" },
    seconds: random.name(
      "seconds seconds span amount total duration time length period".split(" "),
    ),
    text: random.name("text text input words source string line entry phrase".split(" ")),
    largest: random.option(["day", "day", "day", "week", "hour"]),
    short: random.chance(0.25),
    join: random.option([", ", ", ", ", ", " ", "; ", " + ", " / "]),
    zeros: random.chance(0.2),
    nothing: random.say(
      "[0 seconds|0 seconds|0 seconds|0 seconds|nothing|no time|none|now|at once|0|-|instantly|zero|0s|0 minutes]",
    ),
    anyCase: random.chance(0.75),
    decimals: random.option(["round", "round", "round", "floor", "ceil", "", ""]),
    unread: random.option([
      "SyntaxError",
      "SyntaxError",
      "SyntaxError",
      "RangeError",
      "TypeError",
      "Error",
      "null",
    ]),
    bad: random.option(["RangeError", "RangeError", "RangeError", "TypeError", "Error"]),
    face: random.option(["starter", "starter", "starter", "full", "padded", "minutes"]),
  };
}

function solve(rules: Rules): string {
  const { write, read, clock, has, bad } = rules;
  const units = unitsOf(rules).map(([name, size]) => `  ['${name}', ${size}],\n`);
  const top = `const UNITS = [\n${units.join("")}];\n`;
  const whole = `const needsWhole = (${rules.seconds}) => {\n  if (!Number.isInteger(${rules.seconds}) || ${rules.seconds} < 0) throw new ${bad}(\`bad span: \${${rules.seconds}}\`);\n};\n`;
  const parts = [
    ...(has.write || has.read ? [top] : []),
    ...(has.write || has.clock ? [whole] : []),
    ...(has.write ? [solveWrite(write, rules)] : []),
    ...(has.read ? [solveRead(read, rules)] : []),
    ...(has.clock ? [solveClock(clock, rules)] : []),
  ];
  return parts.join("\n");
}

function solveWrite(write: string, { seconds, short, zeros, join, nothing }: Rules): string {
  const part = `\`\${count}${short ? "" : " "}\${name${short ? "[0]" : ""}}${short ? "" : `\${count === 1 ? '' : 's'}`}\``;
  return `export const ${write} = (${seconds}) => {
  needsWhole(${seconds});
  let rest = ${seconds};
  const parts = [];
  for (const [name, size] of UNITS) {
    const count = Math.floor(rest / size);
    rest %= size;
    ${zeros ? "" : "if (count > 0) "}parts.push(${part});
  }
  return parts.join('${join}')${zeros ? "" : ` || '${nothing}'`};
};
`;
}

function solveRead(read: string, { text, join, anyCase, decimals, unread }: Rules): string {
  const digits = decimals === "" ? "(\\\\d+)" : "(\\\\d+(?:\\\\.\\\\d+)?)";
  const fail =
    unread === "null" ? "return null" : `throw new ${unread}(\`cannot read: \${${text}}\`)`;
  const sum = "UNITS.reduce((sum, [, size], at) => sum + Number(found[at + 1] ?? 0) * size, 0)";
  return `export const ${read} = (${text}) => {
  const bare = ${text}${anyCase ? ".toLowerCase()" : ""}.replace(/[\\s${join.trim() === "/" ? "\\/" : join.trim()}]/g, '');
  const parts = UNITS.map(([name]) => \`(?:${digits}\${name[0]}(?:\${name.slice(1)}s?)?)?\`);
  const found = new RegExp(\`^\${parts.join('')}$\`).exec(bare);
  if (bare === '' || found === null) ${fail};
  return ${decimals === "" ? sum : `Math.${decimals}(${sum})`};
};
`;
}

function solveClock(clock: string, { seconds, face }: Rules): string {
  const minutes =
    face === "minutes" ? `Math.floor(${seconds} / 60)` : `Math.floor(${seconds} / 60) % 60`;
  const hours = face === "minutes" ? "" : `  const hours = Math.floor(${seconds} / 3600);\n`;
  const short = `return \`\${minutes}:\${two(${seconds} % 60)}\`;\n`;
  const long = `  return \`\${${face === "padded" ? "two(hours)" : "hours"}}:\${two(minutes)}:\${two(${seconds} % 60)}\`;\n`;
  const end = {
    starter: `  if (hours === 0) ${short}${long}`,
    full: long,
    padded: long,
    minutes: `  ${short}`,
  }[face];
  return `export const ${clock} = (${seconds}) => {
  needsWhole(${seconds});
  const two = (number) => String(number).padStart(2, '0');
${hours}  const minutes = ${minutes};
${end}};
`;
}

function probesOf({ write, read, clock, has, join, unread }: Rules): string[] {
  const texts = [
    "1 day, 2 hours, 3 minutes, 4 seconds",
    "1d 2h 3m 4s",
    "90m",
    "2h15m",
    "2 H",
    "",
    " ",
    "1m 1h",
    "1h 2h",
    "5",
    "-1h",
    "1.h",
    "3x",
    "2 weeks",
    "2.5m",
    "0.5s",
    "0.3s",
    "1.37 minutes",
    "1 hourss",
    "2 minutes",
    "25 hours",
    `1h${join}2 seconds`,
  ];
  return [
    ...(has.write
      ? [
          `[0, 1, 59, 60, 3600, 3661, 86399, 90061, 183845, 694861, 1904522].map(${write})`,
          `${write}(-1)`,
          `${write}(1.5)`,
          `${write}('60')`,
        ]
      : []),
    ...(has.read ? texts.map((text) => asked(read, unread, JSON.stringify(text))) : []),
    ...(has.clock
      ? [
          `[0, 9, 75, 3599, 3600, 4210, 36610, 360000].map(${clock})`,
          `${clock}(-1)`,
          `${clock}(NaN)`,
        ]
      : []),
  ];
}

/** What is read, or whether the right error names the text. */
function asked(read: string, unread: string, text: string): string {
  const right =
    unread === "null" ? "false" : `error instanceof ${unread} && error.message.includes(${text})`;
  return `let found;\ntry { found = ${read}(${text}); } catch (error) { found = ${right}; }\nfound`;
}
