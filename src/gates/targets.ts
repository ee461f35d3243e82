import { isObject } from "../core/coerce.ts";

/** A path that a call would change, as the model wrote it. */
export type Target = {
  readonly written: string;
  /** Whether the file may be new; then a path is read more strictly. */
  readonly want: "file" | "new-file";
};

/** The paths a call would change, from its input alone: whatever the tool is called. */
export function targetsOf(input: unknown): readonly Target[] {
  if (!isObject(input)) return [];
  const want = "content" in input ? "new-file" : "file";
  const paths = [input.path, ...(Array.isArray(input.paths) ? input.paths : [])];
  const named = paths.filter((path) => typeof path === "string");
  const patch = typeof input.patch === "string" ? patchTargets(input.patch) : [];
  return [...named.map((written) => ({ written, want }) as const), ...patch];
}

function patchTargets(patch: string): readonly Target[] {
  const lines = patch.split(/\r?\n/);
  return lines.flatMap((line, index) => [
    ...blockTargets(line),
    ...diffTargets(line, lines[index + 1] ?? ""),
  ]);
}

/** "*** Update File: a.ts" */
function blockTargets(line: string): readonly Target[] {
  const match = /^\s*\*{3} (Update|Delete|Add|Move|Rename)(?: File)?(?: to)?:\s*(.+)$/i.exec(line);
  const written = match?.[2]?.trim();
  if (written === undefined || written === "") return [];
  const isOld = /^(update|delete)$/i.test(match?.[1] ?? "");
  return [{ written, want: isOld ? "file" : "new-file" }];
}

/** "--- a/a.ts" is a header only before "+++ b/a.ts"; otherwise it may be a removed line. */
function diffTargets(line: string, next: string): readonly Target[] {
  const renamed = /^rename (from|to) (.+)$/.exec(line);
  if (renamed) {
    return [{ written: renamed[2] ?? "", want: renamed[1] === "from" ? "file" : "new-file" }];
  }
  if (!line.startsWith("--- ") || !next.startsWith("+++ ")) return [];
  const before = headerPath(line);
  const after = headerPath(next);
  const old: readonly Target[] = before === undefined ? [] : [{ written: before, want: "file" }];
  if (after === undefined || after === before) return old;
  return [...old, { written: after, want: "new-file" }];
}

/** The path of a header without side and time; undefined for /dev/null. */
function headerPath(line: string): string | undefined {
  const path = (line.slice(4).split("\t")[0] ?? "").trim();
  return path === "/dev/null" || path === "" ? undefined : path.replace(/^"?[ab]\//, "");
}
