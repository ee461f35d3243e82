/** What Ink's output is asked to do, as far as it matters here. */
export type Operation =
  | {
      readonly type: "write";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly transformers: readonly ((line: string, index: number) => string)[];
    }
  | { readonly type: "clip" | "unclip" };

/**
 * The lines of a frame whose texts stand one below the other at the left edge, with their colours as they
 * are; undefined where Ink must lay them over one another. Ink takes each text apart into cells and puts
 * them together again, which is half the work of a frame; our lines fit the screen before Ink sees them.
 */
export function stackedLines(
  operations: readonly Operation[],
  height: number,
): readonly string[] | undefined {
  const lines: string[] = [];
  for (const operation of operations) {
    if (operation.type !== "write" || operation.x !== 0 || operation.y < lines.length)
      return undefined;
    const { y, text, transformers } = operation;
    while (lines.length < y) lines.push("");
    for (const [index, line] of text.split("\n").entries())
      lines.push(transformers.reduce((now, transform) => transform(now, index), line).trimEnd());
  }
  while (lines.length < height) lines.push("");
  return lines.slice(0, height);
}
