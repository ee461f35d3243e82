import type { Moved } from "../../app/undo.ts";
import { count } from "../../lib/text.ts";

const named = 6;

/** What became of the files, and what a person must know of it. */
export function movedText(
  { restored, removed, alsoChanged, kept }: Moved,
  way: "undo" | "redo",
): string {
  const back = way === "undo" ? "/redo" : "/undo";
  const parts = [
    restored.length === 0 ? "" : `${count(restored.length, "file")} restored (${list(restored)})`,
    removed.length === 0 ? "" : `${count(removed.length, "file")} removed (${list(removed)})`,
  ].filter(Boolean);
  const sentences = [
    parts.length === 0 ? "No file had to be changed." : `${parts.join(", ")}.`,
    alsoChanged.length === 0
      ? ""
      : `Somebody had changed ${list(alsoChanged)} since; ${back} brings that back.`,
    kept.length === 0 ? "" : `Left as it is, because no snapshot holds it: ${list(kept)}.`,
  ];
  return sentences.filter(Boolean).join(" ");
}

function list(paths: readonly string[]): string {
  const more = paths.length > named ? `, and ${paths.length - named} more` : "";
  return paths.slice(0, named).join(", ") + more;
}
