import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import words from "../../prompts/context.json";
import { fill } from "../lib/template.ts";
import { upwards } from "./folders.ts";

const dirtyListed = 12;
const gitLimitMs = 2_000;

/** A foreign repository's configuration would run them. */
const noPrograms = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

export type GitState = {
  readonly branch: string;
  /** Tracked files that are not committed as they are. */
  readonly dirty: readonly string[];
};

/** The branch and what is not committed; undefined outside a repository. */
export async function gitState(cwd: string): Promise<GitState | undefined> {
  if (!mayBeRepository(cwd) || Bun.which("git") === null) return undefined;
  const status = ["status", "--porcelain=v1", "--branch", "--untracked-files=no"];
  const git = Bun.spawn(["git", ...noPrograms, ...status], {
    cwd,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
    timeout: gitLimitMs,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
  });
  const text = await new Response(git.stdout).text();
  if ((await git.exited) !== 0) return undefined;
  const [head = "", ...dirty] = text.trimEnd().split("\n");
  const branch = head.replace(/^## (No commits yet on )?/, "").split("...")[0] ?? "";
  return { branch, dirty: dirty.map((line) => line.slice(3)) };
}

/** The same as one line for the model; "" outside a repository. */
export async function gitLine(cwd: string): Promise<string> {
  const git = await gitState(cwd);
  if (git === undefined) return "";
  const { branch, dirty } = git;
  const more = dirty.length > dirtyListed ? ", …" : "";
  const files = dirty.slice(0, dirtyListed).join(", ") + more;
  const state = dirty.length === 0 ? words.git_clean : fill(words.git_dirty, { files });
  return fill(words.git, { branch, state });
}

/** Outside a repository git need not be started to say so. */
function mayBeRepository(cwd: string): boolean {
  const isNamed = Boolean(process.env.GIT_DIR);
  return isNamed || upwards(realpathSync(cwd)).some((folder) => existsSync(join(folder, ".git")));
}
