import { z } from "zod";
import diffWords from "../../tools/git_diff.json" with { type: "json" };
import { defineTool, refuse, type Tool, type ToolWords } from "../core/tool.ts";
import { gitPaths, isRef, withGit } from "./git.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith } from "./say.ts";

const input = z.object({
  paths: z.array(z.string()).optional(),
  ref: z.string().optional(),
  staged: z.boolean().optional(),
});

const plain = ["--no-ext-diff", "--no-textconv", "--no-color", "--relative"];

export const gitDiffPart: ToolPart = { words: diffWords, make: makeGitDiff };

function makeGitDiff(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: async ({ paths, ref = "", staged }, context) => {
      const chosen = gitPaths(context.root, paths, say);
      if (chosen.type === "refused") return refuse(chosen.text);
      if (ref !== "" && !isRef(ref)) return refuse(say("bad_ref", { ref }));
      return await withGit(context, say, "reading", async (git) => {
        const from = [...(staged ? ["--cached"] : []), ...(ref === "" ? [] : [ref])];
        const since = from.length === 0 ? await headOrNothing(git) : from;
        const text = await git("diff", ...plain, ...since, "--", ...chosen.paths);
        return { text: text.trimEnd() || say("same") };
      });
    },
  });
}

/** Staged changes count as changes too; before the first commit there is nothing to compare with. */
async function headOrNothing(git: (...words: string[]) => Promise<string>) {
  const heads = await git("rev-list", "-n", "1", "--all");
  return heads.trim() === "" ? [] : ["HEAD"];
}
