import { expect, test } from "bun:test";
import type { Nudge } from "../../src/core/agent.ts";
import type { AgentEvent } from "../../src/core/event.ts";
import { run } from "../../src/core/run.ts";
import { asksForChange } from "../../src/core/task.ts";
import type { Tool } from "../../src/core/tool.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { nudgesFor } from "../../src/nudges/index.ts";
import { agentWith, collect } from "../support/agent.ts";
import { callTools, echoTool } from "../support/call-tools.ts";
import { viewOf, words } from "../support/nudged.ts";

const options = { words, expectsChange: asksForChange };
const never = new AbortController().signal;

const writing: Tool = {
  ...echoTool("write", { effect: "write" }),
  run: async () => ({ text: "Written.", changed: ["a.py"] }),
};
const finishing: Tool = {
  ...echoTool("finish"),
  run: async () => ({ text: "Finished.", stop: "done" }),
};
const looking = echoTool("ls");

async function nudgesIn(
  lines: readonly ScriptedLine[],
  prompt: string,
  nudges: readonly Nudge[],
): Promise<{ readonly nudged: readonly string[]; readonly reason: string }> {
  const tools = [looking, writing, finishing];
  const agent = agentWith(scripted(lines), { tools, nudges, expectsChange: asksForChange });
  const { events, outcome } = await collect(run(agent, [], prompt, never));
  const nudged = events.flatMap((event: AgentEvent) =>
    event.type === "nudge" ? [event.name] : [],
  );
  return { nudged, reason: outcome.reason };
}

const call = (name: string) => ({ calls: [{ name, input: {} }] });

test("the nudges are asked in this order", () => {
  expect(nudgesFor(options).map((nudge) => nudge.name)).toEqual([
    "empty",
    "announced",
    "unchanged",
  ]);
  const all = nudgesFor({ ...options, minToolCalls: 2, requireCodeChange: true });
  expect(all.map((nudge) => nudge.name)).toEqual([
    "empty",
    "announced",
    "min-calls",
    "require-change",
  ]);
});

test("a run goes on after an empty reply, an announcement and a false claim, and ends well", async () => {
  const lines = ["", "Let me fix it.", "Fixed.", call("write"), "Fixed."];
  expect(await nudgesIn(lines, "Fix the bug.", nudgesFor(options))).toEqual({
    nudged: ["empty", "announced", "unchanged"],
    reason: "done",
  });
});

test("each nudge speaks twice, then the run ends as what it is", async () => {
  const nudges = nudgesFor(options);
  expect(await nudgesIn(["", "", ""], "What is this?", nudges)).toEqual({
    nudged: ["empty", "empty"],
    reason: "empty",
  });
  expect(await nudgesIn(["Done.", "Done.", "Done."], "Fix it.", nudges)).toEqual({
    nudged: ["unchanged", "unchanged"],
    reason: "failed",
  });
});

test("a question is answered without a demand", async () => {
  expect(await nudgesIn(["It scores games."], "What is this?", nudgesFor(options))).toEqual({
    nudged: [],
    reason: "done",
  });
});

test("finish is doubted as text is", async () => {
  const lines = [call("finish"), call("write"), call("finish")];
  expect(await nudgesIn(lines, "Fix it.", nudgesFor(options))).toEqual({
    nudged: ["unchanged"],
    reason: "done",
  });
});

test("fewer calls than demanded are too few, and finish does not count", async () => {
  const nudges = nudgesFor({ ...options, minToolCalls: 2 });
  const lines = ["Four.", call("ls"), call("finish"), call("ls"), "Four."];
  expect(await nudgesIn(lines, "What is 2 + 2?", nudges)).toEqual({
    nudged: ["min-calls", "min-calls"],
    reason: "done",
  });
  expect(nudges[2]?.ask(viewOf({ text: "Four." }, { calls: 1 }))).toBe(
    "1 of at least 2 tool calls have been made. Look at the project with your tools before you answer.",
  );
});

test("a required change is demanded whatever the prompt says", async () => {
  const nudges = nudgesFor({ ...options, requireCodeChange: true });
  expect(await nudgesIn(["Hm.", call("write"), "Done."], "What is this?", nudges)).toEqual({
    nudged: ["require-change"],
    reason: "done",
  });
});

test("all nudges together keep within the total", async () => {
  const lines = ["", "Let me fix it.", "Fixed."];
  const nudges = nudgesFor({ ...options, maxTotal: 2 });
  expect(await nudgesIn(lines, "Fix it.", nudges)).toEqual({
    nudged: ["empty", "announced"],
    reason: "failed",
  });
  expect(await nudgesIn([""], "Fix it.", nudgesFor({ ...options, maxTotal: 0 }))).toMatchObject({
    nudged: [],
  });
});

test("no text of a nudge is long", () => {
  for (const text of Object.values(words)) expect(text.length).toBeLessThan(200);
  expect(callTools.length).toBeGreaterThan(0);
});
