import { freeName } from "../free-name.ts";
import { slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { type Rules, textOf } from "./release-rank-words.ts";

/** Numbers of releases, put in order, chosen from, and held against rules. */
export const releaseRank: Family = {
  name: "release-rank",
  make,
  starter: {
    name: "version-order",
    solution: solve({
      key: "key",
      best: "newest",
      fits: "allowed",
      one: "version",
      many: "versions",
      rule: "rule",
      prefix: "v",
      mark: "-",
      zeros: true,
      before: true,
      numbersFirst: true,
      folded: false,
      pick: "max",
      tie: "first",
      empty: "None",
      equal: "=",
      unequal: false,
      joint: ",",
      all: true,
      message: "",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const heads = [
    `${rules.key}(${rules.one})`,
    ...(rules.best === "" ? [] : [`${rules.best}(${rules.many})`]),
    ...(rules.fits === "" ? [] : [`${rules.fits}(${rules.one}, ${rules.rule})`]),
  ];
  return {
    language: "python",
    slug: slugName(random, ["releases", "release-rank", "builds", "which-release", "numbering"]),
    instructions: textOf(random, rules),
    stub: heads.map((head) => `def ${head}:\n    pass\n`).join("\n\n"),
    solution: solve(rules),
    faults: faultsOf(rules),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const own = "found numbers parts part own held text pieces re operator all any int".split(" ");
  const name = (fitting: readonly string[]): string => freeName(random, "python", fitting, own);
  const best = random.chance(0.85);
  return {
    key: name(["rank", "sort key", "order", "read version", "comparable", "parts of", "as key"]),
    best: best ? name(["latest", "highest", "best", "choose", "top", "pick one", "leader"]) : "",
    fits:
      !best || random.chance(0.75) ? name(["fits", "matches", "accepts", "is ok", "fulfils"]) : "",
    one: name(["release", "text", "written", "one", "build", "given"]),
    many: name(["releases", "texts", "all given", "builds", "candidates", "many"]),
    rule: name(["condition", "wanted", "demand", "limits", "need", "wish"]),
    prefix: random.option(["v", "v", "v", "V", "r", "ver", "rel", "no", ""]),
    mark: random.option(["-", "-", "-", "+", "~", "_", ":", "/"]),
    zeros: random.chance(0.7),
    before: random.chance(0.7),
    numbersFirst: random.chance(0.65),
    folded: random.chance(0.2),
    pick: random.option(["max", "max", "max", "min"]),
    tie: random.option(["first", "first", "last"]),
    empty: random.option(["None", "None", "error"]),
    equal: random.option(["=", "=", "=="]),
    unequal: random.chance(0.25),
    joint: random.option([",", ",", ";", "&", "|"]),
    all: random.chance(0.7),
    message: random.chance(0.3)
      ? random.say(
          "[this is|that is|it is|there is] [no|not a|a bad|a strange] [release|version|number|text]",
        )
      : "",
  };
}

function solve(rules: Rules): string {
  const { key, one, mark } = rules;
  const error = (what: string): string => (rules.message === "" ? what : `'${rules.message}'`);
  const number = `(${rules.numbersFirst ? 0 : 1}, int(part), '')`;
  const word = `(${rules.numbersFirst ? 1 : 0}, 0, part${rules.folded ? ".lower()" : ""})`;
  const prefix = rules.prefix === "" ? "" : `(?:${rules.prefix})?`;
  const { best, fits } = rules;
  return `${fits === "" ? "" : "import operator\n"}import re

VERSION = re.compile(r'${prefix}(\\d+(?:[.]\\d+)*)(?:[${mark}]([0-9A-Za-z]+(?:[.][0-9A-Za-z]+)*))?')
${fits === "" ? "" : tests(rules)}

def ${key}(${one}):
    found = VERSION.fullmatch(${one})
    if found is None:
        raise ValueError(${error(one)})
    numbers = [int(part) for part in found[1].split('.')]
${rules.zeros ? "    while numbers[-1:] == [0]:\n        numbers.pop()\n" : ""}    return (numbers, found[2] is ${rules.before ? "" : "not "}None, pieces(found[2]))


def pieces(text):
    parts = text.split('.') if text else []
    return [${number} if part.isdigit() else ${word} for part in parts]
${best === "" ? "" : `\n\n${bestCode(rules)}`}${fits === "" ? "" : `\n\n${fitsCode(rules, error("part"))}`}`;
}

function tests({ equal, unequal }: Rules): string {
  return `RULE = re.compile(r'\\s*(>=|<=|${unequal ? "!=|" : ""}${equal}|>|<)\\s*(\\S+)\\s*')
TESTS = {
    '${equal}': operator.eq,
${unequal ? "    '!=': operator.ne,\n" : ""}    '>': operator.gt,
    '>=': operator.ge,
    '<': operator.lt,
    '<=': operator.le,
}
`;
}

function bestCode({ best, many, pick, tie, key, empty }: Rules): string {
  const from = tie === "first" ? many : `reversed(${many})`;
  return `def ${best}(${many}):
    return ${pick}(${from}, key=${key}${empty === "None" ? ", default=None" : ""})
`;
}

function fitsCode({ fits, one, rule, key, joint, all }: Rules, what: string): string {
  return `def ${fits}(${one}, ${rule}):
    own = ${key}(${one})
    held = []
    for part in ${rule}.split('${joint}'):
        found = RULE.fullmatch(part)
        if found is None:
            raise ValueError(${what})
        held.append(TESTS[found[1]](own, ${key}(found[2])))
    return ${all ? "all" : "any"}(held)
`;
}

function faultsOf(rules: Rules): string[] {
  const right = solve(rules);
  const wrong = [
    solve({ ...rules, before: !rules.before }),
    solve({ ...rules, zeros: !rules.zeros }),
    solve({ ...rules, numbersFirst: !rules.numbersFirst }),
    solve({ ...rules, folded: !rules.folded }),
    solve({ ...rules, all: !rules.all }),
    rules.prefix === "" && !rules.zeros && !rules.folded
      ? right
      : solve({ ...rules, tie: rules.tie === "first" ? "last" : "first" }),
    solve({ ...rules, pick: rules.pick === "max" ? "min" : "max" }),
    right.replace("int(part) for part in found[1]", "part for part in found[1]"),
    right.replace("'>=': operator.ge", "'>=': operator.gt"),
  ];
  return wrong.filter((code) => code !== right);
}

function probesOf(rules: Rules): string[] {
  const { key, best, fits, prefix, mark: m, joint: j, equal } = rules;
  const order = [
    ...["1.10", "1.9", "2", "2.0", "10.0", "2.9.1", `2${m}a`, `2${m}1`, `2${m}b.2`, `2${m}b.10`],
    ...[`2${m}b`, `2${m}B`, `2${m}A.1`, "1", "1.0.1"],
  ];
  const list = (texts: readonly string[]): string => JSON.stringify(texts);
  const bests = [
    ["1.9", `${prefix}1.10`, "1.2"],
    ["2.0", "2"],
    [`1${m}a`, `1${m}A`],
    [`${prefix}2.0`, "2.0"],
    [`1.0${m}x`, "1.0"],
    [],
  ];
  const rulesAsked = [
    ...[`${equal}1.2`, ">1.1", ">=1.2", "<1.2", "<=1.2", "!=1.2", "1.2", ">=", "x1"],
    ...[`>=1.2${j} <2`, `>1.2${j}<2`, `>2${j}<1`, `>1${j}`],
  ];
  return [
    `sorted(${list(order)}, key=${key})`,
    `[${key}(a) == ${key}(b) for a, b in [('2', '2.0.0'), ('${prefix}1.4', '1.4'), ('1${m}a', '1${m}A')]]`,
    ...["", "one", "1..2", `1.2${m}`, "1.x"].map((text) => `${key}('${text}')`),
    ...(best === "" ? [] : bests.map((texts) => `${best}(${list(texts)})`)),
    ...(fits === "" ? [] : rulesAsked.map((rule) => `${fits}('1.2', '${rule}')`)),
  ];
}
