import { z } from "zod";
import commitWords from "../../tools/git_commit.json" with { type: "json" };
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { type Git, gitPaths, withGit } from "./git.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({ message: z.string(), paths: z.array(z.string()).optional() });

type CommitInput = z.infer<typeof input>;

const filesNamed = 10;

export const gitCommitPart: ToolPart = { words: commitWords, make: makeGitCommit };

/** Runs outside of the sandbox with the user's hooks, so it asks unless a rule allows it. */
function makeGitCommit(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<CommitInput>(words, {
    input,
    effect: "execute",
    run: (wish, context) => commit(wish, context, say),
  });
}

async function commit(
  { message, paths }: CommitInput,
  context: ToolContext,
  say: ToolSay,
): Promise<ToolResult> {
  if (message.trim() === "") return refuse(say("blank"));
  const chosen = gitPaths(context.root, paths, say);
  if (chosen.type === "refused") return refuse(chosen.text);
  return await withGit(context, say, "changing", async (git) => {
    const named = paths !== undefined && paths.length > 0;
    const staged = await git("diff", "--cached", "--name-only");
    if (named) await git("add", "--all", "--", ...chosen.paths);
    else if (staged.trim() === "") await git("add", "--update", "--", ".");
    const before = await newest(git);
    // Git says on its standard output that there is nothing to commit; only the history tells surely.
    const said = await git("commit", "-m", message, ...(named ? ["--", ...chosen.paths] : []));
    const left = await leftOut(git, say);
    if ((await newest(git)) === before) {
      const isNothing = /nothing (added )?to commit|no changes added/.test(said);
      return refuse(isNothing ? say("nothing", { left }) : say("failed", { why: said.trim() }));
    }
    const shown = await git("show", "--stat", "--no-color", "--format=%h %s", "HEAD");
    return { text: say("done", { commit: shown.trim(), left }) };
  });
}

async function newest(git: Git): Promise<string> {
  return (await git("rev-list", "-n", "1", "--all")).trim();
}

async function leftOut(git: Git, say: ToolSay): Promise<string> {
  const list = await git("ls-files", "--others", "--exclude-standard");
  const files = list.split("\n").filter(Boolean);
  if (files.length === 0) return "";
  const more = files.length > filesNamed ? ", …" : "";
  return say("left", { files: files.slice(0, filesNamed).join(", ") + more });
}
