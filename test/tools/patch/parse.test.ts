import { expect, test } from "bun:test";
import { parsePatch } from "../../../src/tools/patch/parse.ts";
import type { FileChange, Hunk } from "../../../src/tools/patch/patch.ts";

/** A change as short text: its kind, its names, and each hunk's anchors and lines. */
function short(change: FileChange): string {
  switch (change.type) {
    case "add":
      return `add ${change.path}: ${change.lines.join("|")}`;
    case "delete":
      return `delete ${change.path}`;
    case "update": {
      const to = change.moveTo === undefined ? "" : ` -> ${change.moveTo}`;
      return `update ${change.path}${to}: ${change.hunks.map(shortHunk).join(" / ")}`;
    }
  }
}

function shortHunk({ anchors, lines, line, atEnd }: Hunk): string {
  const at = line === undefined ? "" : `${line}@`;
  const named = anchors.map((anchor) => `[${anchor}]`).join("");
  return `${at}${named}${lines.map(({ mark, text }) => mark + text).join("|")}${atEnd ? "$" : ""}`;
}

function read(patch: string): readonly string[] | string {
  const parsed = parsePatch(patch);
  return parsed.type === "bad" ? parsed.key : parsed.changes.map(short);
}

const envelope = [
  "*** Begin Patch",
  "*** Update File: a.py",
  "@@ class A",
  "@@ def f",
  " x",
  "-y",
  "+z",
  "",
  "*** Update File: b.py",
  "*** Move to: c.py",
  "@@",
  "-1",
  "+2",
  "*** End of File",
  "*** Add File: d.py",
  "+new",
  "+",
  "",
  "*** Delete File: e.py",
  "*** End Patch",
];

const changes = [
  "update a.py: [class A][def f] x|-y|+z",
  "update b.py -> c.py: -1|+2$",
  "add d.py: new|",
  "delete e.py",
];

test("an envelope gives its changes, with or without its markers and wrappings", () => {
  const inner = envelope.slice(1, -1).join("\n");
  const whole = envelope.join("\n");
  for (const patch of [
    whole,
    inner,
    `*** Begin Patch\n${inner}`,
    `${inner}\n*** End Patch\nThat is all.`,
    `Here it is:\n\`\`\`diff\n${whole}\n\`\`\`\n`,
    `\`\`\`\n${inner}\n\`\`\``,
    `apply_patch <<'EOF'\n${whole}\nEOF`,
    `apply_patch <<"PATCH"\n${inner}\nPATCH\n`,
    whole.replaceAll("\n", "\r\n"),
    whole.replaceAll("\n", "\\n"),
  ]) {
    expect(read(patch)).toEqual(changes);
  }
});

test("a line whose sign was forgotten is context, and an added file without any sign is taken whole", () => {
  expect(read("*** Update File: a\n@@\ndef f():\n-  x\n+  y")).toEqual([
    "update a:  def f():|-  x|+  y",
  ]);
  expect(read("*** Add File: a\none\n\ntwo\n*** End Patch")).toEqual(["add a: one||two"]);
});

test("headers of a unified diff inside an envelope do no harm", () => {
  const body = "--- a/a.py\n+++ b/a.py\n@@ -3,2 +3,2 @@ def f\n x\n-y\n+z";
  expect(read(`*** Begin Patch\n*** Update File: a.py\n${body}\n*** End Patch`)).toEqual([
    "update a.py: 3@[def f] x|-y|+z",
  ]);
  expect(read(`*** Begin Patch\n${body}\n*** End Patch`)).toEqual([
    "update a.py: 3@[def f] x|-y|+z",
  ]);
});

test("a unified diff gives updates, new files, deletions and renames", () => {
  const diff = [
    "diff --git a/a.txt b/a.txt",
    "index 111..222 100644",
    "--- a/a.txt\t2024-01-01 10:00:00",
    "+++ b/a.txt\t2024-01-02 10:00:00",
    "@@ -1,2 +1,2 @@",
    " x",
    "--- y",
    "+++ z",
    "diff --git a/n.txt b/n.txt",
    "new file mode 100644",
    "--- /dev/null",
    "+++ b/n.txt",
    "@@ -0,0 +1 @@",
    "+new",
    "\\ No newline at end of file",
    "diff --git a/d.txt b/d.txt",
    "deleted file mode 100644",
    "--- a/d.txt",
    "+++ /dev/null",
    "@@ -1 +0,0 @@",
    "-old",
    "diff --git a/one.txt b/two.txt",
    "similarity index 100%",
    "rename from one.txt",
    "rename to two.txt",
    "diff --git a/empty.txt b/empty.txt",
    "new file mode 100644",
  ];
  expect(read(diff.join("\n"))).toEqual([
    "update a.txt: 1@ x|--- y|+++ z",
    "add n.txt: new",
    "delete d.txt",
    "update one.txt -> two.txt: ",
    "add empty.txt: ",
  ]);
});

test("wrong counts of a unified diff do not matter", () => {
  const diff =
    "--- a.txt\n+++ a.txt\n@@ -1,9 +1,1 @@\n x\n-y\n+z\n\n--- b.txt\n+++ b.txt\n@@ -7 @@\n-q\n";
  expect(read(diff)).toEqual(["update a.txt: 1@ x|-y|+z", "update b.txt: -q"]);
});

test("a/ and b/ stay where they are folders", () => {
  expect(read("--- a/x.txt\n+++ a/x.txt\n@@\n-q\n+r\n")).toEqual(["update a/x.txt: -q|+r"]);
});

test("what is no patch is told apart", () => {
  expect([
    read("please change it"),
    read("*** Begin Patch\n*** End Patch"),
    read("*** Begin Patch\n*** Update File:\n-x\n*** End Patch"),
    read("@@ -1 +1 @@\n-x\n+y"),
    read("*** Update File: a\n*** End Patch"),
    read("*** Update File: a\n@@\n-x\n*** Change File: b\n-y"),
    read("*** Add File: a\n+x\ny"),
    read("diff --git a/x b/x\nGIT binary patch\nliteral 0"),
  ]).toEqual([
    "no_patch",
    "empty_patch",
    "no_path",
    "no_file",
    "no_hunks",
    "unexpected",
    "add_line",
    "binary_patch",
  ]);
});
