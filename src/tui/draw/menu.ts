import type { Menu } from "../menu.ts";
import type { Pen } from "../paint.ts";
import { fit, padEnd } from "./text.ts";

const labelColumns = 34;

/** The rows of a menu around the selected one, with what each does. */
export function menuLines(menu: Menu, { paint, width }: Pen, rows: number): readonly string[] {
  const count = Math.max(1, rows);
  const first = Math.max(
    0,
    Math.min(menu.selected - Math.floor(count / 2), menu.rows.length - count),
  );
  const shown = menu.rows.slice(first, first + count);
  const widest = Math.max(...shown.map(({ label }) => Bun.stringWidth(label)));
  const columns = Math.min(widest, labelColumns, Math.max(8, width - 6));
  return shown.map(({ label, detail }, at) => {
    const isSelected = first + at === menu.selected;
    const name = detail === "" ? fit(label, width - 3) : padEnd(fit(label, columns), columns);
    const painted = paint(isSelected ? "selected" : "accent", `${isSelected ? "❯ " : "  "}${name}`);
    return fit(` ${painted}  ${paint("dim", detail)}`, width);
  });
}
