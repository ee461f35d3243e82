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

/** The same, with an empty line above where it does not belong to the item before. */
export function partedLines(
  item: Item,
  before: Item | undefined,
  pen: Pen,
  look: ItemLook,
): readonly string[] {
  const lines = itemLines(item, pen, look);
  const isParted = lines.length === 0 || lines[0] === "" || isMiddle(item);
  return isParted ? lines : [...gapAfter(before, look), ...lines];
}

/** An empty line, where calls and notices stand apart from what is above them. */
export function gapAfter(before: Item | undefined, { thinking }: ItemLook): readonly string[] {
  if (before === undefined) return [];
  const isShort = before.type === "thinking" && !thinking;
  const goesOn = before.type === "call" || before.type === "notice";
  return isShort || goesOn ? [] : [""];
}

/** A later part of one text, or lines that go on below their heading. */
function isMiddle({ type }: Item): boolean {
  return type === "text" || type === "lines";
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
