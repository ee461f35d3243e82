import { writeFile } from "node:fs/promises";
import type { Gate } from "../core/gate.ts";
import { nameOf, scratchPath, tidyScratch } from "../lib/scratch-file.ts";
import type { GateSay } from "./say.ts";

export type ClipOptions = {
  /** Where whole results are kept; below the root, so that the model can read them. */
  readonly scratchDir: string;
  readonly say: GateSay;
};

const headShare = 0.6;

/** Cuts a result that is longer than its share of the window; the whole is kept in a file. */
export function clipGate({ scratchDir, say }: ClipOptions): Gate {
  return async (gated, next) => {
    const result = await next(gated);
    const { maxResultChars, callId, root } = gated.context;
    const { text } = result;
    if (text.length <= maxResultChars) return result;
    const path = scratchPath(scratchDir, `result-${callId}`);
    await tidyScratch(scratchDir);
    await writeFile(path, text);
    const file = nameOf(root, path);
    // The longest marker is measured first, so that the result with it stays within its limit.
    const room = Math.max(
      0,
      maxResultChars - say("clip_marker", { count: text.length, file }).length - 2,
    );
    const head = wholeChars(text.slice(0, Math.ceil(room * headShare)), "end");
    const tail = wholeChars(text.slice(text.length - (room - head.length)), "start");
    const marker = say("clip_marker", { count: text.length - head.length - tail.length, file });
    return { ...result, text: `${head}\n${marker}\n${tail}` };
  };
}

/** Without half of a character at the cut. */
function wholeChars(text: string, cut: "start" | "end"): string {
  if (cut === "end") return text.replace(/[\uD800-\uDBFF]$/, "");
  return text.replace(/^[\uDC00-\uDFFF]/, "");
}
