import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { ModelError } from "../../src/core/model.ts";
import { parseInput } from "../../src/core/parse-input.ts";
import type { ToolResult } from "../../src/core/tool.ts";
import { askAgentPart } from "../../src/tools/ask-agent.ts";
import { askQuestionsPart } from "../../src/tools/ask-questions.ts";
import { finishPart } from "../../src/tools/finish.ts";
import type { SideQuestion, SubTask } from "../../src/tools/kit.ts";
import { planSolutionPart } from "../../src/tools/plan-solution.ts";
import { thinkPart } from "../../src/tools/think.ts";
import { say } from "../support/agent.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool, toolOf } from "../support/tools.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

/** A kit whose model answers what it is asked, or fails at the question with this word. */
function answering(failsAt = "never") {
  const asked: SideQuestion[] = [];
  const askModel = (question: SideQuestion): Promise<string> => {
    asked.push(question);
    return question.prompt.includes(failsAt)
      ? Promise.reject(new ModelError("unreachable", "The server is gone."))
      : Promise.resolve(`  answer to ${question.prompt}\n`);
  };
  return { asked, kit: { askModel } };
}

describe("think", () => {
  test("records a thought and refuses an empty one", async () => {
    const think = toolOf(thinkPart);
    expect(await runTool(think, "/", { thought: "a", stage: "plan" })).toEqual({
      text: "Thought recorded. Go on with the next step.",
      planned: true,
    });
    expect((await runTool(think, "/", { thought: " " })).failed).toBe(true);
  });
});

describe("finish", () => {
  test("says how the task ended; every word for it is one of three", async () => {
    const finish = toolOf(finishPart);
    const cases: readonly (readonly [string | undefined, ToolResult])[] = [
      [undefined, { text: "All is well.", stop: "done" }],
      ["done", { text: "All is well.", stop: "done" }],
      ["Success", { text: "All is well.", stop: "done" }],
      ["wonderful", { text: "All is well.", stop: "done" }],
      ["blocked", { text: "Blocked: All is well.", stop: "blocked" }],
      ["FAILED", { text: "Blocked: All is well.", stop: "blocked" }],
      ["unsuccessful", { text: "Blocked: All is well.", stop: "blocked" }],
      ["incomplete", { text: "Incomplete: All is well.", stop: "blocked" }],
      ["not_done", { text: "Incomplete: All is well.", stop: "blocked" }],
      ["in progress", { text: "Incomplete: All is well.", stop: "blocked" }],
    ];
    for (const [status, result] of cases) {
      const input = status === undefined ? {} : { status };
      const got = await runTool(finish, "/", { ...input, summary: " All is well. " });
      expect([status, got]).toEqual([status, result]);
    }
    expect(await runTool(finish, "/", {})).toEqual({ text: "Done.", stop: "done" });
  });

  test("a summary that is no text is refused", async () => {
    const call = { id: "1", name: "finish", input: { status: "done", summary: ["a"] } };
    const parsed = await parseInput(toolOf(finishPart), call, say);
    expect(parsed.type === "refused" && parsed.text).toStartWith(
      'finish: invalid type for "summary": expected a string, got an array.',
    );
  });
});

describe("plan_solution", () => {
  test("asks the model with the conversation and a planning request, without tools", async () => {
    const { asked, kit } = answering();
    const result = await runTool(toolOf(planSolutionPart, kit), "/", { prompt: "Split it." });
    expect(result).toEqual({ text: "answer to PLANNING REQUEST: Split it.", planned: true });
    expect(asked.map(({ prompt, history }) => ({ prompt, history }))).toEqual([
      { prompt: "PLANNING REQUEST: Split it.", history: true },
    ]);
  });

  test("a model that fails or a blank request is a refusal that says what to do", async () => {
    const plan = toolOf(planSolutionPart, answering("Split").kit);
    expect(await runTool(plan, "/", { prompt: "Split it." })).toEqual({
      text: "The plan could not be made: The server is gone. Plan it yourself and go on.",
      failed: true,
    });
    expect((await runTool(plan, "/", { prompt: "\n" })).failed).toBe(true);
  });
});

describe("ask_questions", () => {
  test("answers come in the order of the questions, with headers and separators", async () => {
    const { asked, kit } = answering();
    const tool = toolOf(askQuestionsPart, kit);
    const result = await runTool(tool, "/", { questions: ["Why?", " ", "How?"] });
    expect(result).toEqual({
      text: "## Question 1: Why?\nanswer to QUESTION: Why?\n\n---\n\n## Question 2: How?\nanswer to QUESTION: How?",
    });
    expect(asked.length).toBe(2);
  });

  test("one failure fails the batch", async () => {
    const tool = toolOf(askQuestionsPart, answering("How").kit);
    expect(await runTool(tool, "/", { questions: ["Why?", "How?"] })).toEqual({
      text: "Question 2 could not be answered: The server is gone. None of the answers is kept; go on without them.",
      failed: true,
    });
  });

  test("none, only blank ones and more than four are refused", async () => {
    const { asked, kit } = answering();
    const tool = toolOf(askQuestionsPart, kit);
    for (const questions of [[], ["", "  "], ["1", "2", "3", "4", "5"]]) {
      expect((await runTool(tool, "/", { questions })).failed).toBe(true);
    }
    expect(asked).toEqual([]);
  });
});

describe("ask_agent", () => {
  /** A kit whose agents are these; what they are asked is kept. */
  function agents(names: readonly string[], run?: (signal: AbortSignal) => Promise<ToolResult>) {
    const tasks: Omit<SubTask, "emit">[] = [];
    const runAgent = ({ emit: _, ...task }: SubTask, signal: AbortSignal) => {
      tasks.push(task);
      return (
        run?.(signal) ?? Promise.resolve({ text: "  Größe: 5\n    indented 日本", read: ["a"] })
      );
    };
    return { tasks, tool: toolOf(askAgentPart, { agents: names, runAgent }) };
  }

  test("hands over the task with its files as they are and returns the answer as it is", async () => {
    using folder = await tempFolder({ "src/a.md": "ü\n```\n  x\n```\n" });
    const { tasks, tool } = agents(["architect", "tester"]);
    const input = { prompt: "Look at it.", files: ["src/a.md"], agent: "Tester", timeout: 60 };
    const result = await runTool(tool, folder.path, input);
    expect(result).toEqual({ text: "  Größe: 5\n    indented 日本", read: ["a"] });
    expect(tasks).toEqual([
      {
        callId: "call_1",
        agent: "tester",
        prompt: "Look at it.\n\nFile src/a.md:\n````\nü\n```\n  x\n```\n````",
        timeoutMs: 60_000,
      },
    ]);
  });

  test("without a name the first agent is asked, for 300 seconds at most", async () => {
    const { tasks, tool } = agents(["architect"]);
    await runTool(tool, "/", { prompt: "Look." });
    expect(tasks.map(({ agent, timeoutMs }) => ({ agent, timeoutMs }))).toEqual([
      { agent: "architect", timeoutMs: 300_000 },
    ]);
  });

  test("an unknown agent, no agents, files outside and a bad limit are refused", async () => {
    using folder = await tempFolder({ "a.bin": new Uint8Array([0, 1, 2, 255]) });
    const { tasks, tool } = agents(["architect"]);
    const textOf = async (input: unknown) => (await runTool(tool, folder.path, input)).text;
    expect(await textOf({ prompt: "a", agent: "x" })).toBe(
      'There is no agent "x". Agents: architect.',
    );
    expect(await textOf({ prompt: "a", files: ["/etc/passwd"] })).toContain("outside");
    expect(await textOf({ prompt: "a", files: ["a.bin"] })).toStartWith("a.bin is not a text file");
    expect(await textOf({ prompt: "a", timeout: 0 })).toContain("whole number of seconds above 0");
    expect(await textOf({ prompt: " " })).toContain("The task is empty.");
    expect((await runTool(agents([]).tool, "/", { prompt: "a" })).failed).toBe(true);
    expect(tasks).toEqual([]);
  });

  test("a limit that is no whole number is refused, one written as text is read", async () => {
    const { tool } = agents(["architect"]);
    const parse = (timeout: unknown, key = "timeout") =>
      parseInput(tool, { id: "1", name: "ask_agent", input: { prompt: "a", [key]: timeout } }, say);
    const broken = await parse(12.5);
    expect(broken.type === "refused" && broken.text).toContain("expected a whole number");
    expect(await parse("60", "secs")).toEqual({
      type: "fits",
      input: { prompt: "a", timeout: 60 },
      note: "",
    });
  });

  test("an agent that takes too long is a refusal", async () => {
    const { tool } = agents(
      ["slow"],
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason));
        }),
    );
    expect(await runTool(tool, "/", { prompt: "a", timeout: 1 })).toEqual({
      text: "slow did not finish within 1 s. Ask for less, or go on without it.",
      failed: true,
    });
  });
});
