import type { Pen } from "../paint.ts";
import { clean } from "./clean.ts";
import { fit, seconds, wrap } from "./text.ts";

/** What the model thought, as one line or whole. */
export function thoughtLines(
  { text, ms }: { readonly text: string; readonly ms: number },
  { paint, width }: Pen,
  isShown: boolean,
): readonly string[] {
  // A session that is read again knows no time.
  const head = ms < 100 ? "✻ thought" : `✻ thought for ${seconds(ms)}`;
  if (!isShown) return ["", paint("thinking", fit(`${head} · Ctrl+T`, width))];
  const lines = wrap(clean(text).trim(), width - 2);
  return [
    "",
    paint("thinking", fit(head, width)),
    ...lines.map((line) => paint("thinking", `  ${line}`)),
  ];
}
