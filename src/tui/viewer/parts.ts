import sliceAnsi from "slice-ansi";
import { fit } from "../draw/text.ts";
import { columnsOf } from "../draw/width.ts";
import type { Pen, Role } from "../paint.ts";
import type { ViewerState } from "./state.ts";
import type { Mark } from "./trajectory.ts";

/** A screen as it is drawn. */
export type Drawn = {
  readonly lines: readonly string[];
  readonly cursor: { readonly x: number; readonly y: number } | undefined;
};

const marks: Readonly<Record<Mark, { readonly glyph: string; readonly role: Role }>> = {
  passed: { glyph: "✓", role: "success" },
  failed: { glyph: "✗", role: "error" },
  spoiled: { glyph: "!", role: "warning" },
  skipped: { glyph: "–", role: "dim" },
  running: { glyph: "▸", role: "accent" },
};

export function markOf(mark: Mark, { paint }: Pen): string {
  const { glyph, role } = marks[mark];
  return paint(role, glyph);
}

/** One text at the left and one at the right of a line; the left one gives way. */
export function apart(left: string, right: string, { width }: Pen): string {
  const room = width - columnsOf(Bun.stripANSI(right)) - 2;
  if (right === "" || room < 1) return fit(left, width);
  const cut = fit(left, room);
  const gap = width - 1 - columnsOf(Bun.stripANSI(cut)) - columnsOf(Bun.stripANSI(right));
  return `${cut}${" ".repeat(Math.max(1, gap))}${right}`;
}

export function ruleOf({ paint, width }: Pen): string {
  return paint("border", "─".repeat(width));
}

/** A line with what is searched standing out. */
export function highlighted(line: string, query: string, { paint }: Pen): string {
  const plain = Bun.stripANSI(line);
  const parts: string[] = [];
  let done = 0;
  for (const at of placesOf(plain, query)) {
    const found = plain.slice(at, at + query.length);
    const from = columnsOf(plain.slice(0, at));
    parts.push(sliceAnsi(line, done, from), paint("added-word", found));
    done = from + columnsOf(found);
  }
  return done === 0 ? line : `${parts.join("")}${sliceAnsi(line, done)}`;
}

function placesOf(text: string, query: string): readonly number[] {
  const [hay, needle] = [text.toLowerCase(), query.toLowerCase()];
  const places: number[] = [];
  if (needle === "") return places;
  for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length))
    places.push(at);
  return places;
}

/** What is typed, else what is to be said, else the keys that fit, the most important first. */
export function lastLine(
  state: ViewerState,
  keys: readonly string[],
  place: string,
  pen: Pen,
): { readonly line: string; readonly cursor: number | undefined } {
  const { paint, width } = pen;
  const right = place === "" ? "" : paint("dim", place);
  if (state.isTyping) {
    const text = state.view === "list" ? state.filter : state.query;
    const label = state.view === "list" ? " only: " : " search: ";
    const typed = endOf(text, width - label.length - columnsOf(place) - 4);
    const line = apart(`${paint("accent", label)}${typed}`, right, pen);
    return { line, cursor: label.length + columnsOf(typed) };
  }
  if (state.hint !== "") {
    return { line: apart(paint("warning", ` ${state.hint}`), right, pen), cursor: undefined };
  }
  const room = width - columnsOf(place) - 4;
  const texts = keys.map((_, left) => keys.slice(0, keys.length - left).join(" · "));
  const said = texts.find((text) => columnsOf(text) <= room) ?? "";
  return { line: apart(paint("dim", ` ${said}`), right, pen), cursor: undefined };
}

/** The end of what is typed is what is looked at. */
function endOf(text: string, room: number): string {
  const signs = [...text.replaceAll("\t", " ")];
  while (signs.length > 0 && columnsOf(signs.join("")) > Math.max(1, room)) signs.shift();
  return signs.join("");
}

/** So many lines, with empty ones below where there are fewer. */
export function filled(lines: readonly string[], rows: number): readonly string[] {
  const gap = Array.from({ length: Math.max(0, rows - lines.length) }, () => "");
  return [...lines.slice(0, Math.max(0, rows)), ...gap];
}
