import { isObject } from "../core/coerce.ts";
import type { Gate, GatedCall } from "../core/gate.ts";
import { refuse } from "../core/tool.ts";
import type { GateSay } from "./say.ts";

/** What the open stage of a flow still asks for. */
export type OpenStage = {
  readonly id: string;
  /** Why it may not end yet; undefined where it may. */
  readonly lack: () => string | undefined;
  /** A plan ends it. */
  readonly endsWithPlan: boolean;
};

export type StageDoneOptions = {
  readonly open: () => OpenStage | undefined;
  readonly say: GateSay;
};

/** A stage is ended under its own name and when it has what it needs; a plan ends the stage that makes it. */
export function stageDoneGate({ open, say }: StageDoneOptions): Gate {
  return async (gated, next) => {
    const stage = open();
    if (stage === undefined) return next(gated);
    const { name } = gated.tool;
    const lack = name === "flow_stage_done" ? lackOf(gated, stage, say) : undefined;
    if (lack !== undefined) return refuse(lack);
    const result = await next(gated);
    const ends = name === "plan_tasks" && stage.endsWithPlan && result.planned === true;
    return ends ? { ...result, stop: "done" } : result;
  };
}

/** Why the call may not end the stage; undefined where it may. */
function lackOf({ input }: GatedCall, stage: OpenStage, say: GateSay): string | undefined {
  const { id } = stage;
  const given = isObject(input) ? String(input.stage).trim() : "";
  if (given.toLowerCase() !== id.toLowerCase()) {
    return say("flow_stage_mismatch", { given, expected: id });
  }
  const lack = stage.lack();
  return lack === undefined ? undefined : say("flow_stage_lacks", { id, lack });
}
