import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import words from "../../prompts/context.json";
import { fill } from "../lib/template.ts";
import { upwards } from "./folders.ts";

const dirtyListed = 12;
const gitLimitMs = 2_000;

/** A foreign repository's configuration would run them. */
const noPrograms = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

/** The branch and what is not committed; "" outside a repository. */
export async function gitLine(cwd: string): Promise<string> {
  if (!mayBeRepository(cwd) || Bun.which("git") === null) return "";
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
  if ((await git.exited) !== 0) return "";
  const [head = "", ...dirty] = text.trimEnd().split("\n");
  const branch = head.replace(/^## (No commits yet on )?/, "").split("...")[0] ?? "";
  const files = dirty.map((line) => line.slice(3));
  const more = files.length > dirtyListed ? ", …" : "";
  const listed = files.slice(0, dirtyListed).join(", ") + more;
  const state = files.length === 0 ? words.git_clean : fill(words.git_dirty, { files: listed });
  return fill(words.git, { branch, state });
}

/** Outside a repository git need not be started to say so. */
function mayBeRepository(cwd: string): boolean {
  const isNamed = Boolean(process.env.GIT_DIR);
  return isNamed || upwards(realpathSync(cwd)).some((folder) => existsSync(join(folder, ".git")));
}
