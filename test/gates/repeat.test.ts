import { describe, expect, test } from "bun:test";
import { run } from "../../src/core/run.ts";
import type { Effect, ToolResult } from "../../src/core/tool.ts";
import { repeatGate } from "../../src/gates/repeat.ts";
import { scripted } from "../../src/models/scripted.ts";
import { agentWith, collect } from "../support/agent.ts";
import { contextIn, gatedCall, gateSay, toolNamed } from "../support/gated.ts";

type Made = { readonly tool: string; readonly input?: unknown; readonly result?: ToolResult };

const effects: Readonly<Record<string, Effect>> = {
  read: "read",
  edit: "write",
  shell: "execute",
  shell_job: "read",
};

/** Sends these calls through one gate and gives their results. */
async function results(made: readonly Made[], exempt?: readonly string[]): Promise<ToolResult[]> {
  const gate = repeatGate({ say: gateSay, ...(exempt ? { exempt } : {}) });
  const answers: ToolResult[] = [];
  for (const { tool, input = {}, result = { text: "same" } } of made) {
    const one = toolNamed(tool, effects[tool] ?? "read", () => result);
    const gated = gatedCall(one, input, contextIn("/"));
    answers.push(await gate(gated, (passed) => passed.tool.run(passed.input, passed.context)));
  }
  return answers;
}

function times(count: number, ...made: readonly Made[]): readonly Made[] {
  return Array.from({ length: count }, () => made).flat();
}

const read: Made = { tool: "read", input: { path: "a" } };
const noted =
  "same\nNote: this is the same call with the same result as before (2 times now). Nothing has changed in between.";

describe("the same call with the same result", () => {
  test("gets a note, then a correction, then ends the run as a loop", async () => {
    expect(await results(times(4, read))).toEqual([
      { text: "same" },
      { text: noted },
      {
        text: "You have made this same call 3 times and the result is always the same. Do not make it again: use what you know, change the arguments, or do the next step. If you are done, say so. The result was:\nsame",
      },
      {
        text: "Stopped in a loop: the same calls were repeated 4 times with the same results.",
        failed: true,
        stop: "loop",
      },
    ]);
  });

  test("is noticed with other calls in between and whatever the order of its arguments", async () => {
    const one: Made = { tool: "read", input: { path: "a", limit: 1 } };
    const other: Made = { tool: "read", input: { limit: 1, path: "a" } };
    const answers = await results([one, { tool: "read", input: { path: "b" } }, other]);
    expect(answers.map((answer) => answer.text)).toEqual(["same", "same", noted]);
  });

  test("is no repetition when the result is another, save for how long it took", async () => {
    const took = (text: string): Made => ({ tool: "shell", result: { text, changed: [] } });
    const answers = await results([took("1 failed"), took("2 failed"), took("3 failed")]);
    expect(answers.map((answer) => answer.text)).toEqual(["1 failed", "2 failed", "3 failed"]);
    const timed = await results([took("5 failed in 0.31s"), took("5 failed in 0.29s")]);
    expect(timed[1]?.text).toContain("(2 times now)");
    const kept = await results([
      took("in x/shell-call_1-a1.txt]"),
      took("in x/shell-call_2-b2.txt]"),
    ]);
    expect(kept[1]?.text).toContain("(2 times now)");
  });

  test("is no repetition after something else was changed", async () => {
    const change: Made = { tool: "edit", input: { n: 1 }, result: { text: "ok", changed: ["a"] } };
    const other = { ...change, input: { n: 2 } };
    const test_: Made = { tool: "shell", result: { text: "failed", failed: true, changed: [] } };
    const answers = await results([
      test_,
      change,
      test_,
      other,
      test_,
      { ...change, input: 3 },
      test_,
    ]);
    expect(answers.every((answer) => answer.stop === undefined)).toBe(true);
    expect(answers.map((answer) => answer.text)).toEqual([
      "failed",
      "ok",
      "failed",
      "ok",
      "failed",
      "ok",
      "failed",
    ]);
  });

  test("may be made by tools that are exempt", async () => {
    const answers = await results(times(6, { tool: "shell_job" }));
    expect(answers.at(-1)).toEqual({ text: "same" });
    const chosen = await results(times(6, read), ["read"]);
    expect(chosen.at(-1)).toEqual({ text: "same" });
  });
});

test("calls that go round in a circle end the run although each changes something", async () => {
  const there: Made = { tool: "edit", input: "a to b", result: { text: "ok", changed: ["f"] } };
  const back: Made = { tool: "edit", input: "b to a", result: { text: "ok", changed: ["f"] } };
  const answers = await results(times(4, there, back));
  expect(answers.map((answer) => answer.stop)).toEqual([
    ...Array.from({ length: 7 }, () => undefined),
    "loop",
  ]);
  expect(answers[5]?.text).toStartWith("You go round in a circle: your last calls repeat the 3");
});

test("three identical writes that change nothing end the run, whatever they answer", async () => {
  const write = (text: string, failed?: true): Made => ({
    tool: "edit",
    input: { path: "a" },
    result: failed ? { text, failed } : { text },
  });
  const answers = await results([
    write("No change."),
    write("Repeated.", true),
    write("Again.", true),
  ]);
  expect(answers.map((answer) => answer.stop)).toEqual([undefined, undefined, "loop"]);
});

test("an unknown tool is only told of the first time and more sternly the second", async () => {
  const call = { name: "frobnicate", input: {} };
  const model = scripted([
    ...Array.from({ length: 4 }, (_, n) => ({ calls: [{ ...call, input: { n } }] })),
    "Done.",
  ]);
  const agent = agentWith(model, {
    tools: [toolNamed("read", "read")],
    gates: [repeatGate({ say: gateSay })],
  });
  const { entries, outcome } = await collect(
    run(agent, [], "Do it.", new AbortController().signal),
  );
  const texts = entries.flatMap((entry) => (entry.type === "result" ? [entry.result.text] : []));
  expect(texts[0]).toBe('There is no tool "frobnicate". Tools: read.');
  expect(texts[1]).toStartWith('You have called "frobnicate" 2 times, and there is no such tool.');
  expect(outcome.reason).toBe("loop");
  expect(texts.length).toBe(4);
});

test("a call whose arguments never fit ends the run too", async () => {
  const model = scripted(
    times(4, { tool: "x" }).map(() => ({ calls: [{ name: "read", input: "x" }] })),
  );
  const agent = agentWith(model, {
    tools: [toolNamed("read", "read")],
    gates: [repeatGate({ say: gateSay })],
  });
  const running = run(agent, [], "Do it.", new AbortController().signal);
  expect((await collect(running)).outcome.reason).toBe("loop");
});
