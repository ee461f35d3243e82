import { z } from "zod";
import planWords from "../../tools/plan_solution.json" with { type: "json" };
import { ModelError } from "../core/model.ts";
import { defineTool, refuse, type Tool, type ToolResult, type ToolWords } from "../core/tool.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({ prompt: z.string() });
const maxPlanTokens = 4_000;

export const planSolutionPart: ToolPart = { words: planWords, make: makePlan };

function makePlan(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: ({ prompt }, { signal }) => plan(prompt.trim(), kit, say, signal),
  });
}

async function plan(
  prompt: string,
  kit: ToolKit,
  say: ToolSay,
  signal: AbortSignal,
): Promise<ToolResult> {
  if (prompt === "") return refuse(say("blank"));
  const question = {
    system: say("side_system"),
    prompt: say("side_prompt", { prompt }),
    history: true,
    maxTokens: maxPlanTokens,
  };
  try {
    const text = (await kit.askModel(question, signal)).trim();
    return text === "" ? refuse(say("empty")) : { text, planned: true };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return refuse(say("failed", { why: error.message }));
  }
}
