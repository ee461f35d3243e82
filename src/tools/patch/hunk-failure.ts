import { placesOf } from "../edit/exact.ts";
import { lineAt, nearText, type Scene } from "../edit/failure-text.ts";
import type { AppliedHunks } from "./apply-hunks.ts";
import type { Hunk } from "./patch.ts";
import type { NoPlace } from "./place-hunk.ts";

const placesNamed = 10;
const minAddedChars = 8;

/** Says which hunk of a file does not fit, why, and what stands there. */
export function hunkFailure(
  scene: Scene,
  hunks: readonly Hunk[],
  failed: Extract<AppliedHunks, { type: "failed" }>,
): string {
  const { path, say } = scene;
  const head = say("hunk", { number: failed.index + 1, hunks: hunks.length, path });
  if (failed.above) return head + say("hunk_above");
  const hunk = hunks[failed.index];
  const more = failed.why.type === "none" && hunk ? [hasAdded(scene, hunk), near(scene, hunk)] : [];
  return [head + reason(failed.why, scene), ...more].filter((text) => text !== "").join("\n");
}

function reason(why: NoPlace, { say }: Scene): string {
  switch (why.type) {
    case "none":
      return say("hunk_none");
    case "no_context":
      return say("hunk_no_context");
    case "many": {
      const numbers = why.starts.slice(0, placesNamed).map((start) => start + 1);
      const lines = numbers.join(", ") + (why.starts.length > placesNamed ? ", …" : "");
      return say("hunk_many", { count: why.starts.length, lines });
    }
  }
}

function near(scene: Scene, hunk: Hunk): string {
  const old = hunk.lines.filter((line) => line.mark !== "+").map((line) => line.text);
  return nearText(scene, old.join("\n"));
}

/** The lines that a hunk adds may stand there already. */
function hasAdded({ path, text, say }: Scene, hunk: Hunk): string {
  const added = hunk.lines.filter((line) => line.mark === "+").map((line) => line.text);
  const block = added.join("\n");
  if (block.trim().length < minAddedChars) return "";
  const [place] = placesOf(text, block);
  return place === undefined ? "" : say("has_new", { path, line: lineAt(text, place) });
}
