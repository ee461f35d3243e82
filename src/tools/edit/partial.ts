import { linesOf } from "../lines.ts";
import { foldCharacters } from "./fold.ts";
import { type Pair, type Shift, shiftFor } from "./indent.ts";
import type { Wanted } from "./ladder.ts";
import { rebuilt } from "./line-hits.ts";
import type { Splice } from "./splice.ts";

const minCharacters = 3;

/** Places within lines that agree when runs of blanks count as one. */
export function partialHits(text: string, wanted: Wanted): readonly Splice[] {
  const core = wanted.old.trim();
  if (core.replace(/\s/g, "").length < minCharacters) return [];
  const pattern = patternOf(foldCharacters(core));
  const hits: Splice[] = [];
  for (const match of foldCharacters(text).matchAll(pattern)) {
    const start = match.index;
    const replacement = replacementAt(text, start, match[0].length, wanted);
    if (replacement === undefined) continue;
    hits.push({ start, end: start + match[0].length, text: replacement });
  }
  return hits;
}

/** A line stays a line: only blanks within it and at its ends are free. */
function patternOf(core: string): RegExp {
  const lines = core.split("\n").map((line) =>
    line
      .trim()
      .split(/[^\S\n]+/)
      .map(RegExp.escape),
  );
  return new RegExp(
    lines.map((words) => words.join("[^\\S\\n]+")).join("[^\\S\\n]*\\n[^\\S\\n]*"),
    "g",
  );
}

function replacementAt(
  text: string,
  start: number,
  length: number,
  wanted: Wanted,
): string | undefined {
  const lead = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const real = text.slice(start, start + length).split("\n");
  const block = coreOf(wanted);
  const shift = shiftOf(text, lead, real, wanted);
  if (shift === undefined) return undefined;
  // What stands before the first line stays, so that line needs no indentation of its own.
  const [first = "", ...rest] = rebuilt(block, real, (line, index) =>
    index === 0 ? line : shift(line, index),
  );
  return [first, ...rest].join("\n");
}

/** The blanks around the old text stay in the file; the new text gives up its own. */
function coreOf(wanted: Wanted): {
  readonly old: readonly string[];
  readonly new: readonly string[];
} {
  const hasLead = /^\s/.test(wanted.old);
  const hasTail = /\s$/.test(wanted.old);
  const fresh = hasLead ? wanted.new.trimStart() : wanted.new;
  return {
    old: wanted.old.trim().split("\n"),
    new: (hasTail ? fresh.trimEnd() : fresh).split("\n"),
  };
}

function shiftOf(
  text: string,
  lead: string,
  real: readonly string[],
  wanted: Wanted,
): Shift | undefined {
  const written = wanted.old
    .replace(/^\s*\n/, "")
    .trimEnd()
    .split("\n");
  const startsLine = lead.trim() === "";
  const pairs: Pair[] = written.map((line, index) => ({
    written: line,
    real: index === 0 ? lead + (real[0] ?? "") : (real[index] ?? ""),
  }));
  return shiftFor(startsLine ? pairs : pairs.slice(1), wanted.new.split("\n"), linesOf(text));
}
