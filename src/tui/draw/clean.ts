import { columnsOf } from "./width.ts";

const esc = "\u001b";
// Strings of the terminal up to their end, sequences with parameters, and the short ones.
const sequences = new RegExp(
  [
    `(?:${esc}[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\n\\u0007\\u001b\\u009c]*(?:\\u0007|${esc}\\\\|\\u009c)`,
    `(?:${esc}\\[|\\u009b)[0-?]*[ -/]*[@-~]`,
    `${esc}[ -/]*[0-~]`,
  ].join("|"),
  "g",
);
// Control characters but tab and newline, and the marks that turn the direction of a text around.
const controls = /(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const suspicious = /(?!\n)[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u;
const colours = new RegExp(`${esc}\\[([0-9;:]*)m`, "g");
const tabColumns = 4;

/** A text without anything that a terminal would obey; of tabs the spaces are left. */
export function clean(text: string): string {
  return suspicious.test(text) ? expandTabs(withoutControls(text)) : text;
}

/** As `clean`, but the colours stay; what blinks or hides does not. */
export function cleanKeepingColours(text: string): string {
  if (!suspicious.test(text)) return text;
  if (!text.includes(esc)) return clean(text);
  const kept: string[] = [];
  let at = 0;
  for (const match of text.matchAll(colours)) {
    kept.push(withoutControls(text.slice(at, match.index)), safeColour(match[1] ?? ""));
    at = match.index + match[0].length;
  }
  kept.push(withoutControls(text.slice(at)));
  return expandTabs(kept.join(""));
}

function withoutControls(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(sequences, "")
    .replace(controls, "")
    .replace(/[\u2028\u2029]/g, " ")
    .toWellFormed();
}

/** The parameters of a colour sequence that only colour. */
function safeColour(parameters: string): string {
  const codes = parameters.split(";");
  const kept: string[] = [];
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? "";
    const extended = code === "38" || code === "48" || code === "58";
    const more = extended ? (codes[at + 1] === "2" ? 4 : 2) : 0;
    if (!["5", "6", "8"].includes(code)) kept.push(...codes.slice(at, at + 1 + more));
    at += more;
  }
  return kept.length === 0 ? "" : `${esc}[${kept.join(";")}m`;
}

function expandTabs(text: string): string {
  if (!text.includes("\t")) return text;
  return text
    .split("\n")
    .map((line) => (line.includes("\t") ? expanded(line) : line))
    .join("\n");
}

function expanded(line: string): string {
  const [first = "", ...rest] = line.split("\t");
  let out = first;
  let columns = columnsOf(first);
  for (const piece of rest) {
    const gap = tabColumns - (columns % tabColumns);
    out += " ".repeat(gap) + piece;
    columns += gap + columnsOf(piece);
  }
  return out;
}
