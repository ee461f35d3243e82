import { z } from "zod";
import planWords from "../../tools/plan_tasks.json" with { type: "json" };
import type { PlanTask, TaskStatus } from "../core/plan.ts";
import { defineTool, refuse, type Tool, type ToolResult, type ToolWords } from "../core/tool.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const written = z.union([
  z.string(),
  z.object({
    id: z.string().optional(),
    task_id: z.string().optional(),
    description: z.string().optional(),
    title: z.string().optional(),
    status: z.string().optional(),
    priority: z.union([z.string(), z.number()]).optional(),
  }),
]);

const input = z.object({
  action: z.string(),
  tasks: z.array(written).optional(),
  task_id: z.string().optional(),
  status: z.string().optional(),
  summary: z.string().optional(),
  files_changed: z.array(z.string()).optional(),
  error: z.string().optional(),
});

type Input = z.infer<typeof input>;

export const planTasksPart: ToolPart = { words: planWords, make: makePlanTasks };

function makePlanTasks(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<Input>(words, {
    input,
    effect: "read",
    run: (asked) => Promise.resolve(plan(asked, kit.plan(), say)),
  });
}

function plan(asked: Input, known: readonly PlanTask[], say: ToolSay): ToolResult {
  switch (asked.action.trim().toLowerCase()) {
    case "create":
      return create(asked.tasks ?? [], say);
    case "update":
      return update(asked, known, say);
    case "list":
      return { text: known.length === 0 ? say("empty") : say("listed", { list: shown(known) }) };
    default:
      return refuse(say("no_action", { action: asked.action }));
  }
}

/** A plan replaces the one before; a task without a description, or with an id there is, is left out. */
function create(wanted: readonly z.infer<typeof written>[], say: ToolSay): ToolResult {
  const tasks: PlanTask[] = [];
  for (const [index, one] of wanted.entries()) {
    const given = typeof one === "string" ? { description: one } : one;
    const description = (given.description ?? given.title ?? "").trim();
    const task_id = given.id ?? given.task_id ?? `task_${index + 1}`;
    if (description === "" || tasks.some((task) => task.task_id === task_id)) continue;
    const { priority } = given;
    const status = statusOf(given.status) ?? "pending";
    const rank = priority === undefined ? {} : { priority: String(priority) };
    tasks.push({ task_id, description, status, ...rank });
  }
  if (tasks.length === 0) return refuse(say("no_tasks"));
  const text = say("created", { count: tasks.length, list: shown(tasks) });
  return { text, tasks, planned: true };
}

function update(asked: Input, known: readonly PlanTask[], say: ToolSay): ToolResult {
  const id = asked.task_id ?? "";
  const ids = known.map((task) => task.task_id);
  if (!ids.includes(id)) return refuse(say("unknown_task", { id, ids: ids.join(", ") || "none" }));
  const status = statusOf(asked.status);
  if (asked.status !== undefined && status === undefined) {
    return refuse(say("wrong_status", { status: asked.status }));
  }
  const { summary, files_changed, error } = asked;
  const fields = { status, summary, files_changed, error };
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  if (set.length === 0) return refuse(say("nothing", { id }));
  const tasks = known.map((task) =>
    task.task_id === id ? { ...task, ...Object.fromEntries(set) } : task,
  );
  return { text: say("updated", { id }), tasks };
}

const statuses: Readonly<Record<string, TaskStatus>> = {
  pending: "pending",
  todo: "pending",
  in_progress: "in_progress",
  doing: "in_progress",
  started: "in_progress",
  completed: "completed",
  complete: "completed",
  done: "completed",
  failed: "failed",
  skipped: "skipped",
};

function statusOf(status: string | undefined): TaskStatus | undefined {
  return status === undefined ? undefined : statuses[status.trim().toLowerCase().replace("-", "_")];
}

function shown(tasks: readonly PlanTask[]): string {
  return tasks
    .map(({ task_id, status, description }) => `${task_id} [${status}] ${description}`)
    .join("\n");
}
