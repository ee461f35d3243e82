import { expect, test } from "bun:test";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { shadowFolder } from "../../../src/session/snapshots/shadow.ts";
import { openSnapshots, type Snapshots } from "../../../src/session/snapshots/snapshots.ts";
import { bytesBelow, commitAll, git } from "../../support/git.ts";
import { tempFolder } from "../../support/temp.ts";

const never = new AbortController().signal;

/** What a folder holds: bytes, links, and who may do what with a file. */
function stateOf(root: string): Readonly<Record<string, string>> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !/(^|\/)\.git(\/|$)/.test(path))
    .sort();
  const described = entries.map((path) => {
    const stats = lstatSync(join(root, path));
    if (stats.isSymbolicLink()) return [path, `→ ${readlinkSync(join(root, path))}`];
    if (stats.isDirectory()) return [path, "folder"];
    const bytes = readFileSync(join(root, path)).toString("base64");
    return [path, `${(stats.mode & 0o777).toString(8)} ${bytes}`];
  });
  return Object.fromEntries(described);
}

async function taken(snapshots: Snapshots): Promise<string> {
  const one = await snapshots.take(never);
  if (one.type === "failed") throw new Error(one.why);
  return one.id;
}

const binary = Uint8Array.from({ length: 1_000 }, (_, index) => (index * 7) % 256);

const files = {
  "crlf.txt": "one\r\ntwo\r\n",
  "mixed.txt": "one\r\ntwo\nthree",
  "image.bin": binary,
  "empty.txt": "",
  "run.sh": "#!/bin/sh\n",
  "src/deep/er/a.ts": "export const a = 1;\n",
  "src/b.ts": "export const b = 1;\n",
  "with space/ünï\n#!.txt": "odd",
  "--exec=touch x": "a name like a flag",
  ".gitignore": "ignored/\n*.log\n",
  ".gitattributes": "*.txt text eol=lf\n*.bin filter=lfs\n*.sh ident\n",
  "ignored/cache": "not in it",
};

test("everything comes back to the byte, with links and what can be run", async () => {
  using folder = await tempFolder(files);
  using cache = await tempFolder();
  const root = folder.path;
  chmodSync(join(root, "run.sh"), 0o755);
  writeFileSync(join(root, "secret.txt"), "s", { mode: 0o600 });
  symlinkSync("crlf.txt", join(root, "link"));
  symlinkSync("nowhere", join(root, "broken"));
  commitAll(join(root, "nested"));
  writeFileSync(join(root, "nested/inner.txt"), "committed\r\n");
  commitAll(join(root, "nested"));
  await using snapshots = openSnapshots({ root, cacheFolder: cache.path });
  const before = stateOf(root);
  const id = await taken(snapshots);

  writeFileSync(join(root, "crlf.txt"), "one\ntwo\n");
  writeFileSync(join(root, "image.bin"), "text");
  rmSync(join(root, "mixed.txt"));
  rmSync(join(root, "secret.txt"));
  rmSync(join(root, "--exec=touch x"));
  rmSync(join(root, "with space"), { recursive: true });
  renameSync(join(root, "src/deep"), join(root, "moved"));
  chmodSync(join(root, "run.sh"), 0o644);
  rmSync(join(root, "link"));
  writeFileSync(join(root, "link"), "a file now");
  rmSync(join(root, "src/b.ts"));
  mkdirSync(join(root, "src/b.ts"));
  writeFileSync(join(root, "src/b.ts/inside"), "a folder now");
  writeFileSync(join(root, "nested/inner.txt"), "changed");
  writeFileSync(join(root, "nested/new.txt"), "new");
  writeFileSync(join(root, "untracked.txt"), "new");
  const after = stateOf(root);

  const undone = await snapshots.restore({ id }, never);
  expect(stateOf(root)).toEqual(before);
  expect(undone.removed).toEqual([
    "moved/er/a.ts",
    "nested/new.txt",
    "src/b.ts/inside",
    "untracked.txt",
  ]);
  expect(undone.kept).toEqual([]);

  await snapshots.restore({ id: undone.saved }, never);
  expect(stateOf(root)).toEqual(after);
});

test("a folder that became a link, and a link that became a folder, come back", async () => {
  using folder = await tempFolder({ "a/x.txt": "x", "other/x.txt": "other" });
  using cache = await tempFolder();
  const root = folder.path;
  symlinkSync("other", join(root, "b"));
  await using snapshots = openSnapshots({ root, cacheFolder: cache.path });
  const before = stateOf(root);
  const id = await taken(snapshots);
  rmSync(join(root, "a"), { recursive: true });
  symlinkSync("other", join(root, "a"));
  rmSync(join(root, "b"));
  mkdirSync(join(root, "b"));
  writeFileSync(join(root, "b/y.txt"), "y");
  const after = stateOf(root);
  const { saved } = await snapshots.restore({ id }, never);
  expect(stateOf(root)).toEqual(before);
  await snapshots.restore({ id: saved }, never);
  expect(stateOf(root)).toEqual(after);
});

test("the person's git is not touched: status, index, HEAD, reflog, objects, stash and config", async () => {
  using folder = await tempFolder(files);
  using cache = await tempFolder();
  const root = folder.path;
  commitAll(root);
  writeFileSync(join(root, "src/b.ts"), "staged\n");
  git(root, "add", "src/b.ts");
  writeFileSync(join(root, "src/b.ts"), "and changed again\n");
  writeFileSync(join(root, "new.ts"), "untracked\n");
  writeFileSync(join(root, ".git/hooks/post-checkout"), "#!/bin/sh\ntouch hook-ran\n");
  chmodSync(join(root, ".git/hooks/post-checkout"), 0o755);
  const status = git(root, "status", "--porcelain=v2", "--branch");
  const before = bytesBelow(join(root, ".git"));

  await using snapshots = openSnapshots({ root, cacheFolder: cache.path });
  const id = await taken(snapshots);
  writeFileSync(join(root, "crlf.txt"), "changed\n");
  rmSync(join(root, "new.ts"));
  await taken(snapshots);
  await snapshots.changes(id, undefined, never);
  await snapshots.restore({ id }, never);

  expect(bytesBelow(join(root, ".git"))).toEqual(before);
  expect(git(root, "status", "--porcelain=v2", "--branch")).toBe(status);
  expect(readdirSync(root)).not.toContain("hook-ran");
});

test("git's variables of a hook that localcode runs in lead no snapshot elsewhere", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  using cache = await tempFolder();
  const names = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"];
  for (const name of names) process.env[name] = join(folder.path, "elsewhere");
  try {
    await using snapshots = openSnapshots({ root: folder.path, cacheFolder: cache.path });
    await taken(snapshots);
    expect(readdirSync(folder.path)).toEqual(["a.txt"]);
  } finally {
    for (const name of names) delete process.env[name];
  }
});

test("what .gitignore names, node_modules, large files and our own folders are in no snapshot", async () => {
  using folder = await tempFolder({
    ...files,
    "node_modules/a/index.js": "1",
    ".localcode/scratch/out.txt": "1",
    ".localcode/config.json": "{}",
    "sessions/one.jsonl": "1",
    "large.bin": new Uint8Array(10_000_001),
  });
  using cache = await tempFolder();
  const root = folder.path;
  const leftOut = [join(root, "sessions")];
  await using snapshots = openSnapshots({ root, cacheFolder: cache.path, leftOut });
  const first = await snapshots.take(never);
  expect(first).toMatchObject({ type: "taken", leftOut: ["large.bin"] });
  const id = await taken(snapshots);
  for (const path of [
    "node_modules/a/index.js",
    "ignored/cache",
    "large.bin",
    "sessions/one.jsonl",
  ])
    writeFileSync(join(root, path), "changed");
  const { files: changed } = await snapshots.changes(id, undefined, never);
  // It is small now.
  expect(changed.map(({ path, change }) => `${change} ${path}`)).toEqual(["added large.bin"]);
});

test("rules of .gitignore files above the folder hold, when it lies deep in a repository", async () => {
  using folder = await tempFolder({
    ".gitignore": "dist/\n/packages/app/secret\n/packages/other/a.txt\n",
    "packages/.gitignore": "*.tmp\n",
    "packages/app/dist/x.js": "1",
    "packages/app/secret": "1",
    "packages/app/a.tmp": "1",
    "packages/app/a.txt": "1",
  });
  using cache = await tempFolder();
  commitAll(folder.path);
  writeFileSync(join(folder.path, ".git/info/exclude"), "mine.txt\n");
  const root = join(folder.path, "packages/app");
  await using snapshots = openSnapshots({ root, cacheFolder: cache.path });
  const id = await taken(snapshots);
  for (const path of ["dist/x.js", "secret", "a.tmp", "a.txt", "mine.txt"])
    writeFileSync(join(root, path), "2");
  const { files: changed, diff } = await snapshots.changes(id, undefined, never);
  expect(changed.map(({ path }) => path)).toEqual(["a.txt"]);
  expect(diff).toContain("--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-1\n");
});

test("equal folders have equal snapshots, also for another process", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  using cache = await tempFolder();
  const place = { root: folder.path, cacheFolder: cache.path };
  await using one = openSnapshots(place);
  const id = await taken(one);
  await using other = openSnapshots(place);
  expect(await taken(other)).toBe(id);
  writeFileSync(join(folder.path, "a.txt"), "b");
  const both = await Promise.all([taken(one), taken(other), taken(one)]);
  expect(new Set([id, ...both]).size).toBe(2);
});

test("a change that leaves size and second as they were is seen, also over two processes", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  using cache = await tempFolder();
  const place = { root: folder.path, cacheFolder: cache.path };
  const path = join(folder.path, "a.txt");
  const { mtime } = statSync(path);
  await using one = openSnapshots(place);
  const first = await taken(one);
  writeFileSync(path, "b");
  utimesSync(path, mtime, mtime);
  await using other = openSnapshots(place);
  expect(await taken(other)).not.toBe(first);
});

test("only the files that are asked for are restored", async () => {
  using folder = await tempFolder({ "a.txt": "a", "b.txt": "b" });
  using cache = await tempFolder();
  const root = folder.path;
  await using snapshots = openSnapshots({ root, cacheFolder: cache.path });
  const id = await taken(snapshots);
  writeFileSync(join(root, "a.txt"), "1");
  writeFileSync(join(root, "b.txt"), "2");
  const { restored } = await snapshots.restore({ id, paths: new Set(["a.txt"]) }, never);
  expect(restored).toEqual(["a.txt"]);
  expect(readFileSync(join(root, "a.txt"), "utf8")).toBe("a");
  expect(readFileSync(join(root, "b.txt"), "utf8")).toBe("2");
});

test("what no snapshot holds is never overwritten or removed, but named", async () => {
  using folder = await tempFolder({ "a.bin": "small", build: "a file" });
  using cache = await tempFolder();
  const root = folder.path;
  await using snapshots = openSnapshots({ root, cacheFolder: cache.path });
  const id = await taken(snapshots);
  const large = new Uint8Array(10_000_001).fill(65);
  writeFileSync(join(root, "a.bin"), large);
  rmSync(join(root, "build"));
  mkdirSync(join(root, "build/node_modules"), { recursive: true });
  writeFileSync(join(root, "build/node_modules/x"), "1");
  const { kept, restored } = await snapshots.restore({ id }, never);
  expect([kept, restored]).toEqual([["a.bin", "build"], []]);
  expect(statSync(join(root, "a.bin")).size).toBe(large.length);
  expect(readFileSync(join(root, "build/node_modules/x"), "utf8")).toBe("1");
});

test("the home folder and what is above it have no snapshots", async () => {
  using home = await tempFolder({ "user/a.txt": "a" });
  using cache = await tempFolder();
  const root = home.path;
  const why = "the folder is your home folder or one above it; start in a project";
  for (const own of [root, join(root, "user")]) {
    await using snapshots = openSnapshots({ root, cacheFolder: cache.path, home: own });
    expect(await snapshots.take(never)).toEqual({ type: "failed", why });
  }
  await using below = openSnapshots({
    root: join(root, "user"),
    cacheFolder: cache.path,
    home: root,
  });
  expect(await below.take(never)).toMatchObject({ type: "taken" });
});

test("without git there is a reason, and no snapshot", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  using cache = await tempFolder();
  const { PATH } = process.env;
  process.env.PATH = folder.path;
  try {
    await using snapshots = openSnapshots({ root: folder.path, cacheFolder: cache.path });
    expect(await snapshots.take(never)).toEqual({ type: "failed", why: "git is not installed" });
  } finally {
    process.env.PATH = PATH;
  }
});

test("a snapshot that is gone, and a stop, are said in a sentence", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  using cache = await tempFolder();
  await using snapshots = openSnapshots({ root: folder.path, cacheFolder: cache.path });
  const gone = "0123456789012345678901234567890123456789";
  const text = "That snapshot is no longer there: they are kept for 30 days.";
  await expect(snapshots.restore({ id: gone }, never)).rejects.toThrow(text);
  expect(await snapshots.take(AbortSignal.abort())).toEqual({
    type: "failed",
    why: "it was stopped",
  });
});

test("old snapshots are forgotten, and those of folders that nobody works in", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  using other = await tempFolder({ "b.txt": "b" });
  using cache = await tempFolder();
  const refs = join(shadowFolder(folder.path, cache.path), "refs/snapshots");
  const elsewhere = shadowFolder(other.path, cache.path);
  const old = new Date(Date.now() - 31 * 86_400_000);
  {
    await using one = openSnapshots({ root: folder.path, cacheFolder: cache.path });
    await taken(one);
    await using two = openSnapshots({ root: other.path, cacheFolder: cache.path });
    await taken(two);
  }
  const [first = ""] = readdirSync(refs);
  utimesSync(join(refs, first), old, old);
  utimesSync(join(elsewhere, "refs/snapshots"), old, old);
  writeFileSync(join(folder.path, "a.txt"), "changed");
  await using again = openSnapshots({ root: folder.path, cacheFolder: cache.path });
  const id = await taken(again);
  expect(readdirSync(refs)).toEqual([id]);
  expect(readdirSync(join(cache.path, "snapshots"))).toHaveLength(1);
});

test("nothing of this process is left but the snapshots, and only their owner may read them", async () => {
  using folder = await tempFolder({ "a.txt": "a" });
  using cache = await tempFolder();
  const shadow = shadowFolder(folder.path, cache.path);
  {
    await using one = openSnapshots({ root: folder.path, cacheFolder: cache.path });
    const id = await taken(one);
    writeFileSync(join(folder.path, "a.txt"), "b");
    await one.restore({ id }, never);
  }
  expect(readdirSync(shadow).sort()).toEqual([
    "HEAD",
    "config",
    "index",
    "info",
    "objects",
    "refs",
  ]);
  expect(statSync(shadow).mode & 0o777).toBe(0o700);
});
