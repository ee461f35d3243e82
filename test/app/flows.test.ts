import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SettingsFile } from "../../src/app/settings.ts";
import type { Entry, StageEntry } from "../../src/core/event.ts";
import type { ChatRequest } from "../../src/core/model.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { entrySchema } from "../../src/session/entry-schema.ts";
import { collect } from "../support/agent.ts";
import { startedIn } from "../support/conversation.ts";
import { tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;
const files = { "app.py": "a = 1\n", "b.py": "b = 1\n" };

const call = (name: string, input: unknown, text = ""): ScriptedLine => ({
  text,
  calls: [{ name, input }],
});
const read = call("read", { path: "app.py" });
const readOther = call("read", { path: "b.py" });
const edit = call("edit", { path: "app.py", old: "a = 1", new: "a = 2" });
const doneWith = (stage: string, parts: object = {}) =>
  call("flow_stage_done", { stage, ...parts });

async function ran(
  lines: readonly ScriptedLine[],
  fields: SettingsFile,
  prompts: readonly string[] = ["Change a to 2."],
) {
  using folder = await tempFolder(files);
  const model = scripted(lines);
  await using one = await startedIn(folder.path, model, fields);
  const outcomes = [];
  for (const prompt of prompts) {
    outcomes.push((await collect(one.conversation.send(prompt, never))).outcome);
  }
  const entries = one.conversation.entries();
  for (const entry of entries) expect<unknown>(entrySchema.parse(entry)).toEqual(entry);
  const app = readFileSync(join(folder.path, "app.py"), "utf8");
  return { model, entries, outcomes, outcome: outcomes[0], app };
}

function stagesIn(entries: readonly Entry[]): readonly StageEntry[] {
  return entries.filter((entry) => entry.type === "stage");
}

/** The stages as they begin and end. */
function path(entries: readonly Entry[]): readonly string[] {
  return stagesIn(entries).map(({ name, attempt, text, report, task }) =>
    text === undefined ? `${name} ${report?.status ?? task?.status}` : `${name} ${attempt}`,
  );
}

function resultsIn(entries: readonly Entry[]) {
  return entries.flatMap((entry) => (entry.type === "result" ? [entry.result] : []));
}

/** The request as bytes: what a server reads first comes first. */
function bytesOf({ system, tools, messages }: ChatRequest): string {
  return JSON.stringify([system, tools, ...messages]).slice(0, -1);
}

function prefixesHold(requests: readonly ChatRequest[]): readonly boolean[] {
  return requests.slice(1).map((request, index) => {
    const before = requests[index];
    return before !== undefined && bytesOf(request).startsWith(bytesOf(before));
  });
}

test("flat: one run, whose end says as a task what it came to", async () => {
  const { entries, outcome } = await ran([read, edit, "It is 2."], { task_flow_mode: "flat" });
  expect(outcome?.text).toBe("It is 2.");
  expect(stagesIn(entries)).toEqual([]);
  expect(entries.at(-1)).toEqual({
    type: "end",
    reason: "done",
    detail: "",
    task: {
      task_id: "run",
      description: "Change a to 2.",
      status: "completed",
      attempts: 1,
      replan_max: 0,
      files_changed: ["app.py"],
      files_read: ["app.py"],
      plan_steps: [],
      metrics: { turns: 3, calls: 2, failures: 0, tokens: 0 },
    },
  });
});

test("staged3: context only reads, plan may also plan, implement does everything, on one conversation", async () => {
  const { model, entries, outcome, app } = await ran(
    [
      read,
      call("plan_tasks", { action: "create", tasks: ["Make a 2."] }),
      edit,
      "a stands in app.py.",
      call("plan_tasks", { action: "create", tasks: ["Make a 2."] }),
      edit,
      "- make a 2",
      edit,
      "It is 2.",
    ],
    { task_flow_mode: "staged3" },
  );
  expect(outcome).toMatchObject({ reason: "done", text: "It is 2." });
  expect(app).toBe("a = 2\n");
  expect(path(entries)).toEqual([
    "context 1",
    "context completed",
    "plan 1",
    "plan completed",
    "implement 1",
    "implement completed",
  ]);
  expect(resultsIn(entries).map(({ held }) => held)).toEqual([
    undefined,
    "context",
    "context",
    undefined,
    "plan",
    undefined,
  ]);
  expect(prefixesHold(model.requests)).toEqual(model.requests.slice(1).map(() => true));
  expect(stagesIn(entries)[3]?.task).toMatchObject({
    task_id: "plan",
    status: "completed",
    plan_steps: ["Make a 2."],
    phase: "plan",
  });
  expect(stagesIn(entries)[0]?.text).toBe(`[STAGE 1/3: CONTEXT]

What to do in this stage:
Find and read the files that matter for the task. Change nothing. Note what the change needs: files, names, constraints.

In this stage only reading is allowed.

When this stage is done, say in a few sentences what the next stages need to know, and stop.`);
  expect(entries.at(-1)).toMatchObject({ type: "end", task: { plan_steps: ["Make a 2."] } });
});

test("staged without stages of one's own: plan, then implement", async () => {
  const { entries, outcome } = await ran([read, "- make a 2", edit, "It is 2."], {
    flow: "staged",
  });
  expect(outcome?.reason).toBe("done");
  expect(path(entries)).toEqual(["plan 1", "plan completed", "implement 1", "implement completed"]);
  expect(stagesIn(entries)[0]?.flow).toBe("staged");
});

test("a flow that is to change something and does not has failed; one that only reads has not", async () => {
  const lines = [read, "- make a 2", "It is done.", "It is done.", "It is done."];
  const { outcome } = await ran(lines, { flow: "staged" });
  expect(outcome).toMatchObject({ reason: "failed" });
  const reading = { id: "look", allow_missing_done: true, allow: ["read" as const] };
  const { outcome: read_only } = await ran([read, "It is 1."], {
    flow: [reading],
    require_code_change: true,
  });
  expect(read_only?.reason).toBe("done");
});

test("a custom flow: each stage ends by its own call, and its report holds what was said", async () => {
  const flow = [
    { id: "look", label: "LOOK", prompt: "Find where a is set.", require_files_read: 1 },
    { id: "implement", prompt: "Change it.", done_hint: "a is 2." },
  ];
  const { model, entries, outcome } = await ran(
    [
      doneWith("look"),
      doneWith("implement"),
      read,
      doneWith("look", { summary: "app.py sets a.", decisions: ["edit app.py"] }),
      edit,
      doneWith("implement", { summary: "a is 2." }),
    ],
    { flow },
  );
  expect(outcome).toMatchObject({ reason: "done", text: "a is 2." });
  expect(resultsIn(entries).map(({ failed, text }) => [failed === true, text])).toEqual(
    [
      [true, 'The stage "look" cannot end yet: 0 of at least 1 files were read.'],
      [
        true,
        'The open stage is "look", not "implement". Do what it asks for, then end it under its own name.',
      ],
      [false, "1: a = 1"],
      [false, "app.py sets a."],
      [false, expect.stringContaining("app.py")],
      [false, "a is 2."],
    ].map(([failed, text]) => [failed, text === "1: a = 1" ? expect.any(String) : text]),
  );
  expect(stagesIn(entries)[1]?.report).toEqual({
    stage: "look",
    label: "LOOK",
    status: "completed",
    attempts: 1,
    retries: 0,
    files_changed: [],
    files_read: ["app.py"],
    summary: "app.py sets a.",
    payload: { stage: "look", summary: "app.py sets a.", decisions: ["edit app.py"] },
    used_write_tools: false,
    made_code_change: false,
    metrics: { turns: 4, calls: 4, failures: 2, tokens: 0 },
  });
  expect(stagesIn(entries)[2]?.text).toContain("It is done when: a is 2.");
  expect(prefixesHold(model.requests)).toEqual(model.requests.slice(1).map(() => true));
});

test("a stage that is not ended is tried again with a hint, then the flow stops", async () => {
  const flow = [{ id: "look" }, { id: "implement" }];
  const { entries, outcome } = await ran(["I looked.", "I looked again."], {
    flow,
    flow_stage_retries: 1,
  });
  expect(path(entries)).toEqual(["look 1", "look 2", "look failed"]);
  expect(stagesIn(entries)[1]?.text).toBe(
    '[STAGE 1/2: LOOK, attempt 2]\n\nThis stage is not done yet: it was not ended by flow_stage_done.\n\nEnd it by a call to flow_stage_done with the stage "look".',
  );
  expect(outcome).toMatchObject({
    reason: "failed",
    detail:
      'The flow stopped: the stage "look" was not completed: it was not ended by flow_stage_done.',
  });
});

test("without flow_retry_hints only the reason is said, without flow_stage_required the flow goes on", async () => {
  const flow = [{ id: "look" }, { id: "say", allow_missing_done: true }];
  const { entries, outcome } = await ran(["I looked.", "Again.", "It is 1."], {
    flow,
    flow_stage_retries: 1,
    flow_retry_hints: false,
    flow_stage_required: false,
  });
  expect(stagesIn(entries)[1]?.text).not.toContain("End it by");
  expect(path(entries).slice(2)).toEqual(["look failed", "say 1", "say completed"]);
  expect(outcome).toMatchObject({ reason: "done", text: "It is 1." });
});

test("allow_missing_done with what it requires is enough; without it is not", async () => {
  const flow = [
    { id: "look", allow_missing_done: true, require_files_read: 2, require_non_flow_tool: true },
  ];
  const { entries, outcome } = await ran([read, "I looked.", readOther, "Now I did."], {
    flow,
    flow_stage_retries: 1,
  });
  expect(path(entries)).toEqual(["look 1", "look 2", "look completed"]);
  expect(outcome?.reason).toBe("done");
});

test("tools_allow and tools_block hold by any name of a tool, and the list stays the same", async () => {
  const flow = [
    { id: "look", tools_allow: ["read_file", "ls"], allow_missing_done: true },
    { id: "implement", tools_block: ["write"], allow_missing_done: true },
  ];
  const { model, entries } = await ran(
    [
      call("grep", { pattern: "a" }),
      read,
      "Seen.",
      call("write", { path: "c.py", content: "" }),
      edit,
      "Done.",
    ],
    { flow },
  );
  expect(resultsIn(entries).map(({ held }) => held)).toEqual([
    "look",
    undefined,
    "implement",
    undefined,
  ]);
  expect(new Set(model.requests.map(({ tools }) => JSON.stringify(tools))).size).toBe(1);
  await expect(ran([], { flow: [{ id: "x", tools_allow: ["dance"] }] })).rejects.toThrow(
    '"flow": this agent has no tool "dance".',
  );
});

test("branched: a write before the plan is refused, then each task has its turn and its line", async () => {
  const { entries, outcome, app } = await ran(
    [
      edit,
      call("plan_tasks", { action: "create", tasks: ["Look at app.py", "Change a to 2"] }),
      read,
      "a is 1.",
      edit,
      "a is 2.",
    ],
    { task_branching: true },
  );
  expect(resultsIn(entries)[0]?.text).toBe(
    'Not run: work without a plan allows only reading, and edit does more. Make the plan first: call plan_tasks with the action "create".',
  );
  expect(app).toBe("a = 2\n");
  expect(path(entries)).toEqual([
    "plan 1",
    "plan completed",
    "task_1 1",
    "task_1 completed",
    "task_2 1",
    "task_2 completed",
  ]);
  const notices = entries.flatMap((entry) => (entry.type === "notice" ? [entry.text] : []));
  expect(notices).toEqual(["task_1 completed: a is 1.", "task_2 completed: a is 2."]);
  expect(outcome?.text).toBe("task_1 completed: a is 1.\ntask_2 completed: a is 2.");
  expect(stagesIn(entries)[5]?.task).toMatchObject({
    task_id: "task_2",
    description: "Change a to 2",
    files_changed: ["app.py"],
  });
});

test("branched: task_plan_mode says what may be done before the plan", async () => {
  const plan = call("plan_tasks", { action: "create", tasks: ["Change a to 2"] });
  const lines = [read, edit, plan, edit, "Done.", "Done.", "Done."];
  const held = async (mode: "first" | "explore" | "none") => {
    const { entries } = await ran(lines, { flow: "branched", task_plan_mode: mode });
    return resultsIn(entries)
      .slice(0, 2)
      .map((result) => result.held !== undefined);
  };
  expect(await held("first")).toEqual([true, true]);
  expect(await held("explore")).toEqual([false, true]);
  expect(await held("none")).toEqual([false, false]);
});

test("branched: tasks that only read are left out where that is wanted, and a failed one is tried again", async () => {
  const { entries, outcome } = await ran(
    [
      call("plan_tasks", { action: "create", tasks: ["Inspect app.py", "Change a to 2"] }),
      "I did it.",
      "I did it.",
      "I did it.",
      read,
      edit,
      "Now it is 2.",
    ],
    { flow: "branched", task_skip_readonly: true, task_replan_max: 1, task_output_mode: "runtime" },
  );
  expect(path(entries)).toEqual([
    "plan 1",
    "plan completed",
    "task_1 skipped",
    "task_2 1",
    "task_2 2",
    "task_2 completed",
  ]);
  expect(outcome).toMatchObject({ reason: "done", text: "ok: completed" });
});

test("branched: a question needs no plan, a task without one has failed", async () => {
  const { outcome: question } = await ran(["It is 1."], { flow: "branched" }, ["What is a?"]);
  expect(question).toMatchObject({ reason: "done", text: "It is 1." });
  const { outcome: task } = await ran(["It is 2 now."], { flow: "branched" });
  expect(task).toMatchObject({ reason: "failed" });
});

test("a fresh stage gets the task, the notes and what was before, and nothing else", async () => {
  const flow = [
    { id: "look", allow_missing_done: true },
    { id: "implement", allow_missing_done: true, fresh: true, context_window: 1 },
  ];
  const { model, entries } = await ran(
    [
      read,
      "app.py sets a.",
      edit,
      "It is 2.",
      "b is wrong.",
      edit,
      readOther,
      "Nothing left to do.",
    ],
    { flow, require_code_change: false },
    ["Change a to 2.", "The test fails: b must be 2."],
  );
  const third = model.requests[2]?.messages ?? [];
  expect(third.length).toBe(1);
  expect(third[0]?.text).toEndWith(`[STAGE 2/2: IMPLEMENT]

The task:
Change a to 2.

What to do in this stage:
Make the change as planned, then check it.

What the earlier stages found:
- LOOK: app.py sets a. | read: app.py

When the task is done, say in one or two sentences what you did, and stop.`);
  const fresh = stagesIn(entries).filter((entry) => entry.fresh)[1]?.text ?? "";
  expect(fresh).toContain("The task:\nChange a to 2.");
  expect(fresh).toContain("The newest message of the user:\nThe test fails: b must be 2.");
  expect(fresh).toContain("- You answered: It is 2.");
  expect(fresh).toContain("- Files changed so far: app.py.");
});

test("the model or the runtime says the last line, as benchmark_output_mode says", async () => {
  const { outcomes } = await ran(
    [read, "- make a 2", edit, "It is 2.", "- b", edit, read, "It is."],
    { flow: "staged", benchmark_output_mode: "runtime", require_code_change: false },
    ["Change a to 2.", "Change b."],
  );
  expect(outcomes.map(({ text }) => text)).toEqual(["Finished Try1", "Finished Try2"]);
});

test("a stage's requests hold only as much of the history as it wants, results with their calls", async () => {
  const flow = [
    { id: "look", allow_missing_done: true },
    {
      id: "say",
      allow_missing_done: true,
      history_mode: "tail",
      history_max_messages: 4,
      history_tool_truncate_chars: 5,
      history_tool_truncate_keep_last: 1,
    },
  ];
  const { model, entries } = await ran(
    [read, readOther, read, "Seen.", readOther, "It is 1."],
    { flow },
    ["What is a?"],
  );
  const sizes = model.requests.map(({ messages }) => messages.length);
  expect(sizes.slice(0, 4)).toEqual([2, 4, 6, 8]);
  expect(Math.max(...sizes.slice(4))).toBeLessThanOrEqual(4);
  const last = model.requests.at(-1)?.messages ?? [];
  expect(last[0]?.text).toContain("What is a?");
  const notices = entries.flatMap((entry) => (entry.type === "notice" ? [entry.text] : []));
  expect(notices[0]).toMatch(/^history_trim: 10 → \d messages\.$/);
});

test("a flow that was killed in a stage goes on in it", async () => {
  using folder = await tempFolder(files);
  const model = scripted([read, "- make a 2", edit, "It is 2."]);
  const logs = join(folder.path, ".logs");
  {
    await using one = await startedIn(folder.path, model, { flow: "staged", logs });
    for await (const event of one.conversation.send("Change a to 2.", never)) {
      if (event.type === "stage" && event.name === "implement") break;
    }
  }
  await using one = await startedIn(
    folder.path,
    model,
    { flow: "staged", logs },
    { resume: { type: "newest" } },
  );
  expect(one.conversation.isLeftOpen()).toBe(true);
  const { entries, outcome } = await collect(one.conversation.send(undefined, never));
  expect(outcome).toMatchObject({ reason: "done", text: "It is 2." });
  expect(path(entries)).toEqual(["implement completed"]);
  expect(prefixesHold(model.requests)).toEqual([true, true, true]);
});

test("a flow is named by a file, and one that is not there names the nearest", async () => {
  using folder = await tempFolder({
    ...files,
    ".localcode/flows/careful.json": JSON.stringify({
      description: "Looks before it changes.",
      flow: [{ id: "look", allow_missing_done: true }],
    }),
  });
  await using one = await startedIn(folder.path, scripted(["Seen."]), { flow: "careful" });
  const { entries } = await collect(one.conversation.send("What is a?", never));
  expect(stagesIn(entries)[0]?.flow).toBe("careful");
  await expect(startedIn(folder.path, scripted([]), { flow: "carefull" })).rejects.toThrow(
    'There is no flow "carefull". Did you mean "careful"? Flows: flat, branched, staged, staged3, careful.',
  );
});
