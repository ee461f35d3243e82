export type LineDiff = {
  /** Unified; undefined where the texts are too far apart to compare in time. */
  readonly diff: string | undefined;
  readonly added: number;
  readonly removed: number;
};

const compareMs = 1_000;

/** What changed between two texts of one file, line by line. */
export async function lineDiff(
  path: string,
  before: string,
  after: string,
  names: { readonly before: string; readonly after: string } = { before: "", after: "" },
): Promise<LineDiff> {
  const { structuredPatch, formatPatch } = await import("diff");
  const headers = [names.before, names.after] as const;
  const options = { context: 3, timeout: compareMs };
  const patch = structuredPatch(path, path, before, after, ...headers, options);
  if (patch === undefined) {
    return { diff: undefined, added: countLines(after), removed: countLines(before) };
  }
  const lines = patch.hunks.flatMap((hunk) => hunk.lines);
  return {
    diff: formatPatch(patch),
    added: lines.filter((line) => line.startsWith("+")).length,
    removed: lines.filter((line) => line.startsWith("-")).length,
  };
}

function countLines(text: string): number {
  return text === "" ? 0 : text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
}
