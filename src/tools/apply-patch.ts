import { z } from "zod";
import patchWords from "../../tools/apply_patch.json" with { type: "json" };
import { defineTool, refuse, type Tool, type ToolResult, type ToolWords } from "../core/tool.ts";
import { editMemory, isTimeToWrite } from "./edit/memory.ts";
import { within } from "./edit/show.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { commit } from "./patch/commit.ts";
import { type Draft, plainText, type Refused } from "./patch/draft.ts";
import { draftChanges, type Patcher } from "./patch/draft-changes.ts";
import { patchMarks } from "./patch/marks.ts";
import { parsePatch } from "./patch/parse.ts";
import { patchReport } from "./patch/report.ts";
import { sayWith } from "./say.ts";

const input = z.object({ patch: z.string() });

export const applyPatchPart: ToolPart = { words: patchWords, make: makeApplyPatch };

function makeApplyPatch(words: ToolWords, kit: ToolKit): Tool {
  const lasting = {
    say: sayWith(words),
    format: kit.readFormat,
    memory: editMemory(),
    marks: patchMarks(kit),
  };
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "write",
    async run({ patch }, context) {
      const result = await applyPatch(patch, { ...lasting, root: context.root });
      return within(result, context.maxResultChars);
    },
  });
}

async function applyPatch(written: string, patcher: Patcher): Promise<ToolResult> {
  const { say, format, memory, marks } = patcher;
  const parsed = parsePatch(written);
  if (parsed.type === "bad") return refuse(say(parsed.key, parsed.values));
  const drafted = await draftChanges(parsed.changes, patcher);
  if (drafted.type === "refused") return refused(drafted, patcher);
  const drafts = [...drafted.drafts.values()].filter(isChanged);
  const committed = await commit(drafts);
  if (committed.type === "failed") {
    const { path, why, broken } = committed;
    const paths = broken.join(", ");
    return refuse(say(paths === "" ? "not_written" : "not_restored", { path, why, paths }));
  }
  for (const draft of drafts) {
    const text = plainText(draft);
    memory.setMade(draft.path, "", text);
    marks.set(draft.path, draft.changes, text);
  }
  return await patchReport(drafts, say, format);
}

/** Files that were only looked at, or made and taken away again, need no work. */
function isChanged({ changes, file, text }: Draft): boolean {
  return changes.length > 0 && (file !== undefined || text !== undefined);
}

/** A mistake of the model; after several in a short file, writing it whole is the way out. */
function refused({ text, file }: Refused, { say, memory }: Patcher): ToolResult {
  const lines = [text, say("nothing_changed")];
  if (file === undefined) return refuse(lines.join("\n"));
  const count = memory.countFailure(file.path);
  if (isTimeToWrite(count, file.text)) lines.push(say("use_write", { path: file.path, count }));
  return refuse(lines.join("\n"));
}
