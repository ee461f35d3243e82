import { madeUp, nouns } from "../names.ts";
import { page } from "../page.ts";
import type { Random } from "../random.ts";
import { aKind } from "../rules.ts";
import type { Rules } from "./tree-keys.ts";

const marks: Readonly<Record<string, string>> = {
  ".": "[a dot|dots|a full stop|`.`]",
  ":": "[a colon|colons|`:`]",
  "/": "[a slash|slashes|`/`]",
  ">": "[a `>`|`>`]",
  "~": "[a tilde|`~`|tildes]",
  "!": "[an exclamation mark|`!`]",
};

const leaves = {
  leaf: "[Leaves are|As leaves count|The leaves are] [texts, numbers, truth values and `null`|strings, numbers, `true` and `false`, `null`|all simple values], [and also|as well as|and besides] [empty lists and empty objects|lists and objects with nothing in them|`{}` and `{emptyList}`].",
  nothing:
    "[Leaves are|As leaves count|The leaves are] [texts, numbers, truth values and `null`|strings, numbers, `true` and `false`, `null`|all simple values]; [empty lists and objects are left out|a list or object with nothing in it is no leaf and gives nothing|`{}` and `{emptyList}` leave no trace].",
};

const gaps = {
  error:
    "[If a list lacks a place|Where a list misses one of its places|When the places of a list have gaps|A gap in a list], [that is such an error too|this counts as one too|the same error comes]: [then the list's own path is named|it names the list's path|with the path of the list itself in the message].",
  closed:
    "[If a list lacks a place|Where a list misses one of its places|When the places of a list have gaps|A gap in a list], [the others move up|it is closed: later ones move up|the gap is closed without an error].",
};

/** A value as one would write it in JavaScript. */
function shown(value: unknown): string {
  if (typeof value === "string") return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(shown).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(
    ([key, inner]) => `${/^\w+$/.test(key) ? key : `'${key}'`}: ${shown(inner)}`,
  );
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

function example(random: Random, { flat, mark, from, empty }: Rules): string {
  const word = (): string => (random.chance(0.5) ? random.option(nouns) : madeUp(random));
  const [one, two, three, four] = [word(), word(), word(), word()];
  const [first, second] = [random.int(1, 99), random.int(1, 99)];
  const thing = { [one]: { [two]: [first, { [three]: second }] }, [four]: [] };
  const result = {
    [`${one}${mark}${two}[${from}]`]: first,
    [`${one}${mark}${two}[${from + 1}]${mark}${three}`]: second,
    ...(empty === "leaf" ? { [four]: [] } : {}),
  };
  return `${flat}(${shown(thing)})\n// ${shown(result)}`;
}

/** What is asked, in one of many ways. */
export function instructions(random: Random, rules: Rules): string {
  const { flat, nest, thing, paths, mark, from, bad, clash, hasNest } = rules;
  const word = (): string => random.option(nouns);
  const [one, two] = [word(), madeUp(random)];
  const slots = {
    ...{ flat, nest, thing, paths, mark, from, bad, clash, one, two },
    kind: aKind(rules.kind),
    dots: random.say(marks[mark] ?? "`{mark}`", { mark }),
    odd: `{ '${one}${mark}${two}': { '': 5 } }`,
    oddPath: `["${one}${mark}${two}"][""]`,
    long: `${one}${mark}${two}`,
    listed: `${one}[${from}]`,
    ...{ open: "[", shut: "]", frame: '["…"]', emptyList: "[]" },
  };
  const say = (text: string): string => random.say(text, slots);
  const opening = say(
    hasNest
      ? "[Write and export|Export|Implement and export] [two functions, |the functions |]`{flat}({thing})` and `{nest}({paths})`."
      : "[Write and export|Export|Implement and export] [a function |]`{flat}({thing})`.",
  );
  const what = say(
    "`{flat}` [takes nested data, such as JSON holds|gets something that JSON can hold|is given any value that JSON knows|takes a tree of objects and lists]; [its result is an object that has each leaf under its path|it returns an object, from paths to leaves|it gives back one flat object: each path with its leaf|it returns one object of all paths and their leaves].",
  );
  const written = say(
    "[In a path|Within a path] [keys are joined by|keys are joined with|keys are separated by|between two keys stands] {dots}[, and places of a list stand in|; the place in a list is in|, while a list's places are put in] [brackets|square brackets|`{open}` and `{shut}`][, counted from {from}|: the first is {from}|, the first place being {from}]:",
  );
  const quoted = say(
    '[A key is put in brackets and double quotes|In brackets and quotes a key is written|Brackets with double quotes are put round a key|Write a key as `{frame}`] [where|if|when] [it is empty or contains|it is empty or holds|it is the empty text or has in it|nothing is in it, or one of] `{mark}`, `{open}`, `{shut}` or `"`; [there|in it|within the quotes] [a backslash goes before each quote and backslash|`"` and `\\` get a `\\` before them|quotes and backslashes are escaped by a backslash]: `{odd}` [has|leads to|makes] the path `{oddPath}`.',
  );
  const lone = say(
    "[If the whole is a leaf|For a mere leaf|Where there is only a leaf], [its path is empty|the path is the empty text|it stands under `''`].",
  );
  const back = say(
    "`{nest}` [makes the nested thing again|does the reverse|is the opposite|is the way back|turns such an object into the tree again|undoes this].",
  );
  const errors = say(
    "[A path that makes no sense|A path which cannot be read|A malformed path|If a path is not well formed, it] throws {kind} [with the message|saying|that says] `{bad}: …`[, with the path|, then the path|, the path at the end]. [Where two paths exclude each other|If two paths contradict each other|If paths do not go together|When two paths cannot both hold], [as do|such as|like] `{one}` and `{long}` or `{long}` and `{listed}`, [it throws {kind}|{kind} is thrown] [with the message|saying|that says] `{clash}: …`, [with the one that came too late|and names the path that does not fit|with the later of them|and the path that could not be added].",
  );
  const gap = say(gaps[rules.gap]);
  const first = [what, say(leaves[rules.empty]), written].join(" ");
  const more = random.chance(0.5) ? `${quoted} ${lone}` : `${lone} ${quoted}`;
  const rest = hasNest ? [random.chance(0.5) ? `${back} ${errors} ${gap}` : back] : [];
  const own = rest[0] === back ? [`${errors} ${gap}`] : [];
  return page(random, [opening, first, { code: example(random, rules) }, more, ...rest, ...own]);
}
