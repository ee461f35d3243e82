import type { Item } from "../item.ts";
import type { Calling, Live, LiveThinking } from "../live.ts";
import type { Pen } from "../paint.ts";
import { spinnerAt } from "../spinner.ts";
import { gapAfter, itemLines } from "./item.ts";
import { fit, seconds, wrap } from "./text.ts";

export type Look = {
  /** Calls and outputs are shown whole. */
  readonly unfolded: boolean;
  readonly thinking: boolean;
};

export type LiveLook = Look & { readonly nowMs: number; readonly frame: number };

const thinkingRows = 6;
const callingRows = 4;

/** What is going on, the newest at the end; at most so many rows, so that no frame is taller than the screen. */
export function liveLines(
  { live, items }: { readonly live: Live; readonly items: readonly Item[] },
  pen: Pen,
  look: LiveLook,
  rows: number,
): readonly string[] {
  if (rows < 1) return [];
  const text: Item = { type: "text", text: live.text, first: !live.hasTextAbove };
  const gap = gapAfter(live.text === "" ? items.at(-1) : text, look);
  const lines = [
    ...(live.thinking === undefined ? [] : ["", ...thinkingLines(live.thinking, pen, look)]),
    ...(live.text === "" ? [] : itemLines(text, pen, look)),
    ...(live.calling === undefined ? [] : [...gap, ...callingLines(live.calling, pen, look)]),
    ...(live.call === undefined ? [] : [...gap, ...callLines(live.call, pen, look)]),
    ...(live.shell === undefined ? [] : itemLines(live.shell, pen, look)),
  ];
  return lines.slice(-rows);
}

function thinkingLines(thinking: LiveThinking, { paint, width }: Pen, look: LiveLook) {
  const { text, sinceMs } = thinking;
  const head = `✻ thinking ${seconds(Math.max(0, look.nowMs - sinceMs))}`;
  if (!look.thinking) return [paint("thinking", fit(`${head} · Ctrl+T shows it`, width))];
  const tail = wrap(text.trim().slice(-width * thinkingRows * 2), width - 2).slice(-thinkingRows);
  return [
    paint("thinking", fit(head, width)),
    ...tail.map((line) => paint("thinking", `  ${line}`)),
  ];
}

/** A call takes minutes to write on a slow model: its end is shown as it comes. */
function callingLines({ name, chars, end }: Calling, { paint, width }: Pen, look: LiveLook) {
  const head = `${spinnerAt(look.frame)} ${name} … ${chars.toLocaleString("en-US")} characters`;
  const rows = look.unfolded ? callingRows * 4 : callingRows;
  const text = end.replaceAll("\\n", "\n").replaceAll('\\"', '"').replaceAll("\\t", "  ");
  const tail = wrap(text, width - 4).slice(-rows);
  return [
    paint("accent", fit(head, width)),
    ...tail.map((line) => paint("dim", fit(`  │ ${line}`, width))),
  ];
}

function callLines(call: NonNullable<Live["call"]>, pen: Pen, look: LiveLook): readonly string[] {
  const ms = call.state === "running" ? Math.max(0, look.nowMs - call.sinceMs) : call.ms;
  const item: Item = { ...call, ms };
  return itemLines(item, pen, look);
}
