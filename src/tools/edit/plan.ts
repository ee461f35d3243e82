import { linesOf } from "../lines.ts";
import { type Anchored, type AnchorInput, anchored, replaceLines } from "./anchors.ts";
import { countsUp, shownStart, withoutShownPrefixes } from "./echoed.ts";
import { notFound, type Scene, tooMany } from "./failure-text.ts";
import { type FoundEdit, findEdit, type Wanted } from "./ladder.ts";
import { type LineRange, showLines } from "./show.ts";
import { plainLineEnds, type Splice } from "./splice.ts";

export type EditWish = {
  readonly old: string;
  readonly new: string;
  readonly all: boolean;
  readonly start: AnchorInput;
  readonly end: AnchorInput;
};

/** Where and how a text changes, or why not. */
export type EditPlan =
  | {
      readonly type: "planned";
      readonly changes: readonly Splice[];
      readonly notes: readonly string[];
    }
  | { readonly type: "same" }
  | { readonly type: "failed"; readonly text: string };

/** Decides what an edit does to a text; nothing is written here. */
export function planEdit(scene: Scene, wish: EditWish): EditPlan {
  const lines = linesOf(scene.text);
  const place = anchored(lines, wish);
  if (place.type === "bad") return failed(anchorText(scene, place));
  const plain = { ...wish, old: plainLineEnds(wish.old), new: plainLineEnds(wish.new) };
  // A hash proves which lines are meant; a bare number only helps to choose where old is given too.
  if (place.type === "range" && (place.proven || plain.old === "")) {
    return planLines(scene, lines, place.range, plain.new);
  }
  if (plain.old === plain.new) return { type: "same" };
  const near = place.type === "range" ? place.range : undefined;
  return planText(scene, plain, near);
}

function planLines(
  scene: Scene,
  lines: readonly string[],
  range: LineRange,
  written: string,
): EditPlan {
  // A text may well have numbers of its own; those of a copy begin at the line it was copied from.
  const isCopy = shownStart(written) === range.start + 1;
  const bare = isCopy ? withoutShownPrefixes(written) : undefined;
  const change = replaceLines(lines, range, bare ?? written);
  const notes = bare === undefined ? [] : [scene.say("echoed")];
  return { type: "planned", changes: [change], notes };
}

function planText(scene: Scene, wanted: Wanted, near: LineRange | undefined): EditPlan {
  const bare = scene.exactOnly ? undefined : withoutEcho(scene.text, wanted);
  const found = chosen(scene.text, findEdit(scene.text, bare ?? wanted, scene.exactOnly), near);
  switch (found.type) {
    case "none":
      return failed(notFound(scene, bare ?? wanted));
    case "many":
      return failed(tooMany(scene, found.hits, found.rung === "exact"));
    case "found": {
      const echoed = bare === undefined ? [] : [scene.say("echoed")];
      const rung = found.rung === "exact" ? [] : [scene.say(`rung_${found.rung}`)];
      return { type: "planned", changes: found.changes, notes: [...echoed, ...rung] };
    }
  }
}

/** The edit without line numbers that were copied from a read; undefined where there are none. */
function withoutEcho(text: string, wanted: Wanted): Wanted | undefined {
  if (text.includes(wanted.old)) return undefined;
  const old = withoutShownPrefixes(wanted.old);
  if (old === undefined || !countsUp(wanted.old)) return undefined;
  return { ...wanted, old, new: withoutShownPrefixes(wanted.new) ?? wanted.new };
}

/** Of several places the one that stands on the named lines. */
function chosen(text: string, found: FoundEdit, near: LineRange | undefined): FoundEdit {
  if (found.type !== "many" || near === undefined) return found;
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length - 1;
  const hits = found.hits.filter(({ start, end }) => {
    return lineOf(start) < near.end && lineOf(Math.max(start, end - 1)) >= near.start;
  });
  return hits.length === 1 ? { type: "found", rung: found.rung, changes: hits } : found;
}

function anchorText(scene: Scene, bad: Extract<Anchored, { type: "bad" }>): string {
  const { path, say } = scene;
  const lines = linesOf(scene.text);
  switch (bad.why) {
    case "anchor_form":
      return say(bad.why, { written: bad.written });
    case "anchor_no_start":
    case "anchor_order":
      return say(bad.why);
    case "anchor_beyond":
      return say(bad.why, { path, line: bad.line, total: lines.length });
    case "anchor_stale": {
      const range = { start: bad.line - 4, end: bad.line + 3 };
      const shown = showLines(lines, range, "hashline");
      return say(bad.why, { path, line: bad.line, lines: shown });
    }
  }
}

function failed(text: string): EditPlan {
  return { type: "failed", text };
}
