import type { Pen } from "../paint.ts";
import { blockLines } from "./blocks.ts";
import { clean } from "./clean.ts";
import { blocksOf } from "./lexer.ts";
import { goesOnMark } from "./piece.ts";
import { columnsOfLine, cutHard, paintLine } from "./span.ts";

export { splitFinished } from "./finished.ts";
export { goesOn } from "./piece.ts";

/** Markdown as lines of the terminal. An open fence is code, so that a reply can be drawn while it comes. */
export function markdownLines(text: string, { paint, width }: Pen): readonly string[] {
  const blocks = blocksOf(clean(text).replaceAll(goesOnMark, ""));
  return blockLines(blocks, { width, roles: [] })
    .flatMap((line) => (columnsOfLine(line) > width ? cutHard(line, width) : [line]))
    .map((line) => paintLine(line, paint));
}
