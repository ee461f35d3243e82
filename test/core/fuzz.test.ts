import { expect, test } from "bun:test";
import type { Agent } from "../../src/core/agent.ts";
import type { Entry } from "../../src/core/event.ts";
import { findTool } from "../../src/core/find-tool.ts";
import type { ChatModel, ChatRequest } from "../../src/core/model.ts";
import { run } from "../../src/core/run.ts";
import { asksForChange } from "../../src/core/task.ts";
import type { Tool } from "../../src/core/tool.ts";
import { babble } from "../../src/models/babble.ts";
import { textCalls } from "../../src/models/text-calls.ts";
import { thinkTags } from "../../src/models/think-tags.ts";
import { wireMessages, wireTools } from "../../src/models/wire.ts";
import { nudgesFor } from "../../src/nudges/index.ts";
import { agentWith, collect } from "../support/agent.ts";
import { callTools, echoTool } from "../support/call-tools.ts";
import { chunked } from "../support/chunked.ts";
import { words } from "../support/nudged.ts";
import { randomReply, seeded } from "../support/random-reply.ts";
import { checkWire } from "../support/strict-wire.ts";

const replies = 10_000;
const turnsPerRun = 8;
const seed = 20_260_118;
/** A few seconds on an idle machine. */
const timeoutMs = 60_000;
const never = new AbortController().signal;

const tools: readonly Tool[] = [
  ...callTools,
  { ...echoTool("crash"), run: () => Promise.reject(new Error("It broke \ud83d.")) },
  { ...echoTool("stop"), run: async () => ({ text: "", stop: "done" }) },
];

const offered = wireTools(tools.map((tool) => tool.schema)).slice(0, 1);

type Profile = Parameters<typeof wireMessages>[1];
const profiles: readonly Profile[] = [
  { thinking: "same-field" },
  { thinking: "inline-think", bridge: "I see." },
  { thinking: "none" },
];

/** A model that checks every request as the strictest server would, and answers at random. */
function badModel(random: () => number, asked: { count: number }): ChatModel {
  const profile = profiles[asked.count % profiles.length] ?? { thinking: "none" };
  return {
    name: "bad",
    contextTokens: 1_000_000,
    async *stream(request: ChatRequest, signal) {
      asked.count += 1;
      checkWire(
        { messages: wireMessages(request, profile), tools: offered, stream: true },
        { bridged: profile.bridge !== undefined },
      );
      const size = Math.ceil(random() * (random() < 0.1 ? 5 : 400));
      yield* chunked(randomReply(random), size).stream(request, signal);
    },
  };
}

function agentOf(random: () => number, asked: { count: number }): Agent {
  const model = textCalls(thinkTags(babble(badModel(random, asked))), tools);
  const plain = agentWith(model, {
    tools,
    nudges: nudgesFor({ words, expectsChange: asksForChange }),
    expectsChange: asksForChange,
    inbox: () => (random() < 0.05 ? ["And one more thing."] : []),
  });
  return { ...plain, limits: { ...plain.limits, maxTurns: turnsPerRun, maxCallsPerReply: 3 } };
}

/** Every reply's calls, and the results that follow it, have the same ids in the same order. */
function checkAnswers(entries: readonly Entry[]): void {
  let open: string[] = [];
  for (const entry of entries) {
    if (entry.type === "reply") {
      expect(open).toEqual([]);
      open = entry.message.calls.map((call) => call.id);
    }
    if (entry.type === "result") expect(entry.call.id).toBe(open.shift() ?? "no open call");
  }
  expect(open).toEqual([]);
}

/** Nothing that was cut runs, and what was read from text is a call to a tool there is. */
function checkCalls(entries: readonly Entry[]): void {
  let truncated = false;
  for (const entry of entries) {
    if (entry.type === "reply") truncated = entry.truncated;
    if (entry.type !== "call") continue;
    expect(truncated).toBe(false);
    if (entry.call.salvaged) expect(findTool(tools, entry.call.name).type).toBe("found");
  }
}

test(
  `after any of ${replies} bad replies the next request can be rendered and every call is answered once`,
  async () => {
    const random = seeded(seed);
    const asked = { count: 0 };
    const salvaged = new Set<string>();
    let history: readonly Entry[] = [];
    while (asked.count < replies) {
      if (random() < 0.8) history = [];
      const agent = agentOf(random, asked);
      const prompt = random() < 0.5 ? "Fix the bug in a.py." : "What does a.py do?";
      const { entries } = await collect(run(agent, history, prompt, never));
      checkAnswers(entries);
      checkCalls(entries);
      history = [...history, ...entries];
      for (const entry of entries) {
        if (entry.type === "call" && entry.call.salvaged) salvaged.add(entry.call.salvaged);
      }
    }
    expect(salvaged.size).toBeGreaterThanOrEqual(10);
  },
  timeoutMs,
);
