import { z } from "zod";
import writeWords from "../../tools/write.json" with { type: "json" };
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { FileError } from "../lib/file-error.ts";
import type { TextFile } from "../lib/file-text.ts";
import { type FoundPath, findPath } from "../lib/paths.ts";
import { withLineEnds, writeText } from "../lib/write-text.ts";
import type { ToolPart } from "./kit.ts";
import { lineDiff } from "./line-diff.ts";
import { readFor } from "./page.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({ path: z.string(), content: z.string() });

type WriteInput = z.infer<typeof input>;

export const writePart: ToolPart = { words: writeWords, make: makeWrite };

/** The content of the newest write that changed nothing, by file: a second one is refused. */
type Unchanged = Map<string, number | bigint>;

function makeWrite(words: ToolWords): Tool {
  const say = sayWith(words);
  const unchanged: Unchanged = new Map();
  return defineTool<WriteInput>(words, {
    input,
    effect: "write",
    run: (wish, context) => write(wish, context, say, unchanged),
  });
}

async function write(
  wish: WriteInput,
  context: ToolContext,
  say: ToolSay,
  unchanged: Unchanged,
): Promise<ToolResult> {
  const { content } = wish;
  const found = await findPath(context.root, wish.path, "new-file");
  if (found.type !== "found") return refuse(found.text);
  const path = found.relative;
  const old = found.exists ? await readFor(found.absolute, path, say) : undefined;
  if (old?.type === "refused") return refuse(old.text);
  if (old && isSame(content, old.file)) return noChange(found, content, say, unchanged);
  try {
    await writeText(found.absolute, content, old?.file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return refuse(say("failed", { path, why: error.message }));
  }
  unchanged.delete(path);
  return await changed(found, old?.file.text, content, say);
}

type Found = Extract<FoundPath, { type: "found" }>;

function isSame(content: string, file: TextFile): boolean {
  return withLineEnds(content, file.eol) === withLineEnds(file.text, file.eol);
}

function noChange(found: Found, content: string, say: ToolSay, unchanged: Unchanged): ToolResult {
  const path = found.relative;
  const hash = Bun.hash(content);
  if (unchanged.get(path) === hash) return refuse(say("same_again", { path }));
  unchanged.set(path, hash);
  return { text: noted(say("same", { path }), found) };
}

async function changed(
  found: Found,
  before: string | undefined,
  content: string,
  say: ToolSay,
): Promise<ToolResult> {
  const path = found.relative;
  const { diff, added, removed } = await lineDiff(path, plain(before ?? ""), plain(content));
  const text = say(before === undefined ? "created" : "updated", { path, added, removed });
  const result: ToolResult = { text: noted(text, found), changed: [path] };
  return diff === undefined ? result : { ...result, diff };
}

function noted(text: string, found: Found): string {
  return found.note === "" ? text : `${text}\n${found.note}`;
}

/** Line ends are kept by the file, so they are no difference. */
function plain(text: string): string {
  return withLineEnds(text, "\n");
}
