import type { Entry } from "./event.ts";
// The schema itself is checked only where a session is read: a start makes none.
import type { PlanTask } from "./plan-task.ts";

export type { PlanTask, TaskStatus } from "./plan-task.ts";

/** The plan that a conversation has come to: what was planned, with what became of each task. */
export function planOf(entries: readonly Entry[]): readonly PlanTask[] {
  let tasks: readonly PlanTask[] = [];
  for (const entry of entries) {
    if (entry.type === "result") tasks = entry.result.tasks ?? tasks;
    if (entry.type === "stage" && entry.task !== undefined) tasks = withStatus(tasks, entry.task);
  }
  return tasks;
}

function withStatus(
  tasks: readonly PlanTask[],
  { task_id, status }: Pick<PlanTask, "task_id" | "status">,
): readonly PlanTask[] {
  return tasks.map((task) => (task.task_id === task_id ? { ...task, status } : task));
}
