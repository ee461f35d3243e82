import { expect, test } from "bun:test";
import { z } from "zod";
import { foldAll, openCalls } from "../../src/core/fold.ts";
import { ModelError } from "../../src/core/model.ts";
import { run } from "../../src/core/run.ts";
import { defineTool } from "../../src/core/tool.ts";
import { scripted } from "../../src/models/scripted.ts";
import { SandboxError } from "../../src/sandbox/error.ts";
import { agentWith, collect } from "../support/agent.ts";

const echo = defineTool(
  {
    name: "echo",
    aliases: ["say_back"],
    description: "Says it back.",
    parameters: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
    feedback: {},
  },
  {
    input: z.object({ text: z.string() }),
    effect: "read",
    run: async ({ text }) => ({ text: `echo ${text}` }),
  },
);

const never = new AbortController().signal;

test("a run yields the prompt, each reply, each call with its result, and the end", async () => {
  const model = scripted([{ calls: [{ name: "echo", input: { text: "a" } }] }, "Done."]);
  const { entries, outcome } = await collect(
    run(agentWith(model, { tools: [echo] }), [], "Hello", never),
  );
  expect(entries.map((entry) => entry.type)).toEqual([
    "prompt",
    "reply",
    "call",
    "result",
    "reply",
    "end",
  ]);
  expect(outcome).toMatchObject({ reason: "done", text: "Done." });
  expect(model.requests[1]?.messages).toEqual(foldAll(entries.slice(0, 4)));
});

test("a run that is cancelled in a call answers every call before it ends", async () => {
  const control = new AbortController();
  const model = scripted([
    {
      calls: [
        { name: "stop", input: {} },
        { name: "echo", input: { text: "b" } },
      ],
    },
  ]);
  const stop = defineTool(
    {
      name: "stop",
      aliases: [],
      description: "",
      parameters: { type: "object", properties: {} },
      feedback: {},
    },
    {
      input: z.object({}),
      effect: "read",
      run: async () => {
        control.abort();
        return { text: "stopped" };
      },
    },
  );
  const agent = agentWith(model, { tools: [echo, stop] });
  const { entries, outcome } = await collect(run(agent, [], "Hello", control.signal));
  expect(outcome.reason).toBe("cancelled");
  expect(openCalls(foldAll(entries))).toEqual([]);
  expect(entries.filter((entry) => entry.type === "result")).toHaveLength(2);
});

test("a model that cannot be reached ends the run with its sentence", async () => {
  const model = scripted([new ModelError("unreachable", "No server at http://127.0.0.1:1.")]);
  const { outcome } = await collect(run(agentWith(model), [], "Hello", never));
  expect(outcome).toMatchObject({
    reason: "unreachable",
    detail: "No server at http://127.0.0.1:1.",
  });
});

test("calls over the limit of a reply are answered and not run", async () => {
  const calls = ["a", "b", "c"].map((text) => ({ name: "echo", input: { text } }));
  const model = scripted([{ calls }, "Done."]);
  const agent = agentWith(model, { tools: [echo] });
  const limits = { ...agent.limits, maxCallsPerReply: 1 };
  const { entries } = await collect(run({ ...agent, limits }, [], "Hello", never));
  const results = entries.flatMap((entry) => (entry.type === "result" ? [entry.result] : []));
  expect(results.map((result) => result.failed ?? false)).toEqual([false, true, true]);
});

test("a call cut at the output limit is never run", async () => {
  const model = scripted([
    { calls: [{ name: "echo", input: { text: "a" } }], truncated: true },
    "Done.",
  ]);
  const { entries } = await collect(run(agentWith(model, { tools: [echo] }), [], "Hello", never));
  expect(entries.map((entry) => entry.type)).not.toContain("call");
  expect(entries[2]).toMatchObject({ type: "result", result: { failed: true } });
});

test("the answer of a run that ends by a call is what the call says", async () => {
  const finish = defineTool(
    {
      name: "finish",
      aliases: [],
      description: "Ends the task.",
      parameters: { type: "object", properties: {} },
      feedback: {},
    },
    {
      input: z.object({}),
      effect: "read",
      run: async () => ({ text: "All is well.", stop: "done" as const }),
    },
  );
  const model = scripted([{ calls: [{ name: "finish", input: {} }] }]);
  const { outcome } = await collect(run(agentWith(model, { tools: [finish] }), [], "Hello", never));
  expect(outcome).toMatchObject({ reason: "done", text: "All is well." });
});

test("a sandbox that fails ends the run and is no command's output", async () => {
  const broken = defineTool(
    {
      name: "shell",
      aliases: [],
      description: "Runs a command.",
      parameters: { type: "object", properties: {} },
      feedback: {},
    },
    {
      input: z.object({}),
      effect: "execute",
      run: async () => {
        throw new SandboxError("bubblewrap cannot start a process: no user namespaces.");
      },
    },
  );
  const model = scripted([{ calls: [{ name: "shell", input: {} }] }]);
  const { outcome } = await collect(run(agentWith(model, { tools: [broken] }), [], "Hello", never));
  expect(outcome).toMatchObject({
    reason: "failed",
    detail: "bubblewrap cannot start a process: no user namespaces.",
  });
});

test("what was typed during the last answer is answered too; after a stop it waits", async () => {
  const typed = [["And you?"], []];
  const inbox = () => typed.shift() ?? [];
  const model = scripted(["I am done.", "So am I."]);
  const { entries, outcome } = await collect(run(agentWith(model, { inbox }), [], "Go.", never));
  const said = entries.map((entry) => (entry.type === "prompt" ? entry.text : entry.type));
  expect(said).toEqual(["Go.", "reply", "And you?", "reply", "end"]);
  expect(outcome.text).toBe("So am I.");

  const control = new AbortController();
  const stopping = () => {
    control.abort(new Error("Interrupted."));
    return { text: "", calls: [{ name: "echo", input: { text: "a" } }] };
  };
  const waiting = ["Later."];
  const stopped = agentWith(scripted([stopping]), {
    tools: [echo],
    inbox: () => waiting.splice(0),
  });
  const { outcome: ended } = await collect(run(stopped, [], "Go.", control.signal));
  expect(ended.reason).toBe("cancelled");
  expect(waiting).toEqual(["Later."]);
});
