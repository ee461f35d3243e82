import { matchAt, skipSpace } from "./dialect.ts";

/** A Python literal and where it ends; undefined where none stands there, or not whole. */
export type PythonAt = { readonly value: unknown; readonly end: number } | undefined;

const constants: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["True", true],
  ["true", true],
  ["False", false],
  ["false", false],
  ["None", null],
  ["null", null],
]);

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["\n", ""],
]);

const deepest = 20;

export function pythonValue(text: string, from: number, depth = 0): PythonAt {
  const at = skipSpace(text, from);
  if (depth > deepest) return undefined;
  if (text.startsWith("[", at)) return listAt(text, at + 1, depth);
  if (text.startsWith("{", at)) return dictAt(text, at + 1, depth);
  const string = stringAt(text, at);
  if (string !== undefined) return string;
  const word = matchAt(/-?\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|[A-Za-z]+/y, text, at);
  if (word === undefined || word.end === text.length) return undefined;
  const written = text.slice(at, word.end);
  if (constants.has(written)) return { value: constants.get(written), end: word.end };
  const number = Number(written.replaceAll("_", ""));
  return Number.isNaN(number) ? undefined : { value: number, end: word.end };
}

function stringAt(text: string, at: number): PythonAt {
  const opened = matchAt(/(r|f|b|u)?("""|'''|"|')/iy, text, at);
  const quote = opened?.groups[1];
  if (opened === undefined || quote === undefined) return undefined;
  const isRaw = opened.groups[0]?.toLowerCase() === "r";
  let value = "";
  let index = opened.end;
  while (index < text.length && !text.startsWith(quote, index)) {
    const isEscape = text.charAt(index) === "\\" && !isRaw;
    const piece = isEscape ? escapeAt(text, index) : { value: text.charAt(index), end: index + 1 };
    value += piece.value;
    index = piece.end;
  }
  return index < text.length ? { value, end: index + quote.length } : undefined;
}

function escapeAt(text: string, at: number): { readonly value: string; readonly end: number } {
  const code = matchAt(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/y, text, at);
  if (code !== undefined) {
    const hex = code.groups[0] ?? code.groups[1] ?? "";
    return { value: String.fromCharCode(Number.parseInt(hex, 16)), end: code.end };
  }
  const next = text.charAt(at + 1);
  return { value: escapes.get(next) ?? `\\${next}`, end: at + 2 };
}

function listAt(text: string, from: number, depth: number): PythonAt {
  const values: unknown[] = [];
  let at = from;
  while (matchAt(/\s*\]/y, text, at) === undefined) {
    const one = pythonValue(text, at, depth + 1);
    if (one === undefined) return undefined;
    values.push(one.value);
    at = matchAt(/\s*,?/y, text, one.end)?.end ?? one.end;
  }
  return { value: values, end: matchAt(/\s*\]/y, text, at)?.end ?? at };
}

function dictAt(text: string, from: number, depth: number): PythonAt {
  const entries: [string, unknown][] = [];
  let at = from;
  while (matchAt(/\s*\}/y, text, at) === undefined) {
    const key = pythonValue(text, at, depth + 1);
    const colon = key === undefined ? undefined : matchAt(/\s*:/y, text, key.end);
    const value = colon === undefined ? undefined : pythonValue(text, colon.end, depth + 1);
    if (key === undefined || value === undefined) return undefined;
    entries.push([String(key.value), value.value]);
    at = matchAt(/\s*,?/y, text, value.end)?.end ?? value.end;
  }
  return { value: Object.fromEntries(entries), end: matchAt(/\s*\}/y, text, at)?.end ?? at };
}
