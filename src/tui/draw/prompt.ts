import type { PromptItem } from "../item.ts";
import type { Pen } from "../paint.ts";
import { clean } from "./clean.ts";
import type { ItemLook } from "./item.ts";
import { fit, wrap } from "./text.ts";

/** A pasted text is not read again. */
const foldedRows = 15;

export function promptLines(
  { text, attached }: PromptItem,
  { paint, width }: Pen,
  { unfolded }: ItemLook,
): readonly string[] {
  const lines = wrap(clean(text).trimEnd(), width - 2);
  const shown = unfolded || lines.length <= foldedRows ? lines : lines.slice(0, foldedRows - 1);
  const left = lines.length - shown.length;
  const note = left === 0 ? [] : [paint("dim", fit(`  … ${left} more lines (Ctrl+O)`, width))];
  const labels = attached.length === 0 ? "" : clean(attached.join(" · "));
  return [
    "",
    ...shown.map(
      (line, at) => `${at === 0 ? paint("accent", "› ") : "  "}${paint("prompt", line)}`,
    ),
    ...note,
    ...(labels === "" ? [] : [paint("dim", fit(`  ↳ ${labels}`, width))]),
  ];
}
