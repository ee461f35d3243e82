import type { Shadow } from "./shadow.ts";

export type ChangedFile = {
  readonly path: string;
  readonly change: "added" | "changed" | "removed";
  /** Whether it is a link afterwards, and whether it can be run. */
  readonly isLink: boolean;
  readonly isExecutable: boolean;
};

const linkMode = "120000";
const executableMode = "100755";

/** The files in which two snapshots differ, by path. */
export async function compare(
  shadow: Shadow,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<readonly ChangedFile[]> {
  const words = ["diff-tree", "-r", "-z", "--raw", "--no-renames", from, to];
  const parts = (await shadow.git(words, {}, signal)).split("\0");
  const files: ChangedFile[] = [];
  // Pairs of ":100644 100755 <id> <id> M" and a path.
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [, mode = "", , , letter = ""] = (parts[at] ?? "").split(" ");
    files.push({
      path: parts[at + 1] ?? "",
      change: letter === "A" ? "added" : letter === "D" ? "removed" : "changed",
      isLink: mode === linkMode,
      isExecutable: mode === executableMode,
    });
  }
  return files;
}

/** The same as a unified diff for people. */
export async function unifiedDiff(
  shadow: Shadow,
  from: string,
  to: string,
  signal: AbortSignal,
): Promise<string> {
  const plain = ["--no-color", "--no-ext-diff", "--no-textconv"];
  return await shadow.git(["diff-tree", "-r", "-p", "-M", ...plain, from, to], {}, signal);
}
