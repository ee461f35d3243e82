import { z } from "zod";
import statusWords from "../../tools/git_status.json" with { type: "json" };
import { defineTool, refuse, type Tool, type ToolWords } from "../core/tool.ts";
import { gitPaths, withGit } from "./git.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith } from "./say.ts";

const input = z.object({ paths: z.array(z.string()).optional() });

export const gitStatusPart: ToolPart = { words: statusWords, make: makeGitStatus };

function makeGitStatus(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: async (wish, context) => {
      const chosen = gitPaths(context.root, wish.paths, say);
      if (chosen.type === "refused") return refuse(chosen.text);
      return await withGit(context, say, "reading", async (git) => {
        const text = (await git("status", "--short", "--branch", "--", ...chosen.paths)).trimEnd();
        return { text: text.includes("\n") ? text : say("clean", { branch: text }) };
      });
    },
  });
}
