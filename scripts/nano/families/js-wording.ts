/** Words and code that the JavaScript families share. */

export const writeOut =
  "[Write and export|Write and export|Implement and export|Export|Make and export|Provide and export|Define and export|Build and export]";

export const gives =
  "[returns|returns|gives|gives back|hands back|yields|produces|answers with|results in]";

/** The file as it is found: arrow functions without bodies. */
export function stubOf(heads: readonly (readonly [name: string, params: string])[]): string {
  return heads
    .map(
      ([name, params]) =>
        `export const ${name} = (${params}) => {\n  throw new Error('Write me.');\n};\n`,
    )
    .join("\n");
}

/** A line as every function of a solution begins with. */
export function changed(
  code: string,
  changes: readonly (readonly [from: string, to: string])[],
): string[] {
  return changes
    .filter(([from]) => code.includes(from))
    .map(([from, to]) => code.replace(from, () => to));
}

/** A list in words: `a`, `b` and `c`. */
export function listed(parts: readonly string[], last = "and"): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} ${last} ${parts.at(-1)}`;
}

/** Mends "a `Error`", where the kind of error was filled in. */
export function articled(text: string): string {
  return text.replace(/\b([Aa]) `Error`/g, "$1n `Error`");
}
