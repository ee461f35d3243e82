const widthsKept = 2_000;

/** The same function, which remembers the newest texts: Ink asks for the width of every line in every frame. */
export function remembered(
  measure: (text: string, options?: object) => number,
): (text: string, options?: object) => number {
  const widths = new Map<string, number>();
  return (text, options) => {
    if (options !== undefined) return measure(text, options);
    const known = widths.get(text);
    if (known !== undefined) return known;
    if (widths.size >= widthsKept) widths.clear();
    const width = measure(text);
    widths.set(text, width);
    return width;
  };
}
