import { linesOf } from "../lines.ts";
import { noShift, type Shift, shiftFor } from "./indent.ts";
import { keptLines } from "./kept-lines.ts";
import type { Wanted } from "./ladder.ts";
import { type LineRung, seekIn } from "./seek.ts";
import type { Splice } from "./splice.ts";

type Block = { readonly old: readonly string[]; readonly new: readonly string[] };

/** Places where whole lines agree on this rung; lines that the edit repeats stay as the file has them. */
export function lineHits(text: string, wanted: Wanted, rung: LineRung): readonly Splice[] {
  const lines = linesOf(text);
  const seek = seekIn(lines);
  for (const block of blocksOf(wanted)) {
    const hits = seek(block.old, rung).flatMap((start) => hitAt(lines, start, block, rung));
    if (hits.length > 0) return placed(lines, hits);
  }
  return [];
}

/** The lines as given, and without the blank ones around them: models add and drop those. */
function blocksOf(wanted: Wanted): readonly Block[] {
  const whole = blockOf(wanted);
  const head = whole.old.findIndex((line) => line.trim() !== "");
  const tail = whole.old.toReversed().findIndex((line) => line.trim() !== "");
  if (head <= 0 && tail <= 0) return [whole];
  const old = whole.old.slice(head, whole.old.length - tail);
  return [whole, { old, new: withoutBlankEnds(whole.new, head, tail) }];
}

function blockOf(wanted: Wanted): Block {
  const endsLine = wanted.old.endsWith("\n");
  const old = wanted.old.split("\n");
  const fresh = wanted.new.split("\n");
  if (!endsLine) return { old, new: fresh };
  const dropsLast = wanted.new === "" || wanted.new.endsWith("\n");
  return { old: old.slice(0, -1), new: dropsLast ? fresh.slice(0, -1) : fresh };
}

function withoutBlankEnds(lines: readonly string[], head: number, tail: number): readonly string[] {
  let start = 0;
  let end = lines.length;
  while (start < head && lines[start]?.trim() === "" && start < end) start += 1;
  while (lines.length - end < tail && end > start && lines[end - 1]?.trim() === "") end -= 1;
  return lines.slice(start, end);
}

type LineHit = {
  readonly start: number;
  readonly count: number;
  readonly lines: readonly string[];
};

function hitAt(
  lines: readonly string[],
  start: number,
  block: Block,
  rung: LineRung,
): readonly LineHit[] {
  const count = block.old.length;
  const real = lines.slice(start, start + count);
  const shift = rung === "indentation" ? shiftOf(block, real, lines) : noShift;
  if (shift === undefined) return [];
  return [{ start, count, lines: rebuilt(block, real, shift) }];
}

function shiftOf(
  block: Block,
  real: readonly string[],
  lines: readonly string[],
): Shift | undefined {
  const pairs = block.old.map((written, index) => ({ written, real: real[index] ?? "" }));
  return shiftFor(pairs, block.new, lines);
}

/** The new lines as the file wants them; what they repeat of the old ones is taken from the file. */
export function rebuilt(block: Block, real: readonly string[], shift: Shift): readonly string[] {
  const kept = keptLines(block.old, block.new);
  return block.new.map((line, index) => {
    const from = kept[index];
    return (from === undefined ? undefined : real[from]) ?? shift(line, index);
  });
}

/** Line numbers as offsets. Where no line is left, the line end goes too. */
function placed(lines: readonly string[], hits: readonly LineHit[]): readonly Splice[] {
  const offsets = [0];
  for (const line of lines) offsets.push((offsets.at(-1) ?? 0) + line.length + 1);
  return hits.map((hit) => {
    const next = offsets[hit.start + hit.count] ?? 0;
    const end = hit.lines.length === 0 ? next : next - 1;
    return { start: offsets[hit.start] ?? 0, end, text: hit.lines.join("\n") };
  });
}
