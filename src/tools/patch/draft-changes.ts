import type { EditMemory } from "../edit/memory.ts";
import { splice } from "../edit/splice.ts";
import { syntaxRefusal } from "../edit/syntax-refusal.ts";
import type { ReadFormat } from "../kit.ts";
import type { ToolSay } from "../say.ts";
import { applyHunks } from "./apply-hunks.ts";
import {
  type Draft,
  type Drafts,
  openDraft,
  openNewDraft,
  plainText,
  type Refused,
  refusedFor,
} from "./draft.ts";
import { hunkFailure } from "./hunk-failure.ts";
import type { PatchMarks } from "./marks.ts";
import type { FileChange } from "./patch.ts";

export type Patcher = {
  readonly root: string;
  readonly say: ToolSay;
  readonly format: ReadFormat;
  readonly memory: EditMemory;
  readonly marks: PatchMarks;
};

export type Drafted = { readonly type: "drafted"; readonly drafts: Drafts } | Refused;

type Update = Extract<FileChange, { type: "update" }>;

/** Makes all changes of a patch in memory; the first that does not fit refuses the whole patch. */
export async function draftChanges(
  changes: readonly FileChange[],
  patcher: Patcher,
): Promise<Drafted> {
  const drafts: Drafts = new Map();
  for (const change of changes) {
    const refused = await draftChange(drafts, change, patcher);
    if (refused !== undefined) return refused;
  }
  for (const draft of drafts.values()) {
    const refused = refusedDraft(draft, patcher);
    if (refused !== undefined) return refused;
  }
  return { type: "drafted", drafts };
}

async function draftChange(
  drafts: Drafts,
  change: FileChange,
  patcher: Patcher,
): Promise<Refused | undefined> {
  switch (change.type) {
    case "add":
      return await draftAdd(drafts, change, patcher);
    case "delete": {
      const opened = await openDraft(drafts, patcher.root, change.path, patcher.say);
      if (opened.type === "refused") return opened;
      opened.draft.text = undefined;
      opened.draft.changes.push(change);
      return undefined;
    }
    case "update":
      return await draftUpdate(drafts, change, patcher);
  }
}

async function draftAdd(
  drafts: Drafts,
  change: Extract<FileChange, { type: "add" }>,
  { root, say, marks }: Patcher,
): Promise<Refused | undefined> {
  const opened = await openNewDraft(drafts, root, change.path, say);
  if (opened.type === "refused") return opened;
  const { draft } = opened;
  const { path } = draft;
  if (draft.text !== undefined) {
    const isRepeat = marks.isRepeat(path, change, plainText(draft));
    return refusedFor(draft, say(isRepeat ? "repeated" : "add_exists", { path }));
  }
  const end = change.openEnd || change.lines.length === 0 ? "" : "\n";
  draft.text = change.lines.join("\n") + end;
  draft.changes.push(change);
  return undefined;
}

async function draftUpdate(
  drafts: Drafts,
  change: Update,
  patcher: Patcher,
): Promise<Refused | undefined> {
  const { root, say, marks } = patcher;
  const source = await openSource(drafts, change, patcher);
  if (source.type === "refused") return (await repeatedMove(drafts, change, patcher)) ?? source;
  const { draft, moveTo } = source;
  const { path } = draft;
  const before = plainText(draft);
  if (draft.changes.length === 0 && moveTo === undefined && marks.isRepeat(path, change, before)) {
    return refusedFor(draft, say("repeated", { path }));
  }
  const applied = applyHunks(before, change.hunks);
  if (applied.type === "failed") {
    const scene = { path, text: before, format: patcher.format, say };
    return refusedFor(draft, hunkFailure(scene, change.hunks, applied));
  }
  draft.shown = { before, places: applied.changes };
  draft.text = splice(draft.text ?? "", applied.changes);
  for (const rung of applied.rungs) draft.rungs.add(rung);
  draft.changes.push(change);
  return moveTo === undefined ? undefined : await move(drafts, draft, moveTo, { root, say });
}

type Source =
  | { readonly type: "source"; readonly draft: Draft; readonly moveTo: string | undefined }
  | Refused;

/** The file to update. Of two names without a word of renaming, an existing second one is the file. */
async function openSource(drafts: Drafts, change: Update, { root, say }: Patcher): Promise<Source> {
  const { path, moveTo } = change;
  const target =
    change.doubtful && moveTo !== undefined
      ? await openNewDraft(drafts, root, moveTo, say)
      : undefined;
  if (target?.type === "open" && target.draft.text !== undefined) {
    return { type: "source", draft: target.draft, moveTo: undefined };
  }
  const opened = await openDraft(drafts, root, path, say);
  if (opened.type === "refused") return opened;
  return { type: "source", draft: opened.draft, moveTo };
}

async function repeatedMove(
  drafts: Drafts,
  change: Update,
  { root, say, marks }: Patcher,
): Promise<Refused | undefined> {
  if (change.moveTo === undefined) return undefined;
  const target = await openNewDraft(drafts, root, change.moveTo, say);
  if (target.type === "refused" || target.draft.text === undefined) return undefined;
  const { path } = target.draft;
  const isRepeat = marks.isRepeat(path, change, plainText(target.draft));
  return isRepeat ? refusedFor(target.draft, say("repeated", { path })) : undefined;
}

async function move(
  drafts: Drafts,
  draft: Draft,
  moveTo: string,
  { root, say }: Pick<Patcher, "root" | "say">,
): Promise<Refused | undefined> {
  const opened = await openNewDraft(drafts, root, moveTo, say);
  if (opened.type === "refused") return opened;
  const target = opened.draft;
  if (target.path === draft.path) return undefined;
  if (target.text !== undefined) {
    const values = { from: draft.path, path: target.path };
    return refusedFor(draft, say("move_exists", values));
  }
  target.text = draft.text;
  target.like = draft.like;
  target.movedFrom = draft.path;
  target.shown = draft.shown;
  target.changes.push(...draft.changes);
  for (const rung of draft.rungs) target.rungs.add(rung);
  draft.text = undefined;
  return undefined;
}

/** A draft that changes nothing, or breaks a program, refuses the patch. */
function refusedDraft(draft: Draft, { say, format, memory }: Patcher): Refused | undefined {
  const { path, file, text } = draft;
  if (file === undefined || text === undefined || draft.changes.length === 0) return undefined;
  if (text === file.text) {
    const count = memory.countUnchanged(path);
    const key = count === 1 ? "same" : count === 2 ? "same_again" : "same_often";
    return refusedFor(draft, say(key, { path, count }));
  }
  const fault = syntaxRefusal({ path, before: file.text, after: text, format, say });
  return fault === undefined ? undefined : refusedFor(draft, fault);
}
