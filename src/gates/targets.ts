import { isObject } from "../core/coerce.ts";

/** A path that a call would change, as the model wrote it. */
export type Target = {
  readonly written: string;
  /** Whether the file may be new; then a path is read more strictly. */
  readonly want: "file" | "new-file";
};

/** The paths whose content a call would change, from its input alone: whatever the tool is called. */
export function targetsOf(input: unknown): readonly Target[] {
  if (!isObject(input)) return [];
  const want = "content" in input ? "new-file" : "file";
  const named: readonly Target[] =
    typeof input.path === "string" ? [{ written: input.path, want }] : [];
  return typeof input.patch === "string" ? [...named, ...patchTargets(input.patch)] : named;
}

/** The paths that a call lists to do something with, perhaps without changing them. */
export function listedTargets(input: unknown): readonly Target[] {
  if (!isObject(input) || !Array.isArray(input.paths)) return [];
  const named = input.paths.filter((path) => typeof path === "string");
  return named.map((written) => ({ written, want: "file" }));
}

/**
 * Every path that a header of any patch format may name. Rather one too many than one too few: what
 * reads the patch is more forgiving than any list of formats.
 */
function patchTargets(patch: string): readonly Target[] {
  const lines = patch.split(/\r?\n|\\n/).map((line) => line.trim());
  return lines.flatMap((line) => [...blockTargets(line), ...diffTargets(line)]);
}

const block =
  /^\W*\*{3} *(update|add|create|delete|remove|move|rename)\b(?: file)?(?: to)? *:? *(.+)$/i;

/** "*** Update File: a.ts" */
function blockTargets(line: string): readonly Target[] {
  const [, what = "", rest = ""] = block.exec(line) ?? [];
  const isOld = /^(update|delete|remove)$/i.test(what);
  return rest
    .replace(/\*{3}$/, "")
    .split(/ *(?:->|=>) */)
    .map((path) => path.trim())
    .filter((path) => path !== "")
    .flatMap((written) => both(written, isOld ? "file" : "new-file"));
}

const names =
  /^(---|\+\+\+|(?:rename|copy) (?:from|to)) ("[^"]+"|[ab]\/[^\t]+?|\S+)(?:\s+\d{4}-.*)?$/;

/** "--- a/a.ts", "rename to b.ts", "diff --git a/a.ts b/b.ts" */
function diffTargets(line: string): readonly Target[] {
  const git = /^diff --git "?(a\/.*?)"? "?(b\/.*?)"?$/.exec(line);
  if (git) return [...both(git[1] ?? "", "file"), ...both(git[2] ?? "", "new-file")];
  const [, what = "", quoted = ""] = names.exec(line) ?? [];
  const path = quoted.replace(/^"(.*)"$/, "$1");
  if (path === "" || path === "/dev/null") return [];
  return both(path, what === "---" || what.endsWith("from") ? "file" : "new-file");
}

/** The path as it stands, and without the side that a diff marks it with. */
function both(written: string, want: Target["want"]): readonly Target[] {
  const bare = written.replace(/^[ab]\//, "");
  return bare === written
    ? [{ written, want }]
    : [
        { written: bare, want },
        { written, want },
      ];
}
