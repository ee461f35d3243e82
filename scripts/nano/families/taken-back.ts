import { freeName } from "../free-name.ts";
import { className, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { type Change, type Rules, textOf } from "./taken-back-words.ts";

const listChanges: readonly Change[] = [
  { does: "append", name: "append", params: ["item"] },
  { does: "insert", name: "insert", params: ["at", "item"] },
  { does: "remove", name: "remove", params: ["item"] },
];

/** A list that can undo and redo its changes, and make many of them one. */
export const takenBack: Family = {
  name: "taken-back",
  make,
  starter: {
    name: "undo-list",
    solution: solve({
      owner: "UndoList",
      given: "items",
      optional: true,
      content: "items",
      shape: "list",
      property: true,
      listNames: true,
      changes: listChanges,
      missing: "raise",
      undo: "undo",
      redo: "redo",
      nothing: "bool",
      error: "IndexError",
      message: "",
      most: 0,
      block: "together",
      failed: "back",
      variable: "numbers",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  return {
    language: "python",
    slug: slugName(random, ["back-list", "step-back", "history", "list-memory", "undo", "changes"]),
    instructions: textOf(random, rules),
    stub: stubOf(rules),
    solution: solve(rules),
    faults: faultsOf(rules),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const own = ["self", "append", "insert", "remove", "extend", "clear", "reverse", "before"];
  const name = (fitting: readonly string[]): string => freeName(random, "python", fitting, own);
  const item = name(["item", "thing", "value", "entry", "element", "x", "what"]);
  const at = name(["at", "index", "position", "place", "where", "i"]);
  const more = name(["items", "things", "more", "others", "values"]);
  const listNames = random.chance(0.65);
  const does = random.chance(0.5)
    ? (["append", "insert", "remove"] as const)
    : random.shuffle([
        "append",
        ...random.sample(["insert", "remove", "extend", "clear", "reverse"] as const, 2),
      ] as const);
  const fitting = {
    append: ["add", "push", "put last", "add last"],
    insert: ["put", "put at", "squeeze in", "add at"],
    remove: ["drop", "take out", "delete one", "discard"],
    extend: ["add all", "push all", "put all"],
    clear: ["empty", "drop all", "wipe"],
    reverse: ["turn", "flip", "turn round"],
  };
  const params = { append: [item], insert: [at, item], remove: [item], extend: [more] };
  return {
    owner: className(name(["past keeper", "history", "memory list", "undoable", "step list"])),
    given: name(["items", "start", "content", "given", "values", "first"]),
    optional: random.chance(0.7),
    content: name(["items", "content", "all", "present", "now", "as list", "values"]),
    shape: random.option(["list", "list", "tuple"]),
    property: random.chance(0.7),
    listNames,
    changes: does.map((one) => ({
      does: one,
      name: listNames ? one : name(fitting[one]),
      params: one === "clear" || one === "reverse" ? [] : params[one],
    })),
    missing: random.option(["raise", "raise", "ignore"]),
    undo: name(["back", "go back", "take back", "step back", "revert"]),
    redo: random.chance(0.8) ? name(["again", "go on", "forth", "step on", "repeat"]) : "",
    nothing: random.option(["bool", "bool", "raise", "quiet"]),
    error: random.option(["IndexError", "ValueError", "LookupError", "RuntimeError"]),
    message: random.say("[nothing|no change|no step|no more] [to do|left|there|is left]"),
    most: random.chance(0.25) ? random.constant(2, 30) : 0,
    block: random.chance(0.7) ? name(["as one", "in one", "group", "batch", "at once"]) : "",
    failed: random.option(["back", "back", "stays"]),
    variable: name(["notes", "letters", "words", "names", "cards", "songs"]),
  };
}

function head({ given, optional }: Rules): string {
  return optional ? `${given}=()` : given;
}

function stubOf(rules: Rules): string {
  const methods = [
    `__init__(self, ${head(rules)})`,
    ...rules.changes.map(({ name, params }) => `${name}(${["self", ...params].join(", ")})`),
    ...[rules.undo, rules.redo, rules.block].flatMap((one) => (one === "" ? [] : [`${one}(self)`])),
  ];
  const bodies = methods.map((one) => `    def ${one}:\n        pass\n`);
  return `class ${rules.owner}:\n${bodies.join("\n")}`;
}

function solve(rules: Rules): string {
  const { redo, block } = rules;
  return `${block === "" ? "" : "from contextlib import contextmanager\n\n\n"}class ${rules.owner}:
    def __init__(self, ${head(rules)}):
        self._items = list(${rules.given})
        self._past = []
${redo === "" ? "" : "        self._future = []\n"}${block === "" ? "" : "        self._open = False\n"}
${rules.property ? "    @property\n" : ""}    def ${rules.content}(self):
        return ${rules.shape}(self._items)

    def _remember(self, before):
${block === "" ? "" : "        if self._open:\n            return\n"}        self._past.append(before)
${rules.most === 0 ? "" : `        del self._past[:-${rules.most}]\n`}${redo === "" ? "" : "        self._future.clear()\n"}
${rules.changes.map((one) => method(one, rules)).join("\n")}
${step(rules, rules.undo, "_past", redo === "" ? "" : "_future")}${redo === "" ? "" : `\n${step(rules, redo, "_future", "_past")}`}${blockCode(rules)}`;
}

function method({ does, name, params }: Change, { missing }: Rules): string {
  const ignored = does === "remove" && missing === "ignore";
  return `    def ${name}(${["self", ...params].join(", ")}):
${ignored ? `        if ${params[0]} not in self._items:\n            return\n` : ""}        before = list(self._items)
        self._items.${does}(${params.join(", ")})
        self._remember(before)
`;
}

function step({ nothing, error, message }: Rules, name: string, from: string, to: string): string {
  const empty = { bool: "return False", raise: `raise ${error}('${message}')`, quiet: "return" };
  return `    def ${name}(self):
        if not self.${from}:
            ${empty[nothing]}
${to === "" ? "" : `        self.${to}.append(self._items)\n`}        self._items = self.${from}.pop()
${nothing === "bool" ? "        return True\n" : ""}`;
}

function blockCode({ block, failed }: Rules): string {
  if (block === "") return "";
  const start = `
    @contextmanager
    def ${block}(self):
        before = list(self._items)
        self._open = True
        try:
            yield self
`;
  if (failed === "stays") {
    return `${start}        finally:
            self._open = False
            if self._items != before:
                self._remember(before)
`;
  }
  return `${start}        except BaseException:
            self._items = before
            raise
        finally:
            self._open = False
        if self._items != before:
            self._remember(before)
`;
}

function faultsOf(rules: Rules): string[] {
  const right = solve(rules);
  const other = { bool: "quiet", raise: "bool", quiet: "raise" } as const;
  const without = (line: string): string => right.replace(`${line}\n`, "");
  return [
    solve({ ...rules, shape: rules.shape === "list" ? "tuple" : "list" }),
    solve({ ...rules, nothing: other[rules.nothing] }),
    right.replace(`list(${rules.given})`, rules.given),
    without("        self._future.clear()"),
    without(`        del self._past[:-${rules.most}]`),
    without("        if self._open:\n            return"),
    without("            raise"),
    solve({ ...rules, most: rules.most === 0 ? 0 : rules.most - 1 }),
  ].filter((code) => code !== right);
}

function probesOf(rules: Rules): string[] {
  const { owner, undo, redo, block, changes, most, missing } = rules;
  const content = `a.${rules.content}${rules.property ? "" : "()"}`;
  const sample = { append: "7", insert: "1, 8", remove: "2", extend: "[5, 6]" };
  const calls = changes.map(
    ({ does, name }) => `a.${name}(${does === "clear" || does === "reverse" ? "" : sample[does]})`,
  );
  const add = `a.${changes.find(({ does }) => does === "append")?.name}`;
  const gone = changes.find(({ does }) => does === "remove")?.name;
  const start = `a = ${owner}([1, 2, 3, 1])`;
  const kept = (call: string): string => `try:\n    ${call}\nexcept Exception:\n    pass`;
  const often = (call: string): string =>
    `for i in range(${most + 3}):\n    ${kept(call).replaceAll("\n", "\n    ")}`;
  return [
    `${start}\n${content}`,
    ...calls.map((call) => `${start}\n${call}\n${content}`),
    `${start}\n${calls.join("\n")}\na.${undo}()\n${content}`,
    `${start}\n${add}(9)\na.${undo}()`,
    `${start}\na.${undo}()`,
    `given = [1]\na = ${owner}(given)\n${add}(2)\n(given, ${content})`,
    `${start}\n${often(`${add}(i)`)}\n${often(`a.${undo}()`)}\n${content}`,
    ...(gone === undefined
      ? []
      : [
          `${start}\na.${gone}(99)`,
          `${start}\n${add}(9)\n${kept(`a.${gone}(99)`)}\na.${undo}()\n${content}`,
        ]),
    ...(redo === ""
      ? []
      : [
          `${start}\n${calls.join("\n")}\na.${undo}()\na.${redo}()\n${content}`,
          `${start}\na.${redo}()`,
          `${start}\n${add}(9)\na.${undo}()\n${add}(8)\n${kept(`a.${redo}()`)}\n${content}`,
        ]),
    ...(block === ""
      ? []
      : [
          `${start}\n${add}(0)\nwith a.${block}():\n    ${add}(4)\n    ${add}(5)\na.${undo}()\na.${undo}()\n${content}`,
          `${start}\n${add}(0)\n${kept(`with a.${block}():\n        ${add}(4)\n        raise KeyError(1)`)}\n(${content}, a.${undo}(), ${content})`,
          `${start}\nwith a.${block}():\n    ${add}(4)\n    raise KeyError(1)\n${content}`,
          `${start}\n${add}(0)\nwith a.${block}():\n    pass\na.${undo}()\n${content}`,
        ]),
    ...(missing === "ignore" ? [`${start}\n${kept(`a.${undo}()`)}\n${content}`] : []),
  ];
}
