import { foldLine } from "./fold.ts";

/** How closely lines must agree, strictest first. */
export type LineRung = "exact" | "blanks" | "unicode" | "indentation";

export const lineRungs: readonly LineRung[] = ["exact", "blanks", "unicode", "indentation"];

const views: Readonly<Record<LineRung, (line: string) => string>> = {
  exact: (line) => line,
  blanks: (line) => line.trimEnd(),
  unicode: (line) => foldLine(line).trimEnd(),
  indentation: (line) => foldLine(line).trim(),
};

/** Where runs of lines stand in a file: the index of each first line. */
export type SeekLines = (wanted: readonly string[], rung: LineRung) => readonly number[];

/** Makes a search over the lines of one file; each rung's view of them is made once. */
export function seekIn(lines: readonly string[]): SeekLines {
  const seen = new Map<LineRung, readonly string[]>();
  return (wanted, rung) => {
    const view = views[rung];
    const there = seen.get(rung) ?? lines.map(view);
    seen.set(rung, there);
    const asked = wanted.map(view);
    // Blank lines alone say nothing unless they must agree exactly.
    if (rung !== "exact" && asked.every((line) => line === "")) return [];
    return startsOf(there, asked);
  };
}

function startsOf(lines: readonly string[], wanted: readonly string[]): readonly number[] {
  const starts: number[] = [];
  if (wanted.length === 0) return starts;
  for (let start = 0; start + wanted.length <= lines.length; start += 1) {
    if (wanted.every((line, index) => line === lines[start + index])) starts.push(start);
  }
  return starts;
}
