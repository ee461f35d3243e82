import { FileError } from "../lib/file-error.ts";
import { readText, type TextFile } from "../lib/file-text.ts";
import type { ReadFormat } from "./kit.ts";
import { formatLine, linesOf } from "./lines.ts";
import type { ToolSay } from "./say.ts";

/** Which lines are wanted; `first` counts from 0. */
export type PageWish = {
  readonly first: number;
  readonly count: number;
  readonly format: ReadFormat;
  readonly maxChars: number;
};

export type ReadFile =
  | { readonly type: "read"; readonly file: TextFile }
  | { readonly type: "refused"; readonly text: string };

/** Room for the sentences that follow a page. */
const noteChars = 160;
const maxLineChars = 2_000;

/** The file as text, or a sentence why not. */
export async function readFor(absolute: string, path: string, say: ToolSay): Promise<ReadFile> {
  try {
    const file = await readText(absolute);
    if (file.type === "text") return { type: "read", file };
    const key = file.type === "binary" ? "binary" : "too_large";
    return { type: "refused", text: say(key, { path, bytes: file.bytes }) };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { type: "refused", text: say("failed", { path, why: error.message }) };
  }
}

/** One page of a file, with a sentence that says how to go on. */
export function pageOf(file: TextFile, path: string, wish: PageWish, say: ToolSay): string {
  const lines = linesOf(file.text);
  const total = lines.length;
  if (total === 0) return say("empty", { path });
  if (wish.first >= total) return say("past_end", { path, total });
  const shown = fitting(lines.slice(wish.first, wish.first + wish.count), wish, say);
  const next = wish.first + shown.length;
  const left = total - next;
  const more = left > 0 ? [say("more", { left, total, offset: next, path })] : [];
  const odd = file.encoding !== "utf-8" && wish.first === 0;
  const encoding = odd ? [say("encoding", { path, encoding: file.encoding })] : [];
  return [...shown, ...more, ...encoding].join("\n");
}

/** As many lines as there is room for, at least one. */
function fitting(lines: readonly string[], wish: PageWish, say: ToolSay): readonly string[] {
  const room = wish.maxChars - noteChars;
  const shown: string[] = [];
  let used = 0;
  for (const [index, line] of lines.entries()) {
    const text = shortened(line, wish, wish.first + index + 1, say);
    if (shown.length > 0 && used + text.length + 1 > room) break;
    shown.push(text);
    used += text.length + 1;
  }
  return shown;
}

function shortened(line: string, wish: PageWish, number: number, say: ToolSay): string {
  const most = Math.min(maxLineChars, Math.floor((wish.maxChars - noteChars) / 2));
  const whole = formatLine(line, number, wish.format);
  if (line.length <= most) return whole;
  const start = whole.slice(0, whole.length - line.length + most);
  return `${start}${say("cut_line", { left: line.length - most })}`;
}
