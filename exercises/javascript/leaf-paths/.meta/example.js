const isInner = (thing) => typeof thing === 'object' && thing !== null && Object.keys(thing).length > 0;

const step = (path, key, isList) => {
  if (isList) return `${path}[${key}]`;
  if (key === '' || /[.[\]"]/.test(key)) return `${path}["${key.replace(/[\\"]/g, '\\$&')}"]`;
  return path === '' ? key : `${path}.${key}`;
};

export const flatten = (thing, path = '', result = {}) => {
  if (!isInner(thing)) {
    result[path] = thing;
    return result;
  }
  for (const [key, inner] of Object.entries(thing)) {
    flatten(inner, step(path, key, Array.isArray(thing)), result);
  }
  return result;
};

const part = /\[(\d+)\]|\["((?:\\["\\]|[^"\\])*)"\]|(\.?)([^.[\]"]+)/y;

const read = (path) => {
  const keys = [];
  part.lastIndex = 0;
  while (part.lastIndex < path.length) {
    const isFirst = part.lastIndex === 0;
    const found = part.exec(path);
    if (found === null) throw new Error(`bad path: ${path}`);
    const [, place, quoted, dot, name] = found;
    if (name !== undefined && (dot === '') !== isFirst) throw new Error(`bad path: ${path}`);
    if (place !== undefined) keys.push(Number(place));
    else keys.push(name ?? quoted.replace(/\\(["\\])/g, '$1'));
  }
  return keys;
};

export const build = (paths) => {
  const root = { node: undefined };
  for (const [path, leaf] of Object.entries(paths)) put(root, path, leaf);
  return made(root.node, '');
};

const put = (root, path, leaf) => {
  let [holder, key] = [root, 'node'];
  for (const next of read(path)) {
    const isList = typeof next === 'number';
    const node = (holder[key] ??= { isList, children: new Map() });
    if (node.children === undefined || node.isList !== isList) throw new Error(`conflict: ${path}`);
    if (!node.children.has(next)) node.children.set(next, { node: undefined });
    [holder, key] = [node.children.get(next), 'node'];
  }
  if (holder[key] !== undefined) throw new Error(`conflict: ${path}`);
  holder[key] = { leaf };
};

const made = (node, path) => {
  if (node === undefined) return {};
  if (node.children === undefined) return node.leaf;
  const entries = [...node.children].map(([key, child]) => [
    key,
    made(child.node, step(path, key, node.isList)),
  ]);
  if (!node.isList) return Object.fromEntries(entries);
  const sorted = entries.sort(([one], [other]) => one - other);
  if (sorted.some(([key], at) => key !== at)) throw new Error(`conflict: ${path}`);
  return sorted.map(([, value]) => value);
};
