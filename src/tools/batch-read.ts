import { z } from "zod";
import batchReadWords from "../../tools/batch_read.json" with { type: "json" };
import {
  defineTool,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { findPath } from "../lib/paths.ts";
import { oneLine } from "../lib/text.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { pageOf, readFor } from "./page.ts";
import { patchMarks } from "./patch/marks.ts";
import { sayWith, type ToolSay } from "./say.ts";

const maxFiles = 10;
const linesPerFile = 2_000;
/** A file with less room than this waits for another call. */
const minFileChars = 400;
/** Room for the sentence that names the files that wait. */
const restChars = 300;
const pathChars = 200;

const input = z.object({ paths: z.array(z.string()).min(1).max(maxFiles) });

export const batchReadPart: ToolPart = { words: batchReadWords, make: makeBatchRead };

function makeBatchRead(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: ({ paths }, context) => readAll([...new Set(paths)], context, kit, say),
  });
}

type Part = { readonly text: string; readonly path: string | undefined };

/** The room is shared: what one file leaves, the next may use. */
async function readAll(
  paths: readonly string[],
  context: ToolContext,
  kit: ToolKit,
  say: ToolSay,
): Promise<ToolResult> {
  const fit = Math.max(1, Math.floor((context.maxResultChars - restChars) / minFileChars));
  const now = paths.slice(0, fit);
  const later = paths.slice(fit);
  const rest =
    later.length === 0 ? "" : say("too_many", { count: later.length, paths: later.join(", ") });
  let room = context.maxResultChars - restChars;
  const parts: Part[] = [];
  for (const [index, path] of now.entries()) {
    const part = await readOne(path, context.root, Math.floor(room / (now.length - index)), {
      kit,
      say,
    });
    room -= part.text.length + 1;
    parts.push(part);
  }
  const read = parts.flatMap((part) => (part.path === undefined ? [] : [part.path]));
  const text = [...parts.map((part) => part.text), rest.slice(0, restChars)]
    .filter(Boolean)
    .join("\n");
  return read.length === 0 ? { text, failed: true } : { text, read };
}

async function readOne(
  written: string,
  root: string,
  maxChars: number,
  { kit, say }: { readonly kit: ToolKit; readonly say: ToolSay },
): Promise<Part> {
  const found = await findPath(root, written, "file");
  if (found.type !== "found") {
    const text = `${say("head", { path: oneLine(written.trim(), pathChars) })}\n${found.text}`;
    return { text: text.slice(0, maxChars), path: undefined };
  }
  const path = found.relative;
  const head = [say("head", { path }), found.note].filter(Boolean).join("\n");
  const opened = await readFor(found.absolute, path, say);
  if (opened.type === "refused") return { text: `${head}\n${opened.text}`, path: undefined };
  patchMarks(kit).forget(path);
  const wish = { first: 0, count: linesPerFile, format: kit.readFormat };
  const page = pageOf(opened.file, path, { ...wish, maxChars: maxChars - head.length - 1 }, say);
  return { text: `${head}\n${page}`, path };
}
