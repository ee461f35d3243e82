import { z } from "zod";

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
