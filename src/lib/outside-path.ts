import { dirname } from "node:path";
import words from "../../prompts/paths.json" with { type: "json" };
import { exists, type FoundPath, lookAt, moved, refusal, type WantedPath } from "./look-at.ts";
import { fill } from "./template.ts";
import { listed, namesFor, nearPaths, treeOf } from "./tree-names.ts";
import { isInventedRoot, isRootName, type Place } from "./written-path.ts";

/**
 * A path that does not lie below the root. Where no such place exists, its root may be made up and
 * the rest of it be real; otherwise it is refused, whatever lies inside under the same name.
 */
export async function findOutside(
  root: string,
  clean: string,
  place: Extract<Place, { type: "outside" }>,
  want: WantedPath,
): Promise<FoundPath> {
  const meant = place.climbs ? undefined : await underInventedRoot(root, place.segments, want);
  if (meant !== undefined) return moved(meant, clean);
  const near = nearPaths(namesFor(await treeOf(root), want), clean, false);
  // The root's own name is nobody's business, even where the model wrote it.
  return refusal("outside", "outside", {
    path: clean.replaceAll(root, "."),
    near: near.length === 0 ? "" : fill(words.near, { names: listed(near, "or") }),
  });
}

async function underInventedRoot(
  root: string,
  segments: readonly string[],
  want: WantedPath,
): Promise<FoundPath | undefined> {
  const real = `/${segments.join("/")}`;
  if (segments.length > 1 && (await exists(dirname(real)))) return undefined;
  if (segments.length > 0 && (await exists(real))) return undefined;
  for (const [index] of segments.entries()) {
    const rest = segments.slice(index);
    if (index > 0 && !isInventedRoot(segments.slice(0, index), rest)) continue;
    const there = await lookAt(root, rest.join("/"), want);
    if (there?.type === "found") return there;
  }
  const isRoot = (want === "folder" || want === "any") && isRootName(segments);
  return isRoot ? await lookAt(root, "", want) : undefined;
}
