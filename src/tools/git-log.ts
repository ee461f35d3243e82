import { z } from "zod";
import logWords from "../../tools/git_log.json" with { type: "json" };
import { defineTool, refuse, type Tool, type ToolWords } from "../core/tool.ts";
import { gitPaths, isRef, withGit } from "./git.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith } from "./say.ts";

const input = z.object({
  limit: z.number().int().min(1).optional(),
  paths: z.array(z.string()).optional(),
  ref: z.string().optional(),
});

const usualLimit = 20;
const maxLimit = 200;

export const gitLogPart: ToolPart = { words: logWords, make: makeGitLog };

function makeGitLog(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: async ({ limit = usualLimit, paths, ref = "HEAD" }, context) => {
      const chosen = gitPaths(context.root, paths, say);
      if (chosen.type === "refused") return refuse(chosen.text);
      if (!isRef(ref)) return refuse(say("bad_ref", { ref }));
      return await withGit(context, say, "reading", async (git) => {
        if ((await git("rev-list", "-n", "1", "--all")).trim() === "") return { text: say("none") };
        const count = String(Math.min(limit, maxLimit));
        const format = "--pretty=format:%h %ad %an: %s";
        const only = paths === undefined ? [] : ["--", ...chosen.paths];
        const text = await git("log", "-n", count, "--date=short", format, ref, ...only);
        return { text: text.trim() || say("none") };
      });
    },
  });
}
