import type { z } from "zod";
import type { Entry, StageEntry } from "./event.ts";
import type { Flow, FlowPast, FlowStage } from "./flow.ts";
import type { StageView } from "./flow-text.ts";
import { addToLedger, emptyLedger, type Ledger } from "./ledger.ts";
import { planOf } from "./plan.ts";
import { type StageReport, stageReport, type TaskReport, taskReport } from "./report.ts";
import { describedChars, errorChars, metricsOf, stepsOf } from "./run-report.ts";
import type { End } from "./verdict.ts";

const summaryChars = 1_200;

export type EndedAttempts = {
  readonly attempt: number;
  readonly outcome: End & { readonly text: string };
  /** All entries of the stage. */
  readonly since: readonly Entry[];
  /** What it lacks; undefined where it is complete. */
  readonly lack: string | undefined;
};

/** The entries that end a stage: its reports, each checked; one that is not as it must be is told of. */
export function stageEnd(view: StageView, ended: EndedAttempts): readonly Entry[] {
  const { flow, stage, past } = view;
  const ledger = ended.since.reduce(addToLedger, emptyLedger);
  const report = checked(stageReport, reportOf(view, ended, ledger), "flow_stage_report_invalid");
  const isTask = stage.task !== undefined || flow.reportsTasks;
  const task = isTask
    ? checked(taskReport, taskOf(view, ended, ledger), "task_report_invalid")
    : { problems: [] };
  const entry: StageEntry = {
    type: "stage",
    name: stage.id,
    effects: stage.effects,
    label: stage.label,
    flow: flow.name,
    index: past.ended.length + 1,
    ...("value" in report ? { report: report.value } : {}),
    ...("value" in task ? { task: task.value } : {}),
  };
  const problems = [...report.problems, ...task.problems];
  return [entry, ...problems.map((text): Entry => ({ type: "notice", text }))];
}

/** A task that only reads is left out of a flow that is to change something. */
export function skippedEntry(flow: Flow, stage: FlowStage, past: FlowPast): StageEntry {
  const description = stage.task?.description ?? stage.label;
  const task: TaskReport = {
    task_id: stage.task?.task_id ?? stage.id,
    description,
    status: "skipped",
    attempts: 0,
    replan_max: flow.retries,
    files_changed: [],
    files_read: [],
    plan_steps: [],
    ...(stage.skip === undefined ? {} : { skip_reason: stage.skip }),
  };
  const { id: name, effects, label } = stage;
  return {
    type: "stage",
    name,
    effects,
    label,
    flow: flow.name,
    index: past.ended.length + 1,
    task,
  };
}

function reportOf({ flow, stage }: StageView, ended: EndedAttempts, ledger: Ledger): StageReport {
  const { attempt, outcome, since, lack } = ended;
  const results = since.flatMap((entry) => (entry.type === "result" ? [entry] : []));
  const payload = results.findLast(({ result }) => result.stage !== undefined)?.result.stage;
  const said = payload?.summary ?? outcome.text;
  return {
    stage: stage.id,
    label: stage.label,
    status: lack === undefined ? "completed" : "failed",
    attempts: attempt,
    retries: flow.retries,
    files_changed: [...ledger.changed],
    files_read: [...ledger.read],
    summary: said.trim().slice(0, summaryChars),
    payload: payload ?? null,
    used_write_tools: results.some(({ effect, result }) => effect === "write" && !result.held),
    made_code_change: ledger.changed.length > 0,
    metrics: metricsOf(ledger),
    ...(lack === undefined ? {} : { error: lack.slice(0, errorChars) }),
  };
}

function taskOf(
  { flow, stage, past }: StageView,
  ended: EndedAttempts,
  ledger: Ledger,
): TaskReport {
  const { attempt, outcome, since, lack } = ended;
  const tasks = planOf(since);
  const steps = tasks.length > 0 ? tasks.map((task) => task.description) : stepsOf(outcome.text);
  return {
    task_id: stage.task?.task_id ?? stage.id,
    description: (stage.task?.description ?? past.prompt).slice(0, describedChars),
    status: lack === undefined ? "completed" : "failed",
    attempts: attempt,
    replan_max: flow.retries,
    files_changed: [...ledger.changed],
    files_read: [...ledger.read],
    plan_steps: stage.task === undefined ? [...steps] : [],
    metrics: metricsOf(ledger),
    phase: stage.id,
    ...(lack === undefined ? {} : { error: lack.slice(0, errorChars) }),
  };
}

type Checked<Value> =
  | { readonly value: Value; readonly problems: readonly string[] }
  | { readonly problems: readonly string[] };

function checked<Value>(schema: z.ZodType<Value>, value: Value, event: string): Checked<Value> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, problems: [] };
  return { problems: [`${event}: ${parsed.error.issues[0]?.message ?? "not as it must be"}`] };
}
