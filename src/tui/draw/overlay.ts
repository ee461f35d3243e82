import { bodyRows, type Overlay, shownChoices } from "../overlay.ts";
import type { Pen } from "../paint.ts";
import { fit, padEnd, wrap } from "./text.ts";

export type Box = { readonly lines: readonly string[]; readonly cursor?: Cursor };
export type Cursor = { readonly x: number; readonly y: number };

const fewestChoices = 3;
const bodyRowsWanted = 4;
/** A longer list would push what is read off the screen. */
const mostChoices = 15;
const labelShare = 0.55;

/** What is asked, above the editor: a frame line, the matter, the choices, the keys. Never more than `rows`. */
export function overlayLines(overlay: Overlay, pen: Pen, rows: number): Box {
  const { paint, width } = pen;
  const role = overlay.confirming === undefined ? "dim" : "warning";
  const keys = paint(role, fit(` ${keysText(overlay, width - 1)}`, width));
  const title = paint("accent", titleLine(overlay.title, width));
  const search = searchLine(overlay, pen);
  const free = freeText(overlay, pen);
  const room = Math.max(1, rows - 2 - search.length - free.length);
  const choices = choicesIn(overlay, pen, room);
  const body = bodyLines(overlay, pen, Math.max(0, room - choices.length));
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
  const all = bodyRows(overlay, width).map(({ role, text }) => ` ${paint(role, text)}`);
  if (all.length <= rows) return all;
  if (rows < 1) return [];
  const count = rows - 1;
  const first = Math.min(overlay.scrolled, all.length - count);
  const below = all.length - count - first;
  const left = [...(first > 0 ? [`${first} above`] : []), ...(below > 0 ? [`${below} below`] : [])];
  const note = paint("dim", fit(` … more: ${left.join(", ")} (PageUp, PageDown)`, width));
  return [...all.slice(first, first + count), note];
}

function searchLine(overlay: Overlay, { paint, width }: Pen): readonly string[] {
  if (!overlay.isSearchable || overlay.text !== undefined) return [];
  return [fit(`${paint("accent", " search: ")}${overlay.query}`, width)];
}

/** Answers to a question are shown whole where there is room; of a list, as many as fit. */
function choicesIn(overlay: Overlay, pen: Pen, room: number): readonly string[] {
  const most = Math.max(fewestChoices, room - bodyRowsWanted);
  if (!overlay.isSearchable) {
    const whole = overlay.choices.flatMap((_, index) => wholeChoice(overlay, pen, index));
    if (whole.length <= Math.min(most, room)) return whole;
  }
  const wanted = Math.max(1, shownChoices(overlay).length);
  return choiceLines(overlay, pen, Math.min(wanted, most, room, mostChoices));
}

function wholeChoice(overlay: Overlay, { paint, width }: Pen, index: number): readonly string[] {
  const { label = "", detail = "" } = overlay.choices[index] ?? {};
  const isSelected = index === overlay.selected;
  const number = `${index + 1}. `;
  const rows = wrap(label, width - 3 - number.length).map((row, at) => {
    const head = at === 0 ? `${isSelected ? "❯ " : "  "}${number}` : " ".repeat(2 + number.length);
    return ` ${paint(isSelected ? "selected" : "text", `${head}${row}`)}`;
  });
  const below = detail === "" ? [] : wrap(detail, width - 3 - number.length);
  return [...rows, ...below.map((row) => paint("dim", ` ${" ".repeat(2 + number.length)}${row}`))];
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

/** What the keys do; what everybody knows is left out first where the screen is narrow. */
function keysText(overlay: Overlay, width: number): string {
  if (overlay.confirming !== undefined) return `${overlay.confirming.confirm} y = yes, Esc = no`;
  if (overlay.text !== undefined) return "Enter sends it · Esc goes back";
  const others = overlay.keys.map(({ key, label }) => `Ctrl+${key.toUpperCase()} ${label}`);
  const move = overlay.choices.length > 1 ? ["↑↓ choose"] : [];
  const leave = overlay.isSudden ? "Esc declines" : "Esc leaves";
  const all = [...move, "Enter takes it", ...others, leave];
  const texts = all.map((_, from) => all.slice(from).join(" · "));
  return texts.find((text) => Bun.stringWidth(text) <= width) ?? leave;
}
