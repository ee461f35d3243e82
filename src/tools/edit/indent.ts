import { scaleFor, unitOf } from "./indent-scale.ts";

/** A line as the model wrote it and the line of the file that it stands for. */
export type Pair = { readonly written: string; readonly real: string };

/** Gives a line, the `index`th of the new text, the indentation that the file wants. */
export type Shift = (line: string, index: number) => string;

export const noShift: Shift = (line) => line;

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/**
 * How the written indentation becomes that of the file; undefined where one written depth stands
 * for several real ones, so that every guess could be wrong.
 */
export function shiftFor(
  pairs: readonly Pair[],
  fresh: readonly string[],
  file: readonly string[],
): Shift | undefined {
  const full = pairs.filter(({ written }) => written.trim() !== "");
  const first = full[0];
  if (first === undefined) return noShift;
  const rest = full.slice(1);
  const isCut = indentOf(first.written) === "" && indentOf(first.real) !== "";
  // Only the first line lost its indentation: very common, and the others are right as they are.
  if (isCut && rest.length > 0 && rest.every(isSame)) {
    const lead = indentOf(first.real);
    return (line, index) => (index === 0 && indentOf(line) === "" ? lead + line : line);
  }
  const known = knownDepths(full);
  if (known === undefined) return undefined;
  if (full.every(isSame)) return noShift;
  const written = [...full.map((pair) => pair.written), ...fresh];
  const scale = scaleFor(known, unitOf(written, "smallest"), unitOf(file, "usual"));
  return (line) => {
    const indent = indentOf(line);
    return line.trim() === "" ? line : shifted(indent, known, scale) + line.slice(indent.length);
  };
}

function isSame({ written, real }: Pair): boolean {
  return indentOf(written) === indentOf(real);
}

/** Written → real indentation; undefined unless each has one, and deeper stays deeper. */
function knownDepths(pairs: readonly Pair[]): ReadonlyMap<string, string> | undefined {
  const known = new Map<string, string>();
  for (const pair of pairs) {
    const written = indentOf(pair.written);
    const real = indentOf(pair.real);
    if ((known.get(written) ?? real) !== real) return undefined;
    known.set(written, real);
  }
  const depths = [...known].sort(([one], [other]) => one.length - other.length);
  const rises = depths.every(([written, real], index) => {
    const above = depths[index - 1];
    return above === undefined || (written.startsWith(above[0]) && real.length > above[1].length);
  });
  return rises ? new Map(depths) : undefined;
}

function shifted(
  indent: string,
  known: ReadonlyMap<string, string>,
  scale: (indent: string) => string,
): string {
  const exact = known.get(indent);
  if (exact !== undefined) return exact;
  const base = [...known].findLast(([written]) => indent.startsWith(written));
  if (base !== undefined) return base[1] + scale(indent.slice(base[0].length));
  const [shallowest] = known;
  if (shallowest?.[0].startsWith(indent) !== true) return indent;
  const up = scale(shallowest[0].slice(indent.length)).length;
  return shallowest[1].slice(0, Math.max(0, shallowest[1].length - up));
}
