import { freeName } from "../free-name.ts";
import { slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { type Rules, textOf } from "./what-changed-words.ts";

const sameCode = {
  kinds: `def same(one, other):
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return one == other and isinstance(one, bool) == isinstance(other, bool)
`,
  equal: "def same(one, other):\n    return one == other\n",
  written: "def same(one, other):\n    return written(one) == written(other)\n",
};

/** Lines that say what differs between two dicts, and lines that are done again. */
export const whatChanged: Family = {
  name: "what-changed",
  make,
  starter: {
    name: "change-report",
    solution: solve({
      report: "changes",
      apply: "apply",
      before: "before",
      after: "after",
      lines: "lines",
      added: "+",
      removed: "-",
      changed: "~",
      sign: " = ",
      mid: ": ",
      arrow: " -> ",
      join: ".",
      same: "kinds",
      order: "path",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const { report, apply, before, after, lines } = rules;
  const second = apply === "" ? "" : `\n\ndef ${apply}(${before}, ${lines}):\n    pass\n`;
  return {
    language: "python",
    slug: slugName(random, ["differences", "what-is-new", "compare", "record-diff", "patch"]),
    instructions: textOf(random, rules),
    stub: `def ${report}(${before}, ${after}):\n    pass\n${second}`,
    solution: solve(rules),
    faults: faultsOf(rules),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const own =
    "same one other written value found path key at line change result mark rest divider text parents parent place old end head arrow new copy json all map".split(
      " ",
    );
  const name = (fitting: readonly string[]): string => freeName(random, "python", fitting, own);
  const [added = "", removed = "", changed = ""] = random
    .option(["+ - ~", "+ - ~", "+ - *", "> < !", "new gone now", "A D M", "in out mod", "p q r"])
    .split(" ");
  return {
    report: name(["differences", "compare", "report", "what changed", "difference of"]),
    apply: random.chance(0.65) ? name(["patch", "repeat", "do again", "update", "make new"]) : "",
    before: name(["old record", "first", "former", "was", "left", "yesterday"]),
    after: name(["new record", "second", "later", "now", "right", "today"]),
    lines: name(["notes", "steps", "log", "differences", "report lines"]),
    added,
    removed,
    changed,
    sign: random.option([" = ", " = ", " is ", " : "]),
    mid: random.option([": ", ": ", " from ", " was "]),
    arrow: random.option([" -> ", " -> ", " => ", " to "]),
    join: random.option([".", ".", ".", "/", "::", ""]),
    same: random.option(["kinds", "kinds", "equal", "written"]),
    order: random.option(["path", "path", "line"]),
  };
}

function solve(rules: Rules): string {
  const { report, apply, before, after, added, removed, changed, sign, mid, arrow, join } = rules;
  const nested =
    join === ""
      ? ""
      : `        elif isinstance(before[key], dict) and isinstance(after[key], dict):
            lines += found(before[key], after[key], at + '${join}')
`;
  const sorted = {
    path: `[line for at, line in sorted(found(${before}, ${after}, ''))]`,
    line: `sorted(line for at, line in found(${before}, ${after}, ''))`,
  };
  return `${apply === "" ? "" : "import copy\n"}import json


def written(value):
    return json.dumps(value, sort_keys=True)


${sameCode[rules.same]}

def found(before, after, path):
    lines = []
    for key in before.keys() | after.keys():
        at = path + key
        if key not in before:
            lines.append((at, f'${added} {at}${sign}{written(after[key])}'))
        elif key not in after:
            lines.append((at, f'${removed} {at}${sign}{written(before[key])}'))
${nested}        elif not same(before[key], after[key]):
            lines.append((at, f'${changed} {at}${mid}{written(before[key])}${arrow}{written(after[key])}'))
    return lines


def ${report}(${before}, ${after}):
    return ${sorted[rules.order]}
${apply === "" ? "" : `\n\n${applyCode(rules)}`}`;
}

function applyCode(rules: Rules): string {
  const { apply, before, lines, added, removed, changed, sign, mid, arrow, join } = rules;
  const walk =
    join === ""
      ? "    place, key = result, path\n"
      : `    *parents, key = path.split('${join}')
    place = result
    for parent in parents:
        place = place.get(parent)
        if not isinstance(place, dict):
            raise ValueError(line)
`;
  return `def ${apply}(${before}, ${lines}):
    result = copy.deepcopy(${before})
    for line in ${lines}:
        change(result, line)
    return result


def change(result, line):
    mark, divider, rest = line.partition(' ')
    path, divider, text = rest.partition('${mid}' if mark == '${changed}' else '${sign}')
    if mark not in ('${added}', '${removed}', '${changed}') or divider == '':
        raise ValueError(line)
${walk}    if mark == '${added}':
        if key in place:
            raise ValueError(line)
        place[key] = json.loads(text)
        return
    old, end = json.JSONDecoder().raw_decode(text)
    head, arrow, new = text[end:].partition('${arrow}')
    if key not in place or not same(place[key], old) or head != '':
        raise ValueError(line)
    if mark == '${removed}' and arrow == '':
        del place[key]
    elif mark == '${changed}' and arrow != '':
        place[key] = json.loads(new)
    else:
        raise ValueError(line)
`;
}

function faultsOf(rules: Rules): string[] {
  const right = solve(rules);
  const wrong = [
    solve({ ...rules, same: rules.same === "kinds" ? "equal" : "kinds" }),
    solve({ ...rules, join: rules.join === "" ? "." : "" }),
    solve({ ...rules, added: rules.removed, removed: rules.added }),
    right.replace(", sort_keys=True", ""),
    rules.join === "" ? right : right.replace("copy.deepcopy(", "dict("),
    right.replace("        if key in place:\n            raise ValueError(line)\n", ""),
    right.replace("        elif key not in after:", "        elif after.get(key) is None:"),
    right.replace(" or not same(place[key], old)", ""),
  ];
  return wrong.filter((code) => code !== right);
}

function probesOf(rules: Rules): string[] {
  const { report, apply, added: a, removed: r, changed: c, sign: s, mid: m, arrow: w } = rules;
  const j = rules.join || ".";
  const one = '{"a": {"b": 1, "c": "x -> y"}, "d": [1], "e": None, "g": {"z": 1, "y": 2}, "B": 7}';
  const two = '{"a": {"b": 2, "c": " = -> "}, "f": {"h": [True], "g": 2}, "e": 0, "g": 5, "b": 1}';
  const pairs = [
    [one, two],
    [two, one],
    ['{"a": 1, "b": [0], "c": {"x": 1}}', '{"a": True, "b": [False], "c": {"x": True}}'],
    ['{"a": 1, "b": [1, {"x": 0}]}', '{"a": 1.0, "b": [1.0, {"x": 0}]}'],
    ['{"a": None, "c": 1}', '{"b": None, "c": None}'],
    ['{"a": [1, 2], "n": {}}', '{"a": [2, 1], "n": {}}'],
    ["{}", "{}"],
  ];
  const record = '{"a": 1, "b": {"c": 2}}';
  const steps = [
    `${a} a${s}1`,
    `${a} b${j}x${s}3`,
    `${r} b${j}c${s}2`,
    `${r} a${s}1`,
    `${r} a${s}2`,
    `${r} x${s}1`,
    `${a} a${j}x${s}1`,
    `${c} b${j}c${m}2${w}5`,
    `${c} a${m}2${w}3`,
    `${c} a${m}1${w}3`,
    `${c} a${m}1`,
    `${a} z${s}{`,
    "hello",
  ];
  return [
    ...pairs.map(([before, after]) => `${report}(${before}, ${after})`),
    ...(apply === ""
      ? []
      : [
          `${apply}(${one}, ${report}(${one}, ${two}))`,
          `${apply}(${two}, ${report}(${two}, ${one}))`,
          `given = ${record}\ntry:\n    ${apply}(given, ['${a} b${j}x${s}3'])\nexcept ValueError:\n    pass\ngiven`,
          ...steps.map((step) => `${apply}(${record}, ['${step}'])`),
        ]),
  ];
}
