import type { Item } from "../item.ts";
import type { Pen } from "../paint.ts";
import { callLines } from "./call.ts";
import { clean } from "./clean.ts";
import { goesOn, markdownLines } from "./markdown.ts";
import { endLines, noticeLines } from "./notice.ts";
import { promptLines } from "./prompt.ts";
import { shellLines } from "./shell.ts";
import { fit } from "./text.ts";
import { thoughtLines } from "./thought.ts";

export type ItemLook = {
  /** Calls, outputs and long prompts are shown whole. */
  readonly unfolded: boolean;
  /** Thinking is shown whole. */
  readonly thinking: boolean;
  /** Turns the spinner of what runs; 0 when absent. */
  readonly frame?: number;
};

/** One thing of the transcript as lines of at most `pen.width` columns. */
export function itemLines(item: Item, pen: Pen, look: ItemLook): readonly string[] {
  switch (item.type) {
    case "prompt":
      return promptLines(item, pen, look);
    case "text":
      return textLines(item.text, pen);
    case "thinking":
      return thoughtLines(item, pen, look.thinking);
    case "call":
      return callLines(item, pen, look);
    case "shell":
      return shellLines(item, pen, look);
    case "panel":
      return panelLines(item.title, item.text, pen);
    case "lines":
      return item.lines.map((line) => fit(line, pen.width));
    case "notice":
      return noticeLines(item.level, item.text, pen);
    case "end":
      return endLines(item.reason, item.detail, pen);
  }
}

/** Stands apart from what is above, unless it goes on with the same block. */
function textLines(text: string, pen: Pen): readonly string[] {
  const lines = markdownLines(text, pen);
  return lines.length === 0 || goesOn(text) ? lines : ["", ...lines];
}

function panelLines(title: string, text: string, pen: Pen): readonly string[] {
  const head = title === "" ? [] : [pen.paint("heading", fit(clean(title), pen.width))];
  return ["", ...head, ...markdownLines(text, pen)];
}
