import { onFirstUse } from "../../lib/on-first-use.ts";
import type { Role } from "../paint.ts";
import type { Line, Span } from "./span.ts";

// Some 30 ms that nobody waits for who sees no code. A drawer gives lines at once, so that it cannot be awaited.
const highlighter = onFirstUse(
  () => (require("./languages.ts") as typeof import("./languages.ts")).highlighter,
);

/** Longer lines and longer texts are data, which colours do not make easier to read. */
const maxChars = 60_000;
const maxLineChars = 2_000;

const rolesOfScopes: Readonly<Record<string, Role>> = {
  keyword: "keyword",
  "selector-tag": "keyword",
  tag: "keyword",
  name: "keyword",
  string: "string",
  regexp: "string",
  char: "string",
  number: "number",
  literal: "number",
  symbol: "number",
  bullet: "number",
  comment: "comment",
  quote: "comment",
  meta: "comment",
  title: "function",
  section: "function",
  attr: "function",
  attribute: "function",
  property: "function",
  built_in: "type",
  type: "type",
  "selector-class": "type",
  "selector-id": "type",
  addition: "added",
  deletion: "removed",
};

/** The lines of a text in the colours of its language; plain where that is unknown. */
export function highlighted(code: string, language: string | undefined): readonly Line[] {
  const result = highlight(code, language);
  return result === undefined ? plainLines(code) : linesOf(result.value);
}

/** Whether the code can be parted here: what follows is read the same without what went before. */
export function isWhole(code: string, language: string | undefined): boolean {
  const result = highlight(code, language);
  if (result === undefined) return true;
  const top = result._top;
  return top === undefined || !("parent" in top) || top.parent === undefined;
}

function highlight(code: string, language: string | undefined) {
  const name =
    language
      ?.trim()
      .split(/[\s,{:]/)[0]
      ?.toLowerCase() ?? "";
  if (name === "" || code.length > maxChars || isTooWide(code)) return undefined;
  const known = highlighter();
  if (known.getLanguage(name) === undefined) return undefined;
  return known.highlight(code, { language: name, ignoreIllegals: true });
}

function isTooWide(code: string): boolean {
  return code.length > maxLineChars && code.split("\n").some((line) => line.length > maxLineChars);
}

function plainLines(code: string): readonly Line[] {
  return code.split("\n").map((text) => (text === "" ? [] : [{ text, roles: ["text"] }]));
}

const entities: Readonly<Record<string, string>> = {
  "&lt;": "<",
  "&gt;": ">",
  "&amp;": "&",
  "&quot;": '"',
  "&#x27;": "'",
};

/** What the highlighter marked with elements, as spans. */
function linesOf(marked: string): readonly Line[] {
  const lines: Span[][] = [[]];
  const open: Role[] = [];
  for (const part of marked.split(/(<span class="[^"]*">|<\/span>|\n)/)) {
    if (part === "\n") lines.push([]);
    else if (part === "</span>") open.pop();
    else if (part.startsWith("<span")) open.push(roleOf(part, open.at(-1)));
    else if (part !== "")
      lines.at(-1)?.push({ text: decoded(part), roles: [open.at(-1) ?? "text"] });
  }
  return lines;
}

function decoded(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|#x27);/g, (entity) => entities[entity] ?? entity);
}

function roleOf(element: string, around: Role | undefined): Role {
  const [scope = "", ...more] = element.slice('<span class="hljs-'.length, -2).split(" ");
  if (scope === "title" && more.some((one) => one.startsWith("class"))) return "type";
  if (scope === "subst") return "text";
  return rolesOfScopes[scope] ?? around ?? "text";
}
