/** One step of indentation: so many tabs or spaces. */
type Unit = { readonly sign: " " | "\t"; readonly size: number };

const usualSpaces = 4;

/**
 * The step by which lines are indented; undefined where they show none. "usual" is the commonest step
 * from a line to the next, "smallest" the greatest that all depths are multiples of.
 */
export function unitOf(lines: readonly string[], which: "usual" | "smallest"): Unit | undefined {
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  const tabs = indents.filter((indent) => indent.startsWith("\t")).length;
  const spaces = indents.filter((indent) => indent.startsWith(" ")).length;
  if (tabs > spaces) return { sign: "\t", size: 1 };
  if (spaces === 0) return undefined;
  const depths = indents.map((indent) => indent.length);
  const size = which === "usual" ? usualStep(depths) : smallestStep(depths);
  return size === undefined ? undefined : { sign: " ", size };
}

/** What turns a piece of written indentation into the file's, as the known depths show it. */
export function scaleFor(
  known: ReadonlyMap<string, string>,
  written: Unit | undefined,
  file: Unit | undefined,
): (indent: string) => string {
  const seen = seenSteps(known);
  const real = [...known.values()].find((indent) => indent !== "");
  const sign = real === undefined ? (file?.sign ?? " ") : real.startsWith("\t") ? "\t" : " ";
  const to = seen?.to ?? (file?.sign === sign ? file : undefined);
  const from = seen?.from ?? written;
  if (from === undefined) return (indent) => indent;
  const target = to ?? {
    sign,
    size: sign === "\t" ? 1 : from.sign === " " ? from.size : usualSpaces,
  };
  // Depths of odd sizes are aligned text: a step cannot be read from them.
  const step = from.sign === " " && from.size < 2 ? oddStep(target) : from;
  return (indent) => scaled(indent, step, target);
}

function oddStep(target: Unit): Unit {
  return target.sign === "\t" ? { sign: " ", size: usualSpaces } : target;
}

function scaled(indent: string, from: Unit, to: Unit): string {
  const isPure = indent.split("").every((sign) => sign === from.sign);
  if (!isPure) return indent;
  const steps = Math.floor(indent.length / from.size);
  const rest = indent.length - steps * from.size;
  const partial = (rest * to.size) / from.size;
  if (Number.isInteger(partial)) return to.sign.repeat(steps * to.size + partial);
  return to.sign.repeat(steps * to.size) + " ".repeat(rest);
}

/** Two depths that are both known tell how a written step looks in the file. */
function seenSteps(known: ReadonlyMap<string, string>): { from: Unit; to: Unit } | undefined {
  const depths = [...known];
  for (const [index, [written, real]] of depths.entries()) {
    const above = depths[index - 1];
    if (above === undefined) continue;
    const from = stepOf(written.slice(above[0].length));
    const to = stepOf(real.slice(above[1].length));
    if (from !== undefined && to !== undefined) return { from, to };
  }
  return undefined;
}

function stepOf(indent: string): Unit | undefined {
  const sign = indent.startsWith("\t") ? "\t" : " ";
  const isPure = indent === sign.repeat(indent.length);
  return isPure && indent !== "" ? { sign, size: indent.length } : undefined;
}

function usualStep(depths: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const [index, depth] of depths.entries()) {
    const step = depth - (depths[index - 1] ?? 0);
    if (step > 1) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0])[0]?.[0];
}

function smallestStep(depths: readonly number[]): number | undefined {
  const distinct = [...new Set(depths)].sort((one, other) => one - other);
  const steps = distinct.slice(1).map((depth, index) => depth - (distinct[index] ?? 0));
  const step = steps.reduce(divisor, 0);
  return step === 0 ? undefined : step;
}

function divisor(one: number, other: number): number {
  return other === 0 ? one : divisor(other, one % other);
}
