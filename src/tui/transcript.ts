import type { Item } from "./item.ts";

/** Finished items as they were written to the terminal, which nothing takes back. */
export type Transcript = {
  /** Another one means that everything is written anew. */
  readonly generation: number;
  /** One text for each item or group of items; those written long ago are empty. */
  readonly chunks: readonly string[];
  /** Items written, counted from the conversation's first. */
  readonly written: number;
};

export type Drawer = (item: Item, before: Item | undefined) => readonly string[];

export const emptyTranscript: Transcript = { generation: 0, chunks: [], written: 0 };

const chunksKept = 20;

/** With the items that are new since it was last brought up to date. */
export function extended(
  transcript: Transcript,
  { items, dropped }: { readonly items: readonly Item[]; readonly dropped: number },
  draw: Drawer,
): Transcript {
  const first = Math.max(0, transcript.written - dropped);
  if (first >= items.length) return transcript;
  const lines = items.slice(first).flatMap((item, at) => draw(item, items[first + at - 1]));
  const written = dropped + items.length;
  if (lines.length === 0) return { ...transcript, written };
  const { chunks } = transcript;
  const old = chunks.length - chunksKept;
  const kept = old < 0 || chunks[old] === "" ? chunks : chunks.with(old, "");
  return { ...transcript, chunks: [...kept, lines.join("\n")], written };
}

/** Written anew: the newest items that fit `rows`, at least one. */
export function redrawn(
  transcript: Transcript,
  { items, dropped }: { readonly items: readonly Item[]; readonly dropped: number },
  draw: Drawer,
  rows: number,
): Transcript {
  const shown = tailLines(items, draw, rows);
  return {
    generation: transcript.generation + 1,
    chunks: shown.length === 0 ? [] : [shown.join("\n")],
    written: dropped + items.length,
  };
}

/** The last lines of a transcript, drawn from its end so that a long one costs no more. */
export function tailLines(items: readonly Item[], draw: Drawer, rows: number): readonly string[] {
  let lines: readonly string[] = [];
  for (let at = items.length - 1; at >= 0 && lines.length < rows; at -= 1) {
    const item = items[at];
    if (item !== undefined) lines = [...draw(item, items[at - 1]), ...lines];
  }
  return lines.slice(-Math.max(1, rows));
}
