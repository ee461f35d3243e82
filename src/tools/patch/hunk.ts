import type { Hunk, HunkLine } from "./patch.ts";

export type HunkHeader = {
  readonly anchor: string;
  readonly line: number | undefined;
  readonly counts: { readonly before: number; readonly after: number } | undefined;
};

const numbered = /^@@+ *-(\d+)(?:,(\d+))? +\+\d+(?:,(\d+))? *@@+ ?(.*)$/;

/** Reads a line that begins a hunk: "@@", "@@ def main():" or "@@ -1,3 +1,4 @@ def main():". */
export function hunkHeader(line: string): HunkHeader {
  const match = numbered.exec(line);
  if (match) {
    const [, start, before = "1", after = "1", anchor = ""] = match;
    const counts = { before: Number(before), after: Number(after) };
    return { anchor: anchor.trim(), line: Number(start), counts };
  }
  const text = line
    .replace(/^@@+/, "")
    .replace(/@@+\s*$/, "")
    .trim();
  const says = /[\p{L}\p{N}_{}]/u.test(text) && !/^-?\d+(,\d+)?( \+\d+(,\d+)?)?$/.test(text);
  return { anchor: says ? text : "", line: undefined, counts: undefined };
}

/** Makes a hunk of its headers and lines. Where the counts are not right, an empty last line is no context. */
export function hunkOf(
  headers: readonly HunkHeader[],
  written: readonly string[],
  counted: boolean,
  atEnd = false,
): Hunk {
  const end = counted ? written.length : written.findLastIndex((line) => line !== "") + 1;
  const body = written.slice(0, end);
  const last = headers.at(-1);
  return {
    anchors: headers.map((header) => header.anchor).filter((anchor) => anchor !== ""),
    lines: body.filter((line) => !line.startsWith("\\")).map(hunkLine),
    line: headers.find((header) => header.line !== undefined)?.line,
    between: last?.counts?.before === 0,
    atEnd,
    openEnd: openEnd(body),
  };
}

/** A line without a sign is context whose leading space was forgotten. */
function hunkLine(line: string): HunkLine {
  const mark = line[0];
  if (mark === " " || mark === "-" || mark === "+") return { mark, text: line.slice(1) };
  return { mark: " ", text: line };
}

/** "\ No newline at end of file" speaks of the line before it. */
function openEnd(body: readonly string[]): Hunk["openEnd"] {
  const marks = body.flatMap((line, index) => {
    return line.startsWith("\\") ? [body[index - 1]?.[0] ?? " "] : [];
  });
  return {
    before: marks.some((mark) => mark !== "+"),
    after: marks.some((mark) => mark !== "-"),
  };
}
