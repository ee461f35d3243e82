import type { Entry } from "../core/event.ts";
import { stageProgress } from "../core/flow.ts";
import type { FlowSay } from "../core/flow-say.ts";
import { lackOf } from "../core/flow-text.ts";
import type { Bounds } from "../gates/bounds.ts";
import type { OpenStage } from "../gates/stage-done.ts";
import type { Parts } from "./assemble.ts";
import type { AppStage } from "./flow-stages.ts";

/** The stage of a flow that is open now; gates and models ask for it anew each time. */
export type StageHolder = { stage: AppStage | undefined };

/** Whether the stage that is open, or else the phase that holds, forbids changes. */
export function onlyReads({ open, phases }: Pick<Parts, "open" | "phases">): boolean {
  return open.stage === undefined ? phases.isHeld() : !open.stage.effects.includes("write");
}

/** What calls may do in it. */
export function stageBounds({ stage }: StageHolder): Bounds | undefined {
  if (stage === undefined) return undefined;
  const { kind, id: name, effects, allowed, allowsTool } = stage;
  return { kind, name, effects, allowed, allowsTool };
}

/** What it needs before it may end. */
export function openStage(
  { stage }: StageHolder,
  entries: () => readonly Entry[],
  parts: {
    readonly say: FlowSay;
    readonly tools: { readonly done: string; readonly plan: string };
  },
): OpenStage | undefined {
  if (stage === undefined) return undefined;
  const lack = () => {
    const all = entries();
    const ended = all.findLastIndex(
      (entry) => entry.type === "stage" && entry.report !== undefined,
    );
    const began = all.findIndex(
      (entry, index) => index > ended && entry.type === "stage" && entry.name === stage.id,
    );
    const progress = stageProgress(all.slice(Math.max(0, began)), parts.tools);
    return lackOf(parts, { ...stage, needsSignal: false, needsPlan: false }, progress, true);
  };
  return { id: stage.id, lack, endsWithPlan: stage.kind === "plan" };
}
