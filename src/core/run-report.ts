import type { FlowPast } from "./flow.ts";
import type { Ledger } from "./ledger.ts";
import { looksLikePlan } from "./phase-track.ts";
import type { TaskReport } from "./report.ts";
import type { End } from "./verdict.ts";

export const describedChars = 200;
export const errorChars = 200;
const stepsKept = 20;

/** What a whole run came to. */
export function runReport(
  { prompt, tasks, ended }: FlowPast,
  ledger: Ledger,
  { reason, detail }: End,
  retries: number,
): TaskReport {
  const planned = ended.find(({ id }) => id === "plan")?.report?.summary ?? "";
  const steps = tasks.length > 0 ? tasks.map((task) => task.description) : stepsOf(planned);
  return {
    task_id: "run",
    description: prompt.slice(0, describedChars),
    status: reason === "done" ? "completed" : "failed",
    attempts: 1,
    replan_max: retries,
    files_changed: [...ledger.changed],
    files_read: [...ledger.read],
    plan_steps: [...steps],
    metrics: metricsOf(ledger),
    ...(reason === "done" ? {} : { error: `${reason}: ${detail}`.slice(0, errorChars) }),
  };
}

/** The steps of a plan that was written as a list. */
export function stepsOf(text: string): readonly string[] {
  const lines = text.split("\n").filter(looksLikePlan);
  return lines
    .map((line) => line.replace(/^\s*(?:[-*]|\d{1,2}[.)])\s+/, "").trim())
    .slice(0, stepsKept);
}

/** The numbers of a report. */
export function metricsOf({ turns, calls, failures, totalTokens }: Ledger) {
  return { turns, calls, failures, tokens: totalTokens };
}
