import { z } from "zod";
import editWords from "../../tools/edit.json" with { type: "json" };
import type { ToolWords } from "../core/tool.ts";
import { defineTool, refuse, type Tool, type ToolContext, type ToolResult } from "../core/tool.ts";
import { FileError } from "../lib/file-error.ts";
import type { TextFile } from "../lib/file-text.ts";
import { type FoundPath, findPath } from "../lib/paths.ts";
import { count } from "../lib/text.ts";
import { writeText } from "../lib/write-text.ts";
import { type EditMemory, editMemory, isTimeToWrite } from "./edit/memory.ts";
import { type EditPlan, type EditWish, planEdit } from "./edit/plan.ts";
import { showChanges, within } from "./edit/show.ts";
import { plainLineEnds, splice } from "./edit/splice.ts";
import { syntaxRefusal } from "./edit/syntax-refusal.ts";
import type { ReadFormat, ToolKit, ToolPart } from "./kit.ts";
import { lineDiff } from "./line-diff.ts";
import { readFor } from "./page.ts";
import { sayWith, type ToolSay } from "./say.ts";

const anchor = z.union([z.string(), z.number()]).optional();

const input = z.object({
  path: z.string(),
  old: z.string().optional(),
  new: z.string(),
  all: z.boolean().optional(),
  old_start: anchor,
  old_end: anchor,
});

type EditInput = z.infer<typeof input>;

export const editPart: ToolPart = { words: editWords, make: makeEdit };

type Editor = {
  readonly say: ToolSay;
  readonly memory: EditMemory;
  readonly format: ReadFormat;
  readonly exact: { readonly exactOnly?: true };
};

type OpenFile = {
  readonly found: Extract<FoundPath, { type: "found" }>;
  readonly path: string;
  readonly file: TextFile;
  /** The text with plain line ends. */
  readonly text: string;
};

function makeEdit(words: ToolWords, kit: ToolKit): Tool {
  const exact = kit.exactEdits ? ({ exactOnly: true } as const) : {};
  const editor = { say: sayWith(words), memory: editMemory(), format: kit.readFormat, exact };
  const run = async (wish: EditInput, context: ToolContext) =>
    within(await edit(wish, context, editor), context.maxResultChars);
  return defineTool<EditInput>(words, { input, effect: "write", run });
}

async function edit(given: EditInput, context: ToolContext, editor: Editor): Promise<ToolResult> {
  const { say } = editor;
  const wish = wishOf(given);
  const found = await findPath(context.root, given.path, "file");
  if (found.type !== "found") {
    const isNew = found.type === "missing" && given.old === "";
    return refuse(isNew ? say("empty_old_new_file", { path: given.path }) : found.text);
  }
  const path = found.relative;
  const opened = await readFor(found.absolute, path, say);
  if (opened.type === "refused") return refuse(opened.text);
  const open = { found, path, file: opened.file, text: plainLineEnds(opened.file.text) };
  const missing = missingOld(given, wish, open, say);
  if (missing !== undefined) return failure(missing, open, editor);
  // Line numbers without an old text may mean other lines the second time.
  const isText = wish.old !== "";
  if (isText && editor.memory.wasMade(path, keyOf(wish), open.text)) return already(path, editor);
  const plan = planEdit(
    { path, text: open.text, format: editor.format, ...editor.exact, say },
    wish,
  );
  return await carryOut(plan, wish, open, editor);
}

function wishOf(given: EditInput): EditWish {
  const { old_start: start, old_end: end } = given;
  return { old: given.old ?? "", new: given.new, all: given.all === true, start, end };
}

function missingOld(
  given: EditInput,
  wish: EditWish,
  { path, text }: OpenFile,
  say: ToolSay,
): string | undefined {
  const hasAnchor = wish.start !== undefined || wish.end !== undefined;
  if (wish.old !== "" || hasAnchor) return undefined;
  if (text.trim() === "") return say("empty_old_new_file", { path });
  return say(given.old === undefined ? "no_old" : "empty_old", { path });
}

async function carryOut(
  plan: EditPlan,
  wish: EditWish,
  open: OpenFile,
  editor: Editor,
): Promise<ToolResult> {
  const { file, path } = open;
  const { say, memory } = editor;
  if (plan.type === "same") return sameText(path, editor);
  if (plan.type === "failed") return failure(plan.text, open, editor);
  const after = splice(file.text, plan.changes);
  if (after === file.text) return already(path, editor);
  const fault = syntaxRefusal({ path, before: file.text, after, format: editor.format, say });
  if (fault !== undefined) return failure(fault, open, editor);
  try {
    await writeText(open.found.absolute, after, file);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return refuse(say("not_written", { path, why: error.message }));
  }
  memory.setMade(path, keyOf(wish), plainLineEnds(after));
  return await changed(plan, after, open, editor);
}

async function changed(
  plan: Extract<EditPlan, { type: "planned" }>,
  after: string,
  { path, text, found }: OpenFile,
  { say, format }: Editor,
): Promise<ToolResult> {
  const plain = plainLineEnds(after);
  const { diff, added, removed } = await lineDiff(path, text, plain);
  const replacements = count(plan.changes.length, "replacement");
  const done = say("done", { path, replacements, added, removed });
  const region = showChanges(text, plain, plan.changes, format);
  const lines = [done, ...plan.notes, found.note, region].filter((line) => line !== "");
  const result: ToolResult = { text: lines.join("\n"), changed: [path] };
  return diff === undefined ? result : { ...result, diff };
}

/** A mistake of the model; after several in a short file, writing it whole is the way out. */
function failure(text: string, { path, text: content }: OpenFile, editor: Editor): ToolResult {
  const { say, memory } = editor;
  const failures = memory.countFailure(path);
  if (!isTimeToWrite(failures, content)) return refuse(text);
  return refuse(`${text}\n${say("use_write", { path, count: failures })}`);
}

function sameText(path: string, { say, memory }: Editor): ToolResult {
  const times = memory.countUnchanged(path);
  const key = times === 1 ? "same" : times === 2 ? "same_again" : "same_often";
  return refuse(say(key, { path, count: times }));
}

/** The file already is as wanted: that is no mistake, unless it is said again and again. */
function already(path: string, { say, memory }: Editor): ToolResult {
  const times = memory.countUnchanged(path);
  return times === 1 ? { text: say("already", { path }) } : refuse(say("already_again", { path }));
}

function keyOf(wish: EditWish): string {
  return JSON.stringify([wish.old, wish.new, wish.all, wish.start, wish.end]);
}
