import type { ToolResult } from "../../core/tool.ts";
import { count } from "../../lib/text.ts";
import { showChanges } from "../edit/show.ts";
import { plainLineEnds } from "../edit/splice.ts";
import type { ReadFormat } from "../kit.ts";
import { type LineDiff, lineDiff } from "../line-diff.ts";
import type { ToolSay } from "../say.ts";
import { type Draft, plainText } from "./draft.ts";

type Changed = { readonly draft: Draft; readonly diff: LineDiff };

const filesShown = 3;

/** What a patch did: counts, how loosely it matched, the changed places of its first files. */
export async function patchReport(
  drafts: readonly Draft[],
  say: ToolSay,
  format: ReadFormat,
): Promise<ToolResult> {
  const changed: Changed[] = [];
  for (const draft of drafts.filter(isShown(drafts))) changed.push(await changeIn(draft, drafts));
  const added = sum(changed.map(({ diff }) => diff.added));
  const removed = sum(changed.map(({ diff }) => diff.removed));
  const files = count(changed.length, "file");
  const lines = [
    say("done", { files, added, removed }),
    ...changed.flatMap(({ draft, diff }) => fileLines(draft, diff, say)),
    ...changed.slice(0, filesShown).flatMap(({ draft }) => region(draft, changed.length, format)),
  ];
  const result = { text: lines.join("\n"), changed: drafts.map((draft) => draft.path) };
  const diffs = changed.map(({ diff }) => diff.diff);
  return diffs.includes(undefined) ? result : { ...result, diff: diffs.join("") };
}

/** A file that moved away is told with the one that it became. */
function isShown(drafts: readonly Draft[]): (draft: Draft) => boolean {
  return (draft) => !drafts.some((other) => other.movedFrom === draft.path);
}

async function changeIn(draft: Draft, drafts: readonly Draft[]): Promise<Changed> {
  const source = drafts.find((other) => other.path === draft.movedFrom) ?? draft;
  const before = plainLineEnds(source.file?.text ?? "");
  return { draft, diff: await lineDiff(draft.path, before, plainText(draft)) };
}

function fileLines(draft: Draft, { added, removed }: LineDiff, say: ToolSay): readonly string[] {
  const { path, movedFrom } = draft;
  const values = { path, added, removed, from: movedFrom ?? "" };
  const rungs = [...draft.rungs].filter((rung) => rung !== "exact");
  return [
    say(wordFor(draft), values),
    ...draft.notes,
    ...rungs.map((rung) => say(`rung_${rung}`, { path })),
  ];
}

function wordFor({ text, file, movedFrom }: Draft): string {
  if (text === undefined) return "deleted";
  if (movedFrom !== undefined) return "moved";
  return file === undefined ? "added" : "updated";
}

function region(draft: Draft, files: number, format: ReadFormat): readonly string[] {
  if (draft.shown === undefined || draft.text === undefined) return [];
  const { before, places } = draft.shown;
  if (places.length === 0) return [];
  const shown = showChanges(before, plainText(draft), places, format);
  return files === 1 ? [shown] : [`${draft.path}:`, shown];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
