import type { Gate } from "../core/gate.ts";
import { refuse } from "../core/tool.ts";
import { findPath } from "../lib/paths.ts";
import { cleanPath, placeOf } from "../lib/written-path.ts";
import type { GateSay } from "./say.ts";
import { listedTargets, type Target, targetsOf } from "./targets.ts";

export type ProtectOptions = {
  /** As in .gitignore: "name" at any depth, "folder/" with all below it, "a/*.ts" from the root. */
  readonly patterns: readonly string[];
  readonly root: string;
  readonly say: GateSay;
};

/** Files by which others judge the work, as test runners name them. */
export const testPatterns: readonly string[] = [
  ...["test/", "tests/", "__test__/", "__tests__/", "spec/", "specs/"],
  ...["*.test.*", "*.spec.*", "test_*", "spec_*", "*_test.*", "*_spec.*", "test-*", "*-test.*"],
  ...["test.*", "tests.*", "spec.*", "*Test.java", "*Tests.java", "*Test.kt", "conftest.py"],
];

/** Where a benchmark keeps its answers. */
export const answerPatterns: readonly string[] = [".meta/"];

/** A hook put there would run outside every sandbox. */
const alwaysProtected: readonly string[] = [".git", ".git/"];

/** Keeps files as they are, whatever tool would write, move or delete them. */
export function protectGate({ patterns, root, say }: ProtectOptions): Gate {
  const isProtected = protectedBy([...alwaysProtected, ...patterns]);
  return async (gated, next) => {
    if (gated.tool.effect !== "write") return await next(gated);
    for (const target of [...targetsOf(gated.input), ...listedTargets(gated.input)]) {
      const paths = await readingsOf(root, target);
      const path = paths.find(isProtected);
      if (path !== undefined) return refuse(say("protected", { path }));
    }
    return await next(gated);
  };
}

/** A test for paths relative to the root; names are compared without case. */
export function protectedBy(patterns: readonly string[]): (path: string) => boolean {
  const tests = patterns.map(testFor);
  return (path) => tests.some((test) => test(path.toLowerCase()));
}

/** The file found for a written path, and the path itself, which may be another. */
async function readingsOf(root: string, { written, want }: Target): Promise<readonly string[]> {
  const place = placeOf(root, cleanPath(written));
  const found = await findPath(root, written, want);
  return [
    ...(found.type === "found" ? [found.relative] : []),
    ...(place.type === "inside" ? [place.path] : []),
  ];
}

function testFor(pattern: string): (path: string) => boolean {
  const lower = pattern.toLowerCase().replace(/^\.\//, "");
  const name = lower.replace(/\/$/, "");
  const isFolder = name !== lower;
  const glob = new Bun.Glob(name.replace(/^\//, ""));
  if (name.includes("/"))
    return (path) => prefixesOf(path, isFolder).some((one) => glob.match(one));
  if (!isFolder) return (path) => glob.match(path.slice(path.lastIndexOf("/") + 1));
  return (path) =>
    path
      .split("/")
      .slice(0, -1)
      .some((folder) => glob.match(folder));
}

/** A path and the folders it lies in; for a folder's pattern the folders alone. */
function prefixesOf(path: string, foldersOnly: boolean): readonly string[] {
  const segments = path.split("/");
  const folders = segments.slice(1).map((_, index) => segments.slice(0, index + 1).join("/"));
  return foldersOnly ? folders : [...folders, path];
}
