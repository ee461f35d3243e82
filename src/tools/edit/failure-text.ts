import type { ReadFormat } from "../kit.ts";
import { linesOf } from "../lines.ts";
import type { ToolSay } from "../say.ts";
import { placesOf } from "./exact.ts";
import type { Wanted } from "./ladder.ts";
import { nearLines } from "./near-lines.ts";
import { showLines } from "./show.ts";
import type { Splice } from "./splice.ts";

/** What a sentence about a file needs. */
export type Scene = {
  readonly path: string;
  /** With plain line ends. */
  readonly text: string;
  readonly format: ReadFormat;
  readonly exactOnly?: true;
  readonly say: ToolSay;
};

const placesNamed = 10;
const nearShown = 12;
const around = 2;
const minNewChars = 8;

/** Says that the old text is not there, and shows what is. */
export function notFound(scene: Scene, wanted: Wanted): string {
  const { path, say } = scene;
  return [say("not_found", { path }), hasNew(scene, wanted), nearText(scene, wanted.old)]
    .filter((line) => line !== "")
    .join("\n");
}

/** The real lines nearest to some that were not found, as a sentence. */
export function nearText({ path, text, format, say }: Scene, wanted: string): string {
  const lines = linesOf(text);
  const near = nearLines(lines, linesOf(wanted));
  if (near === undefined) return say("nothing_near", { path });
  const middle = near.differs ?? near.start;
  const start = near.count <= nearShown ? near.start - 1 : Math.max(near.start, middle - around);
  const end = Math.min(start + nearShown, near.start + near.count + 1);
  const shown = showLines(lines, { start, end }, format);
  if (near.differs === undefined) return say("near", { path, lines: shown });
  return say("near_differs", { path, lines: shown, line: near.differs + 1 });
}

function hasNew({ path, text, say }: Scene, wanted: Wanted): string {
  if (wanted.new.trim().length < minNewChars) return "";
  const [place] = placesOf(text, wanted.new);
  return place === undefined ? "" : say("has_new", { path, line: lineAt(text, place) });
}

/** Says in how many places the old text stands, and where. */
export function tooMany(
  { path, text, say }: Scene,
  hits: readonly Splice[],
  exact: boolean,
): string {
  const lines = lineNumbers(text, hits);
  const orAll = exact ? say("or_all") : "";
  return say("many", { path, count: hits.length, lines, or_all: orAll });
}

function lineNumbers(text: string, hits: readonly Splice[]): string {
  const numbers = hits.slice(0, placesNamed).map((hit) => lineAt(text, hit.start));
  return numbers.join(", ") + (hits.length > placesNamed ? ", …" : "");
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
