import { hunkHeader, hunkOf } from "./hunk.ts";
import { badPatch, type FileChange, type Hunk, type ParsedPatch } from "./patch.ts";

type Names = { before: string | undefined; after: string | undefined; renamed: boolean };
type FileDiff = Names & { hunks: Hunk[]; paired: boolean };

const nothing = "/dev/null";

/** Reads a unified diff, with or without git's own lines; its numbers and counts are hints only. */
export function parseUnified(lines: readonly string[]): ParsedPatch {
  const binary = lines.find((line) => /^(Binary files |GIT binary patch)/.test(line));
  if (binary !== undefined) return badPatch("binary_patch");
  const files: FileDiff[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? "";
    const file = files.at(-1);
    if (line.startsWith("@@")) {
      if (file === undefined) return badPatch("no_file", { line });
      const end = hunkEnd(lines, index + 1, line);
      file.hunks.push(hunkOf([hunkHeader(line)], lines.slice(index + 1, end.at), end.counted));
      index = end.at;
    } else index = readHeader(lines, index, files);
  }
  const named = files.filter(({ before, after }) => (before ?? after) !== undefined);
  const empty = named.find((file) => file.hunks.length === 0 && isPlainUpdate(file));
  if (named.length === 0) return badPatch("no_file", { line: lines[0] ?? "" });
  if (empty !== undefined) return badPatch("no_hunks", { path: empty.after ?? "" });
  return { type: "parsed", changes: named.map(changeOf) };
}

function isPlainUpdate({ before, after, renamed }: FileDiff): boolean {
  return !renamed && before !== nothing && after !== nothing;
}

/** Reads one line between hunks, or a pair of names, and gives the next index. */
function readHeader(lines: readonly string[], index: number, files: FileDiff[]): number {
  const line = lines[index] ?? "";
  const last = files.at(-1);
  const rename = /^rename (from|to) (.+)$/.exec(line);
  const git = /^diff --git "?a\/(.*?)"? "?b\/(.*?)"?$/.exec(line);
  if (git) files.push({ ...names(git[1], git[2]), hunks: [], paired: false });
  else if (last && rename) {
    last.before = rename[1] === "from" ? bareName(rename[2] ?? "") : last.before;
    last.after = rename[1] === "to" ? bareName(rename[2] ?? "") : last.after;
    last.renamed = true;
  } else if (last && line.startsWith("new file mode")) last.before = nothing;
  else if (last && line.startsWith("deleted file mode")) last.after = nothing;
  else if (/^(---|\+\+\+) \S/.test(line)) return readNames(lines, index, files);
  return index + 1;
}

function names(before: string | undefined, after: string | undefined): Names {
  return { before, after, renamed: false };
}

function readNames(lines: readonly string[], index: number, files: FileDiff[]): number {
  const first = lines[index] ?? "";
  const second = lines[index + 1] ?? "";
  const isPair = first.startsWith("--- ") && second.startsWith("+++ ");
  const one = bareName(first.slice(4));
  const other = isPair ? bareName(second.slice(4)) : one;
  const [before, after] = withoutSides(one, other);
  const last = files.at(-1);
  // Git's own line named the file already.
  if (last && !last.paired && last.hunks.length === 0) {
    last.paired = true;
    last.before = last.renamed ? last.before : before;
    last.after = last.renamed ? last.after : after;
  } else files.push({ ...names(before, after), hunks: [], paired: true });
  return index + (isPair ? 2 : 1);
}

/** A name without quotes and the time that diff writes behind a tab. */
function bareName(written: string): string {
  const name = (written.split("\t")[0] ?? "").replace(/ \d{4}-\d\d-\d\d .*$/, "").trim();
  return name.replace(/^"(.*)"$/, "$1");
}

/** Takes a/ and b/ off where both sides show that they are marks and no folders. */
function withoutSides(before: string, after: string): readonly [string, string] {
  const isMark = (name: string, side: string) => name === nothing || name.startsWith(side);
  if (!isMark(before, "a/") || !isMark(after, "b/")) return [before, after];
  const bare = (name: string) => (name === nothing ? name : name.slice(2));
  return [bare(before), bare(after)];
}

/** Where a hunk ends: by its counts if they are right, else where the next hunk or file begins. */
function hunkEnd(
  lines: readonly string[],
  start: number,
  header: string,
): { readonly at: number; readonly counted: boolean } {
  const { counts } = hunkHeader(header);
  const counted = counts && countedEnd(lines, start, counts);
  if (counted !== undefined) return { at: counted, counted: true };
  let at = start;
  while (at < lines.length && !isBorder(lines, at)) at += 1;
  return { at, counted: false };
}

const afterHunk = /^(@@|diff |--- |Index: |\*\*\* |-- |$)/;

function countedEnd(
  lines: readonly string[],
  start: number,
  counts: { readonly before: number; readonly after: number },
): number | undefined {
  let { before, after } = counts;
  let at = start;
  while (before > 0 || after > 0 || lines[at]?.startsWith("\\")) {
    const line = lines[at];
    if (line === undefined || !/^([-+ \\]|$)/.test(line)) return undefined;
    before -= /^([- ]|$)/.test(line) ? 1 : 0;
    after -= /^([+ ]|$)/.test(line) ? 1 : 0;
    at += 1;
  }
  const isWhole = before === 0 && after === 0 && afterHunk.test(lines[at] ?? "");
  return isWhole ? at : undefined;
}

function isBorder(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? "";
  if (/^(@@|diff --git |Index: |\*\*\* )/.test(line)) return true;
  return /^--- \S/.test(line) && /^\+\+\+ \S/.test(lines[at + 1] ?? "");
}

function changeOf({ before, after, renamed, hunks }: FileDiff): FileChange {
  const from = before ?? after ?? "";
  const to = after ?? from;
  if (from === nothing) {
    const lines = hunks.flatMap((hunk) => hunk.lines).filter((line) => line.mark === "+");
    const openEnd = hunks.some((hunk) => hunk.openEnd.after);
    return { type: "add", path: to, lines: lines.map((line) => line.text), openEnd };
  }
  if (to === nothing) return { type: "delete", path: from };
  const isMove = from !== to;
  return {
    type: "update",
    path: from,
    hunks,
    moveTo: isMove ? to : undefined,
    doubtful: isMove && !renamed,
  };
}
