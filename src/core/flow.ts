import type { Agent } from "./agent.ts";
import type { Entry } from "./event.ts";
import type { FlowSay } from "./flow-say.ts";
import { type PlanTask, planOf } from "./plan.ts";
import type { StageReport } from "./report.ts";
import type { Effect } from "./tool.ts";

/** One step of a flow, chosen beforehand. */
export type FlowStage = {
  readonly id: string;
  readonly label: string;
  /** What to do in it. */
  readonly instructions: string;
  /** When it is done, in the words of whoever wrote the flow; "" for nothing. */
  readonly doneHint: string;
  readonly effects: readonly Effect[];
  /** The effects in words; "" where all are allowed. */
  readonly allowed: string;
  /** The tools that it is held to, as the model sees them; "" where all may be used. */
  readonly allowedTools: string;
  readonly requireFilesRead: number;
  /** Calls besides those that only steer the flow. */
  readonly requireCalls: number;
  /** Ends by a call of `flow_stage_done` alone; else also by a reply without a call. */
  readonly needsSignal: boolean;
  /** Ends when a plan was made, and not without one. */
  readonly needsPlan: boolean;
  /** Knows nothing of the conversation but what its text says. */
  readonly fresh: boolean;
  /** How many notes of earlier stages its text holds; below 0 all of them. */
  readonly notes: number;
  /** The task of a plan that it does. */
  readonly task?: PlanTask;
  /** Why it is left out. */
  readonly skip?: string;
};

/** What of the flow is over when a stage begins, and what it was asked to do. */
export type Left = { readonly ms: number; readonly tokens: number; readonly prompt: string };

/** Stages in order, around the loop and not in it. */
export type Flow = {
  readonly name: string;
  /** The stage that follows what is done; undefined where the flow is over. */
  stageAfter(past: FlowPast): FlowStage | undefined;
  /** How many stages there are, as far as it is known. */
  total(past: FlowPast): number | undefined;
  readonly retries: number;
  /** Whether a stage that was not completed ends the flow. */
  readonly required: boolean;
  readonly retryHints: boolean;
  /** Whether the whole has failed where the prompt asks for a change and no stage made one. */
  readonly needsChange: boolean;
  /** Whether each stage also has a report as a task. */
  readonly reportsTasks: boolean;
  /** Names of `flow_stage_done` and `plan_tasks`, as the model sees them. */
  readonly tools: { readonly done: string; readonly plan: string };
  readonly say: FlowSay;
  /** The agent of a stage, whose gates hold what the stage allows. */
  agentFor(stage: FlowStage | undefined, left: Left): Agent;
  /** Whether the prompt asks for a change. */
  readonly wantsChange: (prompt: string) => boolean;
  /** What a run of it says at the end; undefined: the model's own last words. */
  finalText(past: FlowPast, tries: number): string | undefined;
};

/** What a flow has come to, folded from its entries. */
export type FlowPast = {
  readonly prompt: string;
  /** Of the stages that have ended, skipped ones as well. */
  readonly ended: readonly EndedStage[];
  readonly tasks: readonly PlanTask[];
};

export type EndedStage = {
  readonly id: string;
  readonly label: string;
  readonly status: "completed" | "failed" | "skipped";
  readonly report?: StageReport;
};

export function pastOf(entries: readonly Entry[]): FlowPast {
  const prompt = entries.find((entry) => entry.type === "prompt");
  const ended = entries.flatMap((entry): readonly EndedStage[] => {
    if (entry.type !== "stage") return [];
    const { name: id, label = entry.name, report, task } = entry;
    const status = report?.status ?? task?.status;
    return status === undefined ? [] : [{ id, label, status, ...(report && { report }) }];
  });
  return { prompt: prompt?.type === "prompt" ? prompt.text : "", ended, tasks: planOf(entries) };
}

/** What a stage has done so far, from the entries since it began. */
export type StageProgress = {
  readonly filesRead: readonly string[];
  readonly calls: number;
  readonly isSignalled: boolean;
};

export function stageProgress(
  entries: readonly Entry[],
  { done, plan }: Flow["tools"],
): StageProgress {
  const results = entries.flatMap((entry) => (entry.type === "result" ? [entry] : []));
  const steering = ["flow_stage_done", "plan_tasks", done, plan];
  const real = results.filter(({ call, result }) => {
    return !steering.includes(call.name) && result.held === undefined;
  });
  return {
    filesRead: [...new Set(real.flatMap(({ result }) => result.read ?? []))],
    calls: real.length,
    isSignalled: results.some(({ result }) => result.stage !== undefined && !result.failed),
  };
}
