import { expect, test } from "bun:test";
import { mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { findPath, type WantedPath } from "../../src/lib/paths.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

const files = {
  "a.txt": "a",
  "foo.js": "foo",
  "README.md": "read me",
  "src/app.ts": "app",
  "src/lib/deep.ts": "deep",
  "src/main/java/React.java": "class React {}",
  "pkg/index.ts": "index",
  "one/same.py": "1",
  "two/same.py": "2",
  "sub/bar.js": "bar",
  "node_modules/dep/hidden.js": "dep",
};

/** What came of a written path: the file it stands for, or how it was refused. */
async function outcome(root: string, written: string, want: WantedPath): Promise<string> {
  const found = await findPath(root, written, want);
  if (found.type !== "found") return found.type;
  return `${found.exists ? "" : "new "}${found.relative}${found.note === "" ? "" : " (noted)"}`;
}

test("a path as small models write it leads to the one file meant", async () => {
  using folder = await tempFolder(files);
  const readings: Readonly<Record<string, string>> = {
    "src/app.ts": "src/app.ts",
    "./src//app.ts": "src/app.ts",
    "src/../src/app.ts": "src/app.ts",
    " src/app.ts\n": "src/app.ts",
    '"src/app.ts"': "src/app.ts",
    "`src/app.ts`": "src/app.ts",
    "'src/app.ts',": "src/app.ts",
    "src\\app.ts": "src/app.ts",
    [`${folder.path}/src/app.ts`]: "src/app.ts",
    [`file://${folder.path}/src/app.ts`]: "src/app.ts",
    "a/src/app.ts": "src/app.ts (noted)",
    "b/src/app.ts": "src/app.ts (noted)",
    "@src/app.ts": "src/app.ts (noted)",
    "src/app.ts:12": "src/app.ts (noted)",
    "src/app.ts:12-20": "src/app.ts (noted)",
    "SRC/App.ts": "src/app.ts (noted)",
    "/workspace-x/src/app.ts": "src/app.ts (noted)",
    "/repo-x/src/app.ts": "src/app.ts (noted)",
    "/home-x/user/project/src/app.ts": "src/app.ts (noted)",
    "C:\\Users\\me\\project\\src\\app.ts": "src/app.ts (noted)",
    "file:///workspace-x/src/app.ts": "src/app.ts (noted)",
    "~/project/src/app.ts": "src/app.ts (noted)",
    "/a.txt": "a.txt (noted)",
    "project/src/app.ts": "src/app.ts (noted)",
    "deep.ts": "src/lib/deep.ts (noted)",
    "src/deep.ts": "src/lib/deep.ts (noted)",
    "nested/nope/a.txt": "a.txt (noted)",
    "React.java": "src/main/java/React.java (noted)",
    "same.py": "ambiguous",
    "hidden.js": "missing",
    "lib/app.ts": "missing",
    src: "wrong-kind",
    "": "empty",
    " ": "empty",
    '""': "empty",
    "a\0.txt": "missing",
  };
  for (const [written, expected] of Object.entries(readings)) {
    expect([written, await outcome(folder.path, written, "file")]).toEqual([written, expected]);
  }
});

test("a path out of the project folder is refused, also where a file of that name lies inside", async () => {
  using folder = await tempFolder(files);
  using other = await tempFolder({ "src/app.ts": "other" });
  const written = [
    "/etc/passwd",
    "../foo.js",
    "src/../../foo.js",
    `${folder.path}/../foo.js`,
    `${folder.path}x/foo.js`,
    "/tmp/zzz/foo.js",
    "/tmp/zzz/src/app.ts",
    `${other.path}/src/app.ts`,
    `${other.path}/foo.js`,
    "file:///etc/passwd",
    "/workspace-x/bar.js",
    "/workspace-x/src/foo.js",
  ];
  for (const path of written) {
    for (const want of ["file", "new-file"] as const) {
      expect([path, await outcome(folder.path, path, want)]).toEqual([path, "outside"]);
    }
  }
});

test("a refusal names what is near and never the project folder itself", async () => {
  using folder = await tempFolder(files);
  const say = async (written: string, want: WantedPath) => {
    const found = await findPath(folder.path, written, want);
    return found.type === "found" ? "" : found.text;
  };
  expect(await say(`${folder.path}/../etc/React.java`, "file")).toBe(
    `"./../etc/React.java" is outside the sandbox: only files below the project folder can be used. Give a path relative to it. Did you mean "src/main/java/React.java"?`,
  );
  expect(await say("same.py", "file")).toBe(
    `There is no "same.py", but several files could be meant: "one/same.py" and "two/same.py". Give the whole path of one.`,
  );
  expect(await say("src/ap.ts", "file")).toBe(
    `There is no file "src/ap.ts". Did you mean "src/app.ts"?`,
  );
  expect(await say("src", "file")).toBe(
    `"src" is a folder, not a file. It holds app.ts, lib, main.`,
  );
  expect(await say("pkgs", "folder")).toBe(`There is no folder "pkgs". Did you mean "pkg"?`);
  expect(await say("a.txt", "folder")).toBe(`"a.txt" is a file, not a folder.`);
});

test("a file to be made never becomes a stray second one", async () => {
  using folder = await tempFolder(files);
  const readings: Readonly<Record<string, string>> = {
    "new.ts": "new new.ts",
    "src/new.ts": "new src/new.ts",
    "a/b/c/new.ts": "new a/b/c/new.ts",
    "foo.js": "foo.js",
    "readme.md": "README.md (noted)",
    "React.java": "src/main/java/React.java (noted)",
    "java/React.java": "src/main/java/React.java (noted)",
    "./React.java": "new React.java (noted)",
    "/workspace-x/foo.js": "foo.js (noted)",
    "/workspace-x/src/app.ts": "src/app.ts (noted)",
    "repo/src/app.ts": "src/app.ts (noted)",
    "repo/src/fresh.ts": "new src/fresh.ts (noted)",
    "b/src/fresh.ts": "new src/fresh.ts (noted)",
    "b/foo.js": "new b/foo.js (noted)",
    "client/src/app.ts": "ambiguous",
    "./client/src/app.ts": "new client/src/app.ts (noted)",
    "index.ts": "ambiguous",
    "same.py": "ambiguous",
    "src/foo.js": "new src/foo.js (noted)",
    "/workspace-x/brand/new.ts": "outside",
    "a.txt/new.ts": "wrong-kind",
    src: "wrong-kind",
    "new/": "wrong-kind",
    ".": "wrong-kind",
  };
  for (const [written, expected] of Object.entries(readings)) {
    expect([written, await outcome(folder.path, written, "new-file")]).toEqual([written, expected]);
  }
});

test("a folder is found by its name, and the root by the names that models give it", async () => {
  using folder = await tempFolder(files);
  const readings: Readonly<Record<string, string>> = {
    ".": "",
    "./": "",
    [folder.path]: "",
    "/": " (noted)",
    "src/lib/": "src/lib",
    java: "src/main/java (noted)",
    "/workspace-x/src": "src (noted)",
    "/etc": "outside",
    "..": "outside",
    "a.txt": "wrong-kind",
  };
  for (const [written, expected] of Object.entries(readings)) {
    expect([written, await outcome(folder.path, written, "folder")]).toEqual([written, expected]);
  }
});

test("links are followed inside the project folder and refused where they lead out", async () => {
  using folder = await tempFolder(files);
  using other = await tempFolder({ "secret.txt": "secret" });
  linkAll(folder, {
    "in.ts": "src/app.ts",
    indir: "src",
    "out.txt": join(other.path, "secret.txt"),
    outdir: other.path,
    dangling: join(other.path, "none.txt"),
    loop: "loop",
  });
  const readings: readonly (readonly [string, WantedPath, string])[] = [
    ["in.ts", "file", "src/app.ts (noted)"],
    ["indir/app.ts", "file", "src/app.ts (noted)"],
    ["indir/new.ts", "new-file", "new src/new.ts"],
    ["out.txt", "file", "outside"],
    ["out.txt", "new-file", "outside"],
    ["outdir/secret.txt", "file", "outside"],
    ["outdir/new.txt", "new-file", "outside"],
    ["outdir/deep/new.txt", "new-file", "outside"],
    ["outdir", "folder", "outside"],
    ["dangling", "new-file", "missing"],
    ["dangling/new.ts", "new-file", "missing"],
    ["loop", "file", "missing"],
    ["loop/new.ts", "new-file", "missing"],
  ];
  for (const [written, want, expected] of readings) {
    expect([written, await outcome(folder.path, written, want)]).toEqual([written, expected]);
  }
});

test("whatever is written, what is found is real and lies below the project folder", async () => {
  using folder = await tempFolder(files);
  using other = await tempFolder({ "secret.txt": "secret", "src/app.ts": "other" });
  linkAll(folder, {
    "src/up": "..",
    "src/out": other.path,
    "out.txt": join(other.path, "secret.txt"),
    etc: "/etc",
    rootlink: "/",
    back: folder.path,
    dangling: join(other.path, "none"),
    loop: "loop",
    "one/chain": "../src/out",
  });
  const segment = fc.constantFrom(
    ...["..", ".", "", "src", "up", "out", "etc", "passwd", "rootlink", "back", "loop", "dangling"],
    ...[
      "one",
      "chain",
      "app.ts",
      "secret.txt",
      "new.txt",
      "React.java",
      "~",
      "tmp",
      "a",
      "\0",
      " ",
    ],
  );
  const start = fc.constantFrom(
    ...["", "/", "./", "~/", "file://", "C:\\", "`", `${folder.path}/`, `${other.path}/`, "/tmp/"],
  );
  const written = fc
    .tuple(start, fc.array(segment, { maxLength: 7 }), fc.constantFrom("/", "\\", "//"))
    .map(([head, segments, separator]) => head + segments.join(separator));
  const want = fc.constantFrom<WantedPath>("file", "folder", "any", "new-file");
  await fc.assert(
    fc.asyncProperty(fc.oneof(written, fc.string()), want, async (path, wanted) => {
      const found = await findPath(folder.path, path, wanted);
      if (found.type !== "found") {
        expect(found.text).not.toContain(folder.path);
        return;
      }
      expect(found.absolute).toBe(join(folder.path, found.relative));
      const existing = found.exists ? found.absolute : existingFolder(found.absolute);
      const real = realpathSync(existing);
      expect(real).toBe(existing);
      expect(`${real}/`).toStartWith(`${folder.path}/`);
    }),
    { numRuns: 500 },
  );
}, 30_000);

function linkAll(folder: TempFolder, links: Readonly<Record<string, string>>): void {
  for (const [name, target] of Object.entries(links)) {
    const path = join(folder.path, name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }
}

function existingFolder(path: string): string {
  try {
    return realpathSync(dirname(path)) === dirname(path) ? dirname(path) : "a link";
  } catch {
    return existingFolder(dirname(path));
  }
}
