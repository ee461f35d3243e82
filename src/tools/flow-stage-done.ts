import { z } from "zod";
import stageWords from "../../tools/flow_stage_done.json" with { type: "json" };
import type { StageSignal } from "../core/report.ts";
import { defineTool, refuse, type Tool, type ToolResult, type ToolWords } from "../core/tool.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const texts = z.array(z.string()).exactOptional();

const input = z.object({
  stage: z.string(),
  summary: z.string().exactOptional(),
  goals: texts,
  decisions: texts,
  risks: texts,
  next_actions: texts,
  files_read: texts,
  files_changed: texts,
  metadata: z.record(z.string(), z.unknown()).exactOptional(),
});

export const flowStageDonePart: ToolPart = { words: stageWords, make: makeStageDone };

function makeStageDone(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: (signal) => Promise.resolve(endStage(signal, kit, say)),
  });
}

/** Whether the stage may end is for the gate to say; here it is that one. */
function endStage(signal: StageSignal, kit: ToolKit, say: ToolSay): ToolResult {
  const open = kit.openStage();
  if (open === undefined) return refuse(say("no_stage"));
  const text = signal.summary?.trim() || say("done", { stage: open });
  return { text, stop: "done", stage: { ...signal, stage: open } };
}
