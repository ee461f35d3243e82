export type DiffFile = {
  readonly path: string;
  /** "new", "deleted", "renamed from a.ts", "binary"; "" for a plain change. */
  readonly note: string;
  readonly hunks: readonly Hunk[];
};

export type Hunk = { readonly rows: readonly DiffRow[] };

export type DiffRow = {
  readonly type: "same" | "added" | "removed";
  readonly old: number | undefined;
  readonly now: number | undefined;
  readonly text: string;
};

type OpenFile = { path: string; note: string; hunks: { rows: DiffRow[] }[] };

/** Where the reader stands: the numbers of the next lines, and how many the hunk still has. */
type Place = { old: number; now: number; oldLeft: number; nowLeft: number };

const hunkHead = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** The files of a unified diff, as git or the diff library writes it. */
export function parseDiff(diff: string): readonly DiffFile[] {
  const files: OpenFile[] = [];
  const place: Place = { old: 0, now: 0, oldLeft: 0, nowLeft: 0 };
  for (const line of diff.split("\n")) {
    const hunk = files.at(-1)?.hunks.at(-1);
    if (hunk !== undefined && (place.oldLeft > 0 || place.nowLeft > 0))
      readRow(hunk.rows, line, place);
    else readHead(files, line, place);
  }
  return files.filter(({ hunks, note }) => hunks.length > 0 || note !== "");
}

function readRow(rows: DiffRow[], line: string, place: Place): void {
  const sign = line.charAt(0);
  const text = line.slice(1);
  if (sign === "\\") return;
  if (sign === "+") {
    rows.push({ type: "added", old: undefined, now: place.now, text });
    place.now += 1;
    place.nowLeft -= 1;
  } else if (sign === "-") {
    rows.push({ type: "removed", old: place.old, now: undefined, text });
    place.old += 1;
    place.oldLeft -= 1;
  } else {
    // Some editors cut the space of an empty line.
    rows.push({ type: "same", old: place.old, now: place.now, text: sign === " " ? text : line });
    place.old += 1;
    place.now += 1;
    place.oldLeft -= 1;
    place.nowLeft -= 1;
  }
}

function readHead(files: OpenFile[], line: string, place: Place): void {
  const head = hunkHead.exec(line);
  if (head !== null) {
    const [, old = "1", oldLines = "1", now = "1", nowLines = "1"] = head;
    Object.assign(place, {
      old: Number(old),
      now: Number(now),
      oldLeft: Number(oldLines),
      nowLeft: Number(nowLines),
    });
    if (files.length === 0) files.push(newFile(""));
    files.at(-1)?.hunks.push({ rows: [] });
    return;
  }
  readFileHead(files, line);
}

const fileHead =
  /^(diff --git|Index:|---|\+\+\+|rename from|rename to|new file|deleted file|Binary files) ?(.*)$/;

function readFileHead(files: OpenFile[], line: string): void {
  const [, word = "", rest = ""] = fileHead.exec(line) ?? [];
  const file = files.at(-1);
  const isPlain = word === "---" && (file === undefined || file.hunks.length > 0);
  if (word === "diff --git") files.push(newFile(secondOf(rest)));
  else if (word === "Index:") files.push(newFile(rest));
  else if (isPlain) files.push(fileAfter(newFile(""), word, rest));
  else if (file !== undefined) fileAfter(file, word, rest);
}

function fileAfter(file: OpenFile, word: string, rest: string): OpenFile {
  switch (word) {
    case "---":
      if (pathOf(rest) === "") file.note ||= "new";
      else file.path = pathOf(rest);
      break;
    case "+++":
      if (pathOf(rest) === "") file.note = "deleted";
      else file.path = pathOf(rest);
      break;
    case "rename from":
      file.note = `renamed from ${rest}`;
      break;
    case "rename to":
      file.path = rest;
      break;
    case "new file":
      file.note = "new";
      break;
    case "deleted file":
      file.note = "deleted";
      break;
    case "Binary files":
      file.note = file.note === "" ? "binary" : `${file.note}, binary`;
  }
  return file;
}

function newFile(path: string): OpenFile {
  return { path, note: "", hunks: [] };
}

/** The second name of "a/path b/path"; a path may hold " b/" itself. */
function secondOf(names: string): string {
  const same = /^a\/(.+) b\/\1$/.exec(names)?.[1];
  return same ?? names.slice(names.lastIndexOf(" b/") + 1).replace(/^b\//, "");
}

/** A name without git's prefix and what the library puts behind it; "" for /dev/null. */
function pathOf(name: string): string {
  const path = name.split("\t")[0] ?? "";
  return path === "/dev/null" ? "" : path.replace(/^"?[ab]\//, "").replace(/"$/, "");
}
