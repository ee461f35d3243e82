const section = /^\[dependencies\][^\n]*\n([\s\S]*?)(?=^\[|(?![\s\S]))/m;
const plainCrate = /^[ \t]*[\w-]+[ \t]*=[ \t]*("[^"\n]*"|\{[^{}\n]*\})[ \t]*(#.*)?$/;

/**
 * A pristine manifest with the crates that a solution names: a solution may use what was made ready, but
 * a manifest of its own could run programs while it is built.
 */
export function mergeCrates(pristine: string, own: string): string {
  const lines = (section.exec(`${own}\n`)?.[1] ?? "").split("\n");
  const crates = lines.filter(
    (line) => plainCrate.test(line) && !/\b(path|git|registry)\b/.test(line),
  );
  if (crates.length === 0) return pristine;
  const wanted = `[dependencies]\n${crates.join("\n")}\n`;
  const base = `${pristine.trimEnd()}\n`;
  return section.test(base) ? base.replace(section, () => `${wanted}\n`) : `${base}\n${wanted}`;
}
