import { slugName } from "../names.ts";
import type { Random } from "../random.ts";
import { jsNames, mostly, spoiled, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { instructions } from "./filter-line-words.ts";

const names = {
  read: "read line, split line, understand, read query, analyse, take apart, dissect, read search, parts of, parse line, interpret, query parts, tokens of",
  text: "line, input, query, typed, entry, phrase, search line, source, question",
  words: "terms, wanted, must, include, present, plain, with these, keep, needed, all of",
  without: "unwanted, exclude, absent, never, except, lacking, avoid, minus, none of, banned",
  fields: "filters, named, pairs, keys, options, properties, tagged, limits, attributes",
  only: "yes, allowed, is, in, equal, good, accept, one of, values, plus",
  not: "no, denied, isnt, out, unequal, bad, reject, others, forbidden, but not",
};

export type Rules = Record<keyof typeof names, string> & {
  readonly minus: string;
  readonly colon: string;
  readonly quote: string;
  readonly letters: "A-Za-z" | "A-Za-z0-9" | "A-Za-z_" | "a-z";
  readonly change: ".toLowerCase()" | ".toUpperCase()" | "";
  /** With `%` for the place. */
  readonly open: string;
  readonly from: 0 | 1;
  /** With `%` for the name; or nothing, where an empty value is a value. */
  readonly empty: string;
  readonly lone: "word" | "nothing";
  readonly kind: string;
};

/** What was typed into a search box: words, words not wanted, and values of named fields. */
export const filterLine: Family = {
  name: "filter-line",
  make,
  starter: {
    name: "query-words",
    solution: solve({
      ...{ read: "parse", text: "text", words: "words", without: "without", fields: "fields" },
      ...{ only: "only", not: "not", minus: "-", colon: ":", quote: '"', letters: "A-Za-z" },
      ...{ change: ".toLowerCase()", open: "unclosed quote at %", from: 0, kind: "Error" },
      ...{ empty: "% has no value", lone: "word" },
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const code = solve(rules);
  const faults = [
    solve({ ...rules, from: rules.from === 0 ? 1 : 0 }),
    solve({ ...rules, change: rules.change === "" ? ".toUpperCase()" : "" }),
    solve({ ...rules, lone: rules.lone === "word" ? "nothing" : "word" }),
    solve({ ...rules, words: rules.without, without: rules.words }),
    solve({ ...rules, only: rules.not, not: rules.only }),
    solve({ ...rules, letters: rules.letters === "A-Za-z" ? "a-z" : "A-Za-z" }),
    spoiled(code, "quoted ?? bare", "quoted || bare"),
    solve({ ...rules, open: `${rules.open}!` }),
  ];
  return {
    language: "javascript",
    slug: slugName(random, ["search-box", "find-bar", "mail-filter", "shop-search", "seek-line"]),
    instructions: instructions(random, rules),
    stub: `export const ${rules.read} = (${rules.text}) => {\n  ${stubBody(random)}\n};\n`,
    solution: code,
    faults: random.sample(faults, 5),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  const letters = mostly(random, ["A-Za-z", "A-Za-z0-9", "A-Za-z_", "a-z"] as const);
  const errors = "[unclosed|open|unfinished|endless|lonely|dangling] [quote|quotation|quoted text]";
  return {
    ...jsNames(random, names),
    minus: mostly(random, ["-", "!", "~", "%", "#"]),
    colon: mostly(random, [":", "=", "@"]),
    quote: random.chance(0.65) ? '"' : "'",
    letters,
    change: letters === "a-z" ? "" : mostly(random, [".toLowerCase()", ".toUpperCase()", ""]),
    open: random.say(`${errors} [at|from|in column|on place|since|begun at] %`),
    from: mostly(random, [0, 1]),
    empty: random.chance(0.25)
      ? ""
      : random.say(
          "[% [is empty|lacks a value|needs a value|without value|stands alone|has nothing]|[no|missing|empty] [value|text|content] [for|of|after|at] %|what is %]",
        ),
    lone: mostly(random, ["word", "nothing"]),
    kind: mostly(random, ["Error", "SyntaxError", "RangeError", "TypeError"]),
  };
}

function thrown(kind: string, message: string, value: string): string {
  return `throw new ${kind}(\`${message.replace("%", `\${${value}}`)}\`);`;
}

function solve(rules: Rules): string {
  const { read, text, words, without, fields, only, not, minus, colon, quote, kind, empty } = rules;
  const mark = quote === '"' ? `'"'` : `"'"`;
  const place = rules.from === 0 ? "end" : "end + 1";
  const noValue =
    empty === ""
      ? ""
      : `      if (value === '' && quoted === undefined) {
        ${thrown(kind, empty, "key")}
      }
`;
  const lone =
    rules.lone === "word"
      ? `} else if (whole === '${minus}') {
      result.${words}.push('${minus}');
    } else {`
      : `} else if (whole !== '${minus}') {`;
  return `const pattern = /(${minus}?)(?:([${rules.letters}]+)${colon})?(?:${quote}([^${quote}]*)${quote}|([^\\s${quote}]*))/y;

export const ${read} = (${text}) => {
  const result = { ${words}: [], ${without}: [], ${fields}: {} };
  let at = 0;
  for (;;) {
    while (/\\s/.test(${text}[at] ?? '')) at += 1;
    if (at >= ${text}.length) return result;
    pattern.lastIndex = at;
    const [whole, minus, name, quoted, bare] = pattern.exec(${text});
    const end = at + whole.length;
    if (${text}[end] === ${mark} && quoted === undefined && bare === '') {
      ${thrown(kind, rules.open, place)}
    }
    const value = quoted ?? bare;
    if (name !== undefined) {
      const key = name${rules.change};
${noValue}      result.${fields}[key] ??= { ${only}: [], ${not}: [] };
      result.${fields}[key][minus ? '${not}' : '${only}'].push(value);
    ${lone}
      result[minus ? '${without}' : '${words}'].push(value);
    }
    at = end;
  }
};
`;
}

function probesOf({ read, minus, colon, quote }: Rules): string[] {
  const probe = (line: string): string => {
    const own = line.replaceAll("-", minus).replaceAll(":", colon).replaceAll('"', quote);
    return `(() => { try { return ${read}(${JSON.stringify(own)}); } catch (error) { return [error.constructor.name, error.message]; } })()`;
  };
  return [
    "   ",
    " soft  pillow ",
    '"old stamp" coin',
    'stamp -torn -"too old" coin',
    "price:10 Price:20 -price:30",
    'mint:"new york" -mint:x land:"a b"',
    'stamp "blue bird" -torn price:10 -mint:"far away"',
    "12:45 :q r-s:t x9:1 y_:2",
    "src:ftp://q",
    "p - q",
    '"-p" "q:r" ""',
    'p "q r',
    'mint:"q r',
    "p price: 10",
    'Mint:""',
  ].map(probe);
}
