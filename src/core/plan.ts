import { z } from "zod";
import type { Entry } from "./event.ts";

const taskStatuses = ["pending", "in_progress", "completed", "failed", "skipped"] as const;

/** One task of a plan, with the names of the Python original. */
export const planTask = z.object({
  task_id: z.string(),
  description: z.string(),
  status: z.enum(taskStatuses),
  priority: z.string().exactOptional(),
  summary: z.string().exactOptional(),
  files_changed: z.array(z.string()).exactOptional(),
  error: z.string().exactOptional(),
});

export type PlanTask = z.infer<typeof planTask>;
export type TaskStatus = PlanTask["status"];

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
