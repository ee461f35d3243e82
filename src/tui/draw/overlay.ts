import { type Overlay, shownChoices } from "../overlay.ts";
import type { Pen } from "../paint.ts";
import { fit, padEnd, wrap } from "./text.ts";

export type Box = { readonly lines: readonly string[]; readonly cursor?: Cursor };
export type Cursor = { readonly x: number; readonly y: number };

const fewestChoices = 3;
const labelShare = 0.55;

/** What is asked, above the editor: a frame line, the matter, the choices, the keys. Never more than `rows`. */
export function overlayLines(overlay: Overlay, pen: Pen, rows: number): Box {
  const { paint, width } = pen;
  const keys = paint("dim", fit(` ${keysText(overlay)}`, width));
  const title = paint("accent", titleLine(overlay.title, width));
  const search = searchLine(overlay, pen);
  const fixed = 2 + search.length;
  const choicesWanted = Math.max(1, shownChoices(overlay).length);
  const choiceRows = Math.max(
    1,
    Math.min(choicesWanted, Math.max(fewestChoices, rows - fixed - 4)),
  );
  const body = bodyLines(
    overlay,
    pen,
    Math.max(0, rows - fixed - Math.min(choiceRows, rows - fixed)),
  );
  const choices = choiceLines(overlay, pen, Math.max(1, Math.min(choiceRows, rows - fixed)));
  const free = freeText(overlay, pen);
  const lines = [title, ...body, ...search, ...choices, ...free, keys].slice(0, Math.max(1, rows));
  const at =
    overlay.text !== undefined ? lines.indexOf(free[0] ?? "") : lines.indexOf(search[0] ?? "");
  const typed = free[0] ?? search[0];
  if (typed === undefined || at < 0) return { lines };
  return { lines, cursor: { x: Math.min(width - 1, Bun.stringWidth(typed)), y: at } };
}

function titleLine(title: string, width: number): string {
  const text = fit(`─ ${title} `, width);
  return text + "─".repeat(Math.max(0, width - Bun.stringWidth(text)));
}

function bodyLines(overlay: Overlay, { paint, width }: Pen, rows: number): readonly string[] {
  const all = overlay.body.flatMap(({ role, text }) =>
    wrap(text, width - 2).map((line) => ` ${paint(role, line)}`),
  );
  if (all.length <= rows) return all;
  const left = all.length - rows + 1;
  return rows < 1 ? [] : [...all.slice(0, rows - 1), paint("dim", ` … ${left} more lines`)];
}

function searchLine(overlay: Overlay, { paint, width }: Pen): readonly string[] {
  if (!overlay.isSearchable || overlay.text !== undefined) return [];
  return [fit(`${paint("accent", " search: ")}${overlay.query}`, width)];
}

function choiceLines(overlay: Overlay, { paint, width }: Pen, rows: number): readonly string[] {
  const shown = shownChoices(overlay);
  if (shown.length === 0) return [paint("dim", fit(` ${overlay.empty}`, width))];
  const first = Math.max(0, Math.min(overlay.selected - Math.floor(rows / 2), shown.length - rows));
  const seen = shown.slice(first, first + rows).map((index) => ({
    isSelected: index === shown[overlay.selected],
    label: `${overlay.isSearchable ? "" : `${index + 1}. `}${overlay.choices[index]?.label ?? ""}`,
    detail: overlay.choices[index]?.detail ?? "",
  }));
  // Details stand below each other, as far as that leaves room for them.
  const widest = Math.max(...seen.map(({ label }) => Bun.stringWidth(label)));
  const columns = Math.min(widest, Math.floor(width * labelShare));
  return seen.map(({ isSelected, label, detail }) => {
    const mark = isSelected ? "❯ " : "  ";
    const short = detail === "" ? label : padEnd(fit(label, columns), columns);
    const text = paint(isSelected ? "selected" : "text", `${mark}${short}`);
    return fit(` ${text}${detail === "" ? "" : paint("dim", `  ${detail}`)}`, width);
  });
}

function freeText(overlay: Overlay, { paint, width }: Pen): readonly string[] {
  if (overlay.text === undefined) return [];
  const wants = overlay.choices[shownChoices(overlay)[overlay.selected] ?? 0]?.wants ?? "";
  const label = paint("accent", ` ${wants} `);
  const room = width - Bun.stringWidth(wants) - 4;
  // The end of what is typed is what is looked at.
  const text =
    overlay.text.length > room ? `…${overlay.text.slice(-Math.max(1, room - 1))}` : overlay.text;
  return [fit(`${label}${text}`, width)];
}

function keysText(overlay: Overlay): string {
  if (overlay.confirming !== undefined) return `${overlay.confirming.confirm} y = yes, Esc = no`;
  if (overlay.text !== undefined) return "Enter sends it · Esc goes back";
  const others = overlay.keys.map(({ key, label }) => `${key} ${label}`);
  const move = overlay.choices.length > 1 ? ["↑↓ choose"] : [];
  const leave = overlay.isSudden ? "Esc declines" : "Esc leaves";
  return [...move, "Enter takes it", ...others, leave].join(" · ");
}
