/** A piece of JSON as someone wrote it: strings with the content they stand for, everything else as it is. */
export type JsonToken = {
  readonly type: "string" | "mark" | "word" | "space";
  readonly text: string;
  /** False for a string whose closing quote never came. */
  readonly closed: boolean;
};

const marks = new Set("{}[]:,");
const quotes: Readonly<Record<string, string>> = { '"': '"', "'": "'", "“": "”", "‘": "’" };
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** Cuts JSON, or what a model takes for JSON, into tokens. A string ends at its own quote and nowhere else. */
export function jsonTokens(text: string): readonly JsonToken[] {
  const tokens: JsonToken[] = [];
  let at = 0;
  while (at < text.length) {
    const [token, end] = tokenAt(text, at);
    tokens.push(token);
    at = end;
  }
  return tokens;
}

type Found = readonly [token: JsonToken, end: number];

function tokenAt(text: string, at: number): Found {
  const char = text.charAt(at);
  const closing = quotes[char];
  if (closing !== undefined) return stringAt(text, at, closing);
  if (marks.has(char)) return [{ type: "mark", text: char, closed: true }, at + 1];
  const type = /\s/.test(char) ? "space" : "word";
  const run = type === "space" ? /\s+/y : /[^\s{}[\]:,"'“‘]+/y;
  run.lastIndex = at;
  const found = run.exec(text)?.[0] ?? char;
  return [{ type, text: found, closed: true }, at + found.length];
}

function stringAt(text: string, start: number, closing: string): Found {
  let content = "";
  let at = start + 1;
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === closing) return [{ type: "string", text: content, closed: true }, at + 1];
    if (char === "\\") {
      const [meant, length] = escapeAt(text, at);
      content += meant;
      at += length;
    } else {
      content += char;
      at += 1;
    }
  }
  return [{ type: "string", text: content, closed: false }, at];
}

/** An escape that JSON does not know, as in the pattern "\d+", is kept as it was written. */
function escapeAt(text: string, at: number): readonly [meant: string, length: number] {
  const next = text.charAt(at + 1);
  const meant = escapes[next];
  if (meant !== undefined) return [meant, 2];
  const code = text.slice(at + 2, at + 6);
  if (next === "u" && /^[0-9a-fA-F]{4}$/.test(code)) {
    return [String.fromCharCode(Number.parseInt(code, 16)), 6];
  }
  return [`\\${next}`, 1 + next.length];
}
