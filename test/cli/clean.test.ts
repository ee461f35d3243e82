import { expect, test } from "bun:test";
import { existsSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { localcode } from "../support/localcode.ts";
import { tempFolder } from "../support/temp.ts";

const old = "2026-01-01_00-00-00-000_default_0000000a";
const young = "2026-01-02_00-00-00-000_default_0000000b";
const snapshots = ".home/.cache/localcode/snapshots";

/** Files from 40 days ago, but for those that are young. */
async function usedFolder() {
  const folder = await tempFolder({
    [`logs/${old}.jsonl`]: "x".repeat(2_500),
    [`logs/${old}.log`]: "x",
    [`logs/${old}.raw.json`]: "{}",
    [`logs/.${old}.jsonl.part`]: "x",
    [`logs/${young}.jsonl`]: "x",
    "logs/notes.md": "mine",
    ".localcode/scratch/.gitignore": "*",
    ".localcode/scratch/result-1.txt": "x",
    ".localcode/scratch/young.txt": "x",
    ".localcode/config.json": "{}",
    [`${snapshots}/aaaa/refs/snapshots/1`]: "x",
    [`${snapshots}/bbbb/refs/snapshots/young`]: "x",
  });
  const before = new Date(Date.now() - 40 * 86_400_000);
  const names = readdirSync(folder.path, { recursive: true, encoding: "utf8" });
  for (const name of names) {
    if (!/young|0000000b/.test(name)) utimesSync(join(folder.path, name), before, before);
  }
  return folder;
}

/** Bun keeps what it has read in the home folder. */
function namesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => !name.startsWith(".home/.bun")).sort();
}

test("clean shows what is old and removes it only when told to", async () => {
  using folder = await usedFolder();
  const cwd = folder.path;
  const args = ["clean", "--logs", join(cwd, "logs")];
  const everything = namesIn(cwd);
  const shown = await localcode(args, { cwd });
  expect([shown.code, shown.out]).toEqual([
    0,
    [
      "what                count  kB  folder",
      `unfinished session  1      1   ${cwd}/logs`,
      `session             1      3   ${cwd}/logs`,
      `tool output         1      1   ${cwd}/.localcode/scratch`,
      `snapshots           1      1   ${cwd}/${snapshots}`,
      "Nothing was removed; to remove it: localcode clean --yes\n",
    ].join("\n"),
  ]);
  expect(namesIn(cwd)).toEqual(everything);
  const removed = await localcode([...args, "--yes"], { cwd });
  expect(removed.out).toEndWith("All of it was removed.\n");
  expect(readdirSync(join(cwd, "logs")).sort()).toEqual([`${young}.jsonl`, "notes.md"]);
  expect(readdirSync(join(cwd, ".localcode/scratch")).sort()).toEqual([".gitignore", "young.txt"]);
  expect(readdirSync(join(cwd, snapshots))).toEqual(["bbbb"]);
  expect(existsSync(join(cwd, ".localcode/config.json"))).toBe(true);
  expect((await localcode(args, { cwd })).out).toBe("Nothing is older than 30 days.\n");
});

test("clean takes whole days and no fewer than one", async () => {
  using folder = await tempFolder();
  for (const days of ["0", "-1", "1.5", "soon"]) {
    const { code, err } = await localcode(["clean", `--older-than=${days}`], { cwd: folder.path });
    expect([code, err]).toEqual([
      2,
      `--older-than takes a whole number of days above 0, not "${days}".\n`,
    ]);
  }
});
