import { lineHash } from "../lines.ts";
import type { LineRange } from "./show.ts";
import type { Splice } from "./splice.ts";

export type AnchorInput = number | string | undefined;

/** A line named by its number from 1, and perhaps by a hash of what stood there when it was read. */
export type Anchor = { readonly line: number; readonly hash: string | undefined };

export type Anchored =
  | { readonly type: "range"; readonly range: LineRange; readonly proven: boolean }
  | { readonly type: "none" }
  | { readonly type: "bad"; readonly why: "anchor_form"; readonly written: string }
  | { readonly type: "bad"; readonly why: "anchor_no_start" | "anchor_order" }
  | { readonly type: "bad"; readonly why: "anchor_beyond"; readonly line: number }
  | { readonly type: "bad"; readonly why: "anchor_stale"; readonly line: number };

const anchorForm = /^\s*(?:line\s*|L)?(\d+)(?:\s*:\s*([0-9a-f]{4}))?\s*(?:\|.*)?$/is;

/** The lines that two anchors name in a file, if they still are what was read. */
export function anchored(
  lines: readonly string[],
  written: { readonly start: AnchorInput; readonly end: AnchorInput },
): Anchored {
  if (isAbsent(written.start)) {
    return isAbsent(written.end) ? { type: "none" } : { type: "bad", why: "anchor_no_start" };
  }
  const first = parseAnchor(written.start);
  const last = isAbsent(written.end) ? first : parseAnchor(written.end);
  if (first === undefined) return badForm(written.start);
  if (last === undefined) return badForm(written.end);
  if (last.line < first.line) return { type: "bad", why: "anchor_order" };
  const beyond = [first, last].find(({ line }) => line < 1 || line > lines.length);
  if (beyond) return { type: "bad", why: "anchor_beyond", line: beyond.line };
  const stale = [first, last].find((anchor) => !isFresh(lines, anchor));
  if (stale) return { type: "bad", why: "anchor_stale", line: stale.line };
  const proven = first.hash !== undefined;
  return { type: "range", range: { start: first.line - 1, end: last.line }, proven };
}

/** Puts text in place of whole lines: the line after them is never glued to it. */
export function replaceLines(lines: readonly string[], range: LineRange, text: string): Splice {
  const start = offsetOf(lines, range.start);
  const end = offsetOf(lines, range.end);
  if (text === "") return { start, end, text };
  const whole = text.endsWith("\n") ? text.slice(0, -1) : text;
  return { start, end: end - 1, text: whole };
}

function offsetOf(lines: readonly string[], index: number): number {
  return lines.slice(0, index).reduce((offset, line) => offset + line.length + 1, 0);
}

function isAbsent(written: AnchorInput): written is undefined {
  return written === undefined || (typeof written === "string" && written.trim() === "");
}

function parseAnchor(written: AnchorInput): Anchor | undefined {
  const match = anchorForm.exec(String(written));
  return match ? { line: Number(match[1]), hash: match[2]?.toLowerCase() } : undefined;
}

function badForm(written: AnchorInput): Anchored {
  return { type: "bad", why: "anchor_form", written: String(written).slice(0, 80) };
}

function isFresh(lines: readonly string[], { line, hash }: Anchor): boolean {
  return hash === undefined || lineHash(lines[line - 1] ?? "") === hash;
}
