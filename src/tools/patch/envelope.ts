import { type HunkHeader, hunkHeader, hunkOf } from "./hunk.ts";
import { type BadPatch, badPatch, type FileChange, type Hunk, type ParsedPatch } from "./patch.ts";

const fileHeader =
  /^\*\*\* *(Update|Add|Create|Delete|Remove|Move|Rename) File:? *(.*?) *(?:\*{3})?$/i;
const moveHeader = /^\*\*\* *Move to:? *(.+?) *$/i;
const endOfFile = /^\*\*\* *End of File/i;
const envelopeLine = /^\*\*\* *(?:Begin|End) Patch/i;

type Section = { readonly what: string; readonly path: string; readonly body: readonly string[] };

/** Reads the format of "*** Begin Patch", with or without its first and last line. */
export function parseEnvelope(lines: readonly string[]): ParsedPatch {
  const sections = sectionsOf(lines);
  if ("type" in sections) return sections;
  const changes: FileChange[] = [];
  for (const section of sections) {
    const change = changeOf(section);
    if (change.type === "bad") return change;
    changes.push(change);
  }
  return { type: "parsed", changes };
}

export function isFileHeader(line: string): boolean {
  return fileHeader.test(line);
}

function sectionsOf(lines: readonly string[]): readonly Section[] | BadPatch {
  const sections: { what: string; path: string; body: string[] }[] = [];
  for (const line of lines) {
    const header = fileHeader.exec(line);
    const last = sections.at(-1);
    if (header) {
      const [, what = "", path = ""] = header;
      if (path === "") return badPatch("no_path", { line });
      sections.push({ what: what.toLowerCase(), path, body: [] });
    } else if (last && !envelopeLine.test(line)) last.body.push(line);
    else if (!envelopeLine.test(line) && line.trim() !== "")
      return badPatch("unexpected", { line });
  }
  return sections;
}

function changeOf({ what, path, body }: Section): FileChange | BadPatch {
  switch (what) {
    case "add":
    case "create":
      return addOf(path, body);
    case "delete":
    case "remove":
      return { type: "delete", path };
    case "update":
      return updateOf(path, body);
    default: {
      const [from = "", to] = path.split(/ *(?:->|=>) */);
      return updateOf(from, to === undefined ? body : [`*** Move to: ${to}`, ...body]);
    }
  }
}

function addOf(path: string, body: readonly string[]): FileChange | BadPatch {
  const written = body.slice(0, body.findLastIndex((line) => line !== "") + 1);
  const lines = written.filter((line) => !line.startsWith("\\") && !endOfFile.test(line));
  const openEnd = written.some((line) => line.startsWith("\\"));
  const hasSigns = lines.some((line) => line.startsWith("+"));
  // A whole file without a single sign is a file whose signs were forgotten.
  if (!hasSigns) return { type: "add", path, lines, openEnd };
  const wrong = lines.find((line) => line !== "" && !line.startsWith("+") && !/^@@/.test(line));
  if (wrong !== undefined) return badPatch("add_line", { path, line: wrong });
  const kept = lines.filter((line) => !/^@@/.test(line));
  return { type: "add", path, lines: kept.map((line) => line.slice(1)), openEnd };
}

function updateOf(path: string, body: readonly string[]): FileChange | BadPatch {
  const moveTo = body.map((line) => moveHeader.exec(line)?.[1]).find(Boolean);
  const lines = withoutDiffHeaders(body.filter((line) => !moveHeader.test(line)));
  const stray = lines.find((line) => line.startsWith("*** ") && !endOfFile.test(line));
  if (stray !== undefined) return badPatch("unexpected", { line: stray });
  const hunks = hunksOf(lines);
  if (hunks.length === 0 && moveTo === undefined) return badPatch("no_hunks", { path });
  return { type: "update", path, hunks, moveTo, doubtful: false };
}

/** Models that know both formats put the headers of the other one here too. */
function withoutDiffHeaders(body: readonly string[]): readonly string[] {
  const first = body.findIndex((line) => line !== "");
  const isHeader = /^--- \S/.test(body[first] ?? "") && /^\+\+\+ \S/.test(body[first + 1] ?? "");
  return isHeader ? body.slice(first + 2) : body;
}

function hunksOf(body: readonly string[]): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let headers: HunkHeader[] = [];
  let lines: string[] = [];
  const close = (atEnd: boolean) => {
    const isHunk = lines.some((line) => line !== "");
    if (isHunk) hunks.push(hunkOf(headers, lines, false, atEnd));
    if (isHunk) headers = [];
    lines = [];
  };
  for (const line of body) {
    if (endOfFile.test(line)) close(true);
    else if (line.startsWith("@@")) {
      close(false);
      headers.push(hunkHeader(line));
    } else lines.push(line);
  }
  close(false);
  return hunks;
}
