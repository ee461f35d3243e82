import { freeName } from "../free-name.ts";
import { className, slugName } from "../names.ts";
import type { Random } from "../random.ts";
import type { Family, Task } from "../task.ts";
import { type Rules, textOf } from "./conf-lines-words.ts";

/** A text of keys and values with comments and sections, made a dict. */
export const confLines: Family = {
  name: "conf-lines",
  make,
  starter: {
    name: "settings-text",
    solution: solve({
      parse: "parse",
      text: "text",
      error: "SettingsError",
      base: "ValueError",
      at: "line",
      comment: "#",
      open: "[",
      close: "]",
      divider: "=",
      divides: "first",
      comma: ",",
      yes: "yes",
      no: "no",
      nothing: "",
      numbers: "signed",
      quote: '"',
      twice: "error",
      again: "goes on",
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const { parse, text, error, base } = rules;
  return {
    language: "python",
    slug: slugName(random, ["conf", "read-options", "setup-file", "key-lines", "profile", "ini"]),
    instructions: textOf(random, rules),
    stub: `class ${error}(${base}):\n    pass\n\n\ndef ${parse}(${text}):\n    pass\n`,
    solution: solve(rules),
    faults: faultsOf(rules),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const own =
    "result section names number line name key divider value value_of part re text int float".split(
      " ",
    );
  const name = (fitting: readonly string[]): string => freeName(random, "python", fitting, own);
  const [open = "", close = ""] = random.option(["[]", "[]", "[]", "<>", "{}", "()", ""]).split("");
  const [yes = "", no = ""] = random.option(words).split(" ");
  return {
    parse: name(["read", "read options", "load", "read conf", "scan", "understand"]),
    text: random.chance(0.4)
      ? "text"
      : name(["source", "content", "written", "options", "given", "file text"]),
    error: className(
      `${name(["option", "conf", "read", "format", "file", "profile"])} ${random.option(["error", "error", "problem", "mistake"])}`,
    ),
    base: random.option(["ValueError", "ValueError", "Exception", "RuntimeError", "LookupError"]),
    at: name(["line number", "row", "at", "where", "lineno", "place", "position"]),
    comment: random.option(["#", "#", "#", ";", "%", "!", "//", "--", "*"]),
    open,
    close,
    divider: random.option(["=", "=", "=", ":", "->", ":=", "~"]),
    divides: random.option(["first", "first", "first", "last"]),
    comma: random.option([",", ",", ",", ";", "/", "&", ""]),
    yes,
    no,
    nothing: random.chance(0.2) ? random.option(["none", "nothing", "null", "nil", "void"]) : "",
    numbers: random.option(["signed", "signed", "plain", "float", "texts"]),
    quote: random.option(['"', '"', '"', "\\'", "|", "^", ""]),
    twice: random.option(["error", "error", "last", "first"]),
    again: random.option(["goes on", "goes on", "error", "anew"]),
  };
}

const words = ["yes no", "yes no", "on off", "true false", "y n", "ja nein", "right wrong", ""];

function solve(rules: Rules): string {
  const { error, at, quote, comma, yes, no, nothing, numbers } = rules;
  const match = (pattern: string, made: string): string =>
    `    if re.fullmatch(r'${pattern}', text):\n        return ${made}(text)\n`;
  const whole = numbers === "plain" ? "\\d+" : "[+-]?\\d+";
  const word = (text: string, value: string): string =>
    text === "" ? "" : `    if text == '${text}':\n        return ${value}\n`;
  return `${numbers === "texts" ? "" : "import re\n\n\n"}class ${error}(${rules.base}):
    def __init__(self, ${at}):
        super().__init__(${at})
        self.${at} = ${at}


def value_of(text):
    text = text.strip()
${quote === "" ? "" : `    if len(text) > 1 and text[0] == text[-1] == '${quote}' and '${quote}' not in text[1:-1]:\n        return text[1:-1]\n`}${comma === "" ? "" : `    if '${comma}' in text:\n        return [value_of(part) for part in text.split('${comma}')]\n`}${word(yes, "True")}${word(no, "False")}${word(nothing, "None")}${numbers === "texts" ? "" : match(whole, "int")}${numbers === "float" ? match("[+-]?\\d+[.]\\d+", "float") : ""}    return text


${parseCode(rules)}`;
}

function parseCode(rules: Rules): string {
  const { parse, text, error, comment, open, divider, divides, twice } = rules;
  const section = open === "" ? "result" : "section";
  return `def ${parse}(${text}):
    result = {}
${open === "" ? "" : `    section = result\n${rules.again === "error" ? "" : "    names = set()\n"}`}    for number, line in enumerate(${text}.split('\\n'), start=1):
        line = line.strip()
        if line == '' or line.startswith('${comment}'):
            continue
${open === "" ? "" : sectionCode(rules)}        key, divider, value = line.${divides === "first" ? "partition" : "rpartition"}('${divider}')
        key = key.strip()
        if divider == '' or key == ''${twice === "error" ? ` or key in ${section}` : ""}:
            raise ${error}(number)
        ${twice === "first" ? `${section}.setdefault(key, value_of(value))` : `${section}[key] = value_of(value)`}
    return result
`;
}

function sectionCode({ error, open, close, again }: Rules): string {
  const known = again === "error" ? "name in result" : "(name in result and name not in names)";
  const opened = {
    "goes on": "            names.add(name)\n            section = result.setdefault(name, {})",
    error: "            section = result[name] = {}",
    anew: "            names.add(name)\n            section = result[name] = {}",
  };
  return `        if line.startswith('${open}') and line.endswith('${close}'):
            name = line[1:-1].strip()
            if name == '' or ${known}:
                raise ${error}(number)
${opened[again]}
            continue
`;
}

function faultsOf(rules: Rules): string[] {
  const right = solve(rules);
  const { divides, twice, again, numbers } = rules;
  const wrong = [
    solve({ ...rules, divides: divides === "first" ? "last" : "first" }),
    solve({ ...rules, twice: twice === "error" ? "last" : "error" }),
    solve({ ...rules, again: again === "error" ? "goes on" : "error" }),
    solve({ ...rules, numbers: numbers === "signed" ? "plain" : "signed" }),
    solve({ ...rules, quote: "" }),
    solve({ ...rules, yes: rules.no, no: rules.yes }),
    right.replace("start=1", "start=0"),
    right.replace(" or key == ''", ""),
    right.replace("        key = key.strip()\n", ""),
  ];
  return wrong.filter((code) => code !== right);
}

function probesOf(rules: Rules): string[] {
  const { parse, error, at, open, close, divider: d, comma, comment } = rules;
  const quote = rules.quote.replace("\\", "");
  const asked = (text: string): string => `${parse}(${JSON.stringify(text)})`;
  const failing = (text: string): string =>
    `found = None\ntry:\n    ${asked(text)}\nexcept ${error} as error:\n    found = error.${at}\nfound`;
  const values = [rules.yes, rules.no, rules.nothing, "-7", "+3", "12", "1.5", "", "two words"];
  const lines = (all: readonly string[]): string =>
    all.map((value, index) => `k${index} ${d} ${value}`).join("\n");
  const lists = [`red${comma} 2 ${comma} ${rules.yes}`, `x${comma}`];
  const quoted = ["12", rules.yes, `1${comma} 2`, " x "].map((text) => quote + text + quote);
  const section = (name: string): string => `${open}${name}${close}`;
  return [
    asked(""),
    asked(`a ${d} 1\nb${d}two words\n`),
    asked(`${comment} one\n\n   ${comment} two\na ${d} x ${comment} three\n`),
    asked(lines(values)),
    asked(lines(lists)),
    asked(lines(quoted)),
    asked(`a ${d} b ${d} c`),
    asked(`a ${d} 1\na ${d} 2`),
    failing(`a ${d} 1\n\nhello\n`),
    failing(` ${d} 1`),
    failing(`a ${d} 1\n\na ${d} 2`),
    `issubclass(${error}, ${rules.base})`,
    ...(open === ""
      ? []
      : [
          asked(`a ${d} x\n${section(" s ")}\na ${d} y\n${section("t")}\n`),
          asked(`${section("s")}\na ${d} 1\n${section("t")}\nb ${d} 2\n${section("s")}\nc ${d} 3`),
          failing(`${section("s")}\nb ${d} 1\n${section("s")}\nb ${d} 1`),
          failing(section(" ")),
          failing(`s ${d} 1\n${section("s")}`),
        ]),
  ];
}
