import type { MarkedToken, Tokens } from "marked";
import { clean } from "./clean.ts";
import { isWhole } from "./highlight.ts";
import { bareBlocksOf, isTooDeep } from "./lexer.ts";
import { goesOn, goesOnMark } from "./piece.ts";

export type Split = {
  /** Whole blocks that nothing can change any more; "" where there are none. */
  readonly finished: string;
  /** What is still open: what comes next is put behind it. */
  readonly rest: string;
};

/** An open list or fence of more lines is parted. */
const openLines = 12;
/** A fence of more lines is parted even inside a comment or string. */
const mostOpenLines = 80;
/** A line after one of these may read otherwise without it: a slash begins a pattern, or divides. */
const hanging = /[=(,:?&|+*<>!~^%[-][ \t]*$/;
/** While a line is this long it was looked at already. */
const freshChars = 24;

/**
 * Parts a reply that is still coming. Drawing the pieces one after the other looks like drawing the whole.
 * It costs what the open part costs, however long the reply is.
 */
export function splitFinished(text: string): Split {
  const lineStart = text.lastIndexOf("\n") + 1;
  const tail = text.slice(lineStart);
  const head = clean(text.slice(0, lineStart));
  const mark = goesOn(head) ? goesOnMark : "";
  const body = head.slice(mark.length);
  if (isTooDeep(body)) return { finished: head, rest: goesOnMark + tail };
  const blocks = bareBlocksOf(body).filter(({ type }) => type !== "space");
  const open = blocks.at(-1);
  const at = body.lastIndexOf(open?.raw ?? "", body.length);
  const [above, below] = [body.slice(0, at), body.slice(at)];
  // A few texts are read otherwise without what follows or went before; they wait until they are not the last.
  const isSafe =
    blocks.length === 1 || isSame([...bareBlocksOf(above), ...bareBlocksOf(below)], blocks);
  if (open === undefined || at < 0 || !isSafe) return { finished: "", rest: head + tail };
  const parted = partOpen(open, tail);
  if (parted !== undefined) {
    const behind = below.slice(open.raw.length);
    return {
      finished: mark + above + parted.above,
      rest: goesOnMark + parted.below + behind + tail,
    };
  }
  if (above.trim() === "") return { finished: "", rest: head + tail };
  return { finished: mark + above, rest: below + tail };
}

/** Whether these are the same blocks, whatever empty lines stand between them. */
function isSame(tokens: readonly MarkedToken[], blocks: readonly MarkedToken[]): boolean {
  const solid = tokens.filter(({ type }) => type !== "space");
  const raws = (all: readonly MarkedToken[]) =>
    all.map(({ type, raw }) => `${type} ${raw.trimEnd()}`);
  return raws(solid).join("\n\0") === raws(blocks).join("\n\0");
}

type Parted = { readonly above: string; readonly below: string };

function partOpen(open: MarkedToken, tail: string): Parted | undefined {
  if (open.type === "list") return partList(open);
  return open.type === "code" ? partFence(open, tail) : undefined;
}

/** All items but the last are done. */
function partList({ raw, items }: Tokens.List): Parted | undefined {
  const last = items.at(-1);
  const isLong = raw.split("\n").length > openLines;
  if (
    last === undefined ||
    items.length < 2 ||
    !isLong ||
    !raw.trimEnd().endsWith(last.raw.trimEnd())
  ) {
    return undefined;
  }
  const at = raw.trimEnd().length - last.raw.trimEnd().length;
  return { above: raw.slice(0, at), below: raw.slice(at) };
}

/** The lines there are become a fence of their own, and the same fence is opened anew below. */
function partFence({ raw, lang }: Tokens.Code, tail: string): Parted | undefined {
  const header = /^ {0,3}(`{3,}|~{3,})[^\n]*\n/.exec(raw);
  if (header === null || tail.length > freshChars) return undefined;
  const [line, fence = ""] = header;
  const lines = raw.slice(line.length).split("\n");
  // Empty lines at the end of a fence are not drawn: they go with the next piece.
  const count = lines.findLastIndex((one) => one.trim() !== "") + 1;
  if (count <= openLines || lines.some((one) => closes(one, fence))) return undefined;
  const at = count > mostOpenLines ? count : cutIn(lines.slice(0, count), lang, tail);
  if (at === undefined) return undefined;
  const code = lines.slice(0, at).join("\n");
  return { above: `${line}${code}\n${fence}\n`, below: line + lines.slice(at).join("\n") };
}

/** The last line border, or the one before, where code can be parted. */
function cutIn(
  lines: readonly string[],
  lang: string | undefined,
  tail: string,
): number | undefined {
  return [lines.length, lines.length - 1].find((at) => {
    const [last = "", next = tail] = lines.slice(at - 1, at + 1);
    const hangs = hanging.test(last) && /^\s*(?:\/|$)/.test(next);
    return last.trim() !== "" && !hangs && isWhole(lines.slice(0, at).join("\n"), lang);
  });
}

function closes(line: string, fence: string): boolean {
  const text = line.trim();
  const sign = fence.charAt(0);
  return text.length >= fence.length && text === sign.repeat(text.length);
}
