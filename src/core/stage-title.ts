import type { StageEntry } from "./event.ts";

/** "stage 2/3 PLAN, attempt 2", or "stage 2 PLAN: completed" where it has ended. */
export function stageTitle({
  name,
  label,
  index,
  total,
  attempt,
  report,
  task,
}: StageEntry): string {
  const of = total === undefined ? "" : `/${total}`;
  const number = index === undefined ? "" : ` ${index}${of}`;
  const again = attempt === undefined || attempt < 2 ? "" : `, attempt ${attempt}`;
  const status = report?.status ?? task?.status;
  return `stage${number} ${label ?? name}${again}${status === undefined ? "" : `: ${status}`}`;
}

/** Whether the entry ends its stage. */
export function isStageEnd({ report, task }: StageEntry): boolean {
  return report !== undefined || task !== undefined;
}
