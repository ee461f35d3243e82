import { slugName } from "../names.ts";
import type { Random } from "../random.ts";
import { jsNames, mostly, spoiled, stubBody } from "../rules.ts";
import type { Family, Task } from "../task.ts";
import { instructions } from "./tree-keys-words.ts";

const names = {
  flat: "flat, leaves, unfold, to paths, paths of, spread, unroll, leaf list, squash, unnest, all leaves",
  nest: "nest, unflatten, restore, from paths, to tree, grow, assemble, fold up, regrow, join paths",
  thing: "value, tree, data, nested, json, source, whole, object, root thing",
  paths: "leaves, flat values, entries, leaf paths, pairs, flat, table, by path",
};

export type Rules = Record<keyof typeof names, string> & {
  readonly hasNest: boolean;
  readonly mark: string;
  /** The number of a list's first place. */
  readonly from: 0 | 1;
  readonly empty: "leaf" | "nothing";
  readonly gap: "error" | "closed";
  readonly bad: string;
  readonly clash: string;
  readonly kind: string;
};

/** Nested data as one object from paths to leaves, and back. */
export const treeKeys: Family = {
  name: "tree-keys",
  make,
  starter: {
    name: "leaf-paths",
    solution: solve({
      ...{ flat: "flatten", nest: "build", thing: "thing", paths: "paths", hasNest: true },
      ...{ mark: ".", from: 0, empty: "leaf", gap: "error", kind: "Error" },
      ...{ bad: "bad path", clash: "conflict" },
    }),
  },
};

function make(random: Random): Task {
  const rules = draw(random);
  const code = solve(rules);
  const faults = [
    solve({ ...rules, from: rules.from === 0 ? 1 : 0 }),
    solve({ ...rules, empty: rules.empty === "leaf" ? "nothing" : "leaf" }),
    solve({ ...rules, mark: rules.mark === ";" ? "," : ";" }),
    spoiled(code, "key === '' || ", ""),
    ...(rules.hasNest
      ? [
          solve({ ...rules, gap: rules.gap === "error" ? "closed" : "error" }),
          solve({ ...rules, bad: `${rules.bad}s` }),
          spoiled(code, " || node.isList !== isList", ""),
          spoiled(code, "  entries.sort(([one], [other]) => one - other);\n", ""),
        ]
      : []),
  ];
  const body = stubBody(random);
  const nest = `\nexport const ${rules.nest} = (${rules.paths}) => {\n  ${body}\n};\n`;
  return {
    language: "javascript",
    slug: slugName(random, ["flat-tree", "deep-keys", "json-flat", "nested-paths", "path-table"]),
    instructions: instructions(random, rules),
    stub: `export const ${rules.flat} = (${rules.thing}) => {\n  ${body}\n};\n${rules.hasNest ? nest : ""}`,
    solution: code,
    faults: random.sample(faults, 4),
    probes: probesOf(rules),
  };
}

function draw(random: Random): Rules {
  return {
    ...jsNames(random, names),
    hasNest: random.chance(0.75),
    mark: mostly(random, [".", ":", "/", ">", "~", "!"]),
    from: random.chance(0.7) ? 0 : 1,
    empty: random.chance(0.7) ? "leaf" : "nothing",
    gap: random.chance(0.7) ? "error" : "closed",
    bad: random.say("[bad|wrong|broken|no|invalid|strange|unreadable] [path|key|name|address]"),
    clash: random.say("[clash|contradiction|cannot be|does not fit|double|both ways|collision]"),
    kind: mostly(random, ["Error", "TypeError", "SyntaxError"]),
  };
}

/** The functions with which paths are read and things are made of them. */
function nesting({ nest, paths, mark, from, gap, bad, clash, kind }: Rules): string {
  const escaped = mark === "." || mark === "/" ? `\\${mark}` : mark;
  const wrong = `throw new ${kind}(\`${bad}: \${path}\`);`;
  const conflict = `throw new ${kind}(\`${clash}: \${path}\`);`;
  const check =
    gap === "error" ? `  if (entries.some(([key], at) => key !== at)) ${conflict}\n` : "";
  return `
const pattern = /\\[(\\d+)\\]|\\["((?:\\\\["\\\\]|[^"\\\\])*)"\\]|(${escaped}?)([^${mark}[\\]"]+)/y;

const keysOf = (path) => {
  const keys = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < path.length) {
    const isFirst = pattern.lastIndex === 0;
    const found = pattern.exec(path);
    if (found === null) ${wrong}
    const [, place, quoted, mark, name] = found;
    if (name !== undefined && (mark === '') !== isFirst) ${wrong}
    if (place !== undefined) keys.push(Number(place)${from === 1 ? " - 1" : ""});
    else keys.push(name ?? quoted.replace(/\\\\(["\\\\])/g, '$1'));
  }
  return keys;
};

const put = (root, path, leaf) => {
  let holder = root;
  for (const key of keysOf(path)) {
    const isList = typeof key === 'number';
    holder.node ??= { isList, children: new Map() };
    const { node } = holder;
    if (node.children === undefined || node.isList !== isList) ${conflict}
    if (!node.children.has(key)) node.children.set(key, {});
    holder = node.children.get(key);
  }
  if (holder.node !== undefined) ${conflict}
  holder.node = { leaf };
};

const made = (node, path) => {
  if (node === undefined) return {};
  if (node.children === undefined) return node.leaf;
  const entries = [...node.children].map(([key, child]) => [key, made(child.node, longer(path, key, node.isList))]);
  if (!node.isList) return Object.fromEntries(entries);
  entries.sort(([one], [other]) => one - other);
${check}  return entries.map(([, value]) => value);
};

export const ${nest} = (${paths}) => {
  const root = {};
  for (const [path, leaf] of Object.entries(${paths})) put(root, path, leaf);
  return made(root.node, '');
};
`;
}

function solve(rules: Rules): string {
  const { flat, thing, mark, from, empty } = rules;
  const full = empty === "leaf" ? " && Object.keys(thing).length > 0" : "";
  return `const isInner = (thing) => typeof thing === 'object' && thing !== null${full};

const longer = (path, key, isList) => {
  if (isList) return \`\${path}[\${${from === 1 ? "Number(key) + 1" : "key"}}]\`;
  if (key === '' || /[${mark === "/" ? "\\/" : mark}[\\]"]/.test(key)) return \`\${path}["\${key.replace(/[\\\\"]/g, '\\\\$&')}"]\`;
  return path === '' ? key : \`\${path}${mark}\${key}\`;
};

export const ${flat} = (${thing}, path = '', result = {}) => {
  if (!isInner(${thing})) {
    result[path] = ${thing};
    return result;
  }
  for (const [key, inner] of Object.entries(${thing})) {
    ${flat}(inner, longer(path, key, Array.isArray(${thing})), result);
  }
  return result;
};
${rules.hasNest ? nesting(rules) : ""}`;
}

function probesOf({ flat, nest, hasNest, mark, from }: Rules): string[] {
  const things = [
    "{ p: 1, q: { r: 'x', s: { t: null } } }",
    "{ p: { q: [1, { r: 2 }, [true]] } }",
    "[5, [6]]",
    "{ p: {}, q: [], r: [{}] }",
    "7",
    "[]",
    `{ 'x${mark}y': { '': 1 }, z: { 'p"q': 2, 'r[0]': 3, 's.t;u,v': 4 } }`,
    "{ 'p\\\\\"q': 1, 'r\\\\s': 2, '': { '': 3 } }",
  ];
  const [a, b, c] = [from, from + 1, from + 2];
  const paths = [
    `{ 'p[${b}]': 'y', 'p[${a}]': 'x' }`,
    ...["p.", ".p", "p..q", "p[", "p[x]", 'p["q]', "p]q", `p[${a}]q`].map(
      (one) => `{ '${one}': 1 }`,
    ),
    "{ p: 1, 'p.q': 2 }",
    "{ 'p.q': 2, p: 1 }",
    `{ 'p.q': 1, 'p[${a}]': 2 }`,
    `{ 'p.q[${a}]': 1, 'p.q[${c}]': 2 }`,
  ].map((one) => one.replaceAll(".", mark));
  const caught = (call: string): string =>
    `(() => { try { return ${call}; } catch (error) { return [error.name, error.message]; } })()`;
  return [
    ...things.map((one) => `JSON.stringify(${flat}(${one}))`),
    ...(hasNest
      ? [
          ...things.map((one) => caught(`${nest}(${flat}(${one}))`)),
          ...paths.map((one) => caught(`${nest}(${one})`)),
        ]
      : []),
  ];
}
