import { posix } from "node:path";

/**
 * A test for paths by a pattern as people write it: without "/" it speaks of the name at any depth,
 * with "/" of the path below `folder` or below the root. Several patterns may stand with commas.
 */
export function globMatch(pattern: string, folder = ""): (path: string) => boolean {
  const tests = pattern
    .split(/,(?![^{]*\})/)
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .map((one) => testFor(one, folder));
  return (path) => tests.some((test) => test(path));
}

function testFor(pattern: string, folder: string): (path: string) => boolean {
  const bare = pattern.replace(/^(?:\.?\/)+/, "").replace(/\/$/, "/**");
  const glob = new Bun.Glob(bare);
  if (!pattern.includes("/")) return (path) => glob.match(posix.basename(path));
  const start = folder === "" ? "" : `${folder}/`;
  return (path) =>
    glob.match(path) || (path.startsWith(start) && glob.match(path.slice(start.length)));
}
