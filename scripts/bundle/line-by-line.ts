const linesKept = 2_000;

const esc = "\u001b";
/** A control text, as a link is one, may go over the end of a line; colours never do. */
const reachesOn = new RegExp(`${esc}(?!\\[)|[\u0080-\u009f]`);

/** The same change of a text made line by line, which remembers the newest lines: most stood in the frame before. */
export function lineByLine(change: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  const changedLine = (line: string): string => {
    const stored = known.get(line);
    if (stored !== undefined) return stored;
    if (known.size >= linesKept) known.clear();
    const changed = change(line);
    known.set(line, changed);
    return changed;
  };
  return (text) =>
    reachesOn.test(text) ? change(text) : text.split("\n").map(changedLine).join("\n");
}
