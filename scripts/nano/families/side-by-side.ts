import { freeName } from "../free-name.ts";
import { slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { type Rules, stories, textOf } from "./side-by-side-words.ts";

/** Rows of marks in which a group takes free places that lie next to each other. */
export const sideBySide: Family = {
  name: "side-by-side",
  make,
  starter: {
    name: "seat-plan",
    solution: solve({
      one: "seat",
      all: "seat_all",
      plan: "plan",
      size: "size",
      sizes: "sizes",
      free: ".",
      taken: "#",
      aisle: " ",
      own: "@",
      which: "tight",
      tie: "first",
      side: "left",
      none: "None",
      result: "plan and left",
      checked: true,
      badSize: "",
      badPlan: "",
      story: ["a theatre", "seat", "group", "aisle"],
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const { one, all, plan, size, sizes } = rules;
  const second = all === "" ? "" : `\n\ndef ${all}(${plan}, ${sizes}):\n    pass\n`;
  return {
    language: "python",
    slug: slugName(random, ["rows", "hall-rows", "places", "car-park", "berths", "find-room"]),
    instructions: textOf(random, rules),
    stub: `def ${one}(${plan}, ${size}):\n    pass\n${second}`,
    solution: solve(rules),
    faults: faultsOf(rules),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const own = "at row found blocks block start end left placed re len min max reversed".split(" ");
  const name = (fitting: readonly string[]): string => freeName(random, "python", fitting, own);
  const [free = "", taken = "", mine = "", aisle = ""] = random
    .sample(
      [..."..__;;ooOO##XX@@**++==~~%&$!?:,xTPKM".matchAll(/./g)].map(([mark]) => mark),
      36,
    )
    .filter((mark, at, marks) => marks.indexOf(mark) === at);
  const messages = random.chance(0.3);
  return {
    one: name(["place", "find room", "settle", "book", "put in", "take", "sit down", "occupy"]),
    all: random.chance(0.8)
      ? name(["place all", "settle all", "book all", "one by one", "fill rows", "everyone"])
      : "",
    plan: name(["rows", "hall", "lines", "drawing", "picture", "lot", "area"]),
    size: name(["count", "number of", "people", "how many", "needed", "width", "group"]),
    sizes: name(["counts", "groups", "wishes", "orders", "all needed", "parties"]),
    free,
    taken,
    own: mine,
    aisle: random.option([" ", " ", " ", aisle, ""]),
    which: random.option(["tight", "tight", "tight", "wide", "any"]),
    tie: random.option(["first", "first", "first", "last"]),
    side: random.option(["left", "left", "left", "right", "middle"]),
    none: random.option(["None", "None", "None", "LookupError", "IndexError", "RuntimeError"]),
    result: random.option(["plan and left", "plan and left", "left and plan", "plan", "left"]),
    checked: random.chance(0.8),
    badSize: messages ? random.say("[bad|wrong|strange|impossible] [size|group|number|count]") : "",
    badPlan: messages ? random.say("[bad|wrong|strange|unknown] [mark|sign|character|row]") : "",
    story: random.option(stories),
  };
}

function solve(rules: Rules): string {
  const { one, plan, size, free, own, which, tie, side, none } = rules;
  const error = (text: string): string => (text === "" ? "ValueError" : `ValueError('${text}')`);
  const marks = `${free}${rules.taken}${own}${rules.aisle}`;
  const from = tie === "first" ? "blocks" : "reversed(blocks)";
  const chosen =
    which === "any"
      ? `blocks[${tie === "first" ? 0 : -1}]`
      : `${which === "tight" ? "min" : "max"}(${from}, key=lambda block: block[2] - block[1])`;
  const move = {
    left: "",
    right: `    start = end - ${size}\n`,
    middle: `    start += (end - start - ${size}) // 2\n`,
  };
  return `import re


def ${one}(${plan}, ${size}):
    if ${size} < 1:
        raise ${error(rules.badSize)}
${rules.checked ? `    if re.search('[^${marks}]', ''.join(${plan})):\n        raise ${error(rules.badPlan)}\n` : ""}    blocks = []
    for at, row in enumerate(${plan}):
        for found in re.finditer('[${free}]+', row):
            if len(found[0]) >= ${size}:
                blocks.append((at, found.start(), found.end()))
    if not blocks:
        ${none === "None" ? "return None" : `raise ${none}`}
    at, start, end = ${chosen}
${move[side]}    row = ${plan}[at]
    row = row[:start] + '${own}' * ${size} + row[start + ${size}:]
    return ${plan}[:at] + [row] + ${plan}[at + 1:]
${rules.all === "" ? "" : `\n\n${allCode(rules)}`}`;
}

function allCode({ one, all, plan, size, sizes, none, result }: Rules): string {
  const keeps = result !== "plan";
  const given = {
    "plan and left": `${plan}, left`,
    "left and plan": `left, ${plan}`,
    plan,
    left: "left",
  };
  const start = `def ${all}(${plan}, ${sizes}):
${keeps ? "    left = []\n" : ""}    for ${size} in ${sizes}:
`;
  if (none === "None") {
    return `${start}        placed = ${one}(${plan}, ${size})
${keeps ? `        if placed is None:\n            left.append(${size})\n        else:\n` : "        if placed is not None:\n"}            ${plan} = placed
    return ${given[result]}
`;
  }
  return `${start}        try:
            ${plan} = ${one}(${plan}, ${size})
        except ${none}:
            ${keeps ? `left.append(${size})` : "pass"}
    return ${given[result]}
`;
}

function faultsOf(rules: Rules): string[] {
  const right = solve(rules);
  const { which, tie, side, none, size } = rules;
  const wrong = [
    solve({ ...rules, which: which === "tight" ? "wide" : "tight" }),
    solve({ ...rules, tie: tie === "first" ? "last" : "first" }),
    solve({ ...rules, side: side === "left" ? "right" : "left" }),
    solve({ ...rules, none: none === "None" ? "LookupError" : "None" }),
    solve({ ...rules, own: rules.taken }),
    right.replace(`if ${size} < 1:`, `if ${size} < 0:`),
    right.replace(`>= ${size}:`, `> ${size}:`),
    right.replace(`left.append(${size})`, "pass"),
  ];
  return wrong.filter((code) => code !== right);
}

function probesOf(rules: Rules): string[] {
  const { one, all, free, taken, own, aisle } = rules;
  const plan = (rows: readonly string[]): string =>
    JSON.stringify(
      rows.map((row) =>
        row
          .split("")
          .map((mark) => ({ f: free, t: taken, o: own, a: aisle })[mark] ?? mark)
          .join(""),
      ),
    );
  const rows = plan(["ffattff", "tfaffff", "ffff", "fff", "fffff"]);
  return [
    ...[1, 2, 3, 4, 5, 0, -1].map((size) => `${one}(${rows}, ${size})`),
    `${one}(${rows}, 6)`,
    `${one}(${plan(["fffffft"])}, 2)`,
    `${one}([], 1)`,
    `${one}(${plan(["ooffoff"])}, 2)`,
    `${one}(["§"], 1)`,
    `plan = ${plan(["fff"])}\n${one}(plan, 2)\nplan`,
    ...(all === ""
      ? []
      : [
          `${all}(${plan(["ffff", "ff"])}, [2, 1, 3])`,
          `${all}(${plan(["ffff", "ff"])}, [3, 3, 2, 2, 1])`,
          `${all}(${plan(["ff", "fft"])}, [1, 2, 1])`,
          `${all}([], [])`,
        ]),
  ];
}
