import { z } from "zod";
import readWords from "../../tools/read.json" with { type: "json" };
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import type { TextFile } from "../lib/file-text.ts";
import { findPath } from "../lib/paths.ts";
import { clip } from "../lib/text.ts";
import type { ReadFormat, ToolKit, ToolPart } from "./kit.ts";
import { lineDiff } from "./line-diff.ts";
import { pageOf, readFor } from "./page.ts";
import { type PatchMarks, patchMarks } from "./patch/marks.ts";
import { sayWith, type ToolSay } from "./say.ts";

const defaultLimit = 2_000;
const textsKept = 50;

const input = z.object({
  path: z.string(),
  offset: z.number().int().min(0).optional(),
  limit: z.number().int().min(1).optional(),
  line_start: z.number().int().optional(),
  line_end: z.number().int().optional(),
  format: z.enum(["numbered", "raw", "hashline"]).optional(),
  diff: z.boolean().optional(),
});

type ReadInput = z.infer<typeof input>;

export const readPart: ToolPart = { words: readWords, make: makeRead };

function makeRead(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  const seen = lastTexts();
  const marks = patchMarks(kit);
  const run = (wish: ReadInput, context: ToolContext) =>
    read(wish, context, { say, seen, marks, format: wish.format ?? kit.readFormat });
  return defineTool(words, { input, effect: "read", run });
}

type Reader = {
  readonly say: ToolSay;
  readonly seen: LastTexts;
  readonly marks: PatchMarks;
  readonly format: ReadFormat;
};

async function read(wish: ReadInput, context: ToolContext, reader: Reader): Promise<ToolResult> {
  const { say, seen, marks, format } = reader;
  const range = rangeOf(wish, say);
  if (range.type === "refused") return refuse(range.text);
  const found = await findPath(context.root, wish.path, "file");
  if (found.type !== "found") return refuse(found.text);
  const path = found.relative;
  const opened = await readFor(found.absolute, path, say);
  if (opened.type === "refused") return refuse(opened.text);
  marks.forget(path);
  const before = seen.swap(path, opened.file.text);
  const page = { ...range, format, maxChars: context.maxResultChars - found.note.length };
  const text =
    wish.diff === true && before !== undefined
      ? clip(await changesOf(before, opened.file, path, say), context.maxResultChars)
      : pageOf(opened.file, path, page, say);
  return { text: [text, found.note].filter(Boolean).join("\n"), read: [path] };
}

type Range =
  | { readonly type: "range"; readonly first: number; readonly count: number }
  | { readonly type: "refused"; readonly text: string };

/** A line range beats offset; a line number below 1 means the file's own begin or end. */
function rangeOf(wish: ReadInput, say: ToolSay): Range {
  const { line_start: start, line_end: end, offset = 0, limit = defaultLimit } = wish;
  const hasRange = start !== undefined || end !== undefined;
  if (wish.diff === true && (hasRange || wish.offset || wish.limit)) {
    return { type: "refused", text: say("diff_range") };
  }
  if (!hasRange) return { type: "range", first: offset, count: limit };
  const first = Math.max(start ?? 1, 1) - 1;
  if (end === undefined || end < 1) return { type: "range", first, count: limit };
  if (end <= first) return { type: "refused", text: say("bad_range", { start: first + 1, end }) };
  return { type: "range", first, count: end - first };
}

async function changesOf(
  before: string,
  file: TextFile,
  path: string,
  say: ToolSay,
): Promise<string> {
  if (before === file.text) return say("no_changes", { path });
  const names = { before: say("previous"), after: say("current") };
  const { diff } = await lineDiff(path, before, file.text, names);
  return diff ?? file.text;
}

type LastTexts = {
  /** Remembers a file's text and gives the one before. */
  swap(path: string, text: string): string | undefined;
};

/** The texts of the files read last, the oldest dropped first. */
function lastTexts(): LastTexts {
  const texts = new Map<string, string>();
  return {
    swap(path, text) {
      const before = texts.get(path);
      texts.delete(path);
      texts.set(path, text);
      const oldest = texts.keys().next().value;
      if (texts.size > textsKept && oldest !== undefined) texts.delete(oldest);
      return before;
    },
  };
}
