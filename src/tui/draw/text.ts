import sliceAnsi from "slice-ansi";
import wrapAnsi from "wrap-ansi";
import { cleanKeepingColours } from "./clean.ts";
import { wrapSpans } from "./span.ts";
import { columnsOf, cutAt } from "./width.ts";

export { clean } from "./clean.ts";

const esc = "\u001b";
const closing = /^\[(?:0|39|49|22|23|24|27|29)?m/;

/** One line of at most `width` columns, with … in place of what does not fit; colours are closed. */
export function fit(text: string, width: number): string {
  const line = cleanKeepingColours(text).replaceAll("\n", " ");
  if (width < 1) return "";
  if (columnsOf(line) <= width) return closed(line);
  if (!line.includes(esc)) return `${cutAt(line, width - 1, false).head}…`;
  return closed(`${sliceAnsi(line, 0, width - 1)}…`);
}

/** Lines of at most `width` columns, broken between words where that can be; the indentation of a line stays. */
export function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(1, width);
  return cleanKeepingColours(text)
    .split("\n")
    .flatMap((line) => {
      if (columnsOf(line) <= room) return [closed(line)];
      return line.includes(esc) ? wrapColoured(line, room) : wrapPlain(line, room);
    });
}

/** Spaces behind a text until it takes `width` columns. */
export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - columnsOf(text)));
}

/** A path of at most `width` columns: folders in its middle are left out, its file's name last. */
export function middle(path: string, width: number): string {
  const line = fit(path, Number.MAX_SAFE_INTEGER);
  if (columnsOf(line) <= width) return line;
  const parts = line.split("/");
  const [first = "", ...others] = parts;
  for (let from = 1; from < others.length; from += 1) {
    const short = `${first}/…/${others.slice(from).join("/")}`;
    if (columnsOf(short) <= width) return short;
  }
  const name = `…/${others.at(-1) ?? ""}`;
  return parts.length > 1 && columnsOf(name) <= width ? name : fit(others.at(-1) ?? line, width);
}

/** "0.4 s", "12 s", "3 min 4 s". */
export function seconds(ms: number): string {
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`;
  const whole = Math.round(ms / 1_000);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
}

/** "850", "18.2k", "1.2M". */
export function tokens(count: number): string {
  const whole = Math.round(count);
  if (whole < 1_000) return String(whole);
  if (whole < 999_950) return `${short(whole / 1_000)}k`;
  return `${short(whole / 1_000_000)}M`;
}

function short(number: number): string {
  return number < 99.95 ? String(Number(number.toFixed(1))) : String(Math.round(number));
}

/** A line whose colours cannot reach the next one. */
function closed(line: string): string {
  const last = line.lastIndexOf(esc);
  if (last < 0 || closing.test(line.slice(last + 1))) return line;
  return `${line}${esc}[0m`;
}

function wrapColoured(line: string, width: number): readonly string[] {
  return wrapAnsi(line, width, { hard: true, trim: false }).split("\n").map(closed);
}

function wrapPlain(line: string, width: number): readonly string[] {
  const spans = wrapSpans([{ text: line, roles: [] }], width);
  return spans.map((one) => one.map(({ text }) => text).join(""));
}
