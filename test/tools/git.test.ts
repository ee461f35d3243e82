import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { appendFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ToolResult } from "../../src/core/tool.ts";
import { gitCommitPart } from "../../src/tools/git-commit.ts";
import { gitDiffPart } from "../../src/tools/git-diff.ts";
import { gitLogPart } from "../../src/tools/git-log.ts";
import { gitStatusPart } from "../../src/tools/git-status.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const parts = { status: gitStatusPart, diff: gitDiffPart, log: gitLogPart, commit: gitCommitPart };

function use(name: keyof typeof parts, root: string, input: unknown = {}): Promise<ToolResult> {
  return runTool(toolOf(parts[name]), root, input);
}

function git(root: string, ...words: readonly string[]): string {
  const done = Bun.spawnSync(["git", ...words], { cwd: root });
  if (done.exitCode !== 0) throw new Error(done.stderr.toString());
  return done.stdout.toString();
}

/** A repository with these files in a first commit. */
async function repository(files: Readonly<Record<string, string>>): Promise<TempFolder> {
  const folder = await tempFolder(files);
  git(folder.path, "init", "-q", "-b", "main");
  await appendFile(
    join(folder.path, ".git/config"),
    "[user]\n\tname = Ada\n\temail = ada@example.org\n",
  );
  git(folder.path, "add", "-A");
  git(folder.path, "commit", "-q", "-m", "first");
  return folder;
}

test("outside of a repository every git tool says so", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  for (const name of ["status", "diff", "log", "commit"] as const) {
    expect(await use(name, folder.path, { message: "x" })).toEqual({
      text: "This is not a git repository.",
      failed: true,
    });
  }
});

test("without git every git tool says so", async () => {
  using folder = await tempFolder();
  const path = process.env.PATH;
  process.env.PATH = "/nowhere";
  try {
    expect(await use("status", folder.path)).toEqual({
      text: "git is not installed on this machine; go on without it.",
      failed: true,
    });
  } finally {
    process.env.PATH = path;
  }
});

test("status names branch and changed files", async () => {
  using folder = await repository({ "a.txt": "a\n", "b.txt": "b\n" });
  expect((await use("status", folder.path)).text).toBe("## main\nNothing has changed.");
  await Bun.write(join(folder.path, "a.txt"), "a2\n");
  await Bun.write(join(folder.path, "new.txt"), "n\n");
  expect((await use("status", folder.path)).text).toBe("## main\n M a.txt\n?? new.txt");
  expect((await use("status", folder.path, { paths: ["new.txt"] })).text).toBe(
    "## main\n?? new.txt",
  );
});

test("diff shows staged and unstaged changes, of chosen files, and since another commit", async () => {
  using folder = await repository({ "a.txt": "a\n", "b.txt": "b\n" });
  expect((await use("diff", folder.path)).text).toStartWith("No differences.");
  await Bun.write(join(folder.path, "a.txt"), "a2\n");
  await Bun.write(join(folder.path, "b.txt"), "b2\n");
  git(folder.path, "add", "b.txt");
  const all = (await use("diff", folder.path)).text;
  expect(all).toContain("-a\n+a2");
  expect(all).toContain("-b\n+b2");
  const one = (await use("diff", folder.path, { paths: ["a.txt"] })).text;
  expect(one).not.toContain("b.txt");
  const staged = (await use("diff", folder.path, { staged: true })).text;
  expect(staged).not.toContain("a.txt");
  expect((await use("diff", folder.path, { ref: "HEAD" })).text).toBe(all);
});

test("a ref that would be a flag and a path outside are refused", async () => {
  using folder = await repository({ "a.txt": "a\n" });
  const wrong = await use("diff", folder.path, { ref: "--output=/tmp/x" });
  expect(wrong).toEqual({ text: '"--output=/tmp/x" is no commit or branch.', failed: true });
  expect((await use("log", folder.path, { paths: ["../x"] })).text).toBe(
    '"../x" is outside the project folder.',
  );
  expect((await use("log", folder.path, { ref: "nope" })).text).toStartWith("git failed: fatal:");
});

test("log shows the newest commits, of chosen files, up to a limit", async () => {
  using folder = await repository({ "a.txt": "a\n" });
  await Bun.write(join(folder.path, "b.txt"), "b\n");
  git(folder.path, "add", "-A");
  git(folder.path, "commit", "-q", "-m", "second: größer");
  const lines = (await use("log", folder.path)).text.split("\n");
  expect(lines.map((line) => line.replace(/^\w+ [\d-]+ /, ""))).toEqual([
    "Ada: second: größer",
    "Ada: first",
  ]);
  expect((await use("log", folder.path, { limit: 1 })).text).toEndWith("Ada: second: größer");
  expect((await use("log", folder.path, { paths: ["a.txt"] })).text).toEndWith("Ada: first");
});

test("a repository without commits has an empty log and a diff", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  git(folder.path, "init", "-q");
  expect((await use("log", folder.path)).text).toBe("There are no commits.");
  expect((await use("diff", folder.path)).failed).toBeUndefined();
});

test("commit takes the named files, also new and removed ones, and leaves the others", async () => {
  using folder = await repository({ "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n" });
  await Bun.write(join(folder.path, "a.txt"), "a2\n");
  await Bun.write(join(folder.path, "b.txt"), "b2\n");
  await Bun.write(join(folder.path, "new.txt"), "n\n");
  await rm(join(folder.path, "c.txt"));
  const paths = ["b.txt", "new.txt", "c.txt"];
  const result = await use("commit", folder.path, { message: "change b", paths });
  expect(result.text).toMatch(/^\w{7,} change b\n/);
  expect(git(folder.path, "show", "--name-status", "--format=%s", "HEAD")).toBe(
    "change b\n\nM\tb.txt\nD\tc.txt\nA\tnew.txt\n",
  );
  expect(git(folder.path, "status", "--short")).toBe(" M a.txt\n");
});

test("commit without paths takes what is staged, else what git knows, and names what it left", async () => {
  using folder = await repository({ "a.txt": "a\n", "b.txt": "b\n" });
  await Bun.write(join(folder.path, "a.txt"), "a2\n");
  await Bun.write(join(folder.path, "b.txt"), "b2\n");
  git(folder.path, "add", "a.txt");
  await use("commit", folder.path, { message: "staged" });
  expect(git(folder.path, "status", "--short")).toBe(" M b.txt\n");
  await Bun.write(join(folder.path, "new.txt"), "n\n");
  const { text } = await use("commit", folder.path, { message: "known" });
  expect(text).toEndWith(
    "Not committed, because git does not know them yet: new.txt. Name them in paths to commit them.",
  );
  expect(git(folder.path, "status", "--short")).toBe("?? new.txt\n");
});

test("a commit of nothing and a commit without a message are refusals", async () => {
  using folder = await repository({ "a.txt": "a\n" });
  expect(await use("commit", folder.path, { message: "x" })).toEqual({
    text: "There is nothing to commit.",
    failed: true,
  });
  expect((await use("commit", folder.path, { message: " " })).failed).toBe(true);
});

test("a hook that refuses a commit is heard", async () => {
  using folder = await repository({ "a.txt": "a\n" });
  const hook = join(folder.path, ".git/hooks/pre-commit");
  await Bun.write(hook, "#!/bin/sh\necho 'lint failed' >&2\nexit 1\n");
  Bun.spawnSync(["chmod", "+x", hook]);
  await Bun.write(join(folder.path, "a.txt"), "a2\n");
  const result = await use("commit", folder.path, { message: "x" });
  expect(result).toEqual({ text: "git failed: lint failed", failed: true });
});

test("looking at a repository runs no program that its configuration names", async () => {
  using folder = await repository({ "a.txt": "a\n", ".gitattributes": "*.txt diff=evil\n" });
  const mark = join(folder.path, "ran");
  const script = join(folder.path, "evil.sh");
  await Bun.write(script, `#!/bin/sh\ntouch ${mark}\n`);
  Bun.spawnSync(["chmod", "+x", script]);
  for (const key of ["core.fsmonitor", "diff.external", "diff.evil.textconv", "core.pager"]) {
    git(folder.path, "config", key, script);
  }
  await Bun.write(join(folder.path, ".git/hooks/post-index-change"), readFileSync(script, "utf8"));
  Bun.spawnSync(["chmod", "+x", join(folder.path, ".git/hooks/post-index-change")]);
  await rm(mark, { force: true });
  await Bun.write(join(folder.path, "a.txt"), "a2\n");
  for (const name of ["status", "diff", "log"] as const) await use(name, folder.path);
  expect(existsSync(mark)).toBe(false);
});
