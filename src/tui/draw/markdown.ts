import type { Pen } from "../paint.ts";
import { blockLines } from "./blocks.ts";
import { clean } from "./clean.ts";
import { blocksOf, isTooDeep } from "./lexer.ts";
import { goesOnMark } from "./piece.ts";
import { columnsOfLine, cutHard, paintLine } from "./span.ts";
import { wrap } from "./text.ts";

export { splitFinished } from "./finished.ts";
export { goesOn } from "./piece.ts";

/** Markdown as lines of the terminal. An open fence is code, so that a reply can be drawn while it comes. */
export function markdownLines(text: string, { paint, width }: Pen): readonly string[] {
  const source = clean(text).replaceAll(goesOnMark, "");
  if (isTooDeep(source)) return wrap(source.trimEnd(), width);
  return blockLines(blocksOf(source), { width, roles: [] })
    .flatMap((line) => (columnsOfLine(line) > width ? cutHard(line, width) : [line]))
    .map((line) => paintLine(line, paint));
}
