import { z } from "zod";
import finishWords from "../../tools/finish.json" with { type: "json" };
import { defineTool, type Tool, type ToolResult, type ToolWords } from "../core/tool.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({ status: z.string().optional(), summary: z.string().optional() });

export const finishPart: ToolPart = { words: finishWords, make: makeFinish };

type Status = "done" | "blocked" | "incomplete";

/** Words that models write for a status; what is none of them counts as done. */
const blocked = /block|unsuccess|fail|error|stuck|abort|impossible|cannot|can't|unable|refus|need/;
const incomplete =
  /^(no|false)$|incomplete|partial|progress|pending|unfinished|not[ _-]?(done|complete|finish)|todo|almost/;

function makeFinish(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: async ({ status, summary }) => finish(statusOf(status ?? ""), summary?.trim() ?? "", say),
  });
}

/** Blocked and incomplete end the run alike: as one that did not do its task. */
function finish(status: Status, summary: string, say: ToolSay): ToolResult {
  const text = say(summary === "" ? status : `${status}_with`, { summary });
  return { text, stop: status === "done" ? "done" : "blocked" };
}

function statusOf(written: string): Status {
  const word = written.trim().toLowerCase();
  if (incomplete.test(word)) return "incomplete";
  return blocked.test(word) ? "blocked" : "done";
}
