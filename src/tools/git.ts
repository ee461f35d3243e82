import type { SimpleGit } from "simple-git";
import { refuse, type ToolContext, type ToolResult } from "../core/tool.ts";
import { cleanPath, placeOf } from "../lib/written-path.ts";
import type { ToolSay } from "./say.ts";

const silentMs = 60_000;
const whyChars = 600;

/** Runs git with these words in the project folder and gives its output; throws GitError. */
export type Git = (...words: readonly string[]) => Promise<string>;

/**
 * Does work with git in the project folder. No repository, no git and git's own failures become
 * refusals. `reading` keeps git from running programs that the repository's configuration names.
 */
export async function withGit(
  context: ToolContext,
  say: ToolSay,
  purpose: "reading" | "changing",
  work: (git: Git) => Promise<ToolResult>,
): Promise<ToolResult> {
  if (Bun.which("git", { PATH: process.env.PATH ?? "" }) === null) return refuse(say("no_git"));
  const { GitError, simpleGit } = await import("simple-git");
  const quiet = { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true };
  const simple: SimpleGit = simpleGit({
    baseDir: context.root,
    abort: context.signal,
    timeout: { block: silentMs },
    ...(purpose === "reading"
      ? { config: ["core.fsmonitor=false", "core.hooksPath=/dev/null"], unsafe: quiet }
      : {}),
  });
  const git: Git = (...words) => simple.raw(["--no-pager", "--literal-pathspecs", ...words]);
  try {
    // Asked by itself, as some commands work outside of a repository in a way of their own.
    await git("rev-parse", "--git-dir");
    return await work(git);
  } catch (error) {
    if (context.signal.aborted || !(error instanceof GitError)) throw error;
    const why = error.message.trim();
    if (/not a git repository/i.test(why)) return refuse(say("no_repository"));
    return refuse(say("failed", { why: why.slice(0, whyChars) }));
  }
}

export type GitPaths =
  | { readonly type: "paths"; readonly paths: readonly string[] }
  | { readonly type: "refused"; readonly text: string };

/** Paths below the root, also of files that are gone; without any, the whole folder. */
export function gitPaths(
  root: string,
  written: readonly string[] | undefined,
  say: ToolSay,
): GitPaths {
  const paths: string[] = [];
  for (const path of written ?? []) {
    const place = placeOf(root, cleanPath(path));
    if (place.type === "outside") return { type: "refused", text: say("outside", { path }) };
    paths.push(place.path || ".");
  }
  return { type: "paths", paths: paths.length === 0 ? ["."] : paths };
}

/** A commit, a branch or a range; nothing that git would take for a flag. */
export function isRef(ref: string): boolean {
  return /^[\w@^~./{}#+-]+$/.test(ref) && !ref.startsWith("-");
}
