import { expect, test } from "bun:test";
import { existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gitLine } from "../../src/app/git-line.ts";
import { tempFolder } from "../support/temp.ts";

function git(cwd: string, ...words: readonly string[]): void {
  const { exitCode } = Bun.spawnSync(["git", ...words], { cwd });
  if (exitCode !== 0) throw new Error(`git ${words.join(" ")} failed.`);
}

test("outside a repository nothing is said of git", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  expect(await gitLine(folder.path)).toBe("");
});

test("below a repository its branch is told, also where a link leads there", async () => {
  using folder = await tempFolder({ "repo/sub/a.txt": "a" });
  git(join(folder.path, "repo"), "init", "--initial-branch=trunk");
  symlinkSync(join(folder.path, "repo/sub"), join(folder.path, "link"));
  const direct = await gitLine(join(folder.path, "repo/sub"));
  expect(direct).toContain("trunk");
  expect(await gitLine(join(folder.path, "link"))).toBe(direct);
});

test("no program is run that the repository names", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  git(folder.path, "init", "--initial-branch=trunk");
  git(folder.path, "add", ".");
  git(folder.path, "config", "core.fsmonitor", `touch ${folder.path}/ran #`);
  expect(await gitLine(folder.path)).toContain("trunk");
  expect(existsSync(join(folder.path, "ran"))).toBe(false);
});
