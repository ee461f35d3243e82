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

/** What is wrong where a reply's calls and the results that follow have not the same ids in one order. */
function answerFaults(entries: readonly Entry[]): readonly string[] {
  const faults: string[] = [];
  let open: readonly string[] = [];
  for (const entry of entries) {
    if (entry.type === "reply" || entry.type === "end") {
      if (open.length > 0) faults.push(`unanswered: ${open.join(", ")}`);
      open = entry.type === "reply" ? entry.message.calls.map((call) => call.id) : [];
    }
    if (entry.type !== "result") continue;
    if (entry.call.id !== open[0]) faults.push(`an answer to ${entry.call.id} out of turn`);
    open = open.slice(1);
  }
  return faults;
}

/** What ran although it was cut, or was read from text as a call to a tool that is not there. */
function callFaults(entries: readonly Entry[]): readonly string[] {
  let truncated = false;
  return entries.flatMap((entry) => {
    if (entry.type === "reply") truncated = entry.truncated;
    if (entry.type !== "call") return [];
    const { name, salvaged } = entry.call;
    const isUnknown = salvaged !== undefined && findTool(tools, name).type === "unknown";
    return [...(truncated ? [`${name} ran cut`] : []), ...(isUnknown ? [`${name} was read`] : [])];
  });
}

test(
  `after any of ${replies} bad replies the next request can be rendered and every call is answered once`,
  async () => {
    const random = seeded(seed);
    const asked = { count: 0 };
    const faults: string[] = [];
    const salvaged = new Set<string>();
    let history: readonly Entry[] = [];
    while (asked.count < replies) {
      if (random() < 0.8) history = [];
      const agent = agentOf(random, asked);
      const prompt = random() < 0.5 ? "Fix the bug in a.py." : "What does a.py do?";
      const { entries } = await collect(run(agent, history, prompt, never));
      faults.push(...answerFaults(entries), ...callFaults(entries));
      history = [...history, ...entries];
      for (const entry of entries) {
        if (entry.type === "call" && entry.call.salvaged) salvaged.add(entry.call.salvaged);
      }
    }
    expect(faults).toEqual([]);
    expect(salvaged.size).toBeGreaterThanOrEqual(10);
  },
  timeoutMs,
);
