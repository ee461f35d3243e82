import words from "../../prompts/loop.json";
import type { Agent } from "../../src/core/agent.ts";
import type { AgentEvent, Entry } from "../../src/core/event.ts";
import { isEntry } from "../../src/core/event.ts";
import type { ChatModel } from "../../src/core/model.ts";
import type { Outcome } from "../../src/core/run.ts";
import type { Say } from "../../src/core/say.ts";
import type { Sandbox } from "../../src/core/tool.ts";
import { fill } from "../../src/lib/template.ts";

export const say: Say = (key, values) => fill(words[key], values ?? {});

export const noSandbox: Sandbox = {
  name: "none",
  statement: "Commands cannot run in this test.",
  exec: () => Promise.reject(new Error("This test has no sandbox.")),
  [Symbol.asyncDispose]: () => Promise.resolve(),
};

/** An agent with nothing but a model; a test adds the parts it is about. */
export function agentWith(model: ChatModel, parts: Partial<Agent> = {}): Agent {
  return {
    name: "test",
    model,
    system: "You are a test.",
    opening: "",
    tools: [],
    gates: [],
    nudges: [],
    limits: {
      maxTurns: 50,
      timeoutMs: Number.POSITIVE_INFINITY,
      maxTotalTokens: Number.POSITIVE_INFINITY,
      maxCallsPerReply: 10,
      reserveTokens: 1_024,
    },
    root: process.cwd(),
    sandbox: noSandbox,
    say,
    expectsChange: () => false,
    inbox: () => [],
    ...parts,
  };
}

export type Collected = {
  readonly events: readonly AgentEvent[];
  readonly entries: readonly Entry[];
  readonly outcome: Outcome;
};

/** Reads a run to its end. */
export async function collect(running: AsyncGenerator<AgentEvent, Outcome>): Promise<Collected> {
  const events: AgentEvent[] = [];
  while (true) {
    const step = await running.next();
    if (step.done) return { events, entries: events.filter(isEntry), outcome: step.value };
    events.push(step.value);
  }
}
