import { describe, expect, test } from "bun:test";
import type { PlanTask } from "../../src/core/plan.ts";
import { flowStageDonePart } from "../../src/tools/flow-stage-done.ts";
import { planTasksPart } from "../../src/tools/plan-tasks.ts";
import { runTool, toolOf } from "../support/tools.ts";

const root = process.cwd();
const known: readonly PlanTask[] = [
  { task_id: "task_1", description: "Look", status: "completed" },
  { task_id: "task_2", description: "Change", status: "pending" },
];
const plan = (input: object, tasks = known) =>
  runTool(toolOf(planTasksPart, { plan: () => tasks }), root, input);

describe("plan_tasks", () => {
  test("texts and tasks without an id get one; empty and doubled ones are left out", async () => {
    const tasks = [
      "Look",
      { description: " " },
      { id: "b", description: "Change" },
      { id: "b", description: "Again" },
    ];
    expect(await plan({ action: "create", tasks })).toEqual({
      text: "Planned: 2 in all.\ntask_1 [pending] Look\nb [pending] Change",
      planned: true,
      tasks: [
        { task_id: "task_1", description: "Look", status: "pending" },
        { task_id: "b", description: "Change", status: "pending" },
      ],
    });
  });

  test("an update changes what it names and leaves the rest", async () => {
    const result = await plan({
      action: "update",
      task_id: "task_2",
      status: "done",
      summary: "It is 2.",
    });
    expect(result).toEqual({
      text: "Updated task_2.",
      tasks: [
        known[0] as PlanTask,
        { ...(known[1] as PlanTask), status: "completed", summary: "It is 2." },
      ],
    });
  });

  test("list shows the plan", async () => {
    expect(await plan({ action: "list" })).toEqual({
      text: "task_1 [completed] Look\ntask_2 [pending] Change",
    });
  });

  test.each<[object, string]>([
    [{ action: "dance" }, '"dance" is no action of this tool. Actions: create, update, list.'],
    [{ action: "create", tasks: [""] }, "No task was made"],
    [{ action: "create" }, "No task was made"],
    [
      { action: "update", task_id: "x", status: "done" },
      'There is no task "x". Tasks: task_1, task_2.',
    ],
    [{ action: "update", task_id: "task_1" }, "Nothing was changed"],
    [{ action: "update", task_id: "task_1", status: "great" }, '"great" is no status.'],
  ])("%j is refused with a sentence", async (input, text) => {
    const result = await plan(input);
    expect([result.failed, result.text]).toEqual([true, expect.stringContaining(text)]);
  });
});

describe("flow_stage_done", () => {
  test("ends the stage that is open with what was said of it", async () => {
    const tool = toolOf(flowStageDonePart, { openStage: () => "look" });
    const said = { stage: "LOOK", summary: "Seen.", goals: ["a"], metadata: { n: 1 } };
    expect(await runTool(tool, root, said)).toEqual({
      text: "Seen.",
      stop: "done",
      stage: { ...said, stage: "look" },
    });
  });

  test("outside of a flow it ends nothing", async () => {
    const result = await runTool(toolOf(flowStageDonePart), root, { stage: "look" });
    expect([result.failed, result.stop]).toEqual([true, undefined]);
  });
});
