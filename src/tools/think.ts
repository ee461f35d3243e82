import { z } from "zod";
import thinkWords from "../../tools/think.json" with { type: "json" };
import { defineTool, refuse, type Tool, type ToolWords } from "../core/tool.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith } from "./say.ts";

const input = z.object({
  thought: z.string(),
  stage: z.enum(["plan", "review", "debug", "summary"]).optional(),
});

export const thinkPart: ToolPart = { words: thinkWords, make: makeThink };

/** The thought stands in the call itself; the tool only answers. */
function makeThink(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: async ({ thought, stage }) => {
      if (thought.trim() === "") return refuse(say("blank"));
      return { text: say("recorded"), ...(stage === "plan" ? { planned: true } : {}) };
    },
  });
}
