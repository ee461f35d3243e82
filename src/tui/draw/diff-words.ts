import { onFirstUse } from "../../lib/on-first-use.ts";
import type { Role } from "../paint.ts";
import type { DiffRow } from "./diff-parse.ts";
import type { Line, Span } from "./span.ts";

// Loaded with the first pair of lines that differ.
const words = onFirstUse(() => (require("diff") as typeof import("diff")).diffWordsWithSpace);

const maxChars = 400;
/** In a longer run nobody looks for words. */
const maxPairs = 100;
/** Lines that have less in common are two lines, not one that was changed. */
const leastCommon = 0.4;

/** Each row's text; where a removed line and an added one are a pair, what differs in them stands out. */
export function rowSpans(rows: readonly DiffRow[]): readonly Line[] {
  const lines: Line[] = rows.map(plain);
  let at = 0;
  while (at < rows.length) {
    const removed = runFrom(rows, at, "removed");
    const added = runFrom(rows, at + removed, "added");
    for (let pair = 0; pair < Math.min(removed, added, maxPairs); pair += 1) {
      const [old, now] = [rows[at + pair], rows[at + removed + pair]];
      const spans = old && now ? pairSpans(old.text, now.text) : undefined;
      if (spans === undefined) continue;
      lines[at + pair] = spans.old;
      lines[at + removed + pair] = spans.now;
    }
    at += Math.max(1, removed + added);
  }
  return lines;
}

function runFrom(rows: readonly DiffRow[], from: number, type: DiffRow["type"]): number {
  let count = 0;
  while (rows[from + count]?.type === type) count += 1;
  return count;
}

function plain({ type, text }: DiffRow): Line {
  return [{ text, roles: [type === "same" ? "text" : type] }];
}

function pairSpans(old: string, now: string): { old: Line; now: Line } | undefined {
  if (old.length > maxChars || now.length > maxChars) return undefined;
  const changes = words()(old, now);
  const common = changes
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.trim().length, 0);
  if (common < leastCommon * Math.max(old.trim().length, now.trim().length)) return undefined;
  const side = (hidden: "added" | "removed", base: Role, changed: Role): readonly Span[] =>
    changes
      .filter((change) => !change[hidden])
      .map(({ value, added, removed }) => ({
        text: value,
        roles: [added || removed ? changed : base],
      }));
  return {
    old: side("added", "removed", "removed-word"),
    now: side("removed", "added", "added-word"),
  };
}
